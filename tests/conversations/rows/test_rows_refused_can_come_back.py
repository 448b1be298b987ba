"""Rows that were shown and refused are not lost, and are numbered otherwise than the buttons under them."""

from __future__ import annotations

import re

import pytest

from tests.conversations.person import Person

ROWS = "2003年6月到2010年5月 北京第一机床厂 车工 班长 高级工\n2010年6月到至今 北京某某机电有限公司 车工 组长 技师"


def test_what_was_refused_comes_back(filling: Person) -> None:
    filling.tell("改工作经历", ROWS)
    assert filling.asked == "confirm"
    filling.say("2")
    assert "work_history" not in filling.answers
    filling.say("恢复")
    assert filling.asked == "confirm"
    filling.say("1")
    assert [row["start"] for row in filling.answers["work_history"]] == ["2003-06", "2010-06"]
    filling.say("恢复")
    assert len(filling.answers["work_history"]) == 2


def test_the_rows_are_not_numbered_like_the_buttons(filling: Person) -> None:
    filling.tell("改工作经历", ROWS)
    assert not re.search(r"^\d+\. ", filling.replies[-1].text, re.MULTILINE)
    assert "第2条" in filling.replies[-1].text


def test_a_wish_to_have_it_written_opens_no_row(filling: Person) -> None:
    filling.tell("改培养人才", "带出高级工5人，都是焊工", "没有", "没有", "没有了", "改主要事迹")
    before = filling.answers
    for said in ("能不能帮我写一份", "你帮我写一个行不行"):
        filling.say(said)
        assert filling.answers == before
        assert filling.asked == "deeds"
        assert filling.session is not None
        assert len(filling.session.rows["trainees"]) == 1


def test_undo_after_nothing_was_changed_asks_what_would_go(filling: Person) -> None:
    filling.tell("张建国", "男", "把性别改成男")
    assert filling.answers == {"name": "张建国", "sex": "男"}
    filling.say("撤销")
    assert filling.answers == {"name": "张建国", "sex": "男"}
    assert filling.asked == "confirm"
    filling.say("不是")
    assert filling.answers == {"name": "张建国", "sex": "男"}
    filling.tell("把性别改成男", "撤销", "对")
    assert filling.answers == {"name": "张建国"}
    filling.say("李梅")
    filling.say("撤销")
    assert "sex" not in filling.answers


@pytest.mark.parametrize("said", ["对 就这两段", "对，就这些", "就这些", "嗯 一共两条 没了"])
def test_that_these_are_all_is_a_yes(filling: Person, said: str) -> None:
    filling.tell("改工作经历", ROWS, said)
    assert [row["start"] for row in filling.answers["work_history"]] == ["2003-06", "2010-06"]


@pytest.mark.parametrize(
    "said", ["对不对", "对 第二条错了", "对 就这三段", "对 就这些吗", "对 就这些？", "不对 就这两段"]
)
def test_doubt_a_fault_and_another_number_are_none(filling: Person, said: str) -> None:
    filling.tell("改工作经历", ROWS, said)
    assert "work_history" not in filling.answers
