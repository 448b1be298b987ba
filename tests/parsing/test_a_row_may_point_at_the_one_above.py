"""Stints told by what has not changed since the one before (还是那个厂, 工种没变, 级别同上), and by what has."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.parsing import Parsed, parse
from tests.parsing.asking import TODAY, form

ABOVE = {
    "start": "1992-07",
    "end": "1996-12",
    "unit": "唐山建筑陶瓷厂",
    "occupation": "成型工",
    "post": "组长",
    "skill_level": "中级工",
}
SAME = {k: ABOVE[k] for k in ("unit", "occupation")}


def read(said: str, *above: dict[str, str]) -> Any:
    raw = f"1997年1月到2008年5月 {said}"
    found = parse(form().spec("work_history"), raw, context={"work_history": list(above)}, today=TODAY)
    return found.value[0] if isinstance(found, Parsed) else found.code


@pytest.mark.parametrize(
    ("said", "cells"),
    [
        ("还是那个厂 那个工种 当上班长了", SAME | {"post": "班长"}),
        ("单位没换 工种没变 提了班长", SAME | {"post": "班长"}),
        ("厂还是那个厂 活还是那个活", SAME),
        ("还在陶瓷厂 还是成型工 升车间主任了", SAME | {"post": "车间主任"}),
        ("同单位 同工种 级别同上", SAME | {"skill_level": "中级工"}),
        ("单位、职业同上，岗位班长", SAME | {"post": "班长"}),
        ("单位：同上，工种：同上，岗位：班长", SAME | {"post": "班长"}),
        ("同上 同上 车间主任 高级工", SAME | {"post": "车间主任", "skill_level": "高级工"}),
        ("没挪窝 改干油漆工了", {"unit": ABOVE["unit"], "occupation": "油漆工"}),
        ("还是那个厂烧成车间 窑炉工", {"unit": "唐山建筑陶瓷厂烧成车间", "occupation": "窑炉工"}),
        ("换到北京面粉厂 工种没变", {"unit": "北京面粉厂", "occupation": "成型工"}),
        ("单位不变，升班长，其他不变", SAME | {"post": "班长", "skill_level": "中级工"}),
        ("其他跟上一段一样", SAME | {"post": "组长", "skill_level": "中级工"}),
        # who stays with the employer that is told
        ("在北京面粉厂，制粉工，一直没挪过窝", {"unit": "北京面粉厂", "occupation": "制粉工"}),
        ("没挪窝，在北京面粉厂当制粉工", {"unit": "北京面粉厂", "occupation": "制粉工"}),
        # names that only begin like that
        ("本单位食堂 炊事员", {"unit": "本单位食堂", "occupation": "炊事员"}),
        ("在同仁堂 中药炮制工", {"unit": "同仁堂", "occupation": "中药炮制工"}),
        ("原北京锅炉厂 干洗工", {"unit": "原北京锅炉厂", "occupation": "干洗工"}),
    ],
)
def test_what_has_not_changed_is_taken_from_above(said: str, cells: dict[str, str]) -> None:
    found = read(said, ABOVE)
    assert {k: v for k, v in found.items() if k not in ("start", "end")} == cells


@pytest.mark.parametrize("said", ["还是那个厂 那个工种", "同上 成型工", "其他跟上一段一样", "单位：同上，工种：成型工"])
def test_without_a_row_above_it_is_asked(said: str) -> None:
    assert read(said) == "nothing_above"


def test_staying_needs_no_row_above_where_the_employer_is_told() -> None:
    assert read("在北京面粉厂，制粉工，没挪过窝")["unit"] == "北京面粉厂"


@given(st.text("还是那个厂工种没变同上一样都换了 ，、", max_size=12))
def test_pointing_never_breaks_and_never_invents(said: str) -> None:
    found = read(said, ABOVE)
    if isinstance(found, dict):
        told = set(said)
        assert all(
            v == ABOVE[k] or set(v) <= told | set(ABOVE[k]) for k, v in found.items() if k not in ("start", "end")
        )
