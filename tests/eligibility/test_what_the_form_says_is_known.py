"""What stands in the form is known to the verdict and named in it, and never taken for more than it says."""

from __future__ import annotations

from datetime import date

import pytest

DAY = date(2024, 3, 5)
MIYUN = "北京市密云区某某街8号"


def leaf(result, name):
    return next(c for c in result.conditions if c.id == name)


def test_a_level_in_the_form_is_named_and_only_the_kind_is_asked_for(judge, allowance):
    told = leaf(judge(allowance, {"answers": {"skill_level": "高级技师（一级）"}}, DAY), "certificate")
    bare = leaf(judge(allowance, {}, DAY), "certificate")
    assert told.state == bare.state == "unknown"
    assert "高级技师" in told.reason and "高级技师" not in bare.reason
    assert told.missing == ("cert_kind",)


@pytest.mark.parametrize(
    ("facts", "names"),
    [
        ({"workplace_city": "北京"}, "北京"),
        ({"unit_registered_district": "丰台区"}, "丰台区"),
        ({"answers": {"unit_address": MIYUN}}, MIYUN),
    ],
)
def test_half_of_the_place_is_named_and_the_other_half_still_asked(judge, allowance, facts, names):
    found = leaf(judge(allowance, facts, DAY), "place")
    assert found.state == "unknown" and names in found.reason


def test_an_address_in_chaoyang_is_named_and_is_no_workplace(judge, chaoyang):
    address = "北京市朝阳区某某路8号"
    found = leaf(judge(chaoyang, {"answers": {"unit_address": address}}, date(2025, 4, 1)), "place")
    assert found.state == "unknown" and address in found.reason
    assert {"work_district", "unit_registered_district"} <= set(found.missing)


@pytest.mark.parametrize(
    ("trainees", "state"),
    [
        ([{"senior_count": 4, "municipal_winners": 2}], "met"),
        ([{"senior_count": 4, "municipal_winners": 1, "national_winners": 1}], "unknown"),
        ([{"senior_count": 4}], "unknown"),
        ([], "unknown"),
    ],
)
def test_apprentices_with_prizes_are_a_claim_and_apprentices_alone_are_none(judge, allowance, trainees, state):
    found = leaf(judge(allowance, {"answers": {"trainees": trainees}}, DAY), "mentoring")
    assert found.state == state
    assert ("4人" in found.reason) == (state == "unknown" and bool(trainees))


def test_what_was_said_outweighs_the_form(judge, allowance):
    facts = {"claim_mentoring": False, "answers": {"trainees": [{"municipal_winners": 5}]}}
    assert leaf(judge(allowance, facts, DAY), "mentoring").state == "not_met"


def test_the_address_names_the_district_until_somebody_says_where_it_is(judge, allowance):
    private = {"unit_kind": "企业", "unit_ownership": "民营"}
    by_address = judge(allowance, {**private, "answers": {"unit_address": MIYUN}}, DAY).route
    assert "密云区人力资源和社会保障局" in by_address.choose_one
    assert any(MIYUN in text for text in by_address.confirm)
    said = judge(allowance, {**private, "unit_registered_district": "丰台区", "address": MIYUN}, DAY).route
    assert "丰台区人力资源和社会保障局" in said.choose_one
    assert "密云区人力资源和社会保障局" not in said.choose_one
    street = judge(allowance, {**private, "address": "北京市海淀区朝阳区路1号"}, DAY).route
    assert "海淀区人力资源和社会保障局" in street.choose_one


