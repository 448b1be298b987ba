"""The one clock: Beijing time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


def now() -> datetime:
    """This moment, aware, in Beijing time (no daylight saving since 1991)."""
    return datetime.now(BEIJING)


def moment(text: str) -> datetime:
    """An ISO date or date and time as an aware moment; without a zone it is Beijing's. Raises `ValueError`."""
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=BEIJING) if found.tzinfo is None else found.astimezone(BEIJING)
