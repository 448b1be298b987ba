"""Structured logs: one JSON line per event on standard error, conversation ids only, never a token or a
person.

httpx logs every URL, the bot's token included, and python-telegram-bot logs what it cannot parse: both are
silenced.
"""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from typing import Any, Protocol

_SILENCED = ("httpx", "httpcore", "telegram", "asyncio", "hpack", "h11")


class Log(Protocol):
    """What of a structlog logger is used here: an event name and its values."""

    def debug(self, event: str, **values: Any) -> Any: ...
    def info(self, event: str, **values: Any) -> Any: ...
    def warning(self, event: str, **values: Any) -> Any: ...
    def error(self, event: str, **values: Any) -> Any: ...


class _Lines:
    """Standard error as it is at the moment; a full disk or closed pipe behind it must not stop the bot."""

    def msg(self, message: str) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.write(message + "\n")
            sys.stderr.flush()

    debug = info = warning = error = msg


def silence_libraries() -> None:
    """Nothing of the libraries' own logging gets out: it holds URLs with tokens and whole messages."""
    for name in _SILENCED:
        logger = logging.getLogger(name)
        logger.handlers = [logging.NullHandler()]
        logger.propagate = False
        logger.setLevel(logging.CRITICAL + 1)


def get_log(level: str = "INFO") -> Log:
    """The channel's logger; `level` is DEBUG, INFO, WARNING or ERROR."""
    import structlog

    silence_libraries()
    wrapped: Log = structlog.wrap_logger(
        _Lines(),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=False),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        channel="telegram",
    )
    return wrapped


def trouble(error: BaseException) -> dict[str, str]:
    """An exception as log values: its type and where it arose, never its message (which may quote a
    person)."""
    place = ""
    frame = error.__traceback__
    while frame is not None:
        code = frame.tb_frame.f_code
        place = f"{code.co_filename.rsplit('/', 1)[-1]}:{frame.tb_lineno} {code.co_name}"
        frame = frame.tb_next
    return {"error": type(error).__name__, "place": place}
