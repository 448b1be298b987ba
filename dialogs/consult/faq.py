"""Which answers belong on this person's FAQ paper: what they asked, what is open, what their facts make matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from dialogs.consult.answer import Answer
from dialogs.consult.engine import Consult, plain_field
from dialogs.form import Model
from dialogs.yamlfile import read_yaml

MOST = 18
"""entries on the paper of one person, unless they asked more"""
MOST_POINTS = 5
"""entries about fields still open or doubtful"""


class When(Model):
    """Entries that matter when a fact or answer has one of the values (empty: is known at all)."""

    fact: str
    values: tuple[Any, ...] = ()
    entries: tuple[str, ...]


class Selection(Model):
    """`faq.yaml`: the general paper, and what is added for whom."""

    general: tuple[str, ...]
    always: tuple[str, ...]
    when: tuple[When, ...]


@lru_cache(maxsize=1)
def selection() -> Selection:
    """The choice of entries; raises `ValueError` when the file is wrong."""
    return Selection.model_validate(read_yaml(Path(__file__).parent / "faq.yaml"))


def faq_general(consult: Consult) -> list[Answer]:
    """The paper without personal data: what everybody asks, in the order of the notice."""
    return _answers(consult, selection().general)


def faq_for(
    consult: Consult,
    *,
    facts: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None,
    open_points: Iterable[str] = (),
    asked: Sequence[str] = (),
) -> list[Answer]:
    """The entries that matter for this person, each once: what they asked, their facts, their open fields, the basics.

    `open_points` are form answers still open (`photo`, `work_history[r1].unit`), the pressing ones first; each brings
    the one entry that is most about it. With nothing known: the general paper.
    """
    known = {**dict(answers or {}), **dict(facts or {})}
    points = list(open_points)
    if not known and not asked and not points:
        return faq_general(consult)
    own = list(dict.fromkeys(_asked(consult, asked)))
    fields = list(dict.fromkeys(_by_field(consult, points)))[:MOST_POINTS]
    wanted = dict.fromkeys([*own, *_by_facts(known), *fields, *selection().always])
    return _answers(consult, list(wanted)[: max(MOST, len(own))])


def _asked(consult: Consult, asked: Sequence[str]) -> Iterator[str]:
    for n, question in enumerate(asked):
        found = consult.ask(question, after=asked[n - 1] if n else None)
        if found.entry_id and found.policy:
            yield found.entry_id


def _by_facts(known: Mapping[str, Any]) -> Iterator[str]:
    for rule in selection().when:
        if known.get(rule.fact) in (None, "", []):
            continue
        value = known[rule.fact]
        said = value if isinstance(value, list) else [value]
        if not rule.values or any(v in rule.values for v in said if isinstance(v, str | bool | int)):
            yield from rule.entries


def _by_field(consult: Consult, points: Sequence[str]) -> Iterator[str]:
    for name in dict.fromkeys(plain_field(point) for point in points):
        about = [entry for entry in consult.entries if name in entry.fields]
        if about:
            yield min(about, key=lambda entry: len(entry.fields)).id


def _answers(consult: Consult, ids: Iterable[str]) -> list[Answer]:
    return [consult.entry(key) for key in ids if consult.has(key)]
