from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.consult import Consult
from tests.fuzzing import rounds


@pytest.mark.parametrize(
    ("plain", "other"),
    [
        ("照片要什么底色", "像片啥颜色的底儿"),
        ("申报表在哪里下载", "申抱表在那里下栽"),
        ("申报表要纸质还是电子", "申報表要紙質還是電子"),
        ("什么时候截止", "啥时候节止啊"),
        ("外地户口能报吗", "外地户藉能报吗"),
        ("照片要什么底色", "照片　要什么底色？？？"),
    ],
)
def test_slips_and_traditional_characters_lead_to_the_same_answer(consult: Consult, plain: str, other: str) -> None:
    assert consult.ask(plain).entry_id
    assert consult.ask(other).entry_id == consult.ask(plain).entry_id


@pytest.mark.parametrize(
    "ordinary", ["北京户口要不要", "及时交材料行吗", "实际干的活和证书不一样填哪个", "指的是哪五年"]
)
def test_ordinary_words_are_not_mended(consult: Consult, ordinary: str) -> None:
    assert consult.explain(ordinary)["mended"] == []


@rounds(150)
@given(st.text(max_size=80))
def test_no_text_makes_it_fail(consult: Consult, text: str) -> None:
    found = consult.ask(text)
    assert found.outcome in ("answered", "not_stated", "clarify", "out_of_scope")
    assert found.full


def test_a_very_long_message_is_answered(consult: Consult) -> None:
    assert consult.ask("我在厂里干了很多年，" * 2000 + "照片要什么底色？").full


def test_nothing_asked_is_said_kindly(consult: Consult) -> None:
    assert consult.ask("  ").outcome == "out_of_scope"


def test_what_an_entry_knows_word_for_word_is_answered_by_it(consult: Consult) -> None:
    for entry in consult.entries:
        for known in entry.phrasings[::9]:
            found = consult.ask(f" {known}？")
            assert (found.entry_id, found.outcome) == (entry.id, entry.outcome), known


@pytest.mark.parametrize(("number", "entry"), [("一", "cond1"), ("二", "cond2"), ("三", "cond3"), ("四", "cond4")])
def test_a_number_in_brackets_names_the_condition(consult: Consult, number: str, entry: str) -> None:
    assert consult.ask(f"三（{number}）原文发我看看").entry_id == entry
    assert consult.ask(f"七（{number}）原文发我看看").entry_id != entry
