"""Filling 附件2 一览表: several people in rank order, and what 通知·七（二） forbids: the same person twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from templates.application import blank_findings, header_line
from templates.blank import Blank
from templates.findings import Finding
from templates.growth import fill_rows
from templates.labels import plain
from templates.values import NotText, display
from templates.words import finding

_NEEDED = ("name", "unit", "sex", "birth_date", "political_status", "education", "occupation", "skill_level")


def fill_roster(
    blank: Blank,
    people: Sequence[Mapping[str, Any]],
    *,
    body: str = "",
    contact: str = "",
    phone: str = "",
    mobile: str = "",
    edition_line: str = "",
    draft: bool = False,
) -> tuple[bytes, list[list[str]], list[Finding]]:
    """The 一览表 of `people` (``answers`` objects) in the order given: the .docx, ten texts a person, findings.

    Without `body` the 归口单位 is the one all forms name. A person doubled by ID number, sent through two channels,
    or through another than `body` is a finding (通知·七（二）); nobody is left out. Never raises on any answers.
    """
    people = [p if isinstance(p, Mapping) else {} for p in people]
    findings = blank_findings(blank)
    table = blank.rows.get("people")
    columns = [column for column, *_ in table.more.columns] if table else []
    texts: list[dict[str, str]] = []
    for number, person in enumerate(people, 1):
        row: dict[str, str] = {}
        for column in columns:
            if not column.key:
                continue
            try:
                row[column.key] = display(column.kind, person.get(column.key))
            except NotText:
                row[column.key] = ""
                findings.append(finding(f"people[r{number}].{column.key}", "shape", severity="error"))
            if not row[column.key] and column.key in _NEEDED:
                path = f"people[r{number}].{column.key}"
                findings.append(finding(path, "missing_cell", row=number, label=column.label))
        texts.append(row)
    findings += _doubled(people)
    channel, notes = _channel(people, _said(body))
    findings += notes
    if not people:
        findings.append(finding("", "nobody"))
    values: dict[int, str] = {}
    said = {"body": channel, "contact": _said(contact), "phone": _said(phone), "mobile": _said(mobile)}
    for spot in blank.lines:
        values[spot.gap] = spot.model.written([said.get(key, "") for key in spot.keys])
    if table:
        fill_rows(values, table, texts)
    rows = [[row.get(c.key, "") if c.key else str(n) for c in columns] for n, row in enumerate(texts, 1)]
    return blank.written(values, header=header_line(edition_line, draft=draft)), rows, findings


def _said(value: object) -> str:
    try:
        return display("tight", value)
    except NotText:
        return ""


def _doubled(people: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """Pairs with one ID number: a double application, and through two channels when the forms name two."""
    found = []
    numbers = [plain(_said(p.get("id_number"))).upper() for p in people]
    for (first, one), (second, other) in combinations(enumerate(people), 2):
        if not numbers[first] or numbers[first] != numbers[second]:
            continue
        path = f"people[r{second + 1}].id_number"
        where: dict[str, Any] = {"first": first + 1, "second": second + 1}
        found.append(finding(path, "duplicate_person", severity="error", **where))
        bodies = {plain(_said(p.get("recommending_body"))) for p in (one, other)} - {""}
        if len(bodies) == 2:
            found.append(finding(path, "two_channels", severity="error", **where))
    return found


def _channel(people: Sequence[Mapping[str, Any]], body: str) -> tuple[str, list[Finding]]:
    """The 归口单位 of the list, and forms that name another one."""
    named = [_said(p.get("recommending_body")) for p in people]
    if body:
        return body, [
            finding(f"people[r{row}].recommending_body", "other_body", row=row)
            for row, name in enumerate(named, 1)
            if name and plain(name) != plain(body)
        ]
    distinct = {plain(name): name for name in named if name}
    if len(distinct) > 1:
        return "", [finding("body", "several_bodies")]
    return next(iter(distinct.values()), ""), []
