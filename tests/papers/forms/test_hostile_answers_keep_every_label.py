"""Whatever is typed, the file opens, every label stands, and the words that can be seen are all there."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from dialogs.text import clean
from templates.application import fill_application
from templates.blank import Blank, blank_for
from templates.reading import read_form
from templates.roster import fill_roster
from tests.fuzzing import rounds
from tests.papers.forms.people import EDITION, POLICY, person, squeezed, tables

HOSTILE = {
    "control characters": "张\x00三\x07\x1b",
    "template marks": "{{ name }} {% for x in y %} {#",
    "markup": "A&B<张>\"'</w:t><w:p/>]]>",
    "emoji": "👷🏻‍♂️🔧",
    "a lone surrogate": "前\ud83d后",
    "five thousand characters": "长" * 5000,
    "a very long word": "W" * 3000,
    "only blanks": " \u3000\n\t",
    "lines": "一\r\n二\u2028三\v四",
    "private use": "前\ue000后\uf8ff",
    "another label": "身份证号码",
}
TEXT_KEYS = [key for key, value in person().items() if isinstance(value, str)]


def labels_of(blank: Blank) -> list[str]:
    return [
        squeezed(c) for t in tables(fill_application(blank, {}).data) for row in t for c in row if len(row) < 9 and c
    ]


def stands(blank: Blank, data: bytes) -> None:
    """Every label of the blank is still there, in order."""
    cells = iter([squeezed(c) for t in tables(data) for row in t for c in row])
    replaced = {"年月日", squeezed("国有企业（中央、市属、区属）、事业单位、非公经济企业（外资、民营、个体）、其他")}
    for label in labels_of(blank):
        if label not in replaced and not label.startswith("（需填写"):
            assert any(cell == label for cell in cells), label


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_every_field_takes_anything(blank: Blank, text: str) -> None:
    answers = person(**dict.fromkeys(TEXT_KEYS, text))
    answers["awards"] = [dict.fromkeys(person()["awards"][0], text)] * 30
    filled = fill_application(blank, answers)
    stands(blank, filled.data)
    everything = squeezed("".join(c for t in tables(filled.data) for row in t for c in row))
    assert everything.count(squeezed(clean(text))) >= (30 if squeezed(clean(text)) else 0)
    Document(io.BytesIO(filled.data))


@pytest.mark.parametrize(
    "answers",
    [
        None, [], "x", 7, {"name": {}}, {"awards": "x"}, {"awards": [1, None, "x", {}]}, {"deeds": ["a", ["b"]]},
        {"birth_date": True}, {"work_history": {"start": 5}}, {"mobile": 10**5000}, {"hukou": float("nan")},
    ],
    ids=lambda a: type(a).__name__,
)  # fmt: skip
def test_answers_of_a_wrong_shape_make_a_form_all_the_same(blank: Blank, answers: Any) -> None:
    stands(blank, fill_application(blank, answers).data)


def test_a_shape_no_cell_can_hold_is_said_with_its_path(blank: Blank) -> None:
    found = fill_application(blank, {"name": {"a": 1}, "awards": [{"year": [[1]]}]}).findings
    assert [(f.field, f.code) for f in found if f.field] == [("name", "shape"), ("awards[r1].year", "shape")]
    assert not fill_application(blank, {"name": "试甲", "awards": [{"year": 2020}]}).findings


anything = st.text(max_size=60)
row = st.dictionaries(st.sampled_from(["project", "award", "grade", "title", "unit", "start", "end", "year"]), anything)
answer_sets = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(TEXT_KEYS, anything),
        **{key: st.lists(row, max_size=9) for key in ("awards", "honours", "work_history", "trainees")},
    },
)


@rounds(25, suppress_health_check=[HealthCheck.too_slow])
@given(answers=answer_sets)
def test_property_any_answers_fill_and_read_without_harm(answers: dict[str, Any]) -> None:
    blank = blank_for(Path("nowhere"), POLICY, EDITION)
    filled = fill_application(blank, answers)
    stands(blank, filled.data)
    assert not [f for f in read_form(filled.data).findings if f.severity == "error"]


@rounds(25, suppress_health_check=[HealthCheck.too_slow])
@given(people=st.lists(answer_sets, max_size=9))
def test_property_any_people_make_a_roster(people: list[dict[str, Any]]) -> None:
    blank = blank_for(Path("nowhere"), POLICY, EDITION, kind="roster")
    data, rows, _ = fill_roster(blank, people)
    assert len(rows) == len(people)
    assert len(tables(data)[0]) == max(8, len(people) + 1)
