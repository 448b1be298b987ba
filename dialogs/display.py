"""How stored values read on screen: one line for a row, an excerpt of a long text, sensitive ones masked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogs import parsing
from dialogs.form import FieldSpec, TableSpec


def shown(spec: FieldSpec | TableSpec, value: Any) -> str:
    """A stored value as it reads in a sentence and in the form's cell."""
    return "" if value is None else parsing.display(spec, value)


def on_screen(spec: FieldSpec | TableSpec, value: Any) -> str:
    """A value as it may be repeated later on (review, 我的资料): sensitive ones masked."""
    return "" if value is None else parsing.masked(spec, value)


def row_line(table: TableSpec, row: Mapping[str, Any]) -> str:
    """A row in one line: the period joined, empty cells left out."""
    parts: list[str] = []
    counts = any(column.parser == "count" for column in table.columns)
    for column in table.columns:
        value = row.get(column.key)
        if value in (None, "") or (counts and value == 0):
            continue
        if counts:  # bare numbers say nothing
            parts.append(f"{column.name} {shown(column, value)}")
            continue
        if column.key == "end" and "start" in row and parts:
            parts[-1] = f"{parts[-1]}—{shown(column, value)}"
        else:
            parts.append(shown(column, value))
    return " · ".join(parts)


def excerpt(text: str, limit: int = 40) -> str:
    """The beginning of a long text, for a line of a list."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else f"{flat[:limit]}…（共{len(text)}字）"
