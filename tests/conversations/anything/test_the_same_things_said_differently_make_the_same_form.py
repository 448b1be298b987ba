"""Order, digressions, and whether messages are split or joined do not change what stands in the form."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.conversations.person import Person
from tests.fuzzing import rounds

SAID = (
    "姓名：张建国",
    "性别：男",
    "民族：回族",
    "出生日期：1980年5月12日",
    "户籍：北京市海淀区",
    "文化程度：大专",
    "政治面貌：群众",
    "工作单位：北京某某机电有限公司",
    "参加工作时间：1998年9月",
    "单位电话：010-55585175",
    "职业（工种）：焊工",
    "等级：高级技师",
    "手机号：13800138000",
)
EXPECTED = {
    "name": "张建国",
    "sex": "男",
    "ethnicity": "回族",
    "birth_date": "1980-05-12",
    "hukou": "北京市海淀区",
    "education": "大学专科和专科学校",
    "political_status": "群众",
    "unit": "北京某某机电有限公司",
    "work_start": "1998-09",
    "unit_phone": "010-55585175",
    "occupation": "焊工",
    "skill_level": "高级技师（一级）",
    "mobile": "13800138000",
}
DIGRESSIONS = ("照片要什么底色", "进度", "？", "谢谢", "我符合吗", "津贴多少钱", "怎么填", "帮助")


def told(messages: list[str]) -> dict[str, Any]:
    person = Person()
    person.agree()
    for message in messages:
        person.say(message)
    return person.answers


def test_one_by_one() -> None:
    assert told(list(SAID)) == EXPECTED


@rounds(30)
@given(st.permutations(SAID))
def test_in_any_order(messages: list[str]) -> None:
    assert told(messages) == EXPECTED


@rounds(30)
@given(st.lists(st.tuples(st.integers(0, len(SAID)), st.sampled_from(DIGRESSIONS)), max_size=8))
def test_with_digressions_in_between(aside: list[tuple[int, str]]) -> None:
    messages = list(SAID)
    for at, digression in sorted(aside, reverse=True):
        messages.insert(at, digression)
    assert told(messages) == EXPECTED


@rounds(30)
@given(st.sets(st.integers(1, len(SAID) - 1)), st.sampled_from(["，", "\n", "；"]))
def test_joined_into_fewer_messages(cuts: set[int], mark: str) -> None:
    edges = [0, *sorted(cuts), len(SAID)]
    assert told([mark.join(SAID[a:b]) for a, b in itertools.pairwise(edges)]) == EXPECTED
