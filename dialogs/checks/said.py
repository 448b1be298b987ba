"""What was said elsewhere (facts) against what stands in the form: a fact wins, a difference is a finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dialogs.checks.case import Case
from dialogs.checks.finding import Finding
from dialogs.eligibility import BadFacts, BadRules, facts_of, gather, known_facts, load_rules

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
    usable: dict[str, Any] = {}
    for key, value in case.facts.items():
        if key not in known:
            continue
        try:
            gather({key: value}, known=known)
        except BadFacts as error:
            yield case.find("bad_fact", f"facts.{key}", message=str(error))
        else:
            usable[key] = value
    sources = _columns(case)
    for difference in gather({**usable, "answers": dict(case.answers)}, known=known).differences:
        if difference.fact in _ELSEWHERE:
            continue
        name = known[difference.fact].label
        path = sources.get(difference.fact, f"facts.{difference.fact}")
        yield case.find("facts_differ", path, name=name, given=_said(difference.given), form=_said(difference.form))


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
