"""主要事迹（1000字以内，可附页）; 推荐意见 200字以内; 填表说明·二.3 figures and the last five years."""

from __future__ import annotations


def codes(found):
    return [(f.field, f.code, f.severity) for f in found]


def test_a_thousand_fit_and_one_more_is_measured(check, answers):
    answers["deeds"] = "2021年干" + "活" * 994
    assert check(answers) == []
    answers["deeds"] += "活"
    (found,) = check(answers)
    assert (found.field, found.code, found.severity) == ("deeds", "deeds_over", "warning")
    assert "1001" in found.message


def test_who_chose_an_extra_page_is_not_told_again(check, answers):
    answers["deeds"] = "2021年干" + "活" * 1500
    assert [f.code for f in check(answers)] == ["deeds_over"]
    assert check({**answers, "deeds_appendix": True}) == []


def test_blanks_and_line_breaks_do_not_count(check, answers):
    answers["deeds"] = "2021年干" + "活 \n" * 994
    assert check(answers) == []


def test_two_hundred_of_the_unit_fit_and_one_more_does_not(check, answers):
    answers["unit_opinion"] = "好" * 200
    assert check(answers) == []
    answers["unit_opinion"] += "好"
    assert codes(check(answers)) == [("unit_opinion", "opinion_over", "error")]


def test_deeds_without_a_figure_are_remarked(check, answers):
    answers["deeds"] = "认真干活" * 90
    assert ("deeds", "deeds_no_figures", "warning") in codes(check(answers))


def test_deeds_of_long_ago_only_are_remarked(check, answers):
    answers["deeds"] = "2005年" + "认真干活" * 90
    assert codes(check(answers)) == [("deeds", "deeds_no_recent", "warning")]
    answers["deeds"] += "2019年"
    assert check(answers) == []


def test_a_line_or_two_is_remarked_as_short(check, answers):
    answers["deeds"] = "2021年改了机器，省了3万元。"
    assert codes(check(answers)) == [("deeds", "deeds_short", "warning")]
