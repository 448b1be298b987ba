from __future__ import annotations

import pytest

from tests.conversations.person import Person

APPRENTICES = "带出高级工5人，技师2人，都是焊工"


@pytest.mark.parametrize("before", [("张建国",), ("张建国", "改单位地址"), ("张建国", "菜单"), ("改照片",)])
def test_it_is_offered_and_taken_on_a_yes(filling: Person, before: tuple[str, ...]) -> None:
    filling.tell(*before, APPRENTICES)
    answers = filling.answers
    assert "skill_level" not in answers
    assert "unit_address" not in answers
    assert filling.asked == "confirm"
    filling.say("对")
    assert [row["technician_count"] for row in filling.answers["trainees"]] == [2]


def test_a_no_leaves_it_out(filling: Person) -> None:
    filling.tell("张建国", APPRENTICES, "不是")
    assert filling.answers == {"name": "张建国"}


def test_where_two_tables_fit_the_person_says_which(filling: Person) -> None:
    filling.tell("张建国", "2021年首都劳动奖章，北京市总工会")
    named = [c.text for c in filling.replies[-1].choices]
    filling.say(next(n for n in named if "荣誉" in n))
    assert filling.answers["honours"][0]["title"] == "首都劳动奖章"


def test_ones_own_level_is_still_heard(filling: Person) -> None:
    filling.tell("张建国", "我是技师")
    assert filling.answers["skill_level"] == "技师（二级）"


def test_a_street_without_a_number_is_an_address_and_apprentices_are_none(filling: Person) -> None:
    filling.tell("改单位地址", "带过5个高级工，2个技师")
    assert "unit_address" not in filling.answers
    assert filling.said
    filling.tell("改单位地址", "丰台区看丹路")
    assert filling.answers["unit_address"] == "北京市丰台区看丹路"
