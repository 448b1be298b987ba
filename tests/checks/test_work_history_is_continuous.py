"""填表说明·一.10: 起止时间要连续. The next month counts as continuous; a gap may be kept with a reason."""

from __future__ import annotations

from datetime import date

import pytest


def codes(found):
    return [(f.field, f.code) for f in found]


@pytest.mark.parametrize(
    ("start", "code"),
    [
        ("2010-06", None),
        ("2010-07", None),
        ("2010-08", "history_gap"),
        ("2010-05", "history_overlap"),
    ],
)
def test_one_month_decides_between_continuous_gap_and_overlap(check, answers, start, code):
    answers["work_history"][1]["start"] = start
    found = check(answers)
    assert codes(found) == ([("work_history[r2].start", code)] if code else [])
    assert all(f.article == "填表说明·一.10" and f.severity == "warning" for f in found)


def test_a_gap_kept_with_a_reason_stays_a_remark_that_names_it(check, answers):
    answers["work_history"][1]["start"] = "2011-01"
    for path in ("work_history[r2].start", "work_history"):
        (found,) = check(answers, kept={path: "当兵"})
        assert found.code == "history_gap"
        assert found.severity == "warning"
        assert "当兵" in found.message


def test_rows_in_another_order_are_one_finding_and_no_gap(check, answers):
    answers["work_history"].reverse()
    assert codes(check(answers)) == [("work_history", "history_order")]


def test_a_short_row_inside_a_longer_one_hides_no_gap_after_it(check, answers):
    answers["work_history"][1:1] = [
        {
            "start": "2005-01",
            "end": "2005-06",
            "unit": "北京试验钢铁有限公司",
            "occupation": "金属轧制工",
            "post": "学员",
        }
    ]
    assert [c for c in codes(check(answers)) if c[1] != "row_missing"] == [
        ("work_history[r2].start", "history_overlap")
    ]


def test_a_row_that_ends_before_it_starts_is_an_error(check, answers):
    answers["work_history"][0]["end"] = "1998-08"
    assert ("work_history[r1].end", "row_reversed") in codes(check(answers))


def test_a_month_to_come_is_an_error_until_it_has_come(check, answers):
    answers["work_history"][1]["end"] = "2024-06"
    assert ("work_history[r2].end", "row_future") in codes(check(answers))
    assert check(answers, today=date(2024, 6, 1)) == []


def test_a_history_that_stops_early_is_remarked(check, answers):
    answers["work_history"][1]["end"] = "2020-01"
    assert codes(check(answers)) == [("work_history[r2].end", "history_not_current")]


def test_two_rows_cannot_both_last_until_now(check, answers):
    answers["work_history"][0]["end"] = "至今"
    assert ("work_history[r1].end", "history_two_current") in codes(check(answers))


def test_work_began_when_the_first_row_begins(check, answers):
    answers["work_start"] = "1998-08"
    assert codes(check(answers)) == [("work_start", "work_start_differs")]


@pytest.mark.parametrize(
    ("start", "code"), [("1994-03", None), ("1994-02", "work_start_young"), ("1977-01", "work_start_before_birth")]
)
def test_nobody_works_before_birth_and_rarely_before_sixteen(check, answers, start, code):
    answers["work_start"] = answers["work_history"][0]["start"] = start
    assert codes(check(answers)) == ([("work_start", code)] if code else [])


def test_a_month_nobody_can_read_is_named(check, answers):
    answers["work_history"][0]["start"] = "九八年秋"
    assert ("work_history[r1].start", "bad_month") in codes(check(answers))
