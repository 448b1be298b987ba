"""预审报告: the verdict with its grounds, then what is missing, wrong and at risk in the form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from templates.aids.blocks import Block, Cell, Line, Table
from templates.aids.content import Colophon, Leaf, Point, Report, Verdict
from templates.aids.frame import paper, quoted, wording


def draw_review(colophon: Colophon, report: Report) -> bytes:
    """The .docx of the report."""
    words = wording()["review"]
    sections = words["sections"]
    blocks: list[Block] = [Line(words["intro"]), Line(sections["verdict"], "AidHeading1")]
    blocks += _verdict(report.verdict, words) if report.verdict else [Line(words["unavailable"])]
    parts = (
        ("missing", report.missing, words["all_filled"]),
        ("wrong", report.wrong, words["nothing_wrong"]),
        ("risk", report.risk, words["no_risk"]),
        ("last", report.last, ""),
    )
    for name, points, otherwise in parts:
        if points or otherwise:
            blocks.append(Line(sections[name], "AidHeading1"))
            blocks.append(_points(points, words) if points else Line(otherwise))
    return paper("review", colophon, blocks)


def _points(points: Sequence[Point], words: dict[str, Any]) -> Table:
    rows = tuple((point.where, point.what, quoted(point.ground)) for point in points)
    return Table(tuple(words["finding_head"]), rows, (32, 72, 64))


def _verdict(verdict: Verdict, words: dict[str, Any]) -> list[Block]:
    states = wording()["states"]
    window = words["window"][verdict.window].format(submit_by=verdict.submit_by)
    lead = words["verdict"].format(verdict=states[verdict.state])
    blocks: list[Block] = [Line(words["meaning"][verdict.state], lead=lead), Line(window)]
    if verdict.leaves:
        rows = tuple(leaf_row(leaf) for leaf in verdict.leaves)
        blocks.append(Table(tuple(words["head"]), rows, (26, 66, 24, 52)))
    if verdict.needed:
        blocks.append(Line(words["needed"].format(names="、".join(verdict.needed))))
    if verdict.bodies:
        blocks.append(Line(words["route"].format(bodies="、".join(verdict.bodies))))
    else:
        blocks.append(Line(words["route_none"]))
    if verdict.confirm:
        blocks.append(Line(words["route_confirm"].format(confirm="；".join(verdict.confirm))))
    blocks += [Line(text) for text in verdict.disclaimers]
    return blocks


def leaf_row(leaf: Leaf) -> tuple[Cell, ...]:
    """A condition as a row: article, its words, the state, the reason."""
    words = wording()
    state = words["states"][leaf.state]
    if leaf.judged:
        state = words["judged"] if leaf.state == "met" else words["judged_unsaid"]
    quote = Line(f"「{leaf.ground.display or leaf.ground.quote}」", "AidSmall")
    return leaf.ground.article, quote, Line(state, "AidMiddle"), leaf.reason
