"""The form's own examples hold, every rule's quote stands in the notice, and every refusal has words and a line in the docs."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import dialogs.parsing
from dialogs.catalogue import load_catalogue
from dialogs.form import Example, FieldSpec, TableSpec
from dialogs.parsing import Parsed, Problem, parse
from dialogs.parsing.reply import wording
from tests.parsing.asking import form

SPECS = [x for item in form().items() for x in (item, *(item.columns if isinstance(item, TableSpec) else ()))]
GOOD = [(s, e) for s in SPECS for e in s.good]
BAD = [(s, e) for s in SPECS for e in s.bad]
DOCS = Path(__file__).parents[2] / "docs" / "problem-codes.md"


@pytest.mark.parametrize(("spec", "example"), GOOD, ids=lambda x: x.key if not isinstance(x, Example) else x.raw[:20])
def test_a_good_example_is_stored_as_it_says(spec: FieldSpec | TableSpec, example: Example) -> None:
    outcome = parse(spec, example.raw, context=example.context, today=date.fromisoformat(example.today))
    assert isinstance(outcome, Parsed), outcome
    assert outcome.value == example.value
    assert example.code in ("", *(n.code for n in outcome.warnings))


@pytest.mark.parametrize(("spec", "example"), BAD, ids=lambda x: x.key if not isinstance(x, Example) else x.raw[:20])
def test_a_bad_example_is_refused_for_its_reason(spec: FieldSpec | TableSpec, example: Example) -> None:
    outcome = parse(spec, example.raw, context=example.context, today=date.fromisoformat(example.today))
    assert isinstance(outcome, Problem), outcome
    assert outcome.code == example.code


def test_every_quote_stands_in_the_notice() -> None:
    edition = load_catalogue().get("beijing-technician-allowance")
    rules = [s.rule for s in SPECS if s.rule is not None]
    assert len(rules) >= 27
    assert [r.quote for r in rules if not edition.holds(r.quote)] == []


def test_every_question_can_be_asked_again_and_explained() -> None:
    for spec in SPECS:
        assert spec.ask and spec.help
        assert isinstance(spec, TableSpec) or spec.again
    for item in form().items():
        assert item.rule is not None


def _codes_in_the_parsers() -> tuple[set[str], set[str]]:
    folder = Path(dialogs.parsing.__file__).parent
    text = "\n".join(p.read_text("utf-8") for p in folder.glob("*.py"))
    named = re.findall(r"problem\(\s*\"(\w+)\"(?: if [^,\n]+ else \"(\w+)\")?", text)
    problems = {code for pair in named for code in pair if code}
    notes = set(re.findall(r"note\(\s*\"(\w+)\"", text))
    for spec in SPECS:
        problems |= set(spec.options.get("refuse", {}).values())
        notes |= set(spec.options.get("note", {}).values())
    return problems, notes


def test_every_code_has_words_and_a_line_in_the_docs() -> None:
    problems, notes = _codes_in_the_parsers()
    assert problems - set(wording()["problems"]) == set()
    assert notes - set(wording()["warnings"]) == set()
    listed = set(re.findall(r"^\| `(\w+)`", DOCS.read_text("utf-8"), re.MULTILINE))
    assert listed == (set(wording()["problems"]) | set(wording()["warnings"]))
