"""What was said elsewhere (facts) against what stands in the form: a fact wins, a difference is a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dialogs.checks.case import Case
from dialogs.checks.finding import Finding
from dialogs.eligibility import BadFacts, BadRules, facts_of, gather, known_facts, load_rules
from dialogs.eligibility.model import Fact

_ELSEWHERE = frozenset({"cert_level"})
"""compared by `skills`, which knows what to do about it"""


def check_said(case: Case) -> Iterator[Finding]:
    """Facts nobody can use, then facts the form contradicts. Facts of other policies are not looked at."""
    if not case.facts:
        return
    try:
        known = known_facts([load_rules(case.edition)])
    except BadRules:  # told by `policies lint`; the form can be checked all the same
        return
    usable = usable_facts(case, known)
    for key in case.facts:
        if key in known and key not in usable:
            yield case.find("bad_fact", f"facts.{key}", message=_refusal(key, case.facts[key], known))
    sources = _columns(case)
    for difference in gather({**usable, "answers": dict(case.answers)}, known=known).differences:
        if difference.fact in _ELSEWHERE:
            continue
        name = known[difference.fact].label
        path = sources.get(difference.fact, f"facts.{difference.fact}")
        yield case.find("facts_differ", path, name=name, given=_said(difference.given), form=_said(difference.form))


def usable_facts(case: Case, known: Mapping[str, Fact]) -> dict[str, Any]:
    """What was said elsewhere, as far as it can be used."""
    return {k: v for k, v in case.facts.items() if k in known and not _refusal(k, v, known)}


def _refusal(key: str, value: Any, known: Mapping[str, Fact]) -> str:
    """Why a fact cannot be used; empty when it can."""
    try:
        gather({key: value}, known=known)
    except BadFacts as error:
        return str(error)
    return ""


def _columns(case: Case) -> dict[str, str]:
    """Which answer a fact follows from."""
    found: dict[str, str] = {}
    for key, value in case.answers.items():
        for fact in facts_of({key: value}):
            found.setdefault(fact, key)
    return found


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(str(item) for item in value) if isinstance(value, list) else str(value)
