"""Cells of rows changed by words: 第二条职业改成焊工 岗位店长, 把第2条的时间改成2010.9至2012.5, 证书编号删掉.

A message is read here as a whole: its pieces (parted by blanks and commas) are rows spoken of, cells with their new values,
and remarks. Where no cell is named nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dialogs.commands import Clear, Command, Control, Correct, Fill, GoTo, Unclear
from dialogs.parsing import Note, Parsed, Problem
from dialogs.parsing.reply import wording
from dialogs.parsing.work_cells import own_cell
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import fold, squeeze
from dialogs.understanding.rowrefs import RowSaid, candidates, row_name, row_said
from dialogs.understanding.scene import COUNTED, Scene, split_path
from dialogs.understanding.spoken import rows_like
from dialogs.understanding.words import pattern

LONGEST = 240
PERIOD = "period"
_PIECES = re.compile(r"[\s,，;；。!！]*([^\s,，;；。!！]+)([\s,，;；。!！]*)")
_SURE_NAME = 4
"""characters of a cell's name that may stand before its value with nothing but a blank between"""


@dataclass(slots=True)
class Edit:
    """A cell named, and its new value as offsets into the message; `drop` where the cell is to be empty."""

    row: RowSaid | None
    head: str
    column: str
    start: int
    end: int
    drop: bool = False


@dataclass(slots=True)
class _Read:
    """What has been read of a message so far."""

    edits: list[Edit] = field(default_factory=list)
    rows: list[RowSaid] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    amiss: bool = False
    going: bool = False
    stray: bool = False
    """whether something stands in front of the first row or cell"""


def row_edits(scene: Scene) -> list[Command]:
    """The changes of cells that the message asks for; empty where it is to be read otherwise."""
    key = scene.message.key
    if scene.focus.essay or not 2 < len(key) <= LONGEST or "?" in key or not _may_edit(scene):
        return []
    if expression("rowedit.otherwise").search(key):
        return []
    read = _read(scene)
    if not read.edits:
        return _only_rows(scene, read) or _told_anew(scene)
    if read.stray and (not read.rows or re.search(r"[0-9]{4}", "".join(read.others))):
        return []
    return _commands(scene, read)


def _may_edit(scene: Scene) -> bool:
    spec = scene.spec
    return not (spec is not None and spec.parser == "essay") and any(scene.known.rows.get(t) for t in scene.form.tables)


# ------------------------------------------------------------------------------------------------------------ reading
def _read(scene: Scene) -> _Read:
    """The message piece by piece."""
    key, read = scene.message.key, _Read()
    lead = expression("rowedit.lead").match(key)
    at = lead.end() if lead else 0
    read.amiss = bool(lead and lead[0].strip())
    joined = ""
    for piece in _PIECES.finditer(key, at):
        start, end = piece.span(1)
        if not _piece(scene, read, start, end) and not _goes_on(scene, read, start, end, joined):
            if not read.edits and not read.rows and not expression("rowedit.remark").fullmatch(piece[1]):
                read.stray = True
            read.others.append(scene.message.raw[start:end])
        joined = piece[2]
    return read


def _piece(scene: Scene, read: _Read, start: int, end: int) -> bool:
    """Whether a piece is a row spoken of, a cell with its value, or both."""
    key = scene.message.key
    said = row_said(scene, key[start:end])
    row = read.rows[-1] if read.rows else None
    if said is not None:
        row, start = said, start + said.end
        read.rows.append(said)
        rest = key[start:end]
        read.going = read.going or said.going
        if not rest or expression("rowedit.amiss").fullmatch(rest):
            read.amiss = read.amiss or bool(rest)
            return True
        if expression("rowedit.drop").fullmatch(rest):
            read.rows.pop()
            return False
    named = _cell(scene, key, start, end, free=said is not None or bool(read.edits))
    if named is not None and named[2] and said is not None and key[start:end].startswith(tuple(scene.names.tables)):
        return False
    if named is None and said is not None:
        named = _called(scene, key, start, end)
    if named is None and said is None and not read.rows:
        return _by_words(scene, read, start, end)
    if named is not None:
        column, value, drop = named
        read.edits.append(Edit(row, key[start:value], column, value, end, drop))
    return named is not None or said is not None


def _called(scene: Scene, key: str, start: int, end: int) -> tuple[str, int, bool] | None:
    """第二个叫染发创意, where a cell of a row is being asked: the same cell of the row that was said."""
    column = split_path(scene.focus.path or "")[2]
    link = expression("rowedit.called").match(key[start:end]) if column else None
    spec = scene.spec_of(scene.focus.path or "") if link else None
    return (squeeze(fold(spec.label)), start + link.end(), False) if spec is not None and link is not None else None


