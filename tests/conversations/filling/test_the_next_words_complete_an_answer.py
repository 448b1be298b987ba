"""Half an answer, a refused one, an answer among words to oneself, an answer given already: what counts is what comes together."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person
from tests.understanding.corpus import id_number

NUMBER = id_number("11010519850306001")


def reach(person: Person, path: str, **answers: str) -> None:
    """Put off what comes before the field, but for `answers`."""
    while person.asked != path:
        person.say(answers.get(person.asked or "", "以后补"))


TOGETHER = [
    ("birth_date", "19770431", "四月没有31吗 那是13", "1977-04-13"),
    ("birth_date", "1977年4月31日", "哦 30号", "1977-04-30"),
    ("birth_date", "1977.2.30", "写错了 是3月", "1977-03-30"),
    ("birth_date", "1977年4月", "13号", "1977-04-13"),
    ("birth_date", "4月13", "1977年的", "1977-04-13"),
    ("work_start", "98年", "9月份", "1998-09"),
    ("work_start", "9月", "98年", "1998-09"),
    ("mobile", "136 6109", "2284", "13661092284"),
    ("mobile", "1366109228", "后面还有个4", "13661092284"),
    ("mobile", "136610922844", "多打了个4", "13661092284"),
    ("mobile", "136610922841", "最后那个1不要", "13661092284"),
    ("birth_date", "1977.2.30", "2月没30 那28吧", "1977-02-28"),
    ("birth_date", "1966年7月", "三十", "1966-07-30"),
    ("id_number", NUMBER[:17], f"最后还有个{NUMBER[17]}", NUMBER),
]


@pytest.mark.parametrize(("path", "first", "then", "value"), TOGETHER)
def test_a_refused_answer_is_completed(filling: Person, path: str, first: str, then: str, value: str) -> None:
    reach(filling, path)
    filling.say(first)
    assert path not in filling.answers
    filling.say(then)
    assert filling.answers[path] == value


@pytest.mark.parametrize(
    ("first", "then"),
    [("19770431", "四月没有31吗"), ("19770431", "大概13号"), ("1977年4月", "记不得了"), ("19770431", "那是32")],
)
def test_what_is_no_day_completes_nothing(filling: Person, first: str, then: str) -> None:
    reach(filling, "birth_date")
    filling.tell(first, then)
    assert "birth_date" not in filling.answers


@pytest.mark.parametrize("then", ["36号院", "门牌是36号", "哦 36号"])
def test_a_house_number_goes_to_the_address_before_it(filling: Person, then: str) -> None:
    reach(filling, "unit_address")
    filling.say("石景山八角北路 门牌多少来着 我出去瞅一眼")
    filling.say(then)
    address = filling.answers["unit_address"]
    assert "八角北路36号" in address
    assert "瞅" not in address


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("skill_level", "算了 写技师吧", "技师（二级）"),
        ("unit", "算了算了 北京第一机床厂", "北京第一机床厂"),
        ("mobile", "算了 就13661092284吧", "13661092284"),
        ("hukou", "不管了 顺义", "北京市顺义区"),
        ("ethnicity", "> 您的民族？\n满族", "满族"),
        ("mobile", "「您的手机号？」13661092284", "13661092284"),
    ],
)
def test_the_answer_counts_and_not_what_is_said_around_it(filling: Person, path: str, text: str, value: str) -> None:
    reach(filling, path)
    filling.say(text)
    assert filling.answers[path] == value


@pytest.mark.parametrize("text", ["算了", "算了 不填了", "算了 明天再说", "算了 下班再填"])
def test_giving_up_is_no_answer(filling: Person, text: str) -> None:
    filling.say(text)
    assert filling.answers == {}


SAME = [
    ("手机就是前面单位电话那个", True),
    ("前头单位电话那儿我填的就是我自己手机 照抄", True),
    ("和单位电话同一个号", True),
    ("跟单位电话不一样", False),
    ("单位电话写错了", False),
]


@pytest.mark.parametrize(("text", "same"), SAME)
def test_an_answer_given_already_is_spoken_of(filling: Person, text: str, same: bool) -> None:
    reach(filling, "mobile", unit_phone="13810926643")
    filling.say(text)
    assert filling.answers.get("mobile") == ("13810926643" if same else None)
