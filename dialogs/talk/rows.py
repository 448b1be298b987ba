"""Tables: one row at a time by cell, by sentence or by paste; order, gaps, deleting and bringing back."""

from __future__ import annotations

from typing import Any

from dialogs.agenda import open_cells
from dialogs.answers import cell, row_values, split_path
from dialogs.commands import Fill
from dialogs.display import row_line
from dialogs.draft import Draft
from dialogs.effects import Phrase
from dialogs.form import FieldSpec, TableSpec
from dialogs.session import Pending
from dialogs.talk import findings, shown_rows
from dialogs.talk.names import path_name


def begin(draft: Draft, table: str) -> str:
    """Open an empty row and ask its cells; returns the row id."""
    row = f"r{draft.get('next_row')}"
    insert(draft, table, row)
    draft.answers.pop(table, None)
    draft.set(open_row=f"{table}[{row}]", target=table, goal="form")
    return row


def insert(draft: Draft, table: str, row: str) -> None:
    """Put a new row at the end of the table."""
    draft.rows[table] = (*draft.rows.get(table, ()), row)
    number = int(row[1:])
    draft.set(next_row=max(draft.get("next_row"), number + 1))


def take(draft: Draft, spec: TableSpec, fill: Fill) -> None:
    """Rows out of a sentence; several at once are shown first and wait for a yes."""
    values: list[dict[str, Any]] = fill.parsed.value or []
    if not values:
        close(draft, spec.key)
        return
    notes = [note.message for note in fill.parsed.warnings]
    if len(values) > 1:
        draft.set(pending=shown_rows.shown(draft, spec, values, raw=fill.raw))
        if notes:
            draft.say("echo.notes", lines=tuple(Phrase("echo.note", {"text": n}) for n in notes))
        return
    add(draft, spec, values, raw=fill.raw)
    if notes:
        draft.say("echo.notes", lines=tuple(Phrase("echo.note", {"text": n}) for n in notes))


def add(draft: Draft, spec: TableSpec, values: list[dict[str, Any]], *, raw: str) -> None:
    """Store the rows in the table's own order and tell how they stand."""
    opened = ""
    fresh: list[str] = []
    half = draft.get("open_row")
    if split_path(half)[0] != spec.key:
        half = ""
    if half and row_values(draft.session, spec, split_path(half)[1]):
        _put_off_missing(draft, spec, split_path(half)[1])  # who tells the next row is done with this one
        half = ""
    for value in values:
        if half:
            row = split_path(half)[1]  # the empty row that was just opened takes the first sentence
            half = ""
        else:
            row = f"r{draft.get('next_row')}"
            insert(draft, spec.key, row)
        fresh.append(row)
        for column in spec.columns:
            if column.key in value and value[column.key] not in (None, ""):
                draft.write(cell(spec.key, row, column.key), value[column.key], raw=raw)
        _leave_quiet(draft, spec, row)
        if len(values) > 1:
            _put_off_missing(draft, spec, row)
        elif open_cells(spec, row, draft.answers):
            opened = f"{spec.key}[{row}]"
    draft.answers.pop(spec.key, None)
    if (refused := draft.get("refused")) is not None and refused.path == spec.key:
        draft.set(refused=None)
    draft.set(open_row=opened, target=spec.key, misses=0, goal="form")
    sort(draft, spec)
    lines = tuple(
        Phrase("rows.line", {"n": n + 1, "line": row_line(spec, row_values(draft.session, spec, r))})
        for n, r in enumerate(draft.rows[spec.key])
        if r in fresh
    )
    draft.say("rows.added", lines=lines)
    if not opened:
        findings.tell_table(draft, spec)


def _leave_quiet(draft: Draft, spec: TableSpec, row: str) -> None:
    """Cells that a sentence need not mention stay empty without being asked for."""
    for column in spec.columns:
        path = cell(spec.key, row, column.key)
        if column.quiet and path not in draft.answers and not _needed(draft, spec, row, column):
            draft.mark(path, "skipped")


def _needed(draft: Draft, spec: TableSpec, row: str, column: FieldSpec) -> bool:
    """Whether what the row says calls for this cell: its required columns, and the trade of those who are counted."""
    return column.required or bool(column.needed_with and _value(draft, spec, row, column.needed_with))


def _put_off_missing(draft: Draft, spec: TableSpec, row: str) -> None:
    """Cells a pasted row did not mention: optional ones stay empty, needed ones are kept for later."""
    for column in spec.columns:
        path = cell(spec.key, row, column.key)
        if path not in draft.answers:
            draft.mark(path, "later" if _needed(draft, spec, row, column) else "skipped")


def sort(draft: Draft, spec: TableSpec) -> None:
    """Bring the rows into the order the form asks for; rows without a date stay at the end."""
    if not spec.order:
        return
    ids = draft.rows.get(spec.key, ())
    key = spec.order.lstrip("-")
    dated = [r for r in ids if _value(draft, spec, r, key) is not None]
    undated = [r for r in ids if r not in dated]
    dated.sort(key=lambda r: str(_value(draft, spec, r, key)), reverse=spec.order.startswith("-"))
    wanted = (*dated, *undated)
    if wanted != ids:
        draft.rows[spec.key] = wanted


