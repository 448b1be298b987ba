"""Facts and form answers as one base: what is known for the rules, and which question comes next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dialogs.answers import FACTS, nested, said_facts
from dialogs.eligibility import BadFacts, Check, Rules, check, gather, next_question, questions, taken
from dialogs.eligibility.form_facts import READ
from dialogs.env import Library
from dialogs.form import FieldSpec
from dialogs.session import Session


def rules_of(editions: Mapping[str, str], library: Library) -> list[Rules]:
    """The rules of the given editions, the policy with the form first."""
    return [library.rules(p, editions.get(p, "")) for p in (library.main, *library.support)]


def all_questions(editions: Mapping[str, str], library: Library) -> Mapping[str, FieldSpec]:
    """Every eligibility question of the given editions, by fact name; the policy with the form first."""
    found: dict[str, FieldSpec] = {}
    for rules in rules_of(editions, library):
        for name, spec in questions(rules).items():
            found.setdefault(name, spec)
    return found


def questions_of(editions: Mapping[str, str], library: Library, policy: str) -> Mapping[str, FieldSpec]:
    """The eligibility questions of one policy, by fact name."""
    return questions(library.rules(policy, editions.get(policy, "")))


def policy_of(goal: str, library: Library) -> str:
    """Which policy a guided talk is about: `precheck` the one with the form, else the support measures."""
    return library.main if goal != "chaoyang" or not library.support else library.support[0]


def goal_of(fact: str, session: Session, library: Library) -> str:
    """The guided talk that asks for a fact."""
    main = library.rules(library.main, session.editions.get(library.main, ""))
    return "precheck" if fact in questions(main) else "chaoyang"


def known_facts(session: Session, library: Library) -> dict[str, Any]:
    """Everything the rules may use: what follows from the form, then what was said as such."""
    form = library.form(session.editions.get(library.main, ""))
    known = library.fact_kinds(session.editions)
    said = {name: value for name, value in said_facts(session).items() if name in known}
    return gather({**said, "answers": nested(session, form)}, known=known).facts


def may_differ(before: Session, after: Session, library: Library) -> bool:
    """Whether what the rules may use can differ between two states of a conversation; False only where it cannot."""
    if before.rows != after.rows or before.editions != after.editions:
        return True
    known = library.fact_kinds(after.editions)
    bearing = {place for fact in known.values() if fact.heard for place in fact.heard.places} | READ
    paths = before.answers.keys() | after.answers.keys()
    changed = [path for path in paths if before.answers.get(path) is not after.answers.get(path)]
    return any("." in path or "[" in path or path in bearing for path in changed)


def facts_in(editions: Mapping[str, str], library: Library, fact: str, value: Any) -> dict[str, Any]:
    """The facts a parsed reply to the question for `fact` settles; raises `BadFacts`."""
    for rules in rules_of(editions, library):
        if fact in rules.facts:
            return {name: found for name, found in taken(rules, fact, value).items() if name in rules.facts}
    return {}


def reads(editions: Mapping[str, str], library: Library, fact: str, value: Any) -> bool:
    """Whether a parsed reply can be that fact."""
    try:
        return bool(facts_in(editions, library, fact, value))
    except BadFacts:
        return False


def verdict(session: Session, library: Library, policy: str, day: date) -> Check:
    """The check of one policy on what is known on `day`."""
    rules = library.rules(policy, session.editions.get(policy, ""))
    return check(rules, known_facts(session, library), as_of=day, cannot_say=session.cannot_say)


def next_fact(session: Session, library: Library, day: date) -> tuple[str, FieldSpec] | None:
    """The cheapest question that can still settle the talk's policy, or None; the topic of the last one is kept."""
    rules = library.rules(policy_of(session.goal, library), session.editions.get(policy_of(session.goal, library), ""))
    topic = session.last_path.removeprefix(FACTS) if session.last_path.startswith(FACTS) else ""
    name = next_question(
        rules,
        known_facts(session, library),
        cannot_say=frozenset(session.cannot_say),
        topic=topic if topic in rules.facts else "",
        as_of=day,
    )
    return None if name is None else (name, questions(rules)[name])
