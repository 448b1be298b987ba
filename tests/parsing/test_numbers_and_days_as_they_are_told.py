"""Days and numbers told aloud, in pieces, for somebody else, or in two readings: each pair differs in one fact."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.parsing import Parsed, Problem, parse
from tests.parsing.asking import TODAY, answer, form, identity

NUMBER = identity("11010519850307001")
OTHERS = identity("11010519900101002")
ENDS_IN_X = next(n for n in (identity(f"11010519850307{s:03d}") for s in range(1, 99)) if n.endswith("X"))
FIGURES = str.maketrans("0123456789", "零一二三四五六七八九")


def read(key: str, raw: str) -> Any:
    found = answer(key, raw)
    return found.value if isinstance(found, Parsed) else found.code


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("99年七月份", "99年六七月份"),
        ("99年7月", "99年6-7月"),
        ("98年十二月", "98年十一二月"),
        ("96年的3月", "95或96年的3月"),
        ("1996年9月", "九五六年9月"),
    ],
)
def test_two_months_in_one_breath_are_asked_about(one: str, two: str) -> None:
    assert isinstance(answer("work_start", one), Parsed)
    asked = answer("work_start", two)
    assert isinstance(asked, Problem)
    assert asked.code == "two_dates"
    values = [parse(form().spec("work_start"), offer, context={}, today=TODAY) for offer in asked.ask]
    assert len(values) == 2
    assert all(isinstance(value, Parsed) for value in values)


@pytest.mark.parametrize(("one", "two"), [("1985年3月7日", "1985年3月6日或7日"), ("85年3月16号", "85年3月十六七号")])
def test_two_days_in_one_breath_are_asked_about(one: str, two: str) -> None:
    assert isinstance(answer("birth_date", one), Parsed)
    assert read("birth_date", two) == "two_dates"


def test_what_is_denied_is_not_meant() -> None:
    assert read("work_start", "不是98年9月，是99年9月") == "1999-09"
    assert read("mobile", "不是13800138000 是13900139000") == "13900139000"
    assert read("mobile", "13800138000 13900139000") == "two_numbers"


@pytest.mark.parametrize(
    ("solar", "lunar"),
    [
        ("1966年7月30日 平时过生日是六月十三 按阴历过的", "1966年7月30日 按阴历过的"),
        ("1966年7月30日（农历六月十三）", "1966年7月30日（农历）"),
        ("1966年7月30 阳历 阴历是六月十三", "1966年7月30 阴历 阳历是9月14"),
    ],
)
def test_a_day_is_lunar_only_where_it_is_called_so(solar: str, lunar: str) -> None:
    assert read("birth_date", solar) == "1966-07-30"
    assert read("birth_date", lunar) == "lunar"


@pytest.mark.parametrize(
    "told",
    [
        "前面{a}，中间{b}，最后{c}",
        "{a}，{b}，{c}",
        "{a}/{b}/{c}",
    ],
)
def test_a_number_told_in_pieces_is_put_together_only_when_it_checks(told: str) -> None:
    whole = told.format(a=NUMBER[:6], b=NUMBER[6:14], c=NUMBER[14:])
    wrong = told.format(a=NUMBER[:6], b=NUMBER[6:14], c=f"{(int(NUMBER[14]) + 1) % 10}{NUMBER[15:]}")
    assert read("id_number", whole) == NUMBER
    assert isinstance(answer("id_number", wrong), Problem)


@pytest.mark.parametrize("x", [" X", "(x)", "加个x", "最后是叉", "艾克斯"])
def test_an_x_said_apart_belongs_to_the_number(x: str) -> None:
    assert read("id_number", ENDS_IN_X[:17] + x) == ENDS_IN_X
    assert read("id_number", f"{ENDS_IN_X[:6]} {ENDS_IN_X[6:14]}，{ENDS_IN_X[14:17]} {x}") == ENDS_IN_X
    assert read("id_number", NUMBER[:17] + x) == "length", "the check character is no X"


def test_a_letter_that_looks_like_a_figure_is_asked_about() -> None:
    asked = answer("id_number", NUMBER.replace("1", "l", 1))
    assert isinstance(asked, Problem)
    assert asked.ask == (NUMBER,)


@given(st.lists(st.sampled_from(["", " ", "，", ",", "、", "-"]), min_size=17, max_size=17))
def test_figures_said_aloud_are_a_number_however_they_are_parted(marks: list[str]) -> None:
    said = "".join(a + b for a, b in zip(NUMBER.translate(FIGURES), [*marks, ""], strict=True))
    assert read("id_number", said) == NUMBER


@given(st.sampled_from(["138，0013，8000", "138/0013/8000", "一三八,零零一三,八零零零", "138 零零一三 八零零零"]))
def test_a_mobile_in_groups(said: str) -> None:
    assert read("mobile", said) == "13800138000"


@pytest.mark.parametrize(
    ("key", "mine", "theirs"), [("mobile", "13800138000", "13900139000"), ("id_number", NUMBER, OTHERS)]
)
def test_a_daughter_leaves_her_own_number_out(key: str, mine: str, theirs: str) -> None:
    assert read(key, f"{mine} 这个是我的 我爸的是{theirs}") == theirs
    assert read(key, f"这是我的{mine} 我爸的{theirs}") == theirs
    assert read(key, f"{theirs} 我爱人的 我的是{mine}") == mine
    assert read(key, f"这是我闺女的 {theirs}") == "somebody_else"
    assert read(key, f"那是我闺女的 {mine}") == mine


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("64521408 拨通了再按8012", "010-64521408-8012"),
        ("64521408（8012）", "010-64521408-8012"),
        ("64521408*8012", "010-64521408-8012"),
        ("64521408 8012", "010-64521408-8012"),
        ("4008-123-456", "400-812-3456"),
        ("陆肆伍贰壹肆零捌", "010-64521408"),
    ],
)
def test_no_figure_of_an_extension_is_lost(raw: str, value: str) -> None:
    assert read("unit_phone", raw) == value


@pytest.mark.parametrize("tail", ["/9", "/09", "、09"])
def test_a_second_number_told_by_its_end_is_offered(tail: str) -> None:
    asked = answer("unit_phone", "64521408" + tail)
    assert isinstance(asked, Problem)
    assert asked.ask == ("010-64521408", "010-64521409")
    assert re.fullmatch(r"010-64521408-\d{3}", read("unit_phone", "64521408，809"))


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("一九八〇年元旦那天生的", "1980-01-01"),
        ("82年国庆节当天", "1982-10-01"),
        ("82年国庆节以后", "incomplete_need_month"),
        ("民国六十八年三月五日", "1979-03-05"),
        ("一九七五年拾贰月贰拾壹日", "1975-12-21"),
        ("1985年中秋节那天", "lunar"),
        ("1985年9月29日，中秋节", "1985-09-29"),
        ("1982年十一月五日", "1982-11-05"),
    ],
)
def test_days_told_by_name(raw: str, value: str) -> None:
    assert read("birth_date", raw) == value


def test_a_works_named_after_a_day_is_no_day() -> None:
    assert read("work_start", "98年八一") == "1998-08"
    assert read("work_start", "98年八一厂") == "incomplete_need_month"


def test_figures_as_soldiers_say_them_and_several_of_one() -> None:
    assert read("mobile", "幺三勾，洞幺两四，五六拐八") == "13901245678"
    assert read("mobile", "135 2066，后头四个8") == "13520668888"
    assert read("mobile", "135 2066，后头四个") == "length"
    assert read("unit_phone", "6452四个8") == "010-64528888"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("朝阳门内大街75号 哦门牌是57", "朝阳门内大街57号"),
        ("朝阳门内大街75号，不对，是57号", "朝阳门内大街57号"),
        ("建国路8号院3号楼 错了 是5号楼", "建国路8号院5号楼"),
        ("建国路8号院3号楼", "建国路8号院3号楼"),
    ],
)
def test_a_house_number_told_anew(raw: str, value: str) -> None:
    assert read("unit_address", raw) == value


def test_a_number_called_anothers_is_not_taken() -> None:
    assert read("mobile", "17710556238是我的，13911082746是我爱人的") == "17710556238"
    assert read("mobile", "13911082746是我爱人的") == "somebody_else"


def test_two_beginnings_of_work_are_asked_about() -> None:
    assert read("work_start", "85年11月当的兵，89年12月转业进厂") == "two_dates"
    assert read("work_start", "89年12月转业进厂") == "1989-12"
    assert read("work_start", "以前填的1988年10月，档案里查了是1987年10月") == "1987-10"
    near = answer("work_start", "93年国庆节后上的班")
    assert isinstance(near, Problem)
    assert near.ask == ("1993年10月",)


def test_an_office_number_in_groups() -> None:
    assert read("unit_phone", "前头010，中间6972，末了3308") == "010-69723308"
    assert read("unit_phone", "69723308，69723309") == "two_phones"