def _value(draft: Draft, spec: TableSpec, row: str, column: str) -> Any:
    answer = draft.answers.get(cell(spec.key, row, column))
    return answer.value if answer is not None and answer.status == "answered" else None


def close_if_full(draft: Draft) -> None:
    """When the open row has all its cells: put it in order, tell it, look for gaps."""
    opened = draft.get("open_row")
    if not opened:
        return
    table, row, _ = split_path(opened)
    spec = draft.form.tables[table]
    if row not in draft.rows.get(table, ()):
        draft.set(open_row="")
        return
    if open_cells(spec, row, draft.answers):
        return
    draft.set(open_row="")
    sort(draft, spec)
    number = draft.rows[table].index(row) + 1
    draft.say(
        "rows.complete", row=spec.row_name.format(n=number), line=row_line(spec, row_values(draft.session, spec, row))
    )
    findings.tell_table(draft, spec)


def half_open(draft: Draft) -> list[str]:
    """The cells still missing in the open row."""
    opened = draft.get("open_row")
    if not opened:
        return []
    table, row, _ = split_path(opened)
    return open_cells(draft.form.tables[table], row, draft.answers)


def begun(draft: Draft) -> bool:
    """Whether anything was typed into the open row."""
    table, row, _ = split_path(draft.get("open_row"))
    return bool(row_values(draft.session, draft.form.tables[table], row))


def close(draft: Draft, table: str) -> None:
    """没有了: the table is done; with a half row, first ask what becomes of it."""
    missing = half_open(draft)
    opened = draft.get("open_row")
    if missing and opened and split_path(opened)[0] == table:
        if not row_values(draft.session, draft.form.tables[table], split_path(opened)[1]):
            remove(draft, table, split_path(opened)[1])  # nothing was typed into it
        elif all(_may_skip(draft, path) for path in missing):
            for path in missing:
                draft.mark(path, "skipped")
            close_if_full(draft)
        else:
            ask_half(draft)
            return
    draft.write(table, None)
    draft.set(target="" if draft.get("target") == table else draft.get("target"), misses=0)
    count = len(draft.rows.get(table, ()))
    spec = draft.form.tables[table]
    draft.say("rows.closed" if count else "rows.none", name=spec.name, count=count)
    if count:
        findings.close_table(draft, spec)


def _may_skip(draft: Draft, path: str) -> bool:
    spec = draft.form.spec(path)
    return not isinstance(spec, TableSpec) and not spec.required


def ask_half(draft: Draft) -> None:
    """Name the cells missing in the open row and ask what to do with it."""
    draft.set(pending=Pending(kind="half_row", path=draft.get("open_row")))


def put_off_half(draft: Draft) -> None:
    """Keep the half row; its missing cells are for later."""
    for path in half_open(draft):
        draft.mark(path, "later")
    close_if_full(draft)


def cancel(draft: Draft, *, quiet: bool = False) -> None:
    """取消本行: the open row goes, the others stay as they are."""
    opened = draft.get("open_row")
    table, row, _ = split_path(opened)
    remove(draft, table, row)
    if not quiet:
        draft.say("rows.cancelled")


def remove(draft: Draft, table: str, row: str) -> None:
    """Take a row out; its cells stay aside so that it can come back."""
    draft.rows[table] = tuple(r for r in draft.rows.get(table, ()) if r != row)
    draft.set(bin=(*draft.get("bin"), (table, row))[-20:])
    if draft.get("open_row") == f"{table}[{row}]":
        draft.set(open_row="")
    if draft.get("target").startswith(f"{table}[{row}]"):
        draft.set(target=table)  # the cell that was being asked went with its row


def delete(draft: Draft, table: str, index: int) -> None:
    """把第二条删了: at once, and easily undone."""
    rows = draft.rows.get(table, ())
    if not rows or index >= len(rows) or index < -1:
        draft.complain("rows.no_such", count=len(rows), name=draft.form.tables[table].name)
        return
    row = rows[index]
    spec = draft.form.tables[table]
    number = rows.index(row) + 1
    line = row_line(spec, row_values(draft.session, spec, row))
    remove(draft, table, row)
    draft.say("rows.deleted", n=number, line=line)


def restore(draft: Draft, table: str = "") -> None:
    """Bring back the row deleted last."""
    for where, row in reversed(draft.get("bin")):
        if table and where != table:
            continue
        draft.set(bin=tuple(entry for entry in draft.get("bin") if entry != (where, row)))
        draft.rows[where] = (*draft.rows.get(where, ()), row)
        spec = draft.form.tables[where]
        sort(draft, spec)
        number = draft.rows[where].index(row) + 1
        draft.say("rows.restored", n=number, line=row_line(spec, row_values(draft.session, spec, row)))
        return
    refused: Pending | None = draft.get("refused")
    if refused is not None and table in ("", refused.path):
        draft.set(refused=None, pending=refused)
        return
    draft.complain("rows.nothing_to_restore")


def half_question(draft: Draft) -> Phrase:
    """第3段还差：工作单位、工作岗位."""
    missing = "、".join(draft.form.spec(p).name for p in half_open(draft))
    return Phrase("rows.half", {"row": path_name(draft, draft.get("open_row")), "missing": missing})
