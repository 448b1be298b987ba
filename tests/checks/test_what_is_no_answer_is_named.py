"""ANSWERS.json written by hand or by another program: wrong types and unknown keys are named, the rest counts."""

from __future__ import annotations

import pytest


def named(found):
    return {(f.field, f.code) for f in found}


def test_an_unknown_key_is_named_and_the_form_stays_complete(check, answers):
    answers["nickname"] = "小张"
    found = check(answers)
    assert named(found) == {("nickname", "unknown_key")}
    assert found[0].severity == "warning"


def test_an_unknown_column_is_named(check, answers):
    answers["awards"][0]["colour"] = "红"
    assert named(check(answers)) == {("awards[r1].colour", "unknown_key")}


@pytest.mark.parametrize("value", [["张"], {"a": 1}, 1.5, True])
def test_a_value_of_a_wrong_type_is_named_once(check, answers, value):
    answers["name"] = value
    assert named(check(answers)) == {("name", "wrong_type")}


@pytest.mark.parametrize("value", ["一行", 3, {"start": "2000-01"}])
def test_a_table_that_is_no_list_is_named_once(check, answers, value):
    answers["work_history"] = value
    assert ("work_history", "wrong_type") in named(check(answers))
    assert ("work_history", "missing") not in named(check(answers))


def test_a_row_that_is_no_object_is_named_and_the_others_count(check, answers):
    answers["honours"].append("北京市劳动模范")
    assert named(check(answers)) == {("honours[r3]", "wrong_type")}


def test_a_number_for_a_telephone_is_read_and_remarked(check, answers):
    answers["mobile"] = 13800000000
    assert named(check(answers)) == {("mobile", "changed_type")}


def test_a_year_written_as_text_is_a_year(check, answers):
    answers["honours"][0]["year"] = "2023"
    assert check(answers) == []


@pytest.mark.parametrize(("key", "value", "code"), [
    ("education", "大专", "not_in_list"),
    ("unit_nature", "国企", "not_in_list"),
    ("political_status", "党员", "maybe_not_in_list"),
])  # fmt: skip
def test_words_that_are_not_the_notices_own_are_named_with_the_list(check, answers, key, value, code):
    answers[key] = value
    assert named(check(answers)) == {(key, code)}


def test_a_people_that_is_no_people_is_named(check, answers):
    answers["ethnicity"] = "火星族"
    assert named(check(answers)) == {("ethnicity", "not_a_name")}
    answers["ethnicity"] = "满族"
    assert check(answers) == []


def test_a_fact_nobody_can_use_is_named_and_the_rest_counts(check, answers):
    assert named(check(answers, facts={"cert_kind": "瞎写", "seal_unit": answers["unit"]})) == {
        ("facts.cert_kind", "bad_fact")
    }


def test_what_was_said_before_and_what_is_filled_in_differ(check, answers):
    assert named(check(answers, facts={"unit_kind": "事业单位"})) == {("unit_nature", "facts_differ")}
    assert check(answers, facts={"unit_kind": "企业"}) == []
