"""填表说明·封面2, 一.4, 一.8, 一.9 and 通知·三: one occupation, one highest level, one unit."""

from __future__ import annotations

import pytest


def codes(found):
    return [(f.field, f.code) for f in found]


@pytest.mark.parametrize(
    ("level", "code", "article"),
    [
        ("高级工", "level_below", "通知·三"),
        ("中级工（四级）", "level_below", "通知·三"),
        ("高级工程师", "level_is_title", "填表说明·一.9"),
        ("助理经济师", "level_is_title", "填表说明·一.9"),
        ("很高", "level_unknown", "填表说明·一.9"),
    ],
)
def test_a_level_the_form_cannot_hold_is_an_error_with_its_article(check, answers, level, code, article):
    answers["skill_level"] = level
    found = next(f for f in check(answers) if f.code == code)
    assert (found.field, found.severity, found.article) == ("skill_level", "error", article)


@pytest.mark.parametrize("level", ["技师（二级）", "高级技师（一级）", "特级技师", "首席技师"])
def test_every_level_from_technician_up_is_taken(check, answers, level):
    answers["skill_level"] = answers["work_history"][1]["skill_level"] = level
    assert check(answers) == []


def test_the_highest_level_is_wanted(check, answers):
    answers["skill_level"] = "技师（二级）"
    assert codes(check(answers)) == [("skill_level", "level_not_highest")]


def test_the_present_row_shows_the_same_level(check, answers):
    answers["work_history"][1]["skill_level"] = "技师（二级）"
    assert codes(check(answers)) == [("work_history[r2].skill_level", "level_differs")]


def test_the_certificate_told_before_wins_attention(check, answers):
    assert codes(check(answers, facts={"cert_level": "技师"})) == [("skill_level", "level_not_certificate")]
    assert check(answers, facts={"cert_level": "高级技师"}) == []


def test_the_present_row_names_the_same_occupation(check, answers):
    answers["work_history"][1]["occupation"] = "焊工"
    assert codes(check(answers)) == [("work_history[r2].occupation", "occupation_differs")]
    answers["work_history"][1]["occupation"] = "金属轧制工"
    answers["work_history"][0]["occupation"] = "焊工"
    assert check(answers) == []


def test_the_present_row_names_the_same_unit(check, answers):
    answers["work_history"][1]["unit"] = "另一家公司"
    assert codes(check(answers)) == [("work_history[r2].unit", "unit_differs")]


def test_the_seal_is_the_units(check, answers):
    assert codes(check(answers, facts={"seal_unit": "某劳务公司"})) == [("unit", "seal_differs")]
    assert check(answers, facts={"seal_unit": answers["unit"]}) == []


def test_a_dispatched_worker_asks_whose_seal_it_is(check, answers):
    assert codes(check(answers, facts={"dispatched": True})) == [("unit", "dispatched")]
    assert check(answers, facts={"dispatched": False}) == []
