"""How many people, and which place among several: put right in one breath, told with remarks, told beside others' places."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.parsing import Parsed, parse
from tests.parsing.asking import TODAY, form

COUNT, RANK = "trainees[r1].junior_count", "awards[r1].rank"


def read(path: str, raw: str) -> Any:
    found = parse(form().spec(path), raw, today=TODAY)
    return found.value if isinstance(found, Parsed) else found.code


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("15个，哦带上今年这俩17", 17),
        ("十二个 不对加上去年的三个 十五", 15),
        ("8个，算上小刘9个", 9),
        ("20 去掉一个没考过的 19", 19),
        ("老的12个 新的3个 一共15", 15),
        ("仨", 3),
        ("就他们仨", 3),
        ("仨吧 有一个走了", 3),
        ("六个 其中两个女的", 6),
        ("1个 就是那年全国焊工大赛第八名那个", 1),
        ("没有 全国的没拿过", 0),
    ],
)
def test_the_number_meant_is_taken(raw: str, value: int) -> None:
    assert read(COUNT, raw) == value


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("8个，再加去年的3个", "ambiguous"),
        ("5个，还有3个", "ambiguous"),
        ("一共带过二十一个，考下来的十四个", "ambiguous"),
        ("没有 就市里有2个", "ambiguous"),
        ("其中一个后来转行开店了", "format_count"),
        ("十来个", "count_vague"),
    ],
)
def test_a_number_that_may_be_either_is_asked_back(raw: str, code: str) -> None:
    assert read(COUNT, raw) == code


@given(st.integers(1, 80), st.integers(1, 40))
def test_a_sum_said_wins_only_where_it_is_the_sum(whole: int, more: int) -> None:
    assert read(COUNT, f"{whole}个，加上新来的{more}个，{whole + more}个") == whole + more
    assert read(COUNT, f"{whole}个，加上新来的{more}个，{whole + more + 1}个") != whole + more + 1


def test_a_total_in_a_sentence_is_put_right_within_its_own_level() -> None:
    assert read("trainees", "高级工九个，噢再加今年刚考下的俩，11个，都是维修电工")[0]["senior_count"] == 11
    told = read("trainees", "高级工8个，加上中级工12个，一共20个，都是焊工")[0]
    assert (told["senior_count"], told["junior_count"]) == (8, 12)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("排第二 头一个是鲁建新 还有个宫平", "2"),
        ("第一是赵工 我第四", "4"),
        ("鲁建新第一，我第二，宫平第三", "2"),
        ("老三 前头俩是工程师", "3"),
        ("头一个就是我", "1"),
        ("三个人 我是最后一个", "3"),
        ("集体奖 没排名", ""),
    ],
)
def test_the_own_place_is_told_from_others(raw: str, value: str) -> None:
    assert read(RANK, raw) == value


@pytest.mark.parametrize("raw", ["第一是赵工", "打头的是我师傅 我挨着他", "倒数第二"])
def test_anothers_place_is_not_the_own(raw: str) -> None:
    assert read(RANK, raw) == "format_rank"
