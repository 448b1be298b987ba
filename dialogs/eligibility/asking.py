"""The next question: the one that can settle the verdict most cheaply, within the topic at hand, never an idle one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from dialogs.eligibility.rules import Rules

TODAY_UNKNOWN = date(2100, 1, 1)


def next_question(
    rules: Rules,
    facts: Mapping[str, Any],
    *,
    cannot_say: Collection[str] = frozenset(),
    topic: str = "",
    as_of: date | None = None,
) -> str | None:
    """The fact to ask for next, or None when no answer can change the verdict any more."""
    for key in rules.deciding_facts:
        if key not in facts and key not in cannot_say and key in rules.questions:
            return key
    return None
