"""Somebody who has filled everything hears nothing; take one answer away and exactly that is named."""

from __future__ import annotations

from dialogs.checks import is_draft
from dialogs.form import FieldSpec


def test_nothing_is_found_in_a_complete_form(check, answers):
    assert check(answers) == []


def test_every_required_field_left_out_is_named_once(check, answers, edition):
    for section in edition.form.sections:
        for spec in map(edition.form.spec, section.items):
            if not isinstance(spec, FieldSpec) or not spec.required or section.optional or spec.when:
                continue
            found = check({k: v for k, v in answers.items() if k != spec.key})
            assert [f.field for f in found if f.open and f.severity == "error"] == [spec.key]
            assert is_draft(found)


def test_an_empty_form_is_a_draft_and_names_what_is_missing(check, edition):
    found = check({})
    assert is_draft(found)
    assert {"name", "id_number", "work_history", "photo"} <= {f.field for f in found}


def test_a_blank_text_is_as_missing_as_none(check, answers):
    for blank in ("", "  \n", None):
        assert [f.field for f in check({**answers, "name": blank})] == ["name"]


def test_what_was_put_off_is_named_as_such_and_keeps_the_draft(check, answers):
    del answers["hukou"]
    found = check(answers, statuses={"hukou": "later"})
    assert [(f.field, f.code) for f in found] == [("hukou", "later")]
    assert is_draft(found)


def test_an_answer_whose_rule_changed_is_asked_again(check, answers):
    found = check(answers, statuses={"hukou": "stale"})
    assert [(f.field, f.code) for f in found] == [("hukou", "stale")]
    assert is_draft(found)


def test_a_half_filled_row_names_the_cell(check, answers):
    del answers["work_history"][1]["unit"]
    found = check(answers, row_ids={"work_history": ["r3", "r7"]})
    assert [(f.field, f.code) for f in found if f.open] == [("work_history[r7].unit", "row_missing")]


def test_an_empty_row_is_named(check, answers):
    answers["awards"].append({"project": "", "year": None})
    assert "row_empty" in {f.code for f in check(answers)}


def test_a_form_with_mistakes_but_nothing_missing_is_no_draft(check, answers):
    answers["birth_date"] = "1978-03-02"
    found = check(answers)
    assert found
    assert not is_draft(found)
