from __future__ import annotations

import pytest

from tests.conversations.person import Person

YES = ("对", "是", "是的", "嗯", "确认", "没错")
NO = ("不是", "不对", "都不是")


def guess(filling: Person) -> Person:
    """A bare number where another number stands already: did they mean to change it?"""
    filling.tell("手机号13800138000", "13911112222")
    assert filling.asked == "confirm"
    assert "13911112222" in filling.text
    return filling


@pytest.mark.parametrize("word", YES)
def test_yes_takes_it(filling: Person, word: str) -> None:
    guess(filling).say(word)
    assert filling.answers["mobile"] == "13911112222"
    assert filling.asked == "name"


@pytest.mark.parametrize("word", NO)
def test_no_leaves_everything_and_says_so(filling: Person, word: str) -> None:
    guess(filling).say(word)
    assert filling.answers["mobile"] == "13800138000"
    assert filling.asked == "name"
    assert filling.said


def test_another_answer_passes_the_guess_by(filling: Person) -> None:
    guess(filling).say("张建国")
    assert filling.answers == {"name": "张建国", "mobile": "13800138000"}


def test_of_several_a_yes_alone_is_not_enough(filling: Person) -> None:
    filling.tell("手机号13800138000", "单位电话010-88290000", "改电话")
    assert filling.asked == "confirm"
    filling.say("对")
    assert filling.asked == "confirm"
    assert filling.said
    filling.say("第一个")
    assert filling.asked in ("unit_phone", "mobile")


@pytest.mark.parametrize("word", ["对", "好的", "没有", "嗯", "不对", "在吗", "继续"])
def test_a_short_word_is_never_met_with_silence(filling: Person, word: str) -> None:
    filling.say(word)
    assert filling.said
    assert filling.asked


def test_wrong_looks_at_the_answer_before(filling: Person) -> None:
    filling.tell("张建国", "不对")
    assert filling.asked == "name"
    assert "张建国" in filling.text
    filling.say("张建军")
    assert filling.answers == {"name": "张建军"}
    assert filling.asked == "sex"


@pytest.mark.parametrize("word", ["写错了", "刚才那个写错了", "上一个写错了"])
def test_a_mistake_is_the_last_answer_and_no_answer_itself(filling: Person, word: str) -> None:
    filling.tell("张建国", "男", word)
    assert filling.asked == "sex"
    assert filling.answers == {"name": "张建国", "sex": "男"}


@pytest.mark.parametrize("word", ["等会儿", "我先忙", "下班再说", "再想想"])
def test_a_pause_answers_nothing(filling: Person, word: str) -> None:
    filling.tell("张建国", word)
    assert filling.answers == {"name": "张建国"}
    assert filling.asked == "sex"
    assert filling.status("sex") == ""
    assert "1/" in filling.said


def test_a_pause_is_no_answer_to_a_question_about_oneself(person: Person) -> None:
    person.start()
    person.choose("menu.precheck")
    person.choose("consent.yes")
    asked, before = person.asked, person.answers
    person.say("等会儿")
    assert (person.asked, person.answers) == (asked, before)
    assert person.session is not None
    assert not person.session.answers
