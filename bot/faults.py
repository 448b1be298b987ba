"""A fault of the program itself, noted for whoever runs it: where it happened, never with what values."""

from __future__ import annotations

import traceback


def report(fault: BaseException) -> None:
    """Log the kind of the fault and the places it came through; messages and values are left out."""
    from bot.logs import get_log

    frames = traceback.extract_tb(fault.__traceback__)
    places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames]
    get_log().error("turn_failed", kind=type(fault).__name__, places=places[-8:])