def _by_words(scene: Scene, read: _Read, start: int, end: int) -> bool:
    """美发师岗位改成洗剪吹: the one row in which the words stand."""
    key = scene.message.key
    names = scene.names.column_pattern
    found = pattern(rf"(?P<row>.{{2,16}}?)(?:那[一]?[条段项个行])?的?(?P<cell>(?:{names}).+)").fullmatch(
        key, start, end
    )
    if found is None or not expression("rowedit.to").search(found["cell"]):
        return False
    like = rows_like(scene, re.sub(r"^(?:把|将)", "", found["row"]), scene.focus.table)
    named = _cell(scene, key, found.start("cell"), end, free=False)
    if len(like) != 1 or named is None:
        return False
    table, row, _ = split_path(like[0])
    at = scene.known.rows[table].index(row)
    read.rows.append(RowSaid(table, at, "", found.start("cell") - start, going=False))
    read.edits.append(Edit(read.rows[-1], "", named[0], named[1], end, named[2]))
    return True


def _cell(scene: Scene, key: str, start: int, end: int, *, free: bool) -> tuple[str, int, bool] | None:
    """`(name of the cell, where its value begins, whether it is to go)`; `free` where nothing need stand between the two."""
    head = expression("rowedit.head").match(key, start, end)
    at = head.end() if head else start
    periods = expression("rowedit.period").pattern
    names = scene.names.column_pattern
    named = pattern(rf"(?P<period>{periods})|(?P<name>{names})").match(key, at, end)
    if named is None:
        return None
    longest = named if named["name"] else pattern(rf"(?P<name>{names})").match(key, at, end)
    if longest is not None and longest.end() > named.end():
        named = longest
    name = named[0] if named.end() > named.start() else ""
    rest = key[named.end() : end]
    if expression("rowedit.drop").fullmatch(rest):
        return name, end, True
    if expression("rowedit.amiss").fullmatch(rest):
        return name, end, False
    link = expression("rowedit.link").match(key, named.end(), end)
    if link is not None and link[0]:
        return name, link.end(), False
    blank = not rest and len(name) >= _SURE_NAME
    return (name, named.end(), False) if free or blank else None


def _goes_on(scene: Scene, read: _Read, start: int, end: int, joined: str) -> bool:
    """A piece without a name: a post or a level of its own, else more of the value before it."""
    if not read.edits:
        return False
    last, key = read.edits[-1], scene.message.key
    if not last.drop and not key[last.start : last.end].strip():
        called = expression("rowedit.called").match(key[start:end])
        last.start, last.end = start + (called.end() if called else 0), end
        return True
    if expression("rowedit.remark").fullmatch(key[start:end]):
        return True
    if last.row is not None or scene.focus.row:
        column = own_cell(scene.message.raw[start:end])
        taken = {c for e in read.edits for _, c in scene.names.columns.get(e.column, ())}
        label = next((c.label for t in scene.form.tables.values() for c in t.columns if c.key == column), "")
        if label and column not in taken:
            read.edits.append(Edit(last.row, "", squeeze(fold(label)), start, end))
            return True
    if last.drop or joined.strip(" \t\n"):
        return False
    last.end = end
    return True


# ----------------------------------------------------------------------------------------------------------- deciding
def _only_rows(scene: Scene, read: _Read) -> list[Command]:
    """改第2条, 第二条写错了: where the person wants to go."""
    if len(read.rows) != 1 or read.others or not (read.going or read.amiss):
        return []
    found = candidates(scene, read.rows[0], ())
    if len(found) == 1:
        return [GoTo(found[0])]
    return [_which(scene, found)] if found else []


def _commands(scene: Scene, read: _Read) -> list[Command]:
    found: list[Command] = []
    before = ""
    for edit in read.edits:
        rows = _rows_of(scene, edit, before)
        made = [_changed(scene, row, edit) for row in rows]
        if not rows or made[0] is None:
            return [Unclear(scene.message.raw)] if read.rows and (edit.drop or _changes(edit)) else []
        if len(rows) > 1:
            return [_which(scene, rows, made if len(read.edits) == 1 else [])]
        found += made[0]
        before = rows[0]
    others = [o for o in read.others if not expression("rowedit.remark").fullmatch(o) and len(o) > 2]
    return _with_rest(found, others)


def _told_anew(scene: Scene) -> list[Command]:
    """不对只有小王考了高级工一个人, while another cell of the row is asked: what was told of the row is told again.

    Where nothing of it is made, a number behind a 不对 is no answer to what is asked either.
    """
    table, row, column = split_path(scene.focus.path or "")
    lead = expression("rowedit.lead").match(scene.message.key)
    if not column or lead is None or not re.search(r"不对|错了", lead[0]):
        return []
    rest = scene.message.raw[lead.end() :]
    parsed = scene.parsed(table, rest) if rest.strip() else None
    cells = parsed.value[0] if parsed is not None and isinstance(parsed.value, list) and len(parsed.value) == 1 else {}
    known = {k: v for k, v in cells.items() if scene.filled(f"{table}[{row}].{k}") and k != column}
    if known:
        return [
            Correct(f"{table}[{row}].{k}", scene.parse(f"{table}[{row}].{k}", str(v)), rest) for k, v in known.items()
        ]
    spec = scene.spec
    return [Control("wrong")] if spec is not None and spec.parser in COUNTED and rest.strip() and not cells else []


