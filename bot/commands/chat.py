"""`tetie chat`: the conversation in this terminal, or piped, or as JSON lines."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot.clock import now as real_now
from bot.console import tell
from bot.library import open_library
from bot.outtray import discard_old
from bot.settings import BadSetting, load
from bot.terminal.lines import unescaped
from bot.terminal.session import TerminalSession
from bot.terminal.show import JsonScreen, PlainScreen, Screen
from bot.turns import Turns
from dialogs.env import Operator
from storage.problems import StorageProblem
from storage.store import Store

PROMPT = "› "


def run(*, person: str, as_json: bool, now: datetime | None, data_dir: Path | None) -> int:
    """Talk until the input ends; 1 when the data cannot be opened or a message was not stored (the reason is told)."""

    def clock() -> datetime:
        return now or real_now()

    try:
        settings = load(data_dir)
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        library = open_library(settings.data_dir)
        with Store.open(settings.database_url, settings.key_file) as store:
            operator = Operator(settings.operator_name, settings.operator_contact, settings.retention_days)
            turns = Turns(store, library, operator, clock=clock)
            interactive = sys.stdin.isatty() and sys.stdout.isatty() and not as_json
            screen: Screen = JsonScreen() if as_json else PlainScreen(ansi=interactive)
            session = TerminalSession(turns, screen, person=person, data_dir=settings.data_dir, clock=clock)
            discard_old(settings.data_dir)
            stored = session.run(_typed() if interactive else _piped())
            store.sweep(clock(), settings.retention_days)
    except (BadSetting, StorageProblem) as problem:
        tell(str(problem))
        return 1
    except OSError as problem:
        tell(f"{settings.data_dir}：{problem.strerror}")
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        return 0
    return 0 if stored else 1


def _typed() -> Iterator[str]:
    """Lines from a person at a terminal, with line editing where there is readline."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401
    while True:
        try:
            line = input(PROMPT)
        except EOFError:
            sys.stdout.write("\n")
            return
        yield line


def _piped() -> Iterator[str]:
    """One message a line; undecodable bytes become replacement characters instead of an error."""
    for raw in sys.stdin.buffer:
        yield unescaped(raw.decode("utf-8", "replace").rstrip("\r\n"))
