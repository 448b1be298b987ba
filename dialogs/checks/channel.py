"""归口单位 as it stands in the form against the bodies that the unit's own description leads to (通知·四)."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.checks.case import Case
from dialogs.checks.finding import Finding
from dialogs.checks.said import usable_facts
from dialogs.eligibility import BadRules, among, gather, known_facts, load_rules, way


def check_channel(case: Case) -> Iterator[Finding]:
    """A body that is none of those to choose from; nothing while what is known leads to none."""
    body = case.text("recommending_body")
    if not body:
        return
    try:
        rules = load_rules(case.edition)
    except BadRules:  # told by `policies lint`; the form can be checked all the same
        return
    known = known_facts([rules])
    facts = gather({**usable_facts(case, known), "answers": dict(case.answers)}, known=known).facts
    found = way(rules, facts, as_of=case.today)
    if found is None or not found.choose_one or among(rules, found, body):
        return
    yield case.find("body_elsewhere", "recommending_body", body=body, bodies="、".join(found.choose_one), why=found.why)
