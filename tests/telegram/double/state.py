"""What the loopback Telegram knows: updates waiting, messages shown, files kept, taps not yet answered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

BOT: dict[str, Any] = {
    "id": 7000000001,
    "is_bot": True,
    "first_name": "特贴助手",
    "username": "tetie_double_bot",
}


@dataclass
class Call:
    """One request of the bot, as recorded: when it came and what it was answered."""

    method: str
    params: dict[str, str]
    at: float
    status: int = 200
    chat: int | None = None


@dataclass
class Shown:
    """A message the bot has put into a chat."""

    chat: int
    message_id: int
    text: str
    entities: list[dict[str, object]] = field(default_factory=list)
    buttons: list[list[tuple[str, str]]] = field(default_factory=list)
    """rows of (label, callback data)"""
    file_id: str = ""
    file_name: str = ""
    caption: str = ""
    uploaded: bool = False

    @property
    def labels(self) -> list[str]:
        return [label for row in self.buttons for label, _ in row]


class State:
    """The one copy of everything; `changed` wakes whoever waits for something to happen."""

    def __init__(self) -> None:
        self.updates: dict[int, dict[str, Any]] = {}
        self.next_update = 500_000_001
        self.confirmed = 0
        self.message_ids: dict[int, int] = {}
        self.shown: dict[int, list[Shown]] = {}
        self.actions: dict[int, list[str]] = {}
        self.files: dict[str, bytes] = {}
        self.file_sizes: dict[str, int] = {}
        self.taps: dict[str, float] = {}
        self.tap_answers: dict[str, str] = {}
        self.tap_life = 150.0
        self.blocked: set[int] = set()
        self.known: set[int] = set()
        self.calls: list[Call] = []
        self.commands: list[dict[str, str]] = []
        self.webhook: dict[str, Any] = {}
        self.changed = asyncio.Event()
        self._poller: asyncio.Future[None] | None = None

    # --- what happened -------------------------------------------------------------------------------

    def notice(self) -> None:
        """Wake everybody who waits."""
        self.changed.set()
        self.changed = asyncio.Event()

    async def until(self, condition: Callable[[], Any], within: float = 20.0) -> Any:
        """Wait until `condition()` is true, and return it; TimeoutError when it never is."""
        deadline = time.monotonic() + within
        while True:
            result = condition()
            if result:
                return result
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError("what was waited for did not happen")
            changed = self.changed
            try:
                await asyncio.wait_for(changed.wait(), min(left, 0.05))
            except TimeoutError:
                continue

    def push(self, **content: Any) -> int:
        """A new update; its id."""
        update_id = self.next_update
        self.next_update += 1
        self.updates[update_id] = {"update_id": update_id, **content}
        self.notice()
        return update_id

    def message_id(self, chat: int) -> int:
        self.message_ids[chat] = self.message_ids.get(chat, 0) + 1
        return self.message_ids[chat]

    # --- getUpdates ------------------------------------------------------------------------------------

    @property
    def polled(self) -> bool:
        """Whether a long poll is waiting right now."""
        return self._poller is not None and not self._poller.done()

    async def get_updates(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]] | None:
        """Updates from `offset` on, those before it forgotten; None when another poller took over (409)."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poller = mine
        if offset > 0:
            for update_id in [u for u in self.updates if u < offset]:
                del self.updates[update_id]
            self.confirmed = max(self.confirmed, offset)
            self.notice()
        elif offset < 0:
            for update_id in sorted(self.updates)[:offset]:
                del self.updates[update_id]
        deadline = time.monotonic() + timeout
        while True:
            if mine.done():
                return None
            waiting = [self.updates[u] for u in sorted(self.updates)][:limit]
            left = deadline - time.monotonic()
            if waiting or left <= 0:
                mine.cancel()
                return waiting
            changed = asyncio.ensure_future(self.changed.wait())
            await asyncio.wait({mine, changed}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            changed.cancel()
