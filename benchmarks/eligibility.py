"""Eligibility: loading and checking, one verdict, and how many questions a verdict takes for simulated people.

People are drawn from the priors of the rules (`samples`). `ask all`: every deciding question; `declared`: in the
order of the file until the verdict is settled, idle ones skipped; `ours`: `next_question`; `optimum`: the cheapest
strategy there is, by dynamic programming (only for up to 12 facts). A story counts as much as its `cost` says.
"""

from __future__ import annotations

import itertools
import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from dialogs.catalogue import load_catalogue
from dialogs.eligibility import check, explain, load_rules, next_question
from dialogs.eligibility.evaluate import Evaluation
from dialogs.eligibility.model import Leaf, Node, Sample
from dialogs.eligibility.rules import Rules

PEOPLE = 2000
LIMIT = 12
OF_STUDENTS = {"study_district"}
"""asked only of people who said they are students; the simulated ones work"""
Strategy = Callable[[Rules, dict[str, Any]], str | None]


def run() -> Iterator[str]:
    """Lines of results."""
    yield from _loading()
    every = [load_rules(e) for e in load_catalogue().editions.values()]
    for rules in every:
        yield _verdict(rules)
    totals: dict[str, float] = {}
    for rules in every:
        yield from _questions(rules, totals)
    yield f"both talks: ours below declared order {1 - totals['ours'] / totals['declared']:.0%} (aim at least 25%)"


def _loading() -> Iterator[str]:
    load_rules.cache_clear()
    start = time.perf_counter()
    for edition in load_catalogue().editions.values():
        load_rules(edition)
    yield f"load and check every policy: {(time.perf_counter() - start) * 1e3:.1f} ms (aim 100)"


def _verdict(rules: Rules) -> str:
    people = [person(rules, random.Random(n)) for n in range(100)]
    times = []
    for facts in people:
        for _ in range(5):
            start = time.perf_counter()
            explain(check(rules, facts, as_of=rules.edition.meta.issued))
            times.append(time.perf_counter() - start)
    name = rules.edition.meta.policy
    return f"{name}: one verdict with its explanation, median {statistics.median(times) * 1e3:.2f} ms (aim 1)"


@lru_cache(maxsize=8)
def asked(rules: Rules) -> tuple[str, ...]:
    """The deciding facts with a question and a prior that some answer makes matter, in declared order."""
    keys = tuple(
        k
        for k in rules.deciding_facts
        if k in rules.questions and rules.facts[k].samples and rules.facts[k].unsaid is None and k not in OF_STUDENTS
    )
    return tuple(k for k in keys if _ever_matters(rules, k, keys))


def _ever_matters(rules: Rules, key: str, keys: tuple[str, ...]) -> bool:
    """Whether two answers to `key` are told apart by some condition, whatever else is answered."""
    for leaf_id in rules.leaves_by_fact[key]:
        leaf = rules.leaves[leaf_id]
        others = [k for k in rules.facts_of(leaf.reads) if k in keys and k != key]
        for combination in itertools.product(*(rules.facts[k].samples for k in others)):
            facts: dict[str, Any] = {}
            for other, sample in zip(others, combination, strict=True):
                facts.update({other: sample.value, **sample.also})
            ends = {
                Evaluation(rules, {**facts, key: s.value, **s.also}, rules.edition.meta.issued).state(leaf)
                for s in rules.facts[key].samples
            }
            if len(ends) > 1:
                return True
    return False


def person(rules: Rules, rng: random.Random) -> dict[str, Any]:
    """Someone with an answer to every deciding question."""
    facts: dict[str, Any] = {}
    for key in asked(rules):
        samples = rules.facts[key].samples
        chosen = rng.choices(samples, weights=[s.weight for s in samples])[0]
        facts.update({key: chosen.value, **chosen.also})
    return facts


def _answer(rules: Rules, whole: Mapping[str, Any], key: str) -> dict[str, Any]:
    also = {k: whole[k] for k in rules.facts[key].also if k in whole}
    return {key: whole[key], **also}


def _cost_of(rules: Rules, whole: Mapping[str, Any], strategy: Strategy) -> tuple[float, int]:
    facts: dict[str, Any] = {}
    cost, count = 0.0, 0
    while (key := strategy(rules, facts)) is not None:
        facts.update(_answer(rules, whole, key))
        cost += rules.facts[key].cost
        count += 1
    return cost, count


def _questions(rules: Rules, totals: dict[str, float]) -> Iterator[str]:
    name = rules.edition.meta.policy
    people = [person(rules, random.Random(n)) for n in range(PEOPLE)]
    keys = asked(rules)
    everything = sum(rules.facts[k].cost for k in keys)
    strategies: dict[str, Strategy] = {"declared": declared, "ours": ours}
    if len(keys) <= LIMIT:
        strategies["optimum"] = Optimum(rules)
    means = {}
    for label, strategy in strategies.items():
        costs = [_cost_of(rules, whole, strategy) for whole in people]
        totals[label] = totals.get(label, 0.0) + statistics.mean(c for c, _ in costs)
        means[label] = statistics.mean(c for c, _ in costs), statistics.mean(n for _, n in costs)
    yield f"{name}: {len(keys)} questions, {PEOPLE} people; cost (questions) to a settled verdict"
    yield f"  ask all {everything:.2f} ({len(keys)})"
    for label, (cost, count) in means.items():
        yield f"  {label} {cost:.2f} ({count:.2f})"
    yield f"  ours below declared order: {1 - means['ours'][0] / means['declared'][0]:.0%} (aim at least 25%)"
    if "optimum" in means:
        yield f"  ours above the optimum: {means['ours'][0] / means['optimum'][0] - 1:.1%} (aim at most 10%)"


