"""Which answer a person speaks of: 单位电话, 第四段的结束时间, 2015年那份, 刚才那个."""

from __future__ import annotations

import re

from dialogs.understanding.choices import number
from dialogs.understanding.message import squeeze
from dialogs.understanding.scene import Scene
from dialogs.understanding.words import pattern

ORDINAL = r"(?:第(?P<nth>\d{1,2}|[一二两三四五六七八九十]{1,3})|(?P<lastly>最后|末尾|最末|倒数第一)一?|(?P<prev>上|前)一?)(?:段|条|行|个|份|项|次|家|批|张)"
YEAR = r"(?P<year>(?:19|20)\d{2})年?(?:那|的那|这)?(?:一?(?:段|条|行|个|份|项|次|家|年))?(?:的)?"
_ROW = re.compile(rf"(?:{ORDINAL}|{YEAR})")
JUST_NOW = re.compile(
    r"^(?:刚才|刚刚|刚|上面|前面)?(?:说|填|写|发|报)?(?:的)?(?:那个|那一个|那项|那条|的那个|那|个)?(?:号码|号|数字|日期|时间|数|答案|回答)?(?:的)?$"
)


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
        return _with_twins(text, exact)
    if JUST_NOW.match(text) and scene.focus.last:
        return [scene.focus.last]
    if scene.focus.table and text in scene.names.columns:
        return _open_row_cells(scene, text)
    return []


def _bare(text: str) -> str:
    text = squeeze(text)
    text = re.sub(
        r"^(?:把|将|我的|我们的|本人的|我们|刚才的|刚才那个|刚才|刚刚的|刚刚|前面的|前面|上面的|上面|之前的|那个|这个|我)+(?=.)",
        "",
        text,
    )
    return re.sub(r"(?:那|这)?(?:一|那一|这一)?(?:栏|项|格|处)?(?:的)?(?:内容|信息)?$", "", text) or text


def _with_twins(text: str, exact: list[str]) -> list[str]:
    if text in ("电话", "电话号码", "联系电话"):
        return list(dict.fromkeys([*exact, "unit_phone", "mobile"]))
    return list(exact)


def _cells(scene: Scene, text: str) -> list[str]:
    """A row, or a cell of it, spoken of by its number or year."""
    match = _ROW.match(text)
    if match is None:
        return []
    rest = text[match.end() :]
    column = rest.lstrip("的")
    if column in scene.names.columns and (found := _rows(scene, match, "", column)):
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


def _open_row_cells(scene: Scene, name: str) -> list[str]:
    """A column of the row being filled, or of the last one."""
    table, ids = scene.focus.table, scene.known.rows.get(scene.focus.table, ())
    columns = dict(scene.names.columns[name])
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
