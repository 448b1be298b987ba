"""A made-up 2026 folder dropped into an empty place works as it is; no code knows about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.commands.policies import lint as lint_command
from dialogs.catalogue import POLICIES, load_catalogue, load_edition
from dialogs.eligibility import check, gather, known_facts, load_rules, next_question, questions
from dialogs.eligibility.difference import differences
from dialogs.eligibility.lint import lint_edition
from tests.editions.conftest import EXTRA, SOURCE_2024

POLICY = "beijing-technician-allowance"
GOOD: dict[str, Any] = {
    "unit_kind": "企业", "unit_registered_city": "北京", "workplace_city": "北京", "post_frontline": True,
    "cert_kind": "国家职业资格", "cert_level": "技师", "past_allowance": [], "achievement_years": [2022],
    "claim_standards": True,
}  # fmt: skip


def verdict(folder: Path, facts: dict[str, Any], day: date) -> Any:
    rules = load_rules(load_edition(folder))
    return check(rules, gather(facts, known=known_facts([rules])).facts, as_of=day)


def test_alone_in_an_empty_place_it_is_found_and_sound(made_up_2026: Path, empty_place: Path) -> None:
    catalogue = load_catalogue([empty_place])
    assert catalogue.get(POLICY).meta.edition == "2026"
    assert lint_edition(made_up_2026) == []


def test_beside_the_shipped_ones_it_is_the_newest(made_up_2026: Path, empty_place: Path) -> None:
    catalogue = load_catalogue([POLICIES, empty_place])
    assert catalogue.get(POLICY).meta.edition == "2026"
    assert catalogue.get(POLICY, "2024").folder == SOURCE_2024
    assert made_up_2026.is_dir()


@pytest.mark.parametrize(
    ("day", "window"),
    [("2026-02-09", "not_yet"), ("2026-02-10", "open"), ("2026-05-20", "open"), ("2026-05-21", "closed")],
)
def test_its_own_window(made_up_2026: Path, day: str, window: str) -> None:
    result = verdict(made_up_2026, {**GOOD, "safety_trained": True}, date.fromisoformat(day))
    assert (result.verdict, result.window) == ("met", window)


def test_its_own_years(made_up_2026: Path) -> None:
    day = date(2026, 3, 1)
    old = {**GOOD, "safety_trained": True, "achievement_years": [2020], "achievements_complete": True}
    assert verdict(made_up_2026, old, day).verdict == "not_met"
    assert verdict(made_up_2026, {**old, "achievement_years": [2021]}, day).verdict == "met"
    assert verdict(SOURCE_2024, {k: v for k, v in old.items() if k != "safety_trained"}, day).verdict == "met"


@pytest.mark.parametrize(("trained", "expected"), [(True, "met"), (False, "not_met"), (None, "unknown")])
def test_one_condition_more(made_up_2026: Path, trained: bool | None, expected: str) -> None:
    result = verdict(made_up_2026, {**GOOD, "safety_trained": trained}, date(2026, 3, 1))
    assert result.verdict == expected
    if expected == "not_met":
        assert [c.quote for c in result.deciding if c.state == "not_met"] == [EXTRA]


def test_it_asks_the_new_question(made_up_2026: Path) -> None:
    rules = load_rules(load_edition(made_up_2026))
    assert next_question(rules, GOOD) == "safety_trained"
    assert questions(rules)["safety_trained"].rule is not None


def test_one_field_more_in_the_form(made_up_2026: Path) -> None:
    form = load_edition(made_up_2026).form
    assert form is not None
    assert form.spec("safety_hours").label == "安全培训学时"
    assert "safety_hours" in [item.key for item in form.items()]


def test_the_difference_is_told_in_plain_words(made_up_2026: Path) -> None:
    told = differences(load_edition(SOURCE_2024), load_edition(made_up_2026))
    about = [a for a, _ in told]
    text = "\n".join(t for _, t in told)
    assert {"window", "issued", "safety", "recent", "safety_trained", "safety_hours"} <= set(about)
    assert "2026-05-20" in text
    assert "2019-01-01 → 2021-01-01" in text
    assert EXTRA in text
    assert differences(load_edition(SOURCE_2024), load_edition(SOURCE_2024)) == []


def test_the_command_says_it_is_sound_once_its_answers_are_its_own(
    made_up_2026: Path, empty_place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Last year's answers quote last year's text; without them nothing is left to mend."""
    for file in (made_up_2026 / "faq").glob("*.yaml"):
        file.unlink()
    code = lint_command(target=str(empty_place), as_json=True, catalogue=load_catalogue([empty_place]))
    assert (code, capsys.readouterr().out) == (0, "")
