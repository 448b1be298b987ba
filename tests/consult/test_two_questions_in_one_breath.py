from __future__ import annotations

import pytest

from dialogs.consult import Consult
from dialogs.consult.several import apart


@pytest.mark.parametrize(
    ("message", "entries"),
    [
        ("啥时候有下一届 钱啥时候发", ["next_year", "pay_date"]),
        ("退休了能报吗，材料交到哪", ["retired", "address"]),
        ("学历有要求没 给多少钱", ["education_req", "amount"]),
        ("年龄有要求没，学历呢", ["age", "education_req"]),
    ],
)
def test_each_question_gets_the_answer_it_gets_alone(consult: Consult, message: str, entries: list[str]) -> None:
    assert [consult.ask(q).entry_id for q in apart(consult, message)] == entries


@pytest.mark.parametrize(
    "message",
    [
        "照片要什么底色，要几寸",
        "户口不在北京，能报吗",
        "我是高级工，技师还没考下来，能不能先报着",
        "业绩2018年做的，2019年获奖，算不算近五年",
        "盖章找谁盖，盖在哪",
    ],
)
def test_one_matter_asked_in_several_clauses_stays_one_question(consult: Consult, message: str) -> None:
    assert apart(consult, message) == [message]


def test_what_is_told_before_a_question_belongs_to_it(consult: Consult) -> None:
    first, second = apart(consult, "返聘的，能报吗，材料交到哪")
    assert "返聘" in first
    assert "返聘" not in second
