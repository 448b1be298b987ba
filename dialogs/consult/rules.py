"""Explicit rules beside the comparison: which ideas together point to an entry, and which forbid it.

One rule a line: `deadline|when hand_in !chaoyang` needs one of the first two and the third, and not the last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dialogs.consult.entries import Entry

STEPS = (0.0, 0.1, 0.22, 0.32, 0.4)
"""what a fulfilled rule adds to the entry's score, by the number of ideas it needs"""


@dataclass(frozen=True, slots=True)
class Rule:
    """`needs`: each set must share an idea with the question; `never`: none of these may be in it."""

    entry: int
    needs: tuple[frozenset[str], ...]
    never: frozenset[str]
    text: str

    def holds(self, ideas: frozenset[str]) -> bool:
        """Whether the rule points to its entry for these ideas."""
        return not (self.never & ideas) and all(not ideas.isdisjoint(alternatives) for alternatives in self.needs)

    @property
    def worth(self) -> float:
        return STEPS[min(len(self.needs), len(STEPS) - 1)]


def parse_rule(entry: int, text: str) -> Rule:
    """A rule from its line; raises `ValueError` when it needs nothing."""
    words = text.split()
    needs = tuple([_alternatives(w) for w in words if w[0] != "!"])
    if not needs:
        raise ValueError(text)
    return Rule(entry, needs, frozenset([w[1:] for w in words if w[0] == "!"]), text)


@cache
def _alternatives(word: str) -> frozenset[str]:
    return frozenset(word.split("|"))


class Rules:
    """Every entry's rules, found by the ideas they need."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_idea: dict[str, list[Rule]] = defaultdict(list)
        for number, entry in enumerate(entries):
            for line in entry.rules:
                rule = parse_rule(number, line)
                for idea in min(rule.needs, key=len):
                    self._by_idea[idea].append(rule)

    def pointed(self, ideas: frozenset[str]) -> dict[int, Rule]:
        """The strongest rule that holds, per entry it points to; ."""
        found: dict[int, Rule] = {}
        for idea in sorted(ideas & self._by_idea.keys()):
            for rule in self._by_idea[idea]:
                if (rule.entry not in found or found[rule.entry].worth < rule.worth) and rule.holds(ideas):
                    found[rule.entry] = rule
        return found
