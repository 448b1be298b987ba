"""Rows spoken of by their number or as the one added last: 第2条, 技术成果获奖第2条, 刚才新加的那条, 最后一段."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dialogs.understanding.choices import number
from dialogs.understanding.expressions import expression
from dialogs.understanding.scene import Scene
from dialogs.understanding.words import Names

LAST, NEWEST = -1, -2


@dataclass(frozen=True, slots=True)
class RowSaid:
    """A row as said: its table (empty where none is named) and number from 0, `LAST` as shown or `NEWEST` as told.

    `piece` is the counting word, `end` the length of the words, `going` whether they ask to change it.
    """

    table: str
    at: int
    piece: str
    end: int
    going: bool


def row_said(scene: Scene, text: str) -> RowSaid | None:
    """The row that the text (folded) begins with; None where it begins with none."""
    match = _naming(scene.names).match(text)
    if match is None:
        return None
    said = match["noun1"] or match["noun2"] or ""
    at = number(match["nth"]) - 1 if match["nth"] else NEWEST if match["newest"] else LAST
    if match["nth"] and at < 0:
        return None
    return RowSaid(scene.names.tables.get(said, ""), at, match["piece"] or "", match.end(), bool(match["going"]))


@lru_cache(maxsize=8)
def _naming(names: Names) -> re.Pattern[str]:
    source = expression("rowedit.row").pattern.replace("TABLENAME", names.table_pattern)
    return re.compile(source.replace("COLUMNNAME", f"(?:{names.column_pattern})"))


def candidates(scene: Scene, said: RowSaid, owners: Sequence[str]) -> list[str]:
    """The rows meant, as paths: of the table named, of the one in hand, of the one changed last, else of each that has such a row.

    `owners`: only tables with the cell that is spoken of.
    """
    rows = scene.known.rows
    fits = [
        t for t in scene.form.tables if _index(rows.get(t, ()), said.at) is not None and (not owners or t in owners)
    ]
    if said.table:
        fits = [t for t in fits if t == said.table]
    else:
        last = scene.focus.last.partition("[")[0]
        counted = "work_history" if said.piece == "段" else ""
        for table in (scene.focus.row.partition("[")[0], counted, scene.focus.table, last):
            if table and table in fits:
                fits = [table]
                break
    found = []
    for table in fits:
        at = _index(rows[table], said.at)
        if at is not None:
            found.append(f"{table}[{rows[table][at]}]")
    return found


def newest(ids: Sequence[str]) -> int:
    """The place of the row that was added last."""
    return max(range(len(ids)), key=lambda n: int(ids[n][1:]) if ids[n][1:].isdigit() else 0)


def _index(ids: Sequence[str], at: int) -> int | None:
    if not ids or at >= len(ids):
        return None
    return newest(ids) if at == NEWEST else len(ids) - 1 if at == LAST else at


def row_name(scene: Scene, path: str) -> str:
    """工作经历第2段, for choosing."""
    table, _, row = path.partition("[")
    spec = scene.form.tables[table]
    return f"{spec.name} {spec.row_name.format(n=scene.known.rows[table].index(row.rstrip(']')) + 1)}"
