from __future__ import annotations

import pytest

from tests.conversations.person import Person


@pytest.fixture
def known(filling: Person) -> Person:
    filling.tell("张建国", "男", "汉族")
    return filling


def test_by_words(known: Person) -> None:
    known.say("把姓名改成张建军")
    assert known.answers["name"] == "张建军"
    assert known.asked == "birth_date"


def test_by_editing_the_sent_message(known: Person) -> None:
    known.edit(1, "张建军")
    assert known.answers["name"] == "张建军"


def test_by_editing_a_message_that_said_nothing_nothing_changes(known: Person) -> None:
    before = known.answers
    known.say("谢谢")
    known.edit(4, "谢谢您")
    assert known.answers == before


def test_an_edit_that_cannot_stand_keeps_the_old_value_and_says_why(known: Person) -> None:
    known.say("1985年3月6日")
    known.edit(4, "1985年13月6日")
    assert known.answers["birth_date"] == "1985-03-06"
    assert known.failed


def test_from_the_review_by_choosing_part_and_item(known: Person) -> None:
    known.say("改某一项")
    assert known.asked == "review"
    known.choose("p0")
    known.choose("p1")
    assert known.asked == "sex"
    known.say("女")
    assert known.answers["sex"] == "女"


def test_undo_takes_back_one_message_and_redo_brings_it_again(known: Person) -> None:
    known.say("撤销")
    assert "ethnicity" not in known.answers
    assert known.asked == "ethnicity"
    known.say("重做")
    assert known.answers["ethnicity"] == "汉族"


def test_undo_far_back_and_forth_ends_where_it_began(known: Person) -> None:
    before = known.answers
    known.tell("撤销", "撤销", "撤销")
    assert known.answers == {}
    known.tell("重做", "重做", "重做")
    assert known.answers == before


def test_a_new_answer_after_undo_forgets_what_could_be_redone(known: Person) -> None:
    known.tell("撤销", "回族", "重做")
    assert known.answers["ethnicity"] == "回族"


def test_a_level_that_changes_the_verdict_is_shown_with_what_it_touches_before_it_is_saved(known: Person) -> None:
    known.say("高级技师")
    known.tell("改工作经历", "2003年6月至今，北京某某机电有限公司，焊工，班组长，高级技师", "没有了")
    assert known.session is not None
    before = (known.session.answers, known.session.rows)
    known.say("把等级改成高级工")
    assert known.asked == "confirm"
    assert "不满足" in known.text
    known.say("取消")
    assert (known.session.answers, known.session.rows) == before
    known.say("把等级改成高级工")
    known.say("确认")
    assert known.answers["skill_level"] == "高级工"
    known.say("撤销")
    assert known.answers["skill_level"] == "高级技师（一级）"


def test_step_back_shows_the_answer_before_and_takes_a_new_one(known: Person) -> None:
    known.say("上一步")
    assert known.asked == "ethnicity"
    assert "汉族" in known.text
    known.say("满族")
    assert known.answers["ethnicity"] == "满族"
    assert known.asked == "birth_date"


def test_the_old_value_can_be_kept(known: Person) -> None:
    known.say("上一步")
    known.choose("keep")
    assert known.answers["ethnicity"] == "汉族"
    assert known.asked == "birth_date"
