"""Scoring of a question corpus the way a strict reader would: right, wrong, refused or asked back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dialogs.consult import Answer, Consult
from dialogs.text import simplified
from dialogs.yamlfile import read_yaml

HERE = Path(__file__).parent
CORPORA = ("corpus.yaml", "later.yaml")
"""never learnt from line by line; sets that were have become phrasings of the entries"""


@dataclass(frozen=True)
class Case:
    """A question and what a right answer must do (see corpus.yaml)."""

    question: str
    kind: str
    has: tuple[str, ...]
    article: str
    never: tuple[str, ...]


@dataclass
class Score:
    """Counts of grades for answerable questions (`inside`) and all others (`outside`), with the misses."""

    inside: Counter[str] = field(default_factory=Counter)
    outside: Counter[str] = field(default_factory=Counter)
    by_choice: int = 0
    misses: list[tuple[str, Case, Answer]] = field(default_factory=list)

    def rates(self) -> dict[str, float]:
        n_in, n_out = max(1, self.inside.total()), max(1, self.outside.total())
        return {
            "right": self.inside["right"] / n_in,
            "with_choice": (self.inside["right"] + self.by_choice) / n_in,
            "wrong": self.inside["wrong"] / n_in,
            "others_handled": self.outside["right"] / n_out,
            "clarify": (self.inside["clarify"] + self.outside["clarify"]) / (n_in + n_out),
        }


def cases(name: str) -> Iterator[Case]:
    """The questions of a corpus file beside this module."""
    groups: list[dict[str, Any]] = read_yaml(HERE / name)
    for g in groups:
        for q in g["ask"].strip().splitlines():
            yield Case(q, g["kind"], tuple(g.get("has", ())), g.get("article", ""), tuple(g.get("never", ())))


def _flat(text: str) -> str:
    return "".join(simplified(text).split()).lower()


def grade(case: Case, a: Answer) -> str:
    """`right`, `wrong`, `refused` or `clarify`."""
    said = _flat(a.full)
    holds = not case.has or any(_flat(h) in said for h in case.has)
    bad = any(_flat(n) in said for n in case.never)
    if a.outcome == "clarify":
        return "clarify"
    if bad:
        return "wrong"
    if case.kind == "in":
        cited = any(s.article.startswith(case.article) for s in a.sources)
        if holds and cited:
            return "right"
        return "refused" if a.outcome != "answered" else "wrong"
    return "right" if a.outcome in ("not_stated", "out_of_scope") or (holds and case.kind != "out") else "wrong"


def score(consult: Consult, name: str) -> Score:
    """The corpus answered and graded."""
    s = Score()
    for case in cases(name):
        a = consult.ask(case.question)
        g = grade(case, a)
        (s.inside if case.kind == "in" else s.outside)[g] += 1
        if g == "clarify" and case.kind == "in":
            s.by_choice += any(grade(case, consult.ask(c.question)) == "right" for c in a.choices)
        if g != "right":
            s.misses.append((g, case, a))
    return s
