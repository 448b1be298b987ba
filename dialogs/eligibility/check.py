"""One person's standing under one edition: verdict, window, what decides it, what is missing, what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dialogs.catalogue import Status, WindowState
from dialogs.eligibility.evaluate import Evaluation, deciding, verdict
from dialogs.eligibility.model import Benefit, Leaf, Note, State
from dialogs.eligibility.routing import Route, addressed, fits, is_among, route
from dialogs.eligibility.rules import Rules
from dialogs.eligibility.telling import so_far
from dialogs.eligibility.wording import fill, shown
from dialogs.text import simplified


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as it stands for this person. `missing`: facts that would settle it; `needs`: what must be true."""

    id: str
    title: str
    article: str
    quote: str
    state: State
    reason: str
    judged: bool = False
    needs: str = ""
    symbol: str | None = None
    missing: tuple[str, ...] = ()
    touched: bool = False
    """still open, and something said or written touches on it"""

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "article": self.article,
            "quote": self.quote,
            "quote_display": simplified(self.quote),
            "state": self.state,
            "reason": self.reason,
            "judged": self.judged,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """Were `fact` to read `to`, the verdict would be `verdict`, all else as it is."""

    fact: str
    to: Any
    verdict: State

    @property
    def shown(self) -> str:
        """`to` as it reads in a sentence."""
        return shown(self.to)


@dataclass(frozen=True, slots=True)
class BenefitState:
    """One measure for one receiver, with its strength as written and what to know about it."""

    id: str
    article: str
    quote: str
    strength: str
    state: State
    text: str
    to: str
    amount_yuan: int | None
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "article": self.article,
            "strength": self.strength,
            "state": self.state,
            "text": self.text,
            "amount_yuan": self.amount_yuan,
            "to": self.to,
            "quote": self.quote,
            "quote_display": simplified(self.quote),
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Said:
    """A note that applies, with its source where it has one."""

    id: str
    kind: str
    text: str
    article: str = ""
    quote: str = ""
    source: str = ""


@dataclass(frozen=True)
class Check:
    """The answer of `tetie check` for one policy. `conditions` are all of them, `deciding` those that carry it."""

    policy: str
    edition: str
    title: str
    status: Status
    as_of: date
    verdict: State
    window: WindowState
    can_apply_now: bool
    deciding: tuple[Condition, ...]
    conditions: tuple[Condition, ...]
    still_needed: tuple[str, ...]
    cannot_say: tuple[str, ...]
    would_change: tuple[Change, ...]
    route: Route | None
    benefits: tuple[BenefitState, ...]
    notes: tuple[Said, ...]
    verdict_text: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    """what each fact is called"""
    words: Mapping[str, str | None] = field(default_factory=dict)
    """what readings said, for talks that ask about one of them"""

    def to_json(self) -> dict[str, Any]:
        """The object of INTERFACE.md."""
        empty: dict[str, Any] = {"choose_one": [], "not": [], "confirm": []}
        return {
            "policy": self.policy,
            "edition": self.edition,
            "status": self.status,
            "verdict": self.verdict,
            "window": self.window,
            "can_apply_now": self.can_apply_now,
            "as_of": self.as_of.isoformat(),
            "deciding": [c.to_json() for c in self.deciding],
            "still_needed": list(self.still_needed),
            "would_change": [{"fact": c.fact, "to": c.to, "verdict": c.verdict} for c in self.would_change],
            "routes": self.route.to_json() if self.route else empty,
            "benefits": [b.to_json() for b in self.benefits],
            "disclaimers": [n.text for n in self.notes],
        }


def check(
    rules: Rules,
    facts: Mapping[str, Any],
    *,
    as_of: date,
    cannot_say: Iterable[str] = (),
    status: Status | None = None,
) -> Check:
    """Where a person with these canonical facts (`validate_facts`) stands on the day `as_of`.

    `cannot_say`: facts asked for that the person could not answer; they stay unknown and are named.
    `status` overrides the edition's own (a draft that a later edition names as superseded).
    """
    at = Evaluation(rules, facts, as_of)
    states = at.states()
    found = verdict(rules.conditions, states)
    relevant = [
        leaf for leaf in deciding(rules.conditions, states) if not (leaf.only_if_raised and states[leaf.id] == "met")
    ]
    carrying = _ordered(relevant, states, found)
    needed = _needed(at, relevant, states) if found == "unknown" else []
    meta = rules.edition.meta
    window = rules.edition.window_on(as_of)
    status = status or meta.status
    if status == "superseded":
        window = "closed"
    say = _Speaker(at, found, _window_word(rules, window, as_of), status)
    judged = [] if found == "not_met" else [_condition(at, leaf, "unknown") for leaf in rules.file.judged]
    return Check(
        policy=meta.policy,
        edition=meta.edition,
        title=meta.title,
        status=status,
        as_of=as_of,
        verdict=found,
        window=window,
        can_apply_now=found == "met" and window == "open",
        deciding=(*(_condition(at, leaf, states[leaf.id]) for leaf in carrying), *judged),
        conditions=tuple(_condition(at, leaf, states[leaf.id]) for leaf in rules.leaves.values()),
        still_needed=tuple(needed),
        cannot_say=tuple(key for key in needed if key in set(cannot_say)),
        would_change=tuple(_changes(at, states, found, carrying)),
        route=route(rules.file.routes, facts, say.word) if rules.file.routes else None,
        benefits=tuple(b for benefit in rules.file.benefits for b in _benefit(benefit, at, found, say)),
        notes=tuple(_said(n, say) for n in rules.file.notes if fits(n.when, say.word)),
        verdict_text=rules.file.verdict_texts[found],
        labels=rules.labels,
        words={name: at.symbol(name) for name in rules.readings},
    )


