"""The next row told while a cell of the one before is still asked: 2010年7月至今在首钢… where the post of 2003–2010 is open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogs.parsing import Parsed
from dialogs.understanding.scene import TABLES, Scene, split_path

SHORTEST = 10
"""characters of a message that may tell a row"""
_NAMED_BY = {"awards": ("project", "award"), "honours": ("title",)}
"""the cells that tell one row of a table from another, each with its year"""


def next_row(scene: Scene, path: str, text: str) -> Parsed | None:
    """Rows that `text` tells and that are not the one of the cell at `path`; None where it may be about that one."""
    table, row, column = split_path(path)
    if not column or len(text) < SHORTEST or scene.spec is None:
        return None
    held = scene.row(table, row)
    parsed = scene.parsed(table, text)
    rows = parsed.value if parsed is not None and isinstance(parsed.value, list) else []
    if not rows or not all(_is_other(table, held, column, told) for told in rows):
        return None
    return parsed


def tells_rows(scene: Scene) -> bool:
    """Whether the message tells rows of the table that is asked, or the next one while a cell is asked."""
    path, spec, raw = scene.focus.path, scene.spec, scene.message.raw
    if path is None or spec is None:
        return False
    if spec.parser in TABLES:
        parsed = scene.parsed(path, raw)
        return parsed is not None and bool(parsed.value)
    return "[" in path and next_row(scene, path, raw) is not None


def _is_other(table: str, held: Mapping[str, Any], column: str, told: Mapping[str, Any]) -> bool:
    """Whether what is told is whole enough to be a row, and contradicts the row held."""
    if table == "work_history":
        start, before, end = (str(v or "") for v in (told.get("start"), held.get("start"), held.get("end")))
        if column in ("start", "end") or not start or not before or start == before or not told.get("end"):
            return False
        follows = len(told) > 2 and bool(end) and end != "至今" and start >= end
        return follows or bool(told.get("unit") and told.get("occupation"))
    names = _NAMED_BY.get(table, ())
    if column in (*names, "year") or not told.get("year") or not held.get("year"):
        return False
    said = [str(told[name]) for name in names if told.get(name)]
    known = [str(held[name]) for name in names if held.get(name)]
    return len(said) == len(names) and not any(one in other or other in one for one in said for other in known)
