"""What changed between two editions, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dialogs.catalogue import Edition
from dialogs.eligibility.model import Group, Leaf, Node
from dialogs.eligibility.rules import Rules, load_rules
from dialogs.eligibility.words import PHRASES
from dialogs.form import FieldSpec, TableSpec


def differences(old: Edition, new: Edition) -> list[tuple[str, str]]:
    """(what it is about, what changed) from `old` to `new`, the weightiest first; empty when nothing did."""
    one, other = load_rules(old), load_rules(new)
    return [
        *_meta(old, new),
        *_conditions(one, other),
        *_facts(one, other),
        *_benefits(one, other),
        *_routes(one, other),
        *_form(old, new),
    ]


def _say(about: str, key: str, **values: Any) -> tuple[str, str]:
    return about, PHRASES[f"diff_{key}"].format(**values)


def _meta(old: Edition, new: Edition) -> Iterator[tuple[str, str]]:
    a, b = old.meta, new.meta
    if a.status != b.status:
        yield _say("status", "status", old=PHRASES[f"status_{a.status}"], new=PHRASES[f"status_{b.status}"])
    if a.issued != b.issued:
        yield _say("issued", "issued", old=a.issued, new=b.issued)
    if a.document != b.document:
        yield _say("document", "document", old=a.document, new=b.document)
    days = [(e.window.opens, e.window.submit_by) if e.window else None for e in (a, b)]
    if days[0] != days[1]:
        shown = [PHRASES["diff_span"].format(start=d[0], end=d[1]) if d else PHRASES["diff_no_window"] for d in days]
        yield _say("window", "window", old=shown[0], new=shown[1])
    if b.supersedes:
        yield _say("supersedes", "supersedes", old=b.supersedes)


def _placed(node: Node, group: Group | None = None) -> Iterator[tuple[str, Leaf, str]]:
    """(id, condition, how its group joins it)."""
    if isinstance(node, Leaf):
        yield node.id, node, "any" if group is not None and group.any else "all"
        return
    for child in node.all or node.any:
        yield from _placed(child, node)


def _conditions(old: Rules, new: Rules) -> Iterator[tuple[str, str]]:
    before = {i: (leaf, how) for i, leaf, how in _placed(old.conditions)}
    after = {i: (leaf, how) for i, leaf, how in _placed(new.conditions)}
    for i, (leaf, how) in after.items():
        if i not in before:
            yield _say(i, "condition_new", title=leaf.title, article=leaf.article, quote=leaf.quote)
            continue
        was, was_how = before[i]
        if leaf.quote != was.quote or leaf.article != was.article:
            yield _say(i, "condition_words", title=leaf.title, old=was.quote, new=leaf.quote, article=leaf.article)
        if how != was_how:
            joins = {"old": PHRASES[f"diff_{was_how}"], "new": PHRASES[f"diff_{how}"]}
            yield _say(i, "condition_group", title=leaf.title, **joins)
        yield from _bins(was, leaf)
        if _read(old, was.reads) != _read(new, leaf.reads):
            yield _say(i, "condition_read", title=leaf.title, change=_read_change(old, new, was.reads, leaf.reads))
    for i, (leaf, _) in before.items():
        if i not in after:
            yield _say(i, "condition_gone", title=leaf.title, quote=leaf.quote)


def _bins(was: Leaf, now: Leaf) -> Iterator[tuple[str, str]]:
    for state in ("met", "not_met", "ask"):
        for word in getattr(now, state):
            before = next((s for s in ("met", "not_met", "ask") if word in getattr(was, s)), "")
            if before and before != state:
                moved = {"old": PHRASES[f"diff_{before}"], "new": PHRASES[f"diff_{state}"]}
                yield _say(now.id, "bin", title=now.title, word=word, **moved)


def _read(rules: Rules, name: str) -> Any:
    """How a condition reads its facts, all the way down, as plain data."""
    reading = rules.readings.get(name)
    if reading is None:
        return name
    return {"reading": reading.model_dump(mode="json"), "inputs": {n: _read(rules, n) for n in reading.inputs}}


def _read_change(old: Rules, new: Rules, was: str, now: str) -> str:
    changes = list(_changed(_read(old, was), _read(new, now)))
    return "；".join(changes[:3]) or PHRASES["diff_otherwise"]


def _changed(was: Any, now: Any) -> Iterator[str]:
    """Plain values that differ, as 「甲→乙」."""
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in dict.fromkeys([*was, *now]):
            yield from _changed(was.get(key), now.get(key))
    elif was != now and not isinstance(was, Mapping | list) and not isinstance(now, Mapping | list):
        yield PHRASES["diff_value"].format(old=was, new=now)


def _facts(old: Rules, new: Rules) -> Iterator[tuple[str, str]]:
    for key, fact in new.facts.items():
        if key not in old.facts:
            yield _say(key, "fact_new", label=fact.label, ask=fact.question.ask if fact.question else "")
        elif fact.values != old.facts[key].values:
            yield _say(key, "fact_values", label=fact.label, new="、".join(fact.values))
    for key, fact in old.facts.items():
        if key not in new.facts:
            yield _say(key, "fact_gone", label=fact.label)


def _benefits(old: Rules, new: Rules) -> Iterator[tuple[str, str]]:
    before, after = ({b.id: b for b in r.file.benefits} for r in (old, new))
    for i, benefit in after.items():
        if i not in before:
            yield _say(i, "benefit_new", text=benefit.text)
        elif benefit.quote != before[i].quote or benefit.targets != before[i].targets:
            yield _say(i, "benefit_words", old=before[i].text, new=benefit.text)
    for i, benefit in before.items():
        if i not in after:
            yield _say(i, "benefit_gone", text=benefit.text)


def _routes(old: Rules, new: Rules) -> Iterator[tuple[str, str]]:
    if old.file.routes != new.file.routes:
        yield _say("routes", "routes")


def _form(old: Edition, new: Edition) -> Iterator[tuple[str, str]]:
    before, after = (({i.key: i for i in e.form.items()} if e.form else {}) for e in (old, new))
    for key, spec in after.items():
        if key not in before:
            yield _say(key, "field_new", label=spec.label)
        else:
            yield from _field(before[key], spec)
    for key, spec in before.items():
        if key not in after:
            yield _say(key, "field_gone", label=spec.label)


def _field(was: FieldSpec | TableSpec, now: FieldSpec | TableSpec) -> Iterator[tuple[str, str]]:
    if was.label != now.label:
        yield _say(now.key, "field_label", old=was.label, new=now.label)
    if was.required != now.required:
        yield _say(now.key, "field_required" if now.required else "field_optional", label=now.label)
    if was.rule and now.rule and was.rule.quote != now.rule.quote:
        yield _say(now.key, "field_rule", label=now.label, old=was.rule.quote, new=now.rule.quote)
    if [c.stored for c in getattr(was, "choices", ())] != [c.stored for c in getattr(now, "choices", ())]:
        yield _say(now.key, "field_choices", label=now.label)
    if isinstance(was, TableSpec) and isinstance(now, TableSpec):
        names = [[c.key for c in t.columns] for t in (was, now)]
        for column in now.columns:
            if column.key not in names[0]:
                yield _say(now.key, "column_new", label=now.label, column=column.label)
        for column in was.columns:
            if column.key not in names[1]:
                yield _say(now.key, "column_gone", label=now.label, column=column.label)
