"""A bot process that kills itself at a commit: `life` is what a forked child does."""

from __future__ import annotations

import itertools
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.engine.default import DefaultDialect

from bot.commands import telegram
from bot.telegram import service
from tests.telegram import echo


def life(bot: str, folder: Path, environment: Mapping[str, str], moment: int) -> None:
    """Serve as `bot` (`echo` or `tetie`) on the data in `folder`. Moment 1 is just before the first commit to the
    database, 2 just after it, and so on; with 0 nobody dies."""
    os.environ.update(environment)
    # beside the test's own output
    os.dup2(os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), sys.stderr.fileno())
    _die_at(moment)
    # a timer is seen soon, so that its commit comes within the talk
    service._TIMERS = 0.05
    if bot == "tetie":
        code = telegram.run(data_dir=folder)
    else:
        sys.argv = [bot, str(folder)]
        code = echo.main()
    sys.stderr.flush()
    os._exit(code)


def _die_at(moment: int) -> None:
    moments = itertools.count(1)
    commit = DefaultDialect.do_commit

    def tick() -> None:
        if next(moments) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def do_commit(self: DefaultDialect, connection: Any) -> None:
        tick()
        commit(self, connection)
        tick()

    DefaultDialect.do_commit = do_commit  # type: ignore[method-assign]
