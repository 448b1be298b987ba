"""A value found in a message for some field, and where it stood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.parsing import Outcome


@dataclass(frozen=True, slots=True)
class Take:
    """`start`…`end` are offsets in the message. `said`: the field was named, or the value cannot be another's
    (姓名：…, 我叫…, an ID number); otherwise only its shape speaks for it (党员, 高级技师)."""

    path: str
    outcome: Outcome
    raw: str
    start: int
    end: int
    said: bool


def apart(takes: Iterable[Take]) -> list[Take]:
    """The takes in reading order, none overlapping another: named ones first, then longer ones."""
    chosen: list[Take] = []
    for take in sorted(takes, key=lambda t: (not t.said, t.start - t.end, t.start)):
        if all(take.end <= other.start or take.start >= other.end for other in chosen):
            chosen.append(take)
    return sorted(chosen, key=lambda t: t.start)
