"""第一条荣誉去掉，改放到主要事迹里; 把密云区首席技师写进主要事迹: words or a row that are to stand in the long text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogs.commands import Command, Correct, Fill, RowDelete
from dialogs.parsing import Parsed, display
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import Clause
from dialogs.understanding.rowrefs import candidates, row_said
from dialogs.understanding.scene import Scene, split_path

LONGEST = 60


def into_text(scene: Scene, clause: Clause, found: Sequence[Command]) -> list[Command]:
    """The long text with the words added, and the row taken out where it is to move; empty where the clause is something else.

    `found` are the commands before it: a row that they delete is the one that moves.
    """
    match = expression("row.into_text").fullmatch(clause.key) if len(clause.key) <= LONGEST else None
    path = next((key for key, spec in scene.form.fields.items() if spec.parser == "essay"), "")
    if match is None or not path:
        return []
    what = clause.text[slice(*match.span("what"))].strip(' “”"「」') if match["what"] else ""
    said = row_said(scene, match["what"]) if match["what"] else None
    gone = next((c for c in found if isinstance(c, RowDelete)), None)
    more: list[Command] = []
    if said is not None and said.end == len(match["what"]):
        rows = candidates(scene, said, ())
        if len(rows) != 1:
            return []
        table, row, _ = split_path(rows[0])
        what = _line(scene, table, scene.row(table, row))
        if match["moved"] and gone is None:
            more.append(RowDelete(table, scene.known.rows[table].index(row)))
    elif not what and gone is not None and len(scene.rows(gone.table)) > gone.index:
        what = _line(scene, gone.table, scene.rows(gone.table)[gone.index])
    if len(what) < 2:
        return []
    old = scene.value(path)
    if isinstance(old, str) and old:
        return [*more, Correct(path, Parsed(f"{old}\n{what}", what), what)]
    return [*more, Fill(path, Parsed(what, what), what)]


def _line(scene: Scene, table: str, cells: Mapping[str, Any]) -> str:
    spec = scene.form.tables[table]
    return "，".join(
        display(c, cells[c.key]) + ("年" if c.parser == "year" else "") for c in spec.columns if cells.get(c.key)
    )
