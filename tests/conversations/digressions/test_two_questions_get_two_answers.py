"""What is asked in one message is answered in one turn, at most two of them; the rest is named, never dropped."""

from __future__ import annotations

from tests.conversations.person import Person


def test_both_are_answered_and_the_question_stays():
    person = Person()
    person.agree()
    person.say("啥时候有下一届 钱啥时候发")
    assert "通知·五" in person.said
    assert "通知·标题" in person.said
    assert person.asked == "name"


def test_a_third_is_named_as_not_yet_answered():
    person = Person()
    person.agree()
    person.say("给多少钱 材料交到哪 学历有要求没")
    assert "通知·五" in person.said
    assert "学历有要求没" in person.said


def test_hearsay_before_a_question_says_which_document_is_meant():
    person = Person()
    person.start()
    person.say("听说朝阳有支持政策，能给多少？")
    assert "征求意见稿" in person.said
    assert "通知·五" not in person.said
