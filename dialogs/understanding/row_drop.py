"""Rows that are to go, spoken of by what stands in them: 全国技术能手那条去掉, 市级那个不算我的, 删掉99年到2000年那段.

Where the person only says that a row is not theirs, it is asked before anything goes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dialogs.commands import Command, Control, Fill, RowDelete, Unclear
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import squeeze
from dialogs.understanding.rowrefs import row_name, row_said
from dialogs.understanding.scene import Scene, split_path
from dialogs.understanding.spoken import rows_like, table_meant
from dialogs.understanding.words import pattern

LONGEST = 60
"""characters of such a message"""
SURE_WORDS = 4
"""characters of a row's own words that speak of it without a 那条 behind them"""
_PIECES = re.compile(r"[^\s,，。;；!！、]+")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)?[0-9]{2})(?:年|(?=[到至\-—.]))")
_RANKS = {
    "市": r"市",
    "省": r"省|市",
    "国家": r"国家|全国|中国|中华|国务院|[^市]*部$",
    "行业": r"行业|协会|学会|系统|集团",
}


def row_drop(scene: Scene) -> list[Command]:
    """The row to be deleted; empty where none is spoken of by its content."""
    key = scene.message.key
    if len(key) > LONGEST or "\n" in key.strip() or "?" in key or not any(scene.known.rows.values()):
        return []
    if not scene.overlay and (agreed := expression("drop.yes").fullmatch(scene.message.squeezed)):
        return [Control("heard")] if agreed["yes"] else [Unclear(scene.message.raw)] if scene.free else []
    pieces = list(_PIECES.finditer(key))
    if any(row_said(scene, piece[0]) is not None for piece in pieces):
        return []  # rows by their number are read elsewhere
    for n, piece in enumerate(pieces):
        said = _said(scene, piece[0], [p[0] for p in pieces[n + 1 :]])
        if said is None:
            continue
        what, noun, sure = said
        rows = _rows(scene, what, noun)
        if not rows:
            continue
        deleted = [RowDelete(t, scene.known.rows[t].index(r), sure) for t, r, _ in map(split_path, rows)]
        if len(deleted) > 1:
            return [Unclear(key, tuple((c, row_name(scene, r)) for c, r in zip(deleted[:3], rows[:3], strict=True)))]
        return [deleted[0], *_instead(scene, deleted[0].table, piece.end())]
    return []


def _said(scene: Scene, piece: str, after: list[str]) -> tuple[str, str, bool] | None:
    """`(the words for the row, the noun behind them, whether it is plainly said that it should go)`."""
    first = expression("drop.first").fullmatch(piece)
    if first is not None:
        return first["what"], first["noun"] or "", True
    match = expression("drop.row").match(piece)
    if match is not None:
        plain = any(expression("drop.plain").fullmatch(p) for p in (match["rest"], *after))
        mild = any(expression("drop.not_mine").fullmatch(p) for p in (match["rest"], *after[: not match["rest"]]))
        return (match["what"], match["noun"] or "", plain) if plain or mild else None
    bare = expression("drop.bare").fullmatch(piece)
    if bare is not None and len(bare["what"]) >= SURE_WORDS:
        return bare["what"], "", True
    return None


def _rows(scene: Scene, what: str, noun: str) -> list[str]:
    """The rows meant: by their year, their level or words that stand in them; of the table asked about first."""
    own = [scene.focus.table, table_meant(scene, noun) if noun else ""]
    for table in dict.fromkeys(t for t in reversed(own) if t):
        if found := _of(scene, what, table):
            return found
    return [row for table in scene.form.tables for row in _of(scene, what, table)]


def _of(scene: Scene, what: str, table: str) -> list[str]:
    rows, ids = scene.rows(table), scene.known.rows.get(table, ())
    if len(rows) != len(ids):
        return []
    years = [int(y) if len(y) == 4 else 1900 + int(y) + 100 * (int(y) < 50) for y in _YEAR.findall(what)]
    words = squeeze(_YEAR.sub("", what)) if years else what
    if years:
        found = [f"{table}[{r}]" for r, cells in zip(ids, rows, strict=True) if _in_years(cells, years)]
        named = rows_like(scene, words, table)
        return [row for row in found if row in named] or found
    rank = next(
        (source for name, source in _RANKS.items() if re.fullmatch(f"{name}(?:级|里|部级|市级)?(?:的)?", what)), ""
    )
    if rank:
        cells = ("authority", "title", "award")
        told = [" ".join(str(row.get(c) or "") for c in cells) for row in rows]
        return [f"{table}[{r}]" for r, text in zip(ids, told, strict=True) if pattern(rank).search(text)]
    return rows_like(scene, words, table)


def _in_years(cells: Mapping[str, Any], years: list[int]) -> bool:
    """Whether a row is of the year said, or runs from the first to the last of two."""
    start, end = str(cells.get("start") or cells.get("year") or ""), str(cells.get("end") or "")
    if len(years) > 1:
        return start.startswith(str(years[0])) and end.startswith(str(years[-1]))
    return start.startswith(str(years[0]))


def _instead(scene: Scene, table: str, at: int) -> list[Command]:
    """What is told in the place of the row (…去掉 换成2020年首都劳动奖章), so that it is not lost."""
    rest = re.sub(r"^[\s,，。;；!！]*(?:换成|改成|加上|换|填)?", "", scene.message.raw[at:])
    parsed = scene.parsed(table, rest) if re.search(r"[0-9]{4}", rest) else None
    return [Fill(table, parsed, rest)] if parsed is not None and parsed.value else []
