"""Months, their order and their gaps: pure helpers the talk uses too."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, TypeVar

Order = Literal["", "start", "year", "-year"]
Row = TypeVar("Row", bound=Mapping[str, Any])
ONGOING = "至今"
_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-\d{2})?")
_YEAR = re.compile(r"(?:19|20)\d{2}")


def month_number(value: object) -> int | None:
    """Months since year 0 of `2005-07` (a date counts as its month); None for anything else."""
    match = _MONTH.fullmatch(value) if isinstance(value, str) else None
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    return int(match[1]) * 12 + int(match[2]) - 1


def real_date(value: object) -> date | None:
    """The day of `1985-03-07`, or None."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def year_of(value: object) -> int | None:
    """A four-digit year, or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if 1900 <= value <= 2100 else None
    if isinstance(value, str) and _YEAR.fullmatch(value.strip()):
        return int(value)
    return None


def sort_key(row: Mapping[str, Any], order: Order) -> int | None:
    """Where a row belongs under `order`, or None when the row does not say."""
    if order == "start":
        return month_number(row.get("start"))
    if order in ("year", "-year"):
        year = year_of(row.get("year"))
        return None if year is None else (-year if order == "-year" else year)
    return None


def in_order(rows: Sequence[Row], order: Order) -> list[Row]:
    """The rows sorted as the form wants them: `start`/`year` earliest first, `-year` latest first.

    Stable; a row without a readable time keeps its place behind the row it followed.
    """
    keyed: list[tuple[int, int, Row]] = []
    last = -(10**9)
    for index, row in enumerate(rows):
        key = sort_key(row, order)
        last = last if key is None else key
        keyed.append((last, index, row))
    return [row for _, _, row in sorted(keyed, key=lambda k: k[:2])]


def out_of_order(rows: Sequence[Mapping[str, Any]], order: Order) -> tuple[int, int] | None:
    """The first two neighbours (indices) that stand the wrong way round, or None."""
    before: tuple[int, int] | None = None
    for index, row in enumerate(rows):
        key = sort_key(row, order)
        if key is None:
            continue
        if before is not None and key < before[0]:
            return before[1], index
        before = key, index
    return None
