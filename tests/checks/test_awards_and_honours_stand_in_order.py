"""填表说明·二.1 earliest first, 二.2 latest first; both limited to 国家级、省市级、本行业."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.checks import checklist, in_order
from dialogs.checks.periods import out_of_order


def codes(found):
    return [(f.field, f.code) for f in found]


def test_awards_the_other_way_round_are_named_with_their_article(check, answers):
    answers["awards"].reverse()
    (found,) = check(answers)
    assert (found.field, found.code, found.article) == ("awards", "awards_order", "填表说明·二.1")


def test_honours_the_other_way_round_are_named_with_their_article(check, answers):
    answers["honours"].reverse()
    (found,) = check(answers)
    assert (found.field, found.code, found.article) == ("honours", "honours_order", "填表说明·二.2")


def test_the_same_year_twice_is_in_order(check, answers):
    answers["awards"][0]["year"] = answers["awards"][1]["year"]
    assert check(answers) == []


def test_a_year_to_come_is_an_error_until_it_has_come(check, answers):
    answers["honours"][0]["year"] = 2025
    assert ("honours[r1].year", "year_future") in codes(check(answers))
    assert check(answers, today=date(2025, 1, 1)) == []


def test_older_achievements_alone_are_only_remarked(check, answers):
    for row in (*answers["awards"], *answers["honours"]):
        row["year"] = 2018
    found = check(answers)
    assert codes(found) == [("awards", "none_since")]
    assert found[0].severity == "warning"
    answers["honours"][0]["year"] = 2019
    assert check(answers) == []


def test_an_award_of_the_district_or_the_firm_is_remarked(check, answers):
    answers["awards"][0]["award"] = "公司级技术革新奖"
    assert codes(check(answers)) == [("awards[r1]", "award_level")]


def test_an_honour_given_by_a_district_is_remarked_and_one_by_a_region_is_not(check, answers):
    answers["honours"][1]["authority"] = "朝阳区总工会"
    assert codes(check(answers)) == [("honours[r2]", "honour_level")]
    answers["honours"][1]["authority"] = "内蒙古自治区人民政府"
    assert check(answers) == []


def test_the_same_row_twice_is_remarked(check, answers):
    answers["awards"].append(dict(answers["awards"][1]))
    assert codes(check(answers)) == [("awards[r3]", "doubled")]


def test_trainees_with_a_trade_want_their_number(check, answers):
    del answers["trainees"][0]["junior_count"]
    assert ("trainees[r1].junior_count", "trainees_uneven") in codes(check(answers))


rows = st.lists(st.fixed_dictionaries({"year": st.one_of(st.integers(1950, 2030), st.none(), st.text(max_size=3))}))


@given(rows, st.sampled_from(["year", "-year"]))
def test_sorted_rows_are_in_order_and_none_is_lost(given_rows, order):
    done = in_order(given_rows, order)
    assert sorted(map(repr, done)) == sorted(map(repr, given_rows))
    assert in_order(done, order) == done
    dated = [r for r in given_rows if isinstance(r["year"], int)]
    assert out_of_order(in_order(dated, order), order) is None


@given(st.lists(st.dates(date(1970, 1, 1), date(2024, 1, 1))))
def test_periods_sort_by_their_start(days):
    periods = [{"start": f"{d:%Y-%m}", "n": n} for n, d in enumerate(days)]
    assert [p["start"] for p in in_order(periods, "start")] == sorted(p["start"] for p in periods)


@pytest.mark.parametrize(
    ("title", "authority", "listed"),
    [
        ("先进个人", "北京试验钢铁有限公司", False),
        ("密云区首席技师", "", False),
        ("优秀员工", "北京试验钢铁有限公司轧钢车间", False),
        ("首都劳动奖章", "北京市总工会", True),
        ("全国技术能手", "人力资源和社会保障部", True),
    ],
)
def test_an_honour_below_the_list_is_named_in_full_and_its_copy_is_not_asked_for(
    check, edition, answers, title, authority, listed
):
    answers["honours"] = [{"title": title, "authority": authority, "year": 2021, "certificate_no": "1"}]
    named = [f for f in check(answers) if f.code == "honour_level"]
    item = next(i for i in checklist(edition, answers).items if i.id == "honours")
    assert bool(named) is not listed
    assert (item.state == "wanted") is listed
    assert any(title in line for line in item.proves) is listed
    if named:
        assert (authority or title) in named[0].message


def test_an_award_is_read_in_the_check_as_it_was_when_it_was_told(check, answers):
    answers["awards"][0]["award"] = "密云区技术创新奖"
    assert codes(check(answers)) == [("awards[r1]", "award_level")]
    answers["awards"][0]["award"] = "北京市技术创新奖"
    assert check(answers) == []