def way(rules: Rules, facts: Mapping[str, Any], *, as_of: date) -> Route | None:
    """The 归口 that these canonical facts lead to; None for a policy without channels."""
    routes = rules.file.routes
    return route(routes, facts, Evaluation(rules, facts, as_of).symbol) if routes else None


def district_in(rules: Rules, facts: Mapping[str, Any]) -> str:
    """The district that the unit's address names; empty when it names none."""
    return addressed(rules.file.routes, facts) if rules.file.routes else ""


def among(rules: Rules, found: Route, body: str) -> bool:
    """Whether `body`, by any name a person gives it, is one of the bodies to choose from."""
    return rules.file.routes is None or is_among(rules.file.routes, found, body)


def standing(rules: Rules, facts: Mapping[str, Any], *, as_of: date) -> State:
    """The verdict alone, a tenth of the work of `check`."""
    return verdict(rules.conditions, Evaluation(rules, facts, as_of).states())


def _window_word(rules: Rules, window: WindowState, day: date) -> str:
    meta = rules.edition.meta
    last = window == "open" and meta.window is not None and day == meta.window.submit_by
    return "last_day" if last else window


class _Speaker:
    """What notes, routes and benefits may depend on: facts, readings, verdict, window and status by name."""

    def __init__(self, at: Evaluation, found: State, window: str, status: str) -> None:
        self.at = at
        self.special: dict[str, str] = {"verdict": found, "window": window, "status": status}

    def word(self, name: str) -> str | None:
        return self.special[name] if name in self.special else self.at.symbol(name)

    def text(self, text: str) -> str:
        return fill(text, self.at)


def _said(note: Note, say: _Speaker) -> Said:
    return Said(note.id, note.kind, say.text(note.text), note.article, note.quote, note.source)


def _condition(at: Evaluation, leaf: Leaf, state: State) -> Condition:
    symbol = at.word(leaf) if leaf.reads else None
    missing = tuple(at.missing(leaf.reads)) if leaf.reads and symbol is None else ()
    partial = so_far(at.rules.readings.get(leaf.reads), at) if leaf.partly and symbol is None else None
    reason = leaf.reasons.get("judged", "") if leaf.judged else leaf.reason(symbol, at.facts, partial)
    touched = symbol is None and bool(leaf.partly) and reason != leaf.reasons.get("unknown")
    return Condition(
        leaf.id, leaf.title, leaf.article, leaf.quote, state, fill(reason, at), leaf.judged, leaf.needs, symbol, missing,
        touched,
    )  # fmt: skip


def _ordered(leaves: list[Leaf], states: Mapping[str, State], found: State) -> list[Leaf]:
    """What makes the verdict first, then what already holds."""
    return [lf for lf in leaves if states[lf.id] == found] + [lf for lf in leaves if states[lf.id] != found]


def _needed(at: Evaluation, leaves: list[Leaf], states: Mapping[str, State]) -> list[str]:
    """Facts that would settle the open conditions; one that matters only after an unlikely answer is left for then."""
    found: dict[str, None] = {}
    for leaf in leaves:
        if states[leaf.id] != "unknown" or at.word(leaf) is not None:
            continue
        missing = at.missing(leaf.reads)
        needed = [key for key in missing if len(missing) == 1 or _holds_up(at, leaf, key, missing)]
        found.update(dict.fromkeys(needed or missing))
    return list(found)


def _holds_up(at: Evaluation, leaf: Leaf, key: str, missing: list[str]) -> bool:
    """Whether the condition stays open without `key`, were everything else missing as it usually is."""
    usual = {other: at.rules.usual[other] for other in missing if other != key and other in at.rules.usual}
    return Evaluation(at.rules, {**at.facts, **usual}, at.as_of).word(leaf) is None


def _changes(at: Evaluation, states: Mapping[str, State], found: State, leaves: list[Leaf]) -> Iterable[Change]:
    """One change per fact and new verdict, out of the answers people give."""
    rules = at.rules
    tried: dict[str, None] = {}
    for leaf in leaves:
        if found == "unknown" and states[leaf.id] == "met":
            continue
        for key in rules.facts_of(leaf.reads):
            if key in at.facts or rules.facts[key].unsaid is None:
                tried[key] = None
    for key in tried:
        seen = {found}
        for sample in rules.facts[key].samples:
            if key in at.facts and at.facts[key] == sample.value:
                continue
            other = Evaluation(rules, {**at.facts, key: sample.value, **sample.also}, at.as_of)
            touched = {lid for fact in (key, *sample.also) for lid in rules.leaves_by_fact[fact]}
            changed = {**states, **{lid: other.state(rules.leaves[lid]) for lid in touched}}
            result = verdict(rules.conditions, changed)
            if result not in seen:
                seen.add(result)
                yield Change(key, sample.value, result)


def _benefit(benefit: Benefit, at: Evaluation, found: State, say: _Speaker) -> Iterable[BenefitState]:
    state: State = found
    if benefit.reads:
        own: State = next(
            (b for b in ("met", "not_met") if at.symbol(benefit.reads) in benefit.own.get(b, ())), "unknown"
        )
        state = _both(own, found)
    if benefit.after_award and state == "met":
        state = "unknown"
    notes = tuple(say.text(n.text) for n in benefit.notes if fits(n.when, say.word))
    for target in benefit.targets:
        yield BenefitState(
            benefit.id, benefit.article, benefit.quote, benefit.strength, state, benefit.text,
            target.to, target.amount_yuan, notes,
        )  # fmt: skip


def _both(one: State, other: State) -> State:
    if "not_met" in (one, other):
        return "not_met"
    return "met" if one == other == "met" else "unknown"
