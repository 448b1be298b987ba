"""Whatever people say, in whatever order: no default hides an answer, and every refusal quotes its rule."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.catalogue import load_catalogue
from dialogs.eligibility import Rules, check, load_rules, next_question, questions
from dialogs.eligibility.asking import next_question as ask

RULES = {e.meta.policy: load_rules(e) for e in load_catalogue().editions.values()}
DAY = date(2025, 4, 1)
RAISED = {"study_district"}
"""where one studies matters only to those who say that they study"""


@st.composite
def people(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A policy, and some of the facts that do not need raising, each with an answer people give."""
    policy = draw(st.sampled_from(sorted(RULES)))
    rules = RULES[policy]
    keys = [
        k for k in rules.deciding_facts if rules.facts[k].samples and rules.facts[k].unsaid is None and k not in RAISED
    ]
    facts: dict[str, Any] = {}
    for key in draw(st.lists(st.sampled_from(keys), unique=True)):
        sample = draw(st.sampled_from(rules.facts[key].samples))
        facts.update({key: sample.value, **sample.also})
    if facts.get("studio", 1) is None:
        facts["studio_known"] = True
    return policy, facts


@given(people(), st.randoms())
def test_the_order_of_answers_never_matters(person: tuple[str, dict[str, Any]], shuffle: random.Random) -> None:
    rules, facts = RULES[person[0]], person[1]
    items = list(facts.items())
    shuffle.shuffle(items)
    assert check(rules, facts, as_of=DAY).to_json() == check(rules, dict(items), as_of=DAY).to_json()


@given(people())
def test_leaving_a_fact_out_only_makes_it_unknown(person: tuple[str, dict[str, Any]]) -> None:
    rules, facts = RULES[person[0]], person[1]
    whole = check(rules, facts, as_of=DAY)
    states = {c.id: c.state for c in whole.conditions}
    for gone in facts:
        less = check(rules, {k: v for k, v in facts.items() if k != gone}, as_of=DAY)
        assert less.verdict in (whole.verdict, "unknown"), gone
        assert all(c.state in (states[c.id], "unknown") for c in less.conditions), gone


@given(people())
def test_what_is_said_is_quoted(person: tuple[str, dict[str, Any]]) -> None:
    rules, facts = RULES[person[0]], person[1]
    result = check(rules, facts, as_of=DAY)
    assert all(rules.edition.holds(c.quote) for c in result.deciding)
    if result.verdict == "not_met":
        assert any(c.state == "not_met" for c in result.deciding)
    assert not any(c.judged and c.state != "unknown" for c in result.deciding)
    for note in result.notes:
        assert not note.quote or rules.edition.holds(note.quote)


@given(people())
def test_what_would_change_does_change(person: tuple[str, dict[str, Any]]) -> None:
    rules, facts = RULES[person[0]], person[1]
    result = check(rules, facts, as_of=DAY)
    for change in result.would_change:
        sample = next(s for s in rules.facts[change.fact].samples if s.value == change.to)
        other = check(rules, {**facts, change.fact: sample.value, **sample.also}, as_of=DAY)
        assert other.verdict == change.verdict != result.verdict


@given(people(), st.randoms())
def test_questions_end_and_none_is_idle(person: tuple[str, dict[str, Any]], luck: random.Random) -> None:
    rules, facts = RULES[person[0]], person[1]
    asked: list[str] = []
    while (key := next_question(rules, facts, as_of=DAY)) is not None:
        assert key not in asked
        assert key in questions(rules)
        asked.append(key)
        sample = luck.choice(rules.facts[key].samples)
        facts = {**facts, key: sample.value, **sample.also}
    settled = check(rules, facts, as_of=DAY)
    for key in rules.deciding_facts:
        if key in facts or rules.facts[key].unsaid is not None or key not in settled.still_needed:
            continue
        for sample in rules.facts[key].samples:
            more = check(rules, {**facts, key: sample.value, **sample.also}, as_of=DAY)
            assert more.verdict == settled.verdict


@pytest.mark.parametrize("rules", list(RULES.values()), ids=list(RULES))
def test_who_cannot_say_is_not_asked_again(rules: Rules) -> None:
    cannot: set[str] = set()
    while (key := ask(rules, {}, cannot_say=cannot, as_of=DAY)) is not None:
        assert key not in cannot
        cannot.add(key)
    result = check(rules, {}, as_of=DAY, cannot_say=cannot)
    assert result.verdict == "unknown"
    assert set(result.cannot_say) <= cannot


@pytest.mark.parametrize("rules", list(RULES.values()), ids=list(RULES))
def test_a_topic_once_begun_is_kept(rules: Rules) -> None:
    """The most frequent person: no topic is left and taken up again."""
    facts: dict[str, Any] = {}
    topics: list[str] = []
    last = ""
    while (key := next_question(rules, facts, topic=last, as_of=DAY)) is not None:
        last = rules.facts[key].topic
        if topics[-1:] != [last]:
            topics.append(last)
        sample = max(rules.facts[key].samples, key=lambda s: s.weight)
        facts = {**facts, key: sample.value, **sample.also}
    assert len(topics) == len(set(topics))
