"""What is settled before a turn: an owner's /status, and a person who sends faster than anybody types."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.telegram.updates import Arrival
from dialogs import events

WINDOW = 60.0
"""seconds in which a person's messages are counted together"""
_REMEMBERED = 10_000
STATUS = "/status"

Verdict = Literal["pass", "status", "flood", "flood_again"]


@dataclass(slots=True)
class _Count:
    since: float
    messages: int = 0


class Gate:
    """`check(arrival)`: let through, answer an owner, or turn away (the first time in a window with a word).

    `cap` is how many messages of one person are taken in `WINDOW` seconds; 0 takes all. What is turned away was not
    kept, and the person is told so.
    """

    def __init__(
        self, *, owners: frozenset[str] = frozenset(), cap: int = 0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._owners = owners
        self._cap = cap
        self._clock = clock
        self._counts: OrderedDict[str, _Count] = OrderedDict()

    def check(self, arrival: Arrival) -> Verdict:
        """What becomes of one arrival from Telegram."""
        if isinstance(arrival.event, events.Undelivered):
            return "pass"
        if self._asks_status(arrival):
            return "status"
        if not self._cap:
            return "pass"
        count = self._counted(arrival.person)
        if count.messages <= self._cap:
            return "pass"
        return "flood" if count.messages == self._cap + 1 else "flood_again"

    def _asks_status(self, arrival: Arrival) -> bool:
        event = arrival.event
        return arrival.person in self._owners and isinstance(event, events.Text) and event.text.strip() == STATUS

    def _counted(self, person: str) -> _Count:
        now = self._clock()
        count = self._counts.pop(person, None)
        if count is None or now - count.since >= WINDOW:
            count = _Count(now)
        count.messages += 1
        self._counts[person] = count
        if len(self._counts) > _REMEMBERED:
            self._counts.popitem(last=False)
        return count
