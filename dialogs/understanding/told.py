"""What a clause says of a fact other than the one being asked: 没比过赛 at another question, 公司在亦庄注册的 in the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dialogs.answers import FACTS
from dialogs.commands import Fill
from dialogs.understanding.message import Clause
from dialogs.understanding.questions import ASKS, question_score
from dialogs.understanding.scene import FREE, TABLES, Scene
from dialogs.understanding.words import pattern


@dataclass(frozen=True, slots=True)
class Told:
    """What a stretch of clauses states; `shared` where the question being asked may take it as well."""

    clauses: list[int]
    facts: list[str]
    shared: bool
    fills: list[Fill] = field(default_factory=list)


def told(scene: Scene, clauses: Sequence[Clause]) -> list[Told]:
    """What stretches of the clauses state of facts that are not being asked; neighbours about the same ones together.

    In a guided talk any fact can be told; elsewhere those of `anywhere`, while no words of any kind are being asked for.
    """
    found: list[Told] = []
    for n, clause in enumerate(clauses):
        facts, shared = _facts_of(scene, clause)
        if facts and found and found[-1].facts == facts and found[-1].clauses[-1] == n - 1:
            found[-1].clauses.append(n)
        elif facts:
            found.append(Told([n], facts, shared))
    for one in found:
        one.fills.extend(
            _fills(scene, one.facts, scene.message.raw[clauses[one.clauses[0]].start : clauses[one.clauses[-1]].end])
        )
    return [one for one in found if one.fills]


def _facts_of(scene: Scene, clause: Clause) -> tuple[list[str], bool]:
    """The facts, other than the one being asked, that a clause is about, and whether the question may take it too."""
    path, spec, words = scene.focus.path or "", scene.spec, scene.words
    if scene.overlay or question_score(clause) >= ASKS:
        return [], False
    asked = path.removeprefix(FACTS) if path.startswith(FACTS) else ""
    if spec is not None and (spec.options.get("story") if asked else spec.parser in FREE or spec.parser in TABLES):
        return [], False
    about = [f for f in (words.told if asked else words.anywhere) if f in scene.known.questions]
    about = [f for f in about if pattern(words.told[f]).search(clause.key)]
    if asked in about:
        return [f for f in about if f != asked and words.told[f] == words.told[asked]], True
    return about, bool(about) and set(about) <= set(words.beside) and _taken_by(scene, path, clause)


def _taken_by(scene: Scene, path: str, clause: Clause) -> bool:
    """Whether the question being asked, one with choices, takes the clause."""
    chosen = scene.spec is not None and scene.spec.parser in ("choice", "yes_no")
    parsed = scene.parsed(path, clause.text) if path and chosen else None
    return parsed is not None and (not path.startswith(FACTS) or scene.known.reads(path[len(FACTS) :], parsed.value))


def _fills(scene: Scene, facts: list[str], raw: str) -> list[Fill]:
    """A fill for every fact that the words can be."""
    found: list[Fill] = []
    for fact in facts:
        parsed = scene.parsed(f"{FACTS}{fact}", raw)
        if parsed is not None and scene.known.reads(fact, parsed.value):
            found.append(Fill(f"{FACTS}{fact}", parsed, raw))
    return found


def named(scene: Scene, text: str) -> list[str]:
    """The path of the fact that a phrase (squeezed) names (证书种类, 平时上班的区); empty when it names none.

    A name that a column of the form's tables has as well is the column's.
    """
    if text in scene.names.columns:
        return []
    for fact, spec in scene.known.questions.items():
        if text in (spec.name, spec.label, *scene.words.facts.get(fact, ())):
            return [f"{FACTS}{fact}"]
    return []
