"""How stored values read on screen: one line for a row, an excerpt of a long text, sensitive ones masked."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from dialogs import parsing
from dialogs.form import FieldSpec, TableSpec
from dialogs.text import measure


def shown(spec: FieldSpec | TableSpec, value: Any) -> str:
    """A stored value as it reads in a sentence and in the form's cell."""
    return "" if value is None else parsing.display(spec, value)


def on_screen(spec: FieldSpec | TableSpec, value: Any) -> str:
    """A value as it may be repeated later on (review, 我的资料): sensitive ones masked."""
    return "" if value is None else parsing.masked(spec, value)


def row_line(table: TableSpec, row: Mapping[str, Any]) -> str:
    """A row in one line: the period joined, empty cells left out."""
    if table.line:
        return " · ".join(piece for template in table.line if (piece := _piece(table, template, row)))
    parts: list[str] = []
    for column in table.columns:
        value = row.get(column.key)
        if value in (None, ""):
            continue
        if column.key == "end" and "start" in row and parts:
            parts[-1] = f"{parts[-1]}—{shown(column, value)}"
        else:
            parts.append(shown(column, value))
    return " · ".join(parts)


def _piece(table: TableSpec, template: str, row: Mapping[str, Any]) -> str:
    """A group of cells in the table's own words; empty where none of them says anything."""
    text, told = "", False
    for words, key, unit, _ in Formatter().parse(template):
        text += words
        if key and row.get(key) not in (None, "", 0):
            text, told = f"{text}{shown(table.column(key), row[key])}{unit}", True
    return " ".join(text.split()) if told else ""


def excerpt(text: str, limit: int = 40) -> str:
    """The beginning of a long text, for a line of a list."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else f"{flat[:limit]}…（共{measure(text)}字）"
