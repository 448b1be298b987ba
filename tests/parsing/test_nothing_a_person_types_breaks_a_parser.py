"""Whatever is typed, at any field, is answered; written forms of a value lead back to it."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.form import FieldSpec, TableSpec
from dialogs.parsing import Parsed, Problem, display, find, parse
from dialogs.parsing.registry import FINDERS, PARSERS
from tests.fuzzing import rounds
from tests.parsing.asking import TODAY, answer, corpus, form, identity

SPECS: list[FieldSpec | TableSpec] = [
    x for item in form().items() for x in (item, *(item.columns if isinstance(item, TableSpec) else ()))
]
PIECES = st.sampled_from(
    ["2003年6月", "到", "至今", "首钢", "，", "\n", "\ud800", "\x00", "身份证", "一等奖", "高级工", "技师", "１９８５", "三", "第", "/", "-", "・", "党员",
     "不是", "没有", "北京市", "朝阳", "公司", "😀", "{{", "A&B<", "\u200b", "%", "证书编号", "（", "）", "：", "?", "  ", "13812345678", "110105", "年", "月",
     "人", "带", "劳模", "去年", "0", "X"]
)  # fmt: skip
ANY_TEXT = st.one_of(
    st.text(max_size=80),
    st.text(st.characters(), min_size=1, max_size=300),
    st.lists(PIECES, max_size=25).map("".join),
    st.tuples(st.lists(PIECES, min_size=1, max_size=6).map("".join), st.integers(1, 200)).map(
        lambda t: (t[0] * t[1])[:6000]
    ),
)
CONTEXT = st.sampled_from(
    [{}, {"id_number": "x", "birth_date": 3, "work_history": "none"}, {"birth_date": "1985-03-06", "work_history": [{}]},
     {"work_history": [{"start": "2000-01", "end": "2010-06", "unit": "甲厂"}], "previous": {"unit": "甲厂"}, "work_start": "1999-01"}]
)  # fmt: skip


@pytest.mark.parametrize("spec", SPECS, ids=lambda s: s.key)
@rounds(60)
@given(raw=ANY_TEXT, context=CONTEXT)
def test_every_text_gets_an_answer_with_words(
    spec: FieldSpec | TableSpec, raw: str, context: dict[str, object]
) -> None:
    outcome = parse(spec, raw, context=context, today=TODAY)
    if isinstance(outcome, Problem):
        assert outcome.message and outcome.code
    else:
        assert isinstance(outcome.display, str)
        assert all(n.message for n in outcome.warnings)
        display(spec, outcome.value)


SAID: dict[str, list[str]] = {}
for _reply in corpus():
    SAID.setdefault(_reply.field.rpartition(".")[2], []).append(_reply.raw)


@st.composite
def slips(draw: st.DrawFn, said: list[str]) -> str:
    """Something people do say there, with a few characters lost, doubled, exchanged or put in."""
    text = draw(st.sampled_from(said))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        lost = draw(st.integers(0, 3))
        text = text[:at] + draw(PIECES | st.just(text[at : at + 2]) | st.just("")) + text[at + lost :]
    return text


@pytest.mark.parametrize("spec", SPECS, ids=lambda s: s.key)
@rounds(40)
@given(chosen=st.data(), context=CONTEXT)
def test_a_reply_with_slips_is_answered_and_can_be_stored(
    spec: FieldSpec | TableSpec, chosen: st.DataObject, context: dict[str, object]
) -> None:
    outcome = parse(spec, chosen.draw(slips(SAID.get(spec.key, ["2003年6月", "技师"]))), context=context, today=TODAY)
    if isinstance(outcome, Parsed):
        stored = json.loads(json.dumps(outcome.value))
        assert stored == outcome.value
        assert display(spec, stored) == display(spec, outcome.value)
    else:
        assert outcome.message


@pytest.mark.parametrize("kind", sorted(FINDERS))
@rounds(60)
@given(text=ANY_TEXT)
def test_what_is_found_in_a_message_stands_there(kind: str, text: str) -> None:
    for found in find(kind, text, today=TODAY):
        assert text[found.start : found.end] == found.text


def test_long_texts_of_one_character_are_answered_too() -> None:
    for spec in SPECS:
        for unit in (
            "一",
            "年",
            "9",
            "公司",
            "2003年6月到",
            "工",
            "，",
            " ",
            "北京",
            "第一",
            "的",
            "在",
            "技师",
            "3个高级工",
        ):
            parse(spec, (unit * 6000)[:6000], context={}, today=TODAY)


CN = "〇一二三四五六七八九"


def _spoken(n: int) -> str:
    tens, units = divmod(n, 10)
    return CN[n] if n < 10 else ("" if tens == 1 else CN[tens]) + "十" + (CN[units] if units else "")


WAYS_TO_WRITE_A_DAY = [
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}/{d.month:02d}/{d.day:02d}",
    lambda d: d.isoformat(),
    lambda d: f"{d:%Y%m%d}",
    lambda d: "".join(CN[int(c)] for c in str(d.year)) + f"年{_spoken(d.month)}月{_spoken(d.day)}日",
    lambda d: "".join(CN[int(c)] for c in f"{d.year % 100:02d}") + f"年{_spoken(d.month)}月{_spoken(d.day)}号",
    lambda d: f"{d.year % 100:02d}年{d.month}月{d.day}号",
    lambda d: f"{d.year % 100:02d}.{d.month}.{d.day}",
    lambda d: f"我是{d.year}年{d.month}月{d.day}号出生的",
    lambda d: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in f"{d.year}年{d.month}月{d.day}日"),
]


@pytest.mark.parametrize("write", WAYS_TO_WRITE_A_DAY)
@given(day=st.dates(date(1926, 1, 1), date(2007, 12, 31)))
def test_a_birthday_in_any_written_form_is_the_same_day(write: object, day: date) -> None:
    outcome = answer("birth_date", write(day))  # type: ignore[operator]
    assert isinstance(outcome, Parsed), outcome
    assert outcome.value == day.isoformat()


WAYS_TO_WRITE_A_MONTH = [
    lambda y, m: f"{y}年{m}月",
    lambda y, m: f"{y}.{m}",
    lambda y, m: f"{y}-{m:02d}",
    lambda y, m: f"{y}{m:02d}",
    lambda y, m: f"{m:02d}/{y}",
    lambda y, m: f"{y % 100:02d}年{m}月份",
    lambda y, m: "".join(CN[int(c)] for c in str(y)) + f"年{_spoken(m)}月",
    lambda y, m: f"{y}年{m}月参加工作的",
]


@pytest.mark.parametrize("write", WAYS_TO_WRITE_A_MONTH)
@given(year=st.integers(1960, 2023), month=st.integers(1, 12))
def test_a_month_in_any_written_form_is_the_same_month(write: object, year: int, month: int) -> None:
    outcome = answer("work_start", write(year, month))  # type: ignore[operator]
    assert isinstance(outcome, Parsed), outcome
    assert outcome.value == f"{year}-{month:02d}"


BORN = st.dates(date(1930, 1, 1), date(2007, 12, 31))
AREAS = st.sampled_from(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
    ]
)


@given(area=AREAS, rest=st.integers(0, 9999), born=BORN, serial=st.integers(1, 999))
def test_a_genuine_number_of_any_area_is_taken_and_tells_birthday_and_sex(
    area: str, rest: int, born: date, serial: int
) -> None:
    number = identity(f"{area}{rest:04d}{born:%Y%m%d}{serial:03d}")
    outcome = answer("id_number", number)
    assert isinstance(outcome, Parsed), outcome
    assert outcome.value == number
    assert outcome.warnings == ()
    assert outcome.derived == {"birth_date": born.isoformat(), "sex": "男" if serial % 2 else "女"}


@given(born=BORN, serial=st.integers(1, 999), place=st.integers(0, 17), digit=st.sampled_from("0123456789X"))
def test_one_wrong_character_in_a_number_is_always_noticed(born: date, serial: int, place: int, digit: str) -> None:
    number = identity(f"110105{born:%Y%m%d}{serial:03d}")
    wrong = number[:place] + digit + number[place + 1 :]
    if wrong != number:
        assert isinstance(answer("id_number", wrong), Problem)


@pytest.mark.parametrize(
    "reply", [r for r in corpus() if not str(r.expected).startswith("!")], ids=lambda r: f"{r.field}: {r.raw[:30]}"
)
def test_what_is_shown_back_can_be_typed_again(reply: object) -> None:
    spec = form().spec(reply.field)  # type: ignore[attr-defined]
    value = reply.expected  # type: ignore[attr-defined]
    if isinstance(spec, TableSpec) or spec.parser == "id_number" or re.search(r"[^\x00-\uffff]|張", str(value)):
        return
    again = parse(spec, display(spec, value), context={}, today=TODAY)
    assert isinstance(again, Parsed), again
    assert again.value == value


@given(st.sampled_from([r for r in corpus() if str(r.expected).startswith("!")]))
def test_every_choice_offered_back_is_an_answer_or_a_narrower_question(reply: object) -> None:
    outcome = answer(reply.field, reply.raw, context=reply.context)  # type: ignore[attr-defined]
    assert isinstance(outcome, Problem)
    for choice in outcome.ask:
        again = answer(reply.field, choice, context=reply.context)  # type: ignore[attr-defined]
        assert isinstance(again, Parsed) or again.code != outcome.code, choice


def test_every_parser_named_by_the_form_exists() -> None:
    assert {s.parser for s in SPECS} <= set(PARSERS)
