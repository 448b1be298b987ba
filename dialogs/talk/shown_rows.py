"""Rows that are shown and wait for a yes: a correction changes them where they stand and never is that yes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dialogs.answers import split_path
from dialogs.commands import (
    Clear,
    Command,
    Control,
    Correct,
    Fill,
    GoTo,
    Look,
    Miss,
    Question,
    RowDelete,
    Unclear,
    WhatIf,
)
from dialogs.display import excerpt, row_line
from dialogs.draft import Draft
from dialogs.form import TableSpec
from dialogs.parsing import Parsed, Problem
from dialogs.session import Pending

LOST = (Unclear, Miss)
DENIALS = ("wrong", "mistake", "no")
BARE = 4
"""characters of a 不对 that says nothing of what is wrong"""


def shown(draft: Draft, spec: TableSpec, values: list[dict[str, Any]], *, raw: str) -> Pending:
    """The overlay with the rows as lines to be looked at."""
    lines = [{"n": n + 1, "line": row_line(spec, v)} for n, v in enumerate(values)]
    return Pending(kind="rows", path=spec.key, data={"rows": values, "raw": raw, "lines": lines})


def ids(draft: Draft, waiting: Pending) -> tuple[str, ...]:
    """The ids the rows will get."""
    return tuple(f"r{draft.get('next_row') + n}" for n in range(len(waiting.data["rows"])))


def amend(draft: Draft, waiting: Pending, commands: Sequence[Command], text: str) -> list[Command] | None:
    """Carry out what concerns the rows that wait; gives what else the message asks, None where it does not concern them."""
    table, fresh = waiting.path, ids(draft, waiting)
    mine = [c for c in commands if _concerns(c, table, fresh)]
    if not mine:
        if _only_denies(commands, text):
            draft.say("rows.what_is_wrong")
            draft.restate = True
            return [c for c in commands if isinstance(c, Correct)]
        return None
    spec = draft.form.tables[table]
    rows = [dict(row) for row in waiting.data["rows"]]
    gone = set()
    for command in mine:
        if isinstance(command, RowDelete):
            at = command.index % len(rows)
            gone.add(at)
            draft.say("rows.left_out", n=at + 1, line=row_line(spec, rows[at]))
        elif isinstance(command, GoTo):
            at = fresh.index(split_path(command.path)[1])
            draft.say("rows.which_cell", n=at + 1)
        elif isinstance(command, (Correct, Clear)):
            _change(draft, spec, rows, fresh, command)
    rows = [row for n, row in enumerate(rows) if n not in gone]
    draft.set(pending=shown(draft, spec, rows, raw=waiting.data["raw"]) if rows else None)
    draft.restate = True
    return [c for c in commands if c not in mine and not (isinstance(c, Control) and c.word in DENIALS)]


def keep_behind(draft: Draft, waiting: Pending) -> None:
    """Rows that waited when something else had to be asked first come back when that is settled."""
    asked: Pending | None = draft.get("pending")
    if asked is not None and asked.kind in ("correct", "offer", "clear"):
        draft.set(pending=asked.model_copy(update={"data": {**asked.data, "behind": waiting.model_dump()}}))


def come_back(draft: Draft, settled: Pending) -> None:
    """The rows behind what was just settled are shown again."""
    behind = settled.data.get("behind")
    if behind and draft.get("pending") is None:
        draft.set(pending=Pending.model_validate(behind))


def _concerns(command: Command, table: str, fresh: tuple[str, ...]) -> bool:
    if isinstance(command, RowDelete):
        return command.table == table and command.index < len(fresh)
    if not isinstance(command, (Correct, Clear, GoTo)):
        return False
    where, row, _ = split_path(command.path)
    return where == table and row in fresh


def _change(
    draft: Draft, spec: TableSpec, rows: list[dict[str, Any]], fresh: tuple[str, ...], command: Correct | Clear
) -> None:
    _, row, column = split_path(command.path)
    at = fresh.index(row)
    name = f"{spec.row_name.format(n=at + 1)} {draft.form.spec(command.path).name}"
    if isinstance(command, Clear):
        rows[at].pop(column, None)
        draft.say("clear.cell", name=name)
    elif isinstance(command.parsed, Problem):
        draft.complain("repair.problem", message=command.parsed.message)
    elif isinstance(command.parsed, Parsed):
        rows[at][column] = command.parsed.value
        draft.say("correct.done", name=name, value=excerpt(command.parsed.display, 120))


def _only_denies(commands: Sequence[Command], text: str) -> bool:
    """不对，… with a reason that nothing could be made of: the rows stay, and what is wrong is asked."""
    told = any(isinstance(c, (Fill, Question, WhatIf, Look, RowDelete)) for c in commands)
    denied = any(isinstance(c, Control) and c.word in DENIALS for c in commands)
    return len(text.strip()) > BARE and (denied if told else denied or any(isinstance(c, LOST) for c in commands))
