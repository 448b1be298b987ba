"""What the rules may say: no figure the text lacks, 可 stays 可, a draft is called one, talk answers are read as meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dialogs.eligibility import BadFacts, Check, Rules, explain, facts_of, taken

ALL = {"unit_kind": "企业", "unit_registered_city": "北京", "workplace_city": "北京"}


def texts(rules: Rules) -> list[str]:
    """Every sentence the rules can say of themselves."""
    file = rules.file
    said = [r for leaf in rules.leaves.values() for r in (*leaf.reasons.values(), leaf.needs)]
    said += [n.text for n in file.notes] + [b.text for b in file.benefits] + list(file.verdict_texts.values())
    return said


def test_no_amount_is_written_for_the_allowance(allowance: Rules) -> None:
    assert not [t for t in texts(allowance) if re.search(r"万元|元", t)]
    assert all(t.amount_yuan is None for b in allowance.file.benefits for t in b.targets)


def test_the_only_amount_of_the_draft_is_the_gold(chaoyang: Rules) -> None:
    amounts = {b.id for b in chaoyang.file.benefits for t in b.targets if t.amount_yuan}
    assert amounts == {"gold"}
    assert {m for t in texts(chaoyang) for m in re.findall(r"\d+万元", t)} == {"10万元"}


def test_may_stays_may(chaoyang: Rules) -> None:
    for benefit in chaoyang.file.benefits:
        if benefit.quote.startswith("可"):
            assert benefit.text.startswith("可")
            assert benefit.strength in ("may", "may_prefer")
    assert next(b for b in chaoyang.file.benefits if "對優先" in b.quote).strength == "as_written"


@pytest.mark.parametrize("facts", [{}, {"recommended": False}, {"recommended": True, "birth": "1985-06"}])
def test_every_answer_says_it_is_a_draft(chaoyang: Rules, judge: Callable[..., Check], facts: dict[str, Any]) -> None:
    result = judge(chaoyang, facts, date(2025, 4, 1))
    assert result.window == "draft"
    assert not result.can_apply_now
    assert any("征求意见稿" in p.text for p in explain(result))


def test_advertising_after_the_text_is_never_quoted(chaoyang: Rules) -> None:
    assert not chaoyang.edition.holds("咨詢輔導")


def test_one_title_opens_one_door_and_shuts_another(
    allowance: Rules, chaoyang: Rules, judge: Callable[..., Check]
) -> None:
    facts = {"past_allowance": ["北京市政府技师特殊津贴（2020）"]}
    here, there = (judge(r, facts, date(2025, 4, 1)) for r in (allowance, chaoyang))
    assert {c.id: c.state for c in here.conditions}["not_awarded"] == "not_met"
    assert {c.id: c.state for c in there.conditions}["title"] == "met"
    assert any(p.kind == "elsewhere" for p in explain(here))
    assert any(p.kind == "elsewhere" for p in explain(there))


@pytest.mark.parametrize(
    ("key", "reply", "facts"),
    [
        ("claim_innovation", "没有", {"claim_innovation": False}),
        ("claim_innovation", "2021年改了焊接夹具，返工少了一半", {"claim_innovation": True}),
        ("achievement_years", "2017年和2021年", {"achievement_years": [2017, 2021], "achievements_complete": True}),
        ("achievement_years", "没有", {"achievement_years": [], "achievements_complete": True}),
        ("past_allowance", "没有", {"past_allowance": []}),
        ("post_frontline", "部分", {"post_frontline": "部分"}),
        ("workplace_city", "北京市", {"workplace_city": "北京"}),
        ("cert_level", "高级技师", {"cert_level": "高级技师"}),
    ],
)
def test_a_reply_about_the_allowance_is_read_as_meant(allowance: Rules, key: str, reply: str, facts: Any) -> None:
    assert taken(allowance, key, reply) == facts


@pytest.mark.parametrize(
    ("key", "reply", "facts"),
    [
        ("contests", "没有", {"contests": [], "contests_complete": True}),
        (
            "contests",
            "北京市职业技能大赛第一名、朝阳区职业技能大赛第三名",
            {
                "contests": [{"name": "北京市职业技能大赛", "rank": 1}, {"name": "朝阳区职业技能大赛", "rank": 3}],
                "contests_complete": True,
            },
        ),
        ("studio", "none", {"studio": None, "studio_known": True}),
        ("work_district", "在朝阳上班", {"work_district": "朝阳区"}),
        ("work_district", "我是学生", {"student": True}),
        ("recommended", True, {"recommended": True}),
        ("birth", "1985-06", {"birth": "1985-06"}),
    ],
)
def test_a_reply_about_chaoyang_is_read_as_meant(chaoyang: Rules, key: str, reply: Any, facts: Any) -> None:
    assert taken(chaoyang, key, reply) == facts


def test_a_reply_that_is_no_value_is_refused(allowance: Rules) -> None:
    with pytest.raises(BadFacts):
        taken(allowance, "cert_level", "很厉害")


def test_the_form_says_facts(chaoyang: Rules, judge: Callable[..., Check]) -> None:
    """An award typed into a row opens the Chaoyang door."""
    row = {"project": "北京市职业技能大赛焊工项目", "award": "第一名", "year": 2022}
    answers = {"awards": [row], "honours": [{"title": "首席员工", "year": 2021}], "unit_nature": "国有企业（市属）"}
    facts = facts_of(answers)
    assert facts["achievement_years"] == [2021, 2022]
    assert facts["unit_ownership"] == "市属"
    result = judge(chaoyang, {"answers": answers}, date(2025, 4, 1))
    assert {c.id: c.state for c in result.conditions}["contest"] == "met"
