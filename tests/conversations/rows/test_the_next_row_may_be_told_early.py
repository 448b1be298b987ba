"""A new period or another honour told while a cell of the row before is still open begins the next row."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversations.by_others.test_talks_end_as_a_clerk_would_have_it import in_the_middle

STINT = {"start": "2003-04", "end": "2011-10", "unit": "北京燕都古建工程有限公司", "occupation": "古建瓦工"}
HONOUR = {"title": "全国技术能手", "authority": "人力资源和社会保障部", "year": 2018}
AWARD = {"project": "炉前测温枪改进", "award": "北京市职工技术创新成果奖", "grade": "三等奖", "year": 2017}


@pytest.mark.parametrize(
    ("at", "have", "said", "added"),
    [
        (
            "work_history.post",
            STINT,
            "2011年11月至今 北京市园林古建工程公司 古建木工 班长",
            {"start": "2011-11", "unit": "北京市园林古建工程公司", "occupation": "古建木工", "post": "班长"},
        ),
        (
            "work_history.skill_level",
            STINT | {"post": "班长"},
            "2011年11月到现在 单位没变 当队长",
            {"start": "2011-11", "unit": STINT["unit"], "post": "队长"},
        ),
        (
            "honours.certificate_no",
            HONOUR,
            "2015年首都劳动奖章，北京市总工会颁发的",
            {"title": "首都劳动奖章", "year": 2015},
        ),
        (
            "awards.rank",
            AWARD,
            "2021年 出铁口堵泥配方 冶金科学技术奖二等奖",
            {"project": "出铁口堵泥配方", "year": 2021},
        ),
    ],
)
def test_it_begins_and_the_one_before_is_closed(
    at: str, have: dict[str, Any], said: str, added: dict[str, Any]
) -> None:
    table = at.partition(".")[0]
    person = in_the_middle(at, {table: [have]})
    person.say(said)
    first, second = person.answers[table]
    assert {k: v for k, v in first.items() if v is not None} == have
    assert added.items() <= second.items()
    assert not person.asked.startswith(f"{table}[r1]")


@pytest.mark.parametrize(
    "said",
    [
        "2003年4月到2011年10月 北京燕都古建工程有限公司 古建瓦工 班长",  # the same period again
        "2005年3月到2008年6月当班长",  # a time within the row
        "班长",
    ],
)
def test_what_is_about_the_open_row_stays_with_it(said: str) -> None:
    person = in_the_middle("work_history.post", {"work_history": [STINT]})
    person.say(said)
    (row,) = person.answers["work_history"]
    assert "班长" in row["post"]


@pytest.mark.parametrize("asked", ["work_history", "work_history[r1].post"])
def test_until_now_in_the_next_row_is_no_second_thought_about_the_last(asked: str) -> None:
    person = in_the_middle("work_history", {})
    level = "，班长，高级工" if asked == "work_history" else ""
    person.say(f"2003年4月到2011年10月在北京燕都古建工程有限公司当古建瓦工{level}")
    assert person.asked == asked
    person.say("2011年11月到现在在北京市园林古建工程公司，古建木工，班组长，高级技师")
    first, second = person.answers["work_history"]
    assert first["occupation"] == "古建瓦工"
    assert first.get("skill_level") == ("高级工" if level else None)
    assert (second["start"], second["skill_level"]) == ("2011-11", "高级技师（一级）")


@pytest.mark.parametrize(
    ("said", "start", "end", "unit"),
    [
        ("接着上一段，到2014年4月", "2011-10", "2014-04", None),
        ("接着上一段 一直干到现在 在北京家具厂当木工", "2011-10", "至今", "北京家具厂"),
        ("紧接着上一段，2011年11月到2014年4月在北京家具厂当木工", "2011-11", "2014-04", "北京家具厂"),
        ("接着上一段，2012年1月去了北京家具厂", "2012-01", None, "北京家具厂"),
    ],
)
def test_one_that_follows_begins_where_the_last_ended_unless_its_beginning_is_told(
    said: str, start: str, end: str | None, unit: str | None
) -> None:
    person = in_the_middle("work_history.start", {"work_history": [STINT | {"post": "班长", "skill_level": "高级工"}]})
    person.say(said)
    row = person.answers["work_history"][1]
    assert (row["start"], row.get("end"), row.get("unit")) == (start, end, unit)
