"""SIGHUP: the bot takes up changed settings and texts. It finishes what is under way and begins anew in its place.

The process keeps its number (`execv` with the arguments it was started with), so whoever watches it notices nothing;
updates not yet settled come again, as after any stop. What cannot be read is told and the bot goes on as it is. At a
terminal, SIGHUP means that the terminal is gone: the bot stops.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

from yaml import YAMLError

from bot.settings import BadSetting
from bot.telegram.words import words

_UNREADABLE = (BadSetting, OSError, ValueError, YAMLError)
"""what reading settings and policies raises (`BadPolicy` and `DuplicateKey` are ValueErrors)"""


class Reload:
    """`read` reads all there is to read anew and raises when that cannot be; it runs in a thread."""

    def __init__(self, read: Callable[[], object], *, tell: Callable[[str], None]) -> None:
        self._read = read
        self._tell = tell
        self._stop: Callable[[], None] = lambda: None
        self._checking: asyncio.Task[None] | None = None
        self.wanted = False
        """the bot was stopped in order to begin anew"""

    def listen(self, stop: Callable[[], None]) -> None:
        """From now on; `stop` drains the bot. A SIGHUP to be ignored (`nohup`) stays ignored."""
        if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
            return
        self._stop = stop
        at_a_terminal = sys.stdin is not None and sys.stdin.isatty()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, stop if at_a_terminal else self._asked)
        # held back since the process before this one stopped listening
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP})

    def begin_anew(self) -> None:
        """Replace this process by a fresh one, everything being closed; returns when that is not wanted."""
        if self.wanted:
            with suppress(OSError, ValueError):
                sys.stderr.flush()
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])

    def _asked(self) -> None:
        if self._checking is None:
            self._checking = asyncio.get_running_loop().create_task(self._check())

    async def _check(self) -> None:
        try:
            await asyncio.to_thread(self._read)
        except _UNREADABLE as problem:
            self._tell(words().terminal.not_reloaded.format(problem=str(problem).partition("\n")[0]))
            self._checking = None
            return
        self.wanted = True
        # another one meanwhile waits for the fresh process instead of ending it before it listens
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
        self._tell(words().terminal.reloading)
        self._stop()
