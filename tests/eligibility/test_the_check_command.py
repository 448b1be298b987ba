"""`tetie check`: what a program gets, and what a person is told about a file that cannot be used."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.commands.check import run
from dialogs.catalogue import Catalogue

ALLOWANCE = "beijing-technician-allowance"
GOOD: dict[str, Any] = {
    "unit_kind": "企业", "unit_registered_city": "北京", "workplace_city": "北京", "post_frontline": True,
    "cert_kind": "国家职业资格", "cert_level": "技师", "past_allowance": [], "achievement_years": [2020],
    "claim_standards": True,
}  # fmt: skip


@pytest.fixture
def checked(tmp_path: Path, capsys: pytest.CaptureFixture[str], catalogue: Catalogue) -> Any:
    def go(facts: Any, *, day: str = "2024-03-05", policy: str | None = ALLOWANCE, edition: str | None = None) -> Any:
        file = tmp_path / "facts.json"
        file.write_text(facts if isinstance(facts, str) else json.dumps(facts, ensure_ascii=False), encoding="utf-8")
        code = run(
            facts=file, policy=policy, edition=edition, as_of=date.fromisoformat(day), as_json=True, catalogue=catalogue
        )
        out, err = capsys.readouterr()
        return code, [json.loads(line) for line in out.splitlines()], err

    return go


@pytest.mark.parametrize(
    ("day", "window", "apply"),
    [
        ("2024-01-25", "not_yet", False),
        ("2024-01-26", "open", True),
        ("2024-04-26", "open", True),
        ("2024-04-27", "closed", False),
    ],
)
def test_window_is_apart_from_the_verdict(checked: Any, day: str, window: str, apply: bool) -> None:
    code, (answer,), _ = checked(GOOD, day=day)
    assert (code, answer["verdict"], answer["window"], answer["can_apply_now"]) == (0, "met", window, apply)


def test_the_last_day_is_said_to_be_unclear(checked: Any) -> None:
    on, before = (checked(GOOD, day=d)[1][0]["disclaimers"] for d in ("2024-04-26", "2024-04-25"))
    assert any("含不含当天" in t for t in on)
    assert not any("含不含当天" in t for t in before)


def test_both_policies_without_policy(checked: Any) -> None:
    code, answers, _ = checked({}, policy=None)
    assert code == 0
    assert {a["policy"]: a["verdict"] for a in answers} == {ALLOWANCE: "unknown", "chaoyang-leading-talent": "unknown"}
    assert {a["status"] for a in answers} == {"notice", "draft"}


def test_keys_of_the_interface(checked: Any) -> None:
    _, (answer,), _ = checked({**GOOD, "unit_ownership": "民营", "unit_registered_district": "朝阳区"})
    assert {
        "policy", "edition", "status", "verdict", "window", "can_apply_now", "deciding", "still_needed",
        "would_change", "routes", "benefits", "disclaimers",
    } <= set(answer)  # fmt: skip
    assert {"id", "article", "quote", "state", "reason", "judged"} <= set(answer["deciding"][0])
    assert {"choose_one", "not", "confirm"} <= set(answer["routes"])
    assert all({"article", "strength", "state", "text", "amount_yuan", "to"} <= set(b) for b in answer["benefits"])
    assert all(b["amount_yuan"] is None for b in answer["benefits"])


def test_gold_pays_both_parties_once_each(checked: Any) -> None:
    facts = {
        "birth": "2001-02", "sex": "男", "work_district": "朝阳区", "unit_registered_district": "朝阳区",
        "recommended": True, "contests": [{"name": "世界技能大赛", "medal": "金牌"}],
    }  # fmt: skip
    _, (answer,), _ = checked(facts, policy="chaoyang-leading-talent", day="2025-04-01")
    paid = {b["to"]: (b["amount_yuan"], b["state"]) for b in answer["benefits"] if b["amount_yuan"]}
    assert paid == {"person": (100000, "met"), "training_unit": (100000, "met")}
    assert answer["window"] == "draft"
    assert not answer["can_apply_now"]


def test_form_answers_stand_in_for_facts(checked: Any) -> None:
    less = {k: v for k, v in GOOD.items() if k not in ("cert_level", "unit_kind")}
    form = {"skill_level": "高级技师（一级）", "unit_nature": "非公经济企业（民营）", "birth_date": "1980-05-12"}
    _, (answer,), _ = checked({**less, "answers": form})
    assert answer["verdict"] == "met"
    assert "市工商联" in answer["routes"]["choose_one"]


def test_a_fact_itself_wins_and_the_difference_is_found(checked: Any) -> None:
    _, (answer,), _ = checked({**GOOD, "answers": {"skill_level": "高级工（三级）"}})
    assert answer["verdict"] == "met"
    assert [(f["fact"], f["given"], f["form"]) for f in answer["findings"]] == [("cert_level", "技师", "高级工")]


def test_a_level_too_low_in_the_form_moves_the_verdict(checked: Any) -> None:
    less = {k: v for k, v in GOOD.items() if k != "cert_level"}
    _, (answer,), _ = checked({**less, "answers": {"skill_level": "高级工（三级）"}})
    assert answer["verdict"] == "not_met"


@pytest.mark.parametrize(
    ("facts", "key", "allowed"),
    [
        ({"post_frontline": "maybe"}, "post_frontline", "部分"),
        ({"cert_level": "超级大师傅"}, "cert_level", "高级技师"),
        ({"unit_kind": "飞船"}, "unit_kind", "事业单位"),
        ({"unit_ownership": 3}, "unit_ownership", "民营"),
        ({"past_allowance": "没有"}, "past_allowance", "[]"),
        ({"birth": "85年"}, "birth", "YYYY-MM"),
        ({"age": -1}, "age", "数"),
        ({"work_period": ["2020-05"]}, "work_period", "两项"),
        ({"work_period": ["2020-05", "2019-01"]}, "work_period", "两项"),
        ({"achievement_years": ["去年"]}, "achievement_years", "年份"),
        ({"contests": [{"rank": 1}]}, "contests", "name"),
        ({"cert_levle": "技师"}, "cert_levle", "cert_level"),
        ({"rehired": "yes"}, "rehired", "true"),
        ({"answers": []}, None, None),
        ({"answers": [1]}, "answers", "对象"),
    ],
)
def test_a_bad_fact_is_named_with_what_may_stand_there(checked: Any, facts: Any, key: str, allowed: str) -> None:
    code, answers, told = checked(facts)
    if key is None:
        assert code == 0
        return
    assert (code, answers) == (1, [])
    assert key in told
    assert allowed in told


@pytest.mark.parametrize("text", ["", "[1, 2]", "{", "nein", '{"age": NaN}'])
def test_a_file_that_is_no_facts_object_is_refused(checked: Any, text: str) -> None:
    code, answers, told = checked(text)
    assert (code, answers) == (1, [])
    assert told


@pytest.mark.parametrize(("policy", "edition"), [("nothing", None), (ALLOWANCE, "1999")])
def test_unknown_names_are_refused_with_those_known(checked: Any, policy: str, edition: str | None) -> None:
    code, _, told = checked({}, policy=policy, edition=edition)
    assert code == 1
    assert ALLOWANCE in told


def test_for_a_person_it_is_readable(tmp_path: Path, capsys: pytest.CaptureFixture[str], catalogue: Catalogue) -> None:
    file = tmp_path / "facts.json"
    file.write_text("{}", encoding="utf-8")
    day = date(2024, 3, 5)
    assert run(facts=file, policy=None, edition=None, as_of=day, as_json=False, catalogue=catalogue) == 0
    out = capsys.readouterr().out
    assert "待核实" in out
    assert "征求意见稿" in out
    assert "None" not in out
    assert "{" not in out