def _which(scene: Scene, rows: list[str], made: Sequence[list[Command] | None] = ()) -> Unclear:
    """Which row was meant, the change with it where there is only one."""
    whole = [m[0] if m and len(m) == 1 and isinstance(m[0], Correct) else None for m in made]
    commands = whole if whole and all(whole) else [GoTo(row) for row in rows]
    options = [(c, row_name(scene, row)) for c, row in zip(commands, rows, strict=True) if c is not None]
    return Unclear(scene.message.raw, tuple(options[:3]))


def _changes(edit: Edit) -> bool:
    return bool(expression("rowedit.changed").search(edit.head))


def _rows_of(scene: Scene, edit: Edit, before: str) -> list[str]:
    """The rows an edit may mean: the one said, the one in hand, the one changed last, else every one with such a cell.

    `before` is the row that the edit before it meant.
    """
    owners = _owners(scene, edit.column)
    if edit.row is not None:
        return candidates(scene, edit.row, owners)
    inside = (scene.focus.path or "").rpartition(".")[0] if "[" in (scene.focus.path or "") else ""
    for row in (before, inside, scene.focus.row):
        if row and split_path(row)[0] in owners:
            return [row]
    if not (edit.drop or _changes(edit)) or squeeze(edit.column) in scene.names.fields:
        return []
    last = scene.focus.last.rpartition(".")[0] if "[" in scene.focus.last else ""
    table, row_id, _ = split_path(last)
    if table in owners and row_id in scene.known.rows.get(table, ()):
        return [last]
    tables = [scene.focus.table] if scene.focus.table in owners else owners
    return [f"{t}[{r}]" for t in tables for r in scene.known.rows.get(t, ())]


def _owners(scene: Scene, name: str) -> list[str]:
    """The tables that have a cell of this name."""
    owners = [t for t, _ in scene.names.columns.get(name, ())]
    if expression("rowedit.period").fullmatch(name):
        owners = [t for t, spec in scene.form.tables.items() if any(c.key == "start" for c in spec.columns)] + owners
    return list(dict.fromkeys(owners))


def _changed(scene: Scene, row: str, edit: Edit) -> list[Command] | None:
    table = split_path(row)[0]
    raw = scene.message.raw[edit.start : edit.end]
    value = expression("rowedit.tail").sub("", raw.strip(" \t\n,，。:：“”\"「」'"))
    column = dict(scene.names.columns.get(edit.column, ())).get(table, "")
    if not column and expression("rowedit.period").fullmatch(edit.column):
        if not any(c.key == "start" for c in scene.form.tables[table].columns):
            return None
        return _period(scene, table, row, value)
    path = f"{row}.{column}"
    if edit.drop or expression("rowedit.none").fullmatch(squeeze(value)):
        return [Clear(path)]
    if not value:
        return [GoTo(path)]
    value = expression("rowedit.generic").sub("", value)
    outcome = scene.parse(path, value)
    if path == scene.focus.path or not scene.filled(path):
        if isinstance(outcome, Parsed) and scene.focus.path and row in scene.focus.path:
            return [Fill(path, outcome, value)]
    elif edit.row is None and row in (scene.focus.path or "") and not expression("rowedit.to").search(edit.head):
        return None if len(edit.column) < _SURE_NAME else [Correct(path, outcome, value)]
    return [Correct(path, outcome, value)]


def _period(scene: Scene, table: str, row: str, value: str) -> list[Command] | None:
    """时间改成2010.9至2012.5: both ends at once; of one month alone, which end is meant is asked."""
    outcome = scene.parse(table, value)
    rows = outcome.value if isinstance(outcome, Parsed) else [outcome.partial] if outcome.partial else []
    cells = {k: v for k, v in rows[0].items() if k in ("start", "end")} if rows else {}
    if isinstance(outcome, Problem) and outcome.code != "row_no_period":
        return [Correct(f"{row}.start", outcome, value)]
    made = [(f"{row}.{k}", scene.parsed(f"{row}.{k}", v)) for k, v in cells.items()]
    fits = [Correct(path, parsed, value) for path, parsed in made if parsed is not None]
    if len(fits) == 1:
        other = f"{row}.end"
        parsed = scene.parsed(other, value)
        options = [*fits, *([Correct(other, parsed, value)] if parsed is not None else [])]
        return [Unclear(value, tuple((c, scene.form.spec(c.path).name) for c in options))]
    return list(fits) or None


def _with_rest(found: list[Command], others: list[str]) -> list[Command]:
    """The changes, the last of them with a word on what found no cell: nobody loses what they typed."""
    if not others:
        return found
    text = wording()["warnings"]["not_placed"].format(said="、".join(others))
    for n in range(len(found) - 1, -1, -1):
        command = found[n]
        if isinstance(command, (Correct, Fill)) and isinstance(command.parsed, Parsed):
            parsed = replace(command.parsed, warnings=(*command.parsed.warnings, Note("not_placed", text)))
            found[n] = replace(command, parsed=parsed)
            return found
    return found
