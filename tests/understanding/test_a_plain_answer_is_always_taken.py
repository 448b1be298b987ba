"""A value typed for the field being asked fills that field, whatever it reminds one of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.commands import Control, Correct, Fill, Focus, Known
from dialogs.form import FieldSpec, TableSpec
from dialogs.parsing import Parsed, parse
from dialogs.understanding import understand
from tests.fuzzing import rounds
from tests.understanding.corpus import TODAY, form, id_number


def _questions() -> list[tuple[str, FieldSpec | TableSpec, str]]:
    found: list[tuple[str, FieldSpec | TableSpec, str]] = []
    for spec in form().items():
        if isinstance(spec, TableSpec):
            found.append((spec.key, spec, spec.key))
            found += [(f"{spec.key}[r1].{c.key}", c, spec.key) for c in spec.columns]
        else:
            found.append((spec.key, spec, ""))
    return found


@pytest.mark.parametrize(("path", "spec", "table"), _questions(), ids=lambda x: x if isinstance(x, str) else "")
def test_every_good_example_of_the_form_fills_its_field(path: str, spec: FieldSpec | TableSpec, table: str) -> None:
    for example in (*spec.good, *spec.bad):
        day = date.fromisoformat(example.today)
        outcome = parse(spec, example.raw, context=example.context, today=day)
        single = spec if isinstance(spec, FieldSpec) else None
        found = understand(
            example.raw,
            focus=Focus(path=path, spec=single, table=table),
            known=Known(form=form(), answers=dict(example.context)),
            today=day,
        )
        fills = [c for c in found if isinstance(c, Fill) and c.path == path]
        if isinstance(outcome, Parsed) and outcome.value not in (None, []):
            assert [f.parsed.value for f in fills] == [outcome.value], example.raw
        elif isinstance(outcome, Parsed):
            assert fills or found == [Control("nothing")], example.raw
        else:
            assert not fills, f"{example.raw}: a value that cannot stand was stored"


@rounds(60)
@given(st.dates(date(1960, 1, 1), date(2000, 12, 31)))
def test_any_birth_date_in_figures(day: date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day.year}.{day.month}.{day.day}"):
        [command] = understand(text, focus=Focus(path="birth_date"), known=Known(form=form()), today=TODAY)
        assert isinstance(command, Fill)
        assert (command.path, command.parsed.value) == ("birth_date", day.isoformat())


@rounds(60)
@given(st.sampled_from(["130", "138", "139", "186", "199"]), st.integers(0, 99_999_999))
def test_any_mobile_number_wherever_it_is_sent(head: str, tail: int) -> None:
    number = f"{head}{tail:08d}"
    for path in ("mobile", "name", "menu", "birth_date"):
        [command] = understand(number, focus=Focus(path=path), known=Known(form=form()), today=TODAY)
        assert isinstance(command, Fill)
        assert (command.path, command.parsed.value) == ("mobile", number)


@rounds(40)
@given(st.dates(date(1960, 1, 1), date(2000, 12, 31)), st.integers(0, 999))
def test_any_id_number(day: date, serial: int) -> None:
    number = id_number(f"110101{day:%Y%m%d}{serial:03d}")
    for path in ("id_number", "unit", "menu"):
        found = understand(number, focus=Focus(path=path), known=Known(form=form()), today=TODAY)
        assert [(c.path, c.parsed.value) for c in found if isinstance(c, Fill)] == [("id_number", number)]


WORDS = st.sampled_from(
    [
        "有什么好吃",
        "怎么办",
        "为什么",
        "多少米",
        "哪里好",
        "完成",
        "跳过",
        "返回",
        "帮助",
        "没有了",
        "谁家的店",
        "几何",
        "算了",
    ]
)
KINDS = st.sampled_from(["餐饮有限公司", "科技有限公司", "机械厂", "文化集团有限公司", "建筑工程公司"])


@rounds(60)
@given(WORDS, KINDS, st.sampled_from(["", "北京", "北京市"]))
def test_an_employer_named_like_a_question_or_a_command(word: str, kind: str, place: str) -> None:
    name = f"{place}{word}{kind}"
    [command] = understand(name, focus=Focus(path="unit"), known=Known(form=form()), today=TODAY)
    assert isinstance(command, Fill)
    assert (command.path, command.parsed.value) == ("unit", name)


@rounds(40)
@given(
    st.lists(
        st.sampled_from(["汉族", "男", "党员", "13911112222", "高级技师", "大专毕业", "1980年5月12日出生", "事业单位"]),
        min_size=1, max_size=6, unique=True,
    )
)  # fmt: skip
def test_a_mention_in_passing_never_touches_a_filled_answer(pieces: list[str]) -> None:
    """The same message fills everything in an empty form and nothing in a full one."""
    text = "，".join(pieces)
    empty = understand(text, focus=Focus(path="menu"), known=Known(form=form()), today=TODAY)
    assert len([c for c in empty if isinstance(c, Fill)]) == len(pieces)
    filled = {
        "ethnicity": "满族", "sex": "女", "political_status": "群众", "mobile": "13800000000", "unit_nature": "其他",
        "skill_level": "技师（二级）", "education": "高中", "birth_date": "1979-01-01",
    }  # fmt: skip
    full = understand(text, focus=Focus(path="menu"), known=Known(form=form(), answers=filled), today=TODAY)
    assert not [c for c in full if isinstance(c, (Fill, Correct))]
