"""Which answer a person speaks of: 单位电话, 第四段的结束时间, 2015年那份, 刚才那个."""

from __future__ import annotations

import re

from dialogs.understanding.choices import number
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import fold, squeeze
from dialogs.understanding.scene import Scene
from dialogs.understanding.told import named
from dialogs.understanding.words import pattern


def speak_of(scene: Scene, text: str) -> list[str]:
    """The paths that a phrase (folded) names, the likeliest first; empty when it names none.

    `work_history[r4].end` for a cell, `work_history[r4]` for a row, `unit` for a field.
    """
    text = _bare(text)
    if not text:
        return []
    exact = scene.names.fields.get(text)
    cells = _cells(scene, text)
    if cells:
        return cells
    if exact:
        return list(exact)
    if facts := named(scene, text):
        return facts
    if expression("just_now").match(text) and scene.focus.last:
        return [scene.focus.last]
    if scene.focus.table and text in scene.names.columns:
        return column_of_open_row(scene, text)
    return []


def _bare(text: str) -> str:
    text = expression("possessive").sub("", squeeze(text))
    return expression("field_tail").sub("", text) or text


def _cells(scene: Scene, text: str) -> list[str]:
    """A row, or a cell of it, spoken of by its number or year."""
    match = expression("row_said").match(text)
    if match is None:
        return []
    rest = text[match.end() :]
    column = rest.lstrip("的")
    hint = _table_of(scene, match["before"]) if match["before"] else ""
    if (not column or column in scene.names.columns) and (hint or column):
        found = _rows(scene, match, hint, column)
        if found:
            return found
    noun = pattern(r"(?:的)?(?P<noun>" + _nouns(scene) + r")?(?:的)?").match(rest)
    table_hint = _table_of(scene, noun["noun"]) if noun and noun["noun"] else ""
    column = rest[noun.end() :] if noun and table_hint else rest.lstrip("的")
    return _rows(scene, match, table_hint, column) if not column or column in scene.names.columns else []


def _rows(scene: Scene, match: re.Match[str], hint: str, column: str) -> list[str]:
    found: list[str] = []
    owners = dict(scene.names.columns.get(column, ())) if column else {}
    tables = [hint] if hint else sorted(scene.form.tables, key=lambda t: t != scene.focus.table)
    if scene.focus.table in tables and (not column or scene.focus.table in owners):
        tables = [scene.focus.table]
    for table in tables:
        if column and table not in owners:
            continue
        ids = scene.known.rows.get(table, ())
        for at in _indices(scene, match, table, len(ids)):
            path = f"{table}[{ids[at]}]"
            found.append(f"{path}.{owners[table]}" if column else path)
    return found


def _indices(scene: Scene, match: re.Match[str], table: str, count: int) -> list[int]:
    if match["nth"]:
        at = number(match["nth"]) - 1
        return [at] if 0 <= at < count else []
    if match["year"]:
        return rows_of_year(scene, table, match["year"])
    return [count - 1] if count else []


def rows_of_year(scene: Scene, table: str, year: str) -> list[int]:
    """The rows of a table that begin, end or lie in a year; a beginning counts before an end."""
    rows = scene.rows(table)
    if len(rows) != len(scene.known.rows.get(table, ())):
        return []
    first = [n for n, r in enumerate(rows) if str(r.get("start", r.get("year", ""))).startswith(year)]
    return first or [n for n, r in enumerate(rows) if str(r.get("end", "")).startswith(year)]


def column_of_open_row(scene: Scene, name: str) -> list[str]:
    """A column of the row being filled, or of the last one; empty where it has none of this name."""
    table, ids = scene.focus.table, scene.known.rows.get(scene.focus.table, ())
    columns = dict(scene.names.columns.get(name, ()))
    if table not in columns or not ids:
        return []
    inside = re.search(r"\[([^\]]+)\]", scene.focus.path or "")
    row = inside[1] if inside else ids[-1]
    return [f"{table}[{row}].{columns[table]}"]


def _nouns(scene: Scene) -> str:
    nouns = {n for names in scene.words.row_nouns.values() for n in names}
    return "|".join(sorted(map(re.escape, nouns), key=len, reverse=True))


def _table_of(scene: Scene, noun: str) -> str:
    for table, nouns in scene.words.row_nouns.items():
        if noun in nouns and table in scene.form.tables:
            return table
    return ""


def table_meant(scene: Scene, text: str) -> str:
    """The table a phrase about rows speaks of: by its noun, else the one being filled, else the only one with rows."""
    for table, nouns in scene.words.row_nouns.items():
        if table in scene.form.tables and any(n in text for n in nouns if len(n) > 1 or n == "奖"):
            return table
    if scene.focus.table:
        return scene.focus.table
    last = scene.focus.last.partition("[")[0]
    if last in scene.form.tables:
        return last
    filled = [t for t in scene.form.tables if scene.known.rows.get(t)]
    return filled[0] if len(filled) == 1 else ""


def rows_like(scene: Scene, text: str, table: str = "") -> list[str]:
    """The rows in which a phrase stands word for word (删掉全国技术能手)."""
    text = expression("row_words_tail").sub("", text)
    inside = pattern(rf"(?:{_nouns(scene)})(?:那?栏)?(?:里面?|中)的?(?:那个|那条)?").match(text)
    text = text[inside.end() :] if inside else text
    if len(text) < 2:
        return []
    found: list[str] = []
    for key in [table] if table else scene.form.tables:
        rows, ids = scene.rows(key), scene.known.rows.get(key, ())
        if len(rows) != len(ids):
            continue
        for row, cells in zip(ids, rows, strict=True):
            if any(isinstance(v, str) and text in fold(v) for v in cells.values()):
                found.append(f"{key}[{row}]")
    return found
