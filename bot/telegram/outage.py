"""Trouble in the store while the bot runs: messages wait until it is over, and those concerned are told once.

The operator hears at once what is wrong and what to do, and when it is over. A person hears that their message waits
when it has waited for `patience` seconds; it is handled by itself later, so nobody has to send it again.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.logs import Log
from bot.telegram.updates import Arrival
from bot.telegram.words import words
from dialogs.events import Timer, Undelivered
from storage.problems import StorageProblem


class Outage:
    """`tell(text)` reaches the operator, `show(chat, text)` a person, past the store."""

    def __init__(
        self, *, tell: Callable[[str], None], show: Callable[[str, str], None], log: Log, patience: float = 5.0
    ) -> None:
        self._tell = tell
        self._show = show
        self._log = log
        self._patience = patience
        self._since: float | None = None
        self._heard: set[str] = set()
        self._told: set[str] = set()

    @property
    def on(self) -> bool:
        """Whether the last turn met trouble in the store."""
        return self._since is not None

    def met(self, problem: StorageProblem, arrival: Arrival) -> None:
        """A turn could not be stored; it will be tried again."""
        self._log.error("storage_in_trouble", code=problem.code)
        now = time.monotonic()
        if self._since is None:
            self._since = now
        if problem.code not in self._heard:
            self._heard.add(problem.code)
            texts = words().terminal.storage
            self._tell(texts.get(problem.code, texts["failed"]).format(place=problem.place))
        for_a_person = not isinstance(arrival.event, (Timer, Undelivered))
        if for_a_person and now - self._since >= self._patience and arrival.address not in self._told:
            self._told.add(arrival.address)
            self._show(arrival.address, words().stored_later)

    def over(self) -> None:
        """A turn was stored."""
        if self._since is not None:
            self._since = None
            self._heard.clear()
            self._told.clear()
            self._tell(words().terminal.storage_back)