@pytest.mark.parametrize(
    ("table", "row", "name", "state"),
    [
        ("honours", {"title": "全国技术能手"}, "title", "unknown"),
        ("honours", {"title": "中华技能大奖"}, "title", "met"),
        ("honours", {"title": "公司先进个人"}, "title", "unknown"),
        ("honours", {"title": "朝阳区职业技能大赛第一名"}, "contest", "met"),
        ("honours", {"title": "朝阳区职业技能大赛第三名"}, "contest", "unknown"),
        ("awards", {"award": "朝阳区美发比赛", "rank": "第一名"}, "contest", "unknown"),
    ],
)
def test_an_honour_or_contest_of_the_form_is_named_beside_the_draft_and_claims_only_what_is_listed(
    judge, chaoyang, table, row, name, state
):
    said = row.get("title") or row["award"]
    found = leaf(judge(chaoyang, {"answers": {table: [row]}}, date(2025, 4, 1)), name)
    bare = leaf(judge(chaoyang, {}, date(2025, 4, 1)), name)
    assert (found.state, bare.state) == (state, "unknown")
    assert said in found.reason and "第三名第" not in found.reason and "第一名第" not in found.reason
    assert said not in bare.reason


def test_a_title_not_listed_is_referred_to_the_draft_s_and_so_on(judge, chaoyang):
    title = {"answers": {"honours": [{"title": "全国技术能手"}, {"title": "公司先进个人"}]}}
    alone = leaf(judge(chaoyang, title, date(2025, 4, 1)), "title")
    complete = leaf(judge(chaoyang, {**title, "past_allowance": []}, date(2025, 4, 1)), "title")
    for found in (alone, complete):
        assert found.state == "unknown"
        assert "全国技术能手" in found.reason and "公司先进个人" not in found.reason and "等" in found.reason


def test_a_month_is_said_as_people_say_it(judge, chaoyang):
    reason = leaf(judge(chaoyang, {"birth": "1968-09", "sex": "女"}, date(2026, 4, 1)), "age").reason
    assert "2018年9月" in reason and "2018-09" not in reason


@pytest.mark.parametrize(
    ("name", "said", "unsaid"),
    [
        ("innovation", "22年我改造了门机，省了15万元", "22年我天天修门机，省心"),
        ("innovation", "排除了一次重大隐患", "没有搞过革新，也没有攻关"),
        ("unique_skill", "总结出“一听二摸”操作法", "一直按操作规程干活"),
        ("standards", "编写了作业指导书3份", "作业都按要求来"),
        ("mentoring", "我的徒弟小李成了班长", "我和小李是一个班的"),
        ("recent", "2021年大修提前五天", "干了22年大修"),
    ],
)
def test_what_the_story_tells_is_quoted_beside_the_condition_and_decides_nothing(judge, allowance, name, said, unsaid):
    for deeds, quoted in (
        (f"平时在班组。{said}。大家都好。", True),
        (f"平时在班组。{unsaid}。", False),
        (f"{said}吗？", False),
    ):
        result = judge(allowance, {"answers": {"deeds": deeds}}, DAY)
        found = leaf(result, name)
        assert found.state == "unknown"
        assert (said in found.reason and "评审认定" in found.reason) == quoted
        assert "平时在班组" not in found.reason
        assert result.still_needed == judge(allowance, {}, DAY).still_needed


def test_an_award_s_project_is_quoted_too_and_the_person_s_own_word_wins(judge, allowance):
    answers = {"awards": [{"project": "余热回收装置改造", "award": "某奖"}]}
    assert "余热回收装置改造" in leaf(judge(allowance, {"answers": answers}, DAY), "innovation").reason
    denied = leaf(judge(allowance, {"answers": answers, "claim_innovation": False}, DAY), "innovation")
    assert denied.state == "not_met" and "余热" not in denied.reason


def test_of_a_long_sentence_the_clauses_around_the_word_are_quoted_unchanged(judge, allowance):
    deeds = "天天" * 40 + "，改造了锅炉余热回收装置，省了15万元，" + "年年" * 40 + "。"
    reason = leaf(judge(allowance, {"answers": {"deeds": deeds}}, DAY), "innovation").reason
    assert "改造了锅炉余热回收装置，省了15万元" in reason and "天天" not in reason and "年年" not in reason
