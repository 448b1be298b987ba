"""When a chat may be written to: what Telegram's 429 asked for, per chat and for all.

The server is the judge of its own limits (about 30 messages a second over all, one a second per chat, bursts
allowed, other figures on a Bot API of one's own), so nothing is slowed down before it objects. After an
objection the chat is kept to one message a second for a while; objections about two chats within a second
are about us all.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

CHAT_GAP = 1.0
"""seconds between messages to a chat that has been limited"""
ALL_GAP = 1 / 25
"""seconds between messages over all, once all have been limited"""
PROBATION = 60.0
"""seconds for which a limited chat, or everybody, is kept to its gap"""


@dataclass(slots=True)
class _Limit:
    """No message before `until`; until `probation_ends` at least `gap` apart."""

    gap: float
    until: float = 0.0
    probation_ends: float = 0.0

    def due(self) -> float:
        return self.until

    def passed(self, now: float) -> None:
        if now < self.probation_ends:
            self.until = max(self.until, now) + self.gap

    def objected(self, now: float, wait: float) -> None:
        self.until = max(self.until, now + wait)
        self.probation_ends = self.until + PROBATION


class Pacing:
    """`await turn(chat)` before a message; `objected(chat, seconds)` after a 429; `passed()` after a
    success."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._all = _Limit(ALL_GAP)
        self._chats: dict[str, _Limit] = {}
        self._last_objection: tuple[str, float] = ("", float("-inf"))

    def wait(self, chat: str) -> float:
        """Seconds until this chat may be written to, 0 when at once."""
        now = self._clock()
        limit = self._chats.get(chat)
        until = max(self._all.due(), limit.due() if limit else 0.0)
        return max(0.0, until - now)

    async def turn(self, chat: str) -> None:
        """Wait for this chat's next place and take it."""
        while (left := self.wait(chat)) > 0:
            await asyncio.sleep(left)
        now = self._clock()
        self._all.passed(now)
        limit = self._chats.get(chat)
        if limit is not None:
            limit.passed(now)
            if now >= limit.probation_ends:
                del self._chats[chat]

    def objected(self, chat: str, seconds: float) -> None:
        """Telegram answered 429 to a message for `chat`."""
        now = self._clock()
        other, at = self._last_objection
        self._last_objection = (chat, now)
        if other and other != chat and now - at < 1.0:
            self._all.objected(now, seconds)
        self._chats.setdefault(chat, _Limit(CHAT_GAP)).objected(now, seconds)

    def passed(self) -> None:
        """A message went through, so the limit is not on everybody."""
        self._last_objection = ("", float("-inf"))
