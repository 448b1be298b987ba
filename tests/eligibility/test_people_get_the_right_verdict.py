"""People who differ in one fact: the verdict, the articles that fail, what is asked and what is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dialogs.eligibility import Check, Rules, explain
from dialogs.yamlfile import read_yaml

HERE = Path(__file__).parent
DAYS = {"allowance": date(2024, 3, 5), "chaoyang": date(2025, 4, 1)}


def people() -> Iterator[Any]:
    for name in DAYS:
        data = read_yaml(HERE / f"people_{name}.yaml")
        for one in data["people"]:
            facts = dict(data["base"]) if one.get("base", True) else {}
            for key, value in one.get("facts", {}).items():
                facts[key] = value
            if "studio_known" in facts and facts["studio_known"] is None:
                facts.pop("studio", None)
            yield pytest.param(name, facts, one, id=f"{name}-{one['who']}")


@pytest.mark.parametrize(("policy", "facts", "expected"), list(people()))
def test_verdict(
    policy: str,
    facts: dict[str, Any],
    expected: dict[str, Any],
    request: pytest.FixtureRequest,
    judge: Callable[..., Check],
) -> None:
    rules: Rules = request.getfixturevalue(policy)
    as_of = expected.get("as_of", DAYS[policy])
    result = judge(rules, facts, as_of)

    assert result.verdict == expected["verdict"], [(c.id, c.state, c.symbol) for c in result.conditions]
    failing = {c.article for c in result.deciding if c.state == "not_met"}
    assert set(expected.get("fails", [])) <= failing
    assert bool(failing) == (result.verdict == "not_met")
    assert set(expected.get("needs", [])) <= set(result.still_needed)
    assert result.verdict == "unknown" or not result.still_needed
    unclear = {c.id for c in result.deciding if c.state == "unknown" and not c.judged}
    assert set(expected.get("unclear", [])) <= unclear
    said = "".join(p.text for p in explain(result))
    for words in expected.get("says", []):
        assert words in said
    states = {b.article.removeprefix("办法·第").replace("条", ""): b.state for b in result.benefits}
    assert all(states[a] == "met" for a in expected.get("gets", []))
    assert all(states[a] == "not_met" for a in expected.get("lacks", []))
    for condition in result.deciding:
        assert rules.edition.holds(condition.quote)
        assert condition.reason


@pytest.mark.parametrize(
    "one", read_yaml(HERE / "people_routes.yaml")["people"], ids=lambda one: one["who"] if isinstance(one, dict) else ""
)
def test_route(one: dict[str, Any], allowance: Rules, judge: Callable[..., Check]) -> None:
    route = judge(allowance, one["facts"], date(2024, 3, 5)).route
    assert route is not None
    if "choose" in one:
        assert set(route.choose_one) == set(one["choose"])
    refused = {r.body for r in route.refused}
    assert set(one.get("not", [])) <= refused
    assert not refused & set(route.choose_one)
    for words in one.get("confirm", []):
        assert words in "".join(route.confirm)
    assert allowance.edition.holds(route.quote)
