"""Several answers run together without a mark between them (姓名白秀云女满族党员大专在某某公司做中式面点师), parted into clauses.

Only where at least three answers stand there and nothing else does: a sentence that merely mentions 党员 stays whole.
"""

from __future__ import annotations

from itertools import pairwise

from dialogs.understanding.expressions import expression
from dialogs.understanding.message import Clause, squeeze
from dialogs.understanding.scene import Scene

ENOUGH = 3
"""different answers that must stand in the run"""
_SHAPES = (
    "id_number",
    "mobile",
    "birth_date",
    "work_start",
    "ethnicity",
    "political_status",
    "education",
    "skill_level",
)


def parted_run(scene: Scene, clause: Clause) -> list[Clause]:
    """The clause as several, or alone."""
    if scene.focus.table or scene.focus.essay or not 8 <= len(clause.key) <= 120:
        return [clause]
    anchors = _anchors(clause)
    cuts = {0, len(clause.key), *(edge for a, b, _ in anchors for edge in (a, b))}
    named = [hit.start() for hit in expression("runon.label").finditer(clause.key)]
    named = [at for at in named if not any(a < at < b for a, b, _ in anchors)]
    if len({field for _, _, field in anchors}) + len(named) < ENOUGH or len(anchors) < 2:
        return [clause]
    spans = _with_sex(clause, sorted(cuts | set(named)), anchors)
    known = {(a, b) for a, b, _ in anchors}
    if not all(span in known or _explained(clause.key[slice(*span)], first=span[0] == 0) for span in spans):
        return [clause]
    found = []
    for n, (a, b) in enumerate(spans):
        if squeeze(expression("filler").sub("", clause.key[a:b])) or (a, b) in known:
            stop = clause.stop if n + 1 == len(spans) else ","
            found.append(Clause(clause.start + a, clause.start + b, stop, clause.text[a:b], clause.key[a:b]))
    return found


def _anchors(clause: Clause) -> list[tuple[int, int, str]]:
    """`(start, end, field)` of the values whose shape is beyond doubt, none inside another."""
    found: list[tuple[int, int, str]] = []
    for field in _SHAPES:
        for hit in expression(f"shape.{field}").finditer(clause.key):
            if not any(hit.start() < b and a < hit.end() for a, b, _ in found):
                found.append((hit.start(), hit.end(), field))
    return sorted(found)


def _with_sex(clause: Clause, cuts: list[int], anchors: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """The stretches between the cuts; 男 or 女 at the end of one that is followed by a value is cut off."""
    spans: list[tuple[int, int]] = []
    starts = {a for a, _, _ in anchors}
    for a, b in pairwise(cuts):
        if b in starts and b - a > 2 and clause.key[b - 1] in "男女":
            spans += [(a, b - 1), (b - 1, b)]
        else:
            spans.append((a, b))
    return spans


def _explained(text: str, *, first: bool) -> bool:
    """Whether words between two values are an answer themselves, or nothing but fillers."""
    if not squeeze(expression("filler").sub("", text)) or expression("runon.answer").fullmatch(text):
        return True
    return first and bool(expression("runon.name").fullmatch(text))