def ours(rules: Rules, facts: dict[str, Any]) -> str | None:
    """The product's own choice."""
    return next_question(rules, facts)


def declared(rules: Rules, facts: dict[str, Any]) -> str | None:
    """The first question of the file that still matters."""
    if settled(rules, facts):
        return None
    return next(key for key in asked(rules) if key not in facts and matters(rules, facts, key))


def matters(rules: Rules, facts: dict[str, Any], key: str) -> bool:
    """Whether `key` feeds a condition that is open and can still move the verdict."""
    return any(key in rules.facts_of(leaf.reads) for leaf in _open(rules, rules.conditions, facts))


def _open(rules: Rules, node: Node, facts: Mapping[str, Any]) -> Iterator[Leaf]:
    if len(_possible(rules, node, facts)) == 1:
        return
    if isinstance(node, Leaf):
        yield node
        return
    for child in node.all or node.any:
        yield from _open(rules, child, facts)


def settled(rules: Rules, facts: Mapping[str, Any]) -> bool:
    return len(possible(rules, facts)) == 1


def possible(rules: Rules, facts: Mapping[str, Any]) -> frozenset[str]:
    """Every verdict that answers out of the priors may still lead to."""
    return _possible(rules, rules.conditions, facts)


def _possible(rules: Rules, node: Node, facts: Mapping[str, Any]) -> frozenset[str]:
    if isinstance(node, Leaf):
        looked_at = rules.facts_of(node.reads)
        known = tuple((k, repr(facts[k])) for k in looked_at if k in facts)
        key = (id(rules), node.id, known)
        if key not in _ENDS:
            _ENDS[key] = frozenset(_leaf_ends(rules, node, facts))
        return _ENDS[key]
    wins, loses = ("not_met", "met") if node.all else ("met", "not_met")
    ends = [_possible(rules, child, facts) for child in node.all or node.any]
    found = set()
    if any(wins in e for e in ends):
        found.add(wins)
    if all(loses in e for e in ends):
        found.add(loses)
    open_ends = [e - {wins} for e in ends]
    if all(open_ends) and any("unknown" in e for e in open_ends):
        found.add("unknown")
    if any(e == {wins} for e in ends):
        found = {wins}
    return frozenset(found)


_ENDS: dict[Any, frozenset[str]] = {}


def _leaf_ends(rules: Rules, leaf: Leaf, facts: Mapping[str, Any]) -> Iterator[str]:
    unknown = [k for k in rules.facts_of(leaf.reads) if k not in facts and k in asked(rules)]
    for combination in itertools.product(*(rules.facts[k].samples for k in unknown)):
        whole = dict(facts)
        for key, sample in zip(unknown, combination, strict=True):
            whole.update({key: sample.value, **sample.also})
        yield Evaluation(rules, whole, rules.edition.meta.issued).state(leaf)


class Optimum:
    """The cheapest expected strategy, over answers that no condition can tell apart taken together."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.kinds = {key: self._kinds(key) for key in asked(rules)}
        self.best = lru_cache(maxsize=None)(self._best)

    def _kinds(self, key: str) -> list[tuple[Sample, float]]:
        """One sample and its share for every kind of answer that conditions can tell apart."""
        shares: dict[tuple[str, ...], tuple[Sample, float]] = {}
        total = sum(s.weight for s in self.rules.facts[key].samples)
        for sample in self.rules.facts[key].samples:
            mark = tuple(self._marks(key, sample))
            first, share = shares.get(mark, (sample, 0.0))
            shares[mark] = first, share + sample.weight / total
        return list(shares.values())

    def _marks(self, key: str, sample: Sample) -> Iterator[str]:
        for leaf_id in self.rules.leaves_by_fact[key]:
            leaf = self.rules.leaves[leaf_id]
            others = [k for k in self.rules.facts_of(leaf.reads) if k != key and k in asked(self.rules)]
            for combination in itertools.product(*(self.rules.facts[k].samples for k in others)):
                facts = {key: sample.value, **sample.also}
                for other, chosen in zip(others, combination, strict=True):
                    facts.update({other: chosen.value, **chosen.also})
                yield Evaluation(self.rules, facts, self.rules.edition.meta.issued).state(leaf)

    def _best(self, state: tuple[int, ...]) -> tuple[float, str | None]:
        """(expected cost, question) of a state: per question -1 or the kind of its answer."""
        facts: dict[str, Any] = {}
        for key, kind in zip(self.kinds, state, strict=True):
            if kind >= 0:
                sample = self.kinds[key][kind][0]
                facts.update({key: sample.value, **sample.also})
        if settled(self.rules, facts):
            return 0.0, None
        options = []
        for place, key in enumerate(self.kinds):
            if state[place] >= 0 or not matters(self.rules, facts, key):
                continue
            cost = self.rules.facts[key].cost
            for kind, (_, share) in enumerate(self.kinds[key]):
                cost += share * self.best((*state[:place], kind, *state[place + 1 :]))[0]
            options.append((cost, key))
        return min(options)

    def __call__(self, rules: Rules, facts: dict[str, Any]) -> str | None:
        state = tuple(self._kind(key, facts[key]) if key in facts else -1 for key in self.kinds)
        return self.best(state)[1]

    def _kind(self, key: str, value: Any) -> int:
        sample = next(s for s in self.rules.facts[key].samples if s.value == value)
        mark = tuple(self._marks(key, sample))
        return next(n for n, (s, _) in enumerate(self.kinds[key]) if tuple(self._marks(key, s)) == mark)
