"""Rows by words: 还有一个, 把第二条删了, 删掉全国技术能手, 恢复."""

from __future__ import annotations

from dialogs.commands import Command, RowAdd, RowDelete, RowRestore, Unclear
from dialogs.understanding.choices import number
from dialogs.understanding.expressions import expression
from dialogs.understanding.rowrefs import LAST, candidates, row_said
from dialogs.understanding.scene import Scene, split_path
from dialogs.understanding.spoken import rows_like, speak_of, table_meant


def row_command(scene: Scene, clause: str) -> Command | None:
    """The row command that a clause (folded, squeezed) is, or None."""
    if len(clause) > 40:
        return None
    if expression("row.undelete").fullmatch(clause):
        return RowRestore(table_meant(scene, clause))
    if match := expression("row.restore").fullmatch(clause):
        return RowRestore(table_meant(scene, clause) if match["noun"] or scene.focus.table else "")
    if expression("row.add").fullmatch(clause):
        if expression("row.written").match(clause) and not scene.focus.table:
            return None  # 帮我写一份: no row
        table = table_meant(scene, clause)
        return RowAdd(table) if table else None
    if (deleted := _numbered(scene, clause)) is not None:
        return deleted
    match = expression("row.delete").fullmatch(clause) or expression("row.delete_first").fullmatch(clause)
    if match is None:
        return _named(scene, clause)
    at = -1
    if match["nth"] or match["digits"]:
        at = number(match["nth"] or match["digits"]) - 1
        if at < 0:
            return None
    return _delete(scene, clause, at, (match["noun1"] or "") + (match["noun2"] or ""))


def _numbered(scene: Scene, clause: str) -> Command | None:
    """第2项获奖也删掉, 删除第2项获奖, 刚才新加的那条删掉: a row by its number, or the one added last."""
    head = expression("row.drop_head").match(clause)
    said = row_said(scene, clause[head.end() :] if head else clause)
    rest = clause[(head.end() if head else 0) + said.end :] if said is not None else ""
    if said is None or not expression("row.done" if head else "rowedit.drop").fullmatch(rest):
        return None
    commands = []
    for path in candidates(scene, said, ()):
        table, row, _ = split_path(path)
        commands.append(RowDelete(table, LAST if said.at == LAST else scene.known.rows[table].index(row)))
    if len(commands) < 2:
        return commands[0] if commands else None
    named = [
        f"{scene.form.tables[c.table].name} {scene.form.tables[c.table].row_name.format(n=c.index + 1)}"
        for c in commands
    ]
    return Unclear(clause, tuple(zip(commands[:3], named[:3], strict=True)))


def _delete(scene: Scene, clause: str, at: int, noun: str) -> Command | None:
    table = table_meant(scene, noun)
    if table:
        return RowDelete(table, at)
    ids = scene.known.rows
    fits = [t for t in scene.form.tables if len(ids.get(t, ())) > max(at, 0)]
    if len(fits) == 1:
        return RowDelete(fits[0], at)
    if not fits:
        return None
    return Unclear(clause, tuple((RowDelete(t, at), scene.form.tables[t].name) for t in fits[:3]))


def _named(scene: Scene, clause: str) -> Command | None:
    """A row to be deleted, spoken of by its year or by words that stand in it."""
    match = expression("row.delete_named").fullmatch(clause)
    if match is None:
        return None
    said = match["a"] or match["b"] or match["c"]
    paths = [p for p in speak_of(scene, said) if "[" in p and not split_path(p)[2]]
    paths = paths or rows_like(scene, said, scene.focus.table) or rows_like(scene, said)
    commands = [RowDelete(t, scene.known.rows[t].index(row)) for t, row, _ in map(split_path, paths)]
    if len(commands) == 1:
        return commands[0]
    if not commands:
        return None
    names = [scene.form.tables[c.table].row_name.format(n=c.index + 1) for c in commands]
    return Unclear(clause, tuple(zip(commands[:3], names[:3], strict=True)))
