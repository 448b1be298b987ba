"""The next question: the one that can settle the verdict most cheaply, keeping to the topic, never an idle one.

Every fact has one prior: the answers people give, with weights (`samples`). A condition's plan follows from them:
how likely it ends met or not met, and at what cost. In an `all` group the child most likely to fail per unit of cost
is asked first, in an `any` group the one most likely to hold; for independent children that order is the best one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dialogs.eligibility.evaluate import Evaluation
from dialogs.eligibility.model import Leaf, Node, State
from dialogs.eligibility.rules import Rules

_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Plan:
    """How a condition may end: probabilities by state, expected cost, and the fact to ask first (empty: none)."""

    met: float
    not_met: float
    cost: float
    first: str = ""

    @property
    def unknown(self) -> float:
        return max(0.0, 1.0 - self.met - self.not_met)

    @property
    def ends(self) -> frozenset[State]:
        """Every state it may end in."""
        chances: tuple[tuple[State, float], ...] = (
            ("met", self.met),
            ("not_met", self.not_met),
            ("unknown", self.unknown),
        )
        return frozenset(state for state, chance in chances if chance > 1e-9)


def next_question(
    rules: Rules,
    facts: Mapping[str, Any],
    *,
    cannot_say: Collection[str] = frozenset(),
    topic: str = "",
    as_of: date | None = None,
) -> str | None:
    """The fact to ask for next, or None when no answer can change the verdict any more.

    `facts` are canonical; `cannot_say` are facts asked for in vain; `topic` is the topic of the question before,
    or the fact it asked for (default: one that has been begun). `as_of` matters only where age is read.
    """
    if topic in rules.facts:
        topic = rules.facts[topic].topic
    planner = _Planner(rules, facts, frozenset(cannot_say), as_of or rules.edition.meta.issued)
    return planner.pick(rules.conditions, topic)


class _Planner:
    def __init__(self, rules: Rules, facts: Mapping[str, Any], cannot_say: frozenset[str], as_of: date) -> None:
        self.rules = rules
        self.facts = facts
        self.cannot_say = cannot_say
        self.as_of = as_of

    def pick(self, root: Node, topic: str) -> str | None:
        """The first fact of the best open condition, the topic at hand first."""
        plan = self.plan(root)
        if len(plan.ends) == 1 or not plan.first:
            return None
        if isinstance(root, Leaf):
            return plan.first
        children = self._worth(root.all or root.any, bool(root.all))
        if not children:
            return None
        same = [p for p in children if topic and self._topic(p) == topic]
        begun = [p for p in children if self._begun(p)]
        ranked = sorted(same or begun or children, key=lambda p: _ratio(p, bool(root.all)), reverse=True)
        return ranked[0].first

    def _topic(self, plan: Plan) -> str:
        return self.rules.facts[plan.first].topic

    def _begun(self, plan: Plan) -> bool:
        """Whether a question that goes with this one was answered: it may as well be finished."""
        ids = self.rules.leaves_by_fact[plan.first]
        looked_at = {f for lid in ids for f in self.rules.facts_of(self.rules.leaves[lid].reads)}
        return any(f in self.facts and self.rules.facts[f].unsaid is None for f in looked_at)

    def plan(self, node: Node) -> Plan:
        """The plan of a condition or group on what is known."""
        if isinstance(node, Leaf):
            return self._leaf(node)
        return _together([self.plan(child) for child in node.all or node.any], is_all=bool(node.all))

    def _worth(self, nodes: Sequence[Node], is_all: bool) -> list[Plan]:
        """Plans of the children whose end can still change the group's."""
        plans = [self.plan(node) for node in nodes]
        stuck = any(p.ends == {"unknown"} for p in plans)
        decisive = "not_met" if is_all else "met"
        return [p for p in plans if p.first and len(p.ends) > 1 and (not stuck or decisive in p.ends)]

    def _leaf(self, leaf: Leaf) -> Plan:
        looked_at = self.rules.facts_of(leaf.reads)
        known = tuple((key, repr(self.facts[key])) for key in looked_at if key in self.facts)
        key = (leaf.id, known, self.cannot_say & set(looked_at), self.as_of)
        memory: dict[Any, Plan] = self.rules.plans
        if key not in memory:
            if len(memory) >= _REMEMBERED:
                memory.clear()
            memory[key] = self._explore(leaf, self.facts, 0)
        return memory[key]

    def _explore(self, leaf: Leaf, facts: Mapping[str, Any], depth: int) -> Plan:
        at = Evaluation(self.rules, facts, self.as_of)
        symbol = at.word(leaf)
        if symbol is not None:
            state = leaf.state(symbol)
            return Plan(float(state == "met"), float(state == "not_met"), 0.0)
        options = [] if depth > 3 else self._askable(at, leaf, facts)
        plans = [self._ask(leaf, facts, asked, settles, depth) for asked, settles in options]
        return min(plans, key=lambda p: (round(p.unknown, 6), p.cost), default=Plan(0.0, 0.0, 0.0))

    def _askable(self, at: Evaluation, leaf: Leaf, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
        """(question to ask, fact it settles): a fact without a question of its own comes with another's."""
        found = []
        for key in at.missing(leaf.reads):
            fact = self.rules.facts[key]
            asked = key if fact.question is not None else fact.asked_with
            brings = asked == key or (asked in self.rules.facts and key in self.rules.facts[asked].also)
            if brings and not {asked, key} & self.cannot_say:
                found.append((asked, key))
        return found[:2]

    def _ask(self, leaf: Leaf, facts: Mapping[str, Any], asked: str, settles: str, depth: int) -> Plan:
        fact = self.rules.facts[settles]
        total = sum(s.weight for s in fact.samples) or 1.0
        met = not_met = 0.0
        cost = self.rules.facts[asked].cost
        for sample in fact.samples:
            share = sample.weight / total
            after = self._explore(leaf, {**facts, settles: sample.value, **sample.also}, depth + 1)
            met += share * after.met
            not_met += share * after.not_met
            cost += share * after.cost
        return Plan(met, not_met, cost, asked)


def _ratio(plan: Plan, is_all: bool) -> float:
    return (plan.not_met if is_all else plan.met) / max(plan.cost, 0.01)


def _together(plans: list[Plan], *, is_all: bool) -> Plan:
    """The plan of a group whose children are asked in the best order until one decides it."""
    settled = [p for p in plans if not p.first]
    ordered = settled + sorted((p for p in plans if p.first), key=lambda p: _ratio(p, is_all), reverse=True)
    going, cost, agreed = 1.0, 0.0, 1.0
    for plan in ordered:
        decides, agrees = (plan.not_met, plan.met) if is_all else (plan.met, plan.not_met)
        cost += going * plan.cost
        going *= 1 - decides
        agreed *= agrees
    first = next((p.first for p in ordered if p.first and len(p.ends) > 1), "")
    decided = 1 - going
    met, not_met = (agreed, decided) if is_all else (decided, agreed)
    return Plan(met, not_met, cost, first if going > 1e-9 else "")
