"""Bare values in a list of values: 刘德胜，男，汉族，北京燕京啤酒股份有限公司，酿酒师, where each stands for itself only because its
neighbours do."""

from __future__ import annotations

import re

from dialogs.understanding.expressions import expression
from dialogs.understanding.message import Clause
from dialogs.understanding.scene import Scene
from dialogs.understanding.takes import Take
from dialogs.understanding.words import pattern, words

ENOUGH = 2
"""values that must speak for themselves before their bare neighbours are read; one where such a field is asked"""
_BARE = ("name", "unit", "unit_address", "occupation", "birth_date")
_NUMBERS = ("id_number", "mobile")
"""what people send before their name"""
_PARTED = re.compile(r"[ \t、/|]+")
_SHAPES = (
    "sex",
    "ethnicity",
    "political_status",
    "education",
    "skill_level",
    "mobile",
    "id_number",
    "unit_nature",
    "birth_date",
    "work_start",
)


def parted(scene: Scene, clause: Clause) -> list[Clause]:
    """刘德胜 男 汉族 党员 as clauses of their own, where at least two of them are values beyond doubt."""
    marks = list(_PARTED.finditer(clause.key))
    if len(marks) < 2 or scene.focus.table:
        return [clause]
    edges = [0, *(m.end() for m in marks)], [*(m.start() for m in marks), len(clause.key)]
    pieces = [(a, b) for a, b in zip(*edges, strict=True) if b > a]
    words_said = [clause.key[a:b] for a, b in pieces]
    label = pattern(rf"(?:{scene.names.field_pattern})\S{{2,}}")
    sure = sum(any(expression(f"shape.{s}").fullmatch(w) for s in _SHAPES) or bool(_says(label, w)) for w in words_said)
    if sure < ENOUGH or any(w in scene.names.fields for w in words_said):
        return [clause]
    found: list[Clause] = []
    for n, (a, b) in enumerate(pieces):
        stop = clause.stop if n + 1 == len(pieces) else ","
        found.append(Clause(clause.start + a, clause.start + b, stop, clause.text[a:b], clause.key[a:b]))
    return found


def _says(label: re.Pattern[str], word: str) -> bool:
    """Whether a word between blanks is a number, or a value behind its field's name."""
    return any(p.match(word) for p in (expression("listed.number"), label, expression("listed.told")))


def listed(scene: Scene, clauses: list[Clause], takes: list[Take]) -> list[Take]:
    """A name, an employer or a trade among the clauses that nothing else took; `clauses` in reading order."""
    asked = scene.focus.path in _BARE
    trade_beside = any(t.path == "skill_level" for t in takes)
    if len(takes) < (1 if asked or trade_beside else ENOUGH):
        return []
    found: list[Take] = []
    open_paths = [p for p in _BARE if p in scene.form.fields and not any(t.path == p for t in takes)]
    first = min((t.start for t in takes if t.path not in _NUMBERS), default=len(scene.message.key))
    for clause in clauses:
        if writers_own(scene.message.key, clause.key):
            continue
        path = _kind(clause, leads=clause.start < first)
        if path not in open_paths or scene.filled(path) or (len(takes) < ENOUGH and not asked and path != "occupation"):
            continue
        parsed = scene.parsed(path, clause.text)
        if parsed is not None and all(note.code == "traditional_name" for note in parsed.warnings):
            found.append(Take(path, parsed, clause.text, clause.start, clause.end, False))
            open_paths.remove(path)
    return found


def writers_own(message: str, clause: str) -> bool:
    """Whether a clause is about who fills the form for somebody else: 我是人事专员，替李建国填."""
    return bool(expression("work.of_writer").match(clause) and expression("name.for_whom").search(message))


def _kind(clause: Clause, *, leads: bool) -> str:
    """What a bare clause looks like: a name only in front of everything else."""
    text = clause.key
    if expression("listed.day").fullmatch(text):
        return "birth_date"
    if expression("listed.address").fullmatch(text):
        return "unit_address"
    if pattern(words().question.organisations).search(text) and len(text) >= 4:
        return "unit"
    if expression("listed.trade").fullmatch(text) and not expression("work.no_trade").match(text):
        return "occupation"
    if leads and expression("listed.name").fullmatch(text) and not expression("name.no_name").search(text):
        return "name"
    return ""
