"""Years, months and days as spans of days: what is said roughly covers every day it may mean."""

from __future__ import annotations

import calendar
from datetime import date


def span(value: int | str) -> tuple[date, date]:
    """First and last day of a year (`2019`), month (`2019-03`) or day (`2019-03-01`); raises `ValueError`."""
    parts = [int(p) for p in str(value).split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], 1), date(parts[0], parts[1], calendar.monthrange(*parts)[1])
    day = date(*parts)
    return day, day


def covers(first: date, last: date, since: date, until: date) -> bool:
    """Whether the span has a day from `since` to `until`."""
    return last >= since and first <= until


def month_index(day: date) -> int:
    """Months since the year 0, for arithmetic on months."""
    return day.year * 12 + day.month - 1


def month_name(index: int) -> str:
    """`YYYY-MM` of a month index."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"
