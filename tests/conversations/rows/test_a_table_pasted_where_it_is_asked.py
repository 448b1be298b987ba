"""The words of a pasted header or of labels name the cells of the table that was asked for, and no other field."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversations.person import Person

AWARD = "項目名稱：古籍修復補書機\n獎項：北京市科學技術獎\n等級：叁等獎\n年份：二〇二〇年\n排名：第二"
HONOUR = "称号：北京市有突出贡献的高技能人才\n颁发单位：北京市人民政府\n时间：2017年12月\n证书编号：2017-066"
TRAINED = (
    "职业名称\t累计人数\t职业名称\t累计人数\t职业名称\t累计人数\t国家级\t市级\n美发师\t40\t美发师\t18\t美发师\t5\t2\t7"
)


@pytest.mark.parametrize(
    ("ask", "said", "table", "cells"),
    [
        ("改获奖情况", AWARD, "awards", {"project": "古籍修复补书机", "grade": "三等奖", "rank": "2", "year": 2020}),
        ("改荣誉称号", HONOUR, "honours", {"authority": "北京市人民政府", "year": 2017, "certificate_no": "2017-066"}),
        (
            "改带徒情况",
            TRAINED,
            "trainees",
            {"junior_count": 40, "senior_occupation": "美发师", "municipal_winners": 7},
        ),
        (
            "改带徒情况",
            "工种：汽车维修\n初级工 12\n中级工 8\n高级工 5",
            "trainees",
            {"junior_count": 20, "senior_occupation": "汽车维修"},
        ),
    ],
)
def test_it_is_all_the_tables(filling: Person, ask: str, said: str, table: str, cells: dict[str, Any]) -> None:
    filling.tell(ask, said)
    answers = filling.answers
    assert set(answers) == {table}
    assert cells.items() <= answers[table][0].items()


def test_another_field_named_beside_a_row_is_that_fields(filling: Person) -> None:
    filling.tell("改荣誉称号", "2019年首都劳动奖章，手机13900139000")
    assert filling.answers["mobile"] == "13900139000"


def test_words_that_could_steer_are_part_of_what_is_told(filling: Person) -> None:
    filling.tell("改带徒情况", "全国赛拿奖的一个，市里拿奖的四个，都是高级工，一共五个，工种育婴员")
    assert filling.answers["trainees"][0]["senior_count"] == 5
    assert "occupation" not in filling.answers


def test_that_is_all_still_ends_the_table(filling: Person) -> None:
    filling.tell("改荣誉称号", "2019年首都劳动奖章，北京市总工会，编号没有", "没有了")
    assert len(filling.answers["honours"]) == 1
    assert filling.asked != "honours"


@pytest.mark.parametrize(("said", "rows"), [("没得过，就会干活", 0), ("没得过全国的，就一个2019年首都劳动奖章", 1)])
def test_none_of_it_with_a_reason_is_none(filling: Person, said: str, rows: int) -> None:
    filling.tell("改荣誉称号", said)
    assert len(filling.answers["honours"]) == rows
