"""我符合吗: the verdict on what is known about this person, in place of a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dialogs.catalogue import Edition
from dialogs.consult.answer import Answer, Source

MOST_REASONS = 2


def with_verdict(answer: Answer, edition: Edition, facts: Mapping[str, Any], today: date | None) -> Answer:
    """The answer with the verdict on these facts; unchanged where they settle nothing that can be read.

    `facts` are those of `dialogs.eligibility` (form answers under `answers` included); `today` defaults to the last day
    the edition takes applications.
    """
    from dialogs.eligibility import BadFacts, BadRules, check, gather, known_facts, load_rules

    try:
        rules = load_rules(edition)
        known = known_facts([rules])
        own = {k: v for k, v in facts.items() if k in known or k == "answers"}
        gathered = gather(own, known=known).facts
    except (BadRules, BadFacts):
        return answer
    if not gathered:
        return answer
    meta = edition.meta
    result = check(rules, gathered, as_of=today or (meta.window.submit_by if meta.window else meta.issued))
    conditions = [c for c in result.deciding if not c.judged][:MOST_REASONS]
    text = "".join([result.verdict_text, *(c.reason for c in conditions)])
    sources = tuple(Source(meta.document, c.article, c.quote) for c in conditions if c.quote)
    return replace(answer, text=text or answer.text, sources=sources or answer.sources)
