"""预审报告: the verdict with its grounds, then what is missing, wrong and at risk in the form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from templates.aids.blocks import Block, Cell, Line, Table
from templates.aids.content import Colophon, Leaf, Point, Remark, Report, Verdict
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
    window = words["window"][verdict.window].format(submit_by=verdict.submit_by)
    lead = words["verdict"].format(verdict=wording()["states"][verdict.state])
    blocks: list[Block] = [Line(words["meaning"][verdict.state], lead=lead), Line(window)]
    if verdict.needed:
        blocks.append(Line(words["needed"].format(names="、".join(verdict.needed))))
    deciding = tuple(_leaf(leaf) for leaf in verdict.leaves if not leaf.judged)
    judged = tuple(_leaf(leaf) for leaf in verdict.leaves if leaf.judged)
    widths = (24, 66, 24, 54)
    if deciding:
        blocks.append(Table(tuple(words["head"]), deciding, widths))
    if judged:
        blocks += [Line(words["judged"], "AidHeading2"), Table(tuple(words["head"]), judged, widths)]
    blocks += [Line(words["channel"], "AidHeading2"), *_channel(verdict, words)]
    if verdict.remarks:
        blocks += [Line(words["also"], "AidHeading2"), *remark_lines(verdict.remarks)]
    return blocks


def _channel(verdict: Verdict, words: dict[str, Any]) -> list[Block]:
    if not verdict.bodies:
        return [Line(words["route_none"]), *(Line(text, "AidPoint") for text in verdict.confirm)]
    key = "route_several" if len(verdict.bodies) > 1 else "route"
    route = Line(words[key].format(bodies="、".join(verdict.bodies)))
    if verdict.chosen:
        text = words["route_chosen" if verdict.fits else "route_elsewhere"].format(body=verdict.chosen)
        return [route, Line(text), *_route_points(verdict)]
    return [route, *_route_points(verdict)]


def _route_points(verdict: Verdict) -> list[Block]:
    """Why these bodies, and what to settle first."""
    why = remark_lines([verdict.route]) if verdict.route and verdict.route.text else []
    return [*why, *(Line(f"· {text}", "AidPoint") for text in verdict.confirm)]


def remark_lines(remarks: Sequence[Remark]) -> list[Line]:
    """Remarks as points, each followed by the passage it rests on."""
    lines: list[Line] = []
    for remark in remarks:
        lines.append(Line(f"· {remark.text}", "AidPoint"))
        if remark.ground:
            quote = f"「{remark.ground.display or remark.ground.quote}」"
            lines.append(Line(quote, "AidQuote", lead=f"{remark.ground.article}　"))
    return lines


def _leaf(leaf: Leaf) -> tuple[Cell, ...]:
    words = wording()
    state = words["states"][leaf.state]
    if leaf.judged:
        state = words["judged"] if leaf.state == "met" else words["judged_unsaid"]
    quote = Line(f"「{leaf.ground.display or leaf.ground.quote}」", "AidSmall")
    return leaf.ground.article, quote, Line(state, "AidMiddle"), leaf.reason
