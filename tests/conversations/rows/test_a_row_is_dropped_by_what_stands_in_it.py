"""全国技术能手那条去掉: the row in which the words stand goes; 那个不是我的 is asked about first, and nothing else is stored."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversations.by_others.test_talks_end_as_a_clerk_would_have_it import in_the_middle
from tests.conversations.person import Person

NATIONAL = {"title": "全国技术能手", "authority": "人力资源和社会保障部", "year": 2018}
CITY = {"title": "首都劳动奖章", "authority": "北京市总工会", "year": 2015}
WORK = [
    {"start": "1995-03", "end": "1999-06", "unit": "北京光华木材厂", "occupation": "木工"},
    {"start": "1999-07", "end": "2000-02", "unit": "大兴个体家具店", "occupation": "木工"},
    {"start": "2000-03", "end": "至今", "unit": "北京天坛家具公司", "occupation": "木工"},
]


def rows(person: Person, table: str) -> list[dict[str, Any]]:
    found = person.answers.get(table) or []
    return [{k: v for k, v in row.items() if v is not None} for row in found]


@pytest.mark.parametrize("asked", ["honours", "unit", "deeds"])
@pytest.mark.parametrize(
    "said",
    [
        "首都劳动奖章那条去掉 那是我徒弟的",
        "市总工会那个不算我的 是班组的 删了吧",
        "劳动奖章不要了",
        "2015年那个别写了 年头太久",
        "删掉2015年那条荣誉",
        "市级那个撤了吧",
    ],
)
def test_a_plain_word_is_enough_and_can_be_undone(asked: str, said: str) -> None:
    person = in_the_middle(asked, {"honours": [NATIONAL, CITY]})
    person.say(said)
    assert rows(person, "honours") == [NATIONAL]
    person.say("嗯 去掉")
    assert person.answers.keys() == {"honours"}
    person.say("恢复")
    assert rows(person, "honours") == [NATIONAL, CITY]


@pytest.mark.parametrize("said", ["劳动奖章那个不是我的", "市级那个不算我的 那是班组报的", "2015年那条写重了"])
@pytest.mark.parametrize(
    ("reply", "left"),
    [("对", 1), ("去掉吧", 1), ("嗯 删掉", 1), ("不是 留着吧", 2), ("先不删", 2)],
)
def test_what_is_only_said_not_to_be_theirs_is_asked_about(said: str, reply: str, left: int) -> None:
    person = in_the_middle("honours", {"honours": [NATIONAL, CITY]})
    person.say(said)
    assert len(rows(person, "honours")) == 2
    assert person.asked == "confirm"
    person.say(reply)
    assert rows(person, "honours") == [NATIONAL, CITY][:left]


@pytest.mark.parametrize("said", ["家具店那段不写了 没上社保", "删掉99年到2000年那段", "别写大兴那段了"])
def test_a_stint_is_known_by_its_years_or_its_place(said: str) -> None:
    person = in_the_middle("work_history", {"work_history": WORK})
    person.say(said)
    assert rows(person, "work_history") == [WORK[0], WORK[2]]


def test_of_several_it_is_asked_which() -> None:
    person = in_the_middle("work_history", {"work_history": WORK})
    person.say("木工那段删了")
    assert rows(person, "work_history") == WORK
    assert len(person.replies[-1].choices) >= 3


def test_another_row_told_in_its_place_is_kept_and_the_right_one_goes() -> None:
    person = in_the_middle("honours", {"honours": [NATIONAL, CITY]})
    person.say("2015年那条去掉，换成2020年北京市劳动模范，北京市人民政府")
    assert [row["year"] for row in rows(person, "honours")] == [2020, 2018]


def test_the_row_being_asked_about_may_go() -> None:
    person = in_the_middle("honours.certificate_no", {"honours": [CITY]})
    person.tell("劳动奖章那个去掉 没拿证书", "首都劳动奖章，北京市总工会，2016年")
    assert [row["year"] for row in rows(person, "honours")] == [2016]


@pytest.mark.parametrize(
    "said", ["北京大工匠那个去掉", "2020年北京大工匠，市总工会给的，那年就我一个", "全国技术能手那个还留着吗？"]
)
def test_nothing_goes_where_no_row_is_meant(said: str) -> None:
    person = in_the_middle("honours", {"honours": [NATIONAL, CITY]})
    person.say(said)
    assert [row for row in rows(person, "honours") if row in (NATIONAL, CITY)] == [NATIONAL, CITY]


@pytest.mark.parametrize("said", ["我把电机那条线改造了，去掉了两道工序", "全国技术能手那年我解决了轧机断辊难题"])
def test_a_story_that_mentions_one_is_a_story(said: str) -> None:
    person = in_the_middle("deeds", {"honours": [NATIONAL, CITY]})
    person.say(said)
    assert person.answers["deeds"] == said
    assert rows(person, "honours") == [NATIONAL, CITY]
