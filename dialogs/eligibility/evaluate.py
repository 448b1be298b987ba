"""Kleene's logic over the conditions: met, not met, or not yet known — and which leaves decide it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dialogs.eligibility.model import Leaf, Node, State
from dialogs.eligibility.readings import word
from dialogs.eligibility.rules import Rules


class Evaluation:
    """One reading of one person's facts on one day; every word and state is worked out once."""

    def __init__(self, rules: Rules, facts: Mapping[str, Any], as_of: date) -> None:
        self.rules = rules
        self.facts = facts
        self.as_of = as_of
        self._words: dict[str, str | None] = {}
        self._agreed: dict[str, str | None] = {}

    def symbol(self, name: str) -> str | None:
        """The word a fact or reading says now, None while not known."""
        if name in self._words:
            return self._words[name]
        reading = self.rules.readings.get(name)
        found = reading.read(self) if reading is not None else self._fact(name)
        self._words[name] = found
        return found

    def _fact(self, key: str) -> str | None:
        fact = self.rules.facts[key]
        if key not in self.facts:
            return fact.unsaid
        if fact.type == "flag":
            return word(self.facts[key])
        if fact.type == "choice":
            value = str(self.facts[key])
            return value if value in fact.values else "其他"
        return "given"

    def missing(self, name: str) -> list[str]:
        """Facts unsaid that hold `name` up, the ones nobody needs to raise left out."""
        reading = self.rules.readings.get(name)
        if reading is None:
            fact = self.rules.facts[name]
            return [name] if name not in self.facts and fact.unsaid is None else []
        return [key for key in reading.gaps(self) if self.rules.facts[key].unsaid is None]

    def word(self, leaf: Leaf) -> str | None:
        """The word the leaf goes by: what its reading says, or, while that is open, the last candidate when all of
        them lie in one bin (a 职称 is no skill certificate, whatever its level).
        """
        said = self.symbol(leaf.reads)
        reading = self.rules.readings.get(leaf.reads)
        if said is not None or reading is None:
            return said
        if leaf.id not in self._agreed:
            outcomes = reading.outcomes(self)
            states = {leaf.state(o) for o in outcomes}
            agreed = len(states) == 1 and "unknown" not in states
            self._agreed[leaf.id] = outcomes[-1] if agreed else None
        return self._agreed[leaf.id]

    def state(self, leaf: Leaf) -> State:
        """Where the leaf stands."""
        return leaf.state(self.word(leaf))

    def states(self) -> dict[str, State]:
        """Every leaf's state by id."""
        return {leaf.id: self.state(leaf) for leaf in self.rules.leaves.values()}


def verdict(node: Node, states: Mapping[str, State]) -> State:
    """The state of a tree given its leaves'."""
    if isinstance(node, Leaf):
        return states[node.id]
    wins: State = "not_met" if node.all else "met"
    found: State = "met" if node.all else "not_met"
    for child in node.all or node.any:
        state = verdict(child, states)
        if state == wins:
            return wins
        if state == "unknown":
            found = "unknown"
    return found


def deciding(node: Node, states: Mapping[str, State]) -> Iterator[Leaf]:
    """The leaves that carry the verdict of `node`: all that make it met or not met; while it is unknown, the open
    ones and those already met.
    """
    if isinstance(node, Leaf):
        yield node
        return
    state = verdict(node, states)
    for child in node.all or node.any:
        own = verdict(child, states)
        if own == state or (state == "unknown" and own == "met"):
            yield from deciding(child, states)
