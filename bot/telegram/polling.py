"""Long polling that tells Telegram to forget an update only when it and all before it are committed.

`getUpdates` hands out the oldest hundred unconfirmed updates again and again. While one of them is slow,
the newer ones in that window go on; those seen before are passed over. A watchdog renews the connection
when polls stop succeeding, since a pool behind a proxy can die without an error.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, Protocol

from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.logs import Log, trouble
from bot.telegram.fetching import seconds
from bot.telegram.metrics import Metrics
from bot.telegram.parking import Handle, Parking
from storage.problems import StorageProblem

ALLOWED = ("message", "edited_message", "channel_post", "callback_query", "my_chat_member")
WINDOW = 100
_LONGEST_PAUSE = 30.0


class Source(Protocol):
    """Where updates come from (`Client`'s bot)."""

    async def raw_updates(
        self, *, offset: int, limit: int, timeout: int, allowed: tuple[str, ...]
    ) -> list[dict[str, Any]]: ...


class Window:
    """Which updates are under way, which are settled, and `offset`: the first that is not known to be settled."""

    def __init__(self) -> None:
        self.offset = 0
        self._open: set[int] = set()
        self._settled: set[int] = set()

    def fresh(self, update_id: int) -> bool:
        """True once for every update: it is now open."""
        if update_id in self._open or update_id in self._settled or update_id < self.offset:
            return False
        self._open.add(update_id)
        return True

    def settle(self, update_id: int) -> None:
        """The update is committed; the offset moves on when nothing before it is open."""
        self._open.discard(update_id)
        self._settled.add(update_id)
        first_open = min(self._open, default=None)
        passed = {u for u in self._settled if first_open is None or u < first_open}
        if passed:
            self.offset = max(self.offset, max(passed) + 1)
            self._settled -= passed

    def stuck(self) -> list[int]:
        """What is under way, oldest first."""
        return sorted(self._open)

    @property
    def open(self) -> int:
        """How many are under way."""
        return len(self._open)


class Poller:
    """`run()` until cancelled; `told(reason)` hears `conflict` and `unreachable` once each time they begin.

    A poll waits `patience` seconds for something to come and may take `grace` seconds beyond; then it is given up
    and the connection renewed. `pause` is the first wait after a failure. An update under way for `slow` seconds
    may be put aside when the window is full.
    """

    def __init__(
        self,
        source: Source,
        handle: Handle,
        *,
        renew: Callable[[], Awaitable[None]],
        told: Callable[[str], None],
        log: Log,
        metrics: Metrics,
        parking: Parking | None = None,
        patience: int = 25,
        grace: float = 15.0,
        slow: float = 1.0,
        pause: float = 0.5,
    ) -> None:
        self._source = source
        self._handle = handle
        self._renew = renew
        self._told = told
        self._log = log
        self._metrics = metrics
        self._parking = parking
        self._open: dict[int, tuple[Mapping[str, Any], float]] = {}
        self._patience = patience
        self._grace = grace
        self._slow = slow
        self._pause = pause
        self._settled = asyncio.Event()
        self._enough = 0
        self._full = False
        self._parked: set[int] = set()
        self._trouble = ""
        self.window = Window()
        self.last_success = time.monotonic()

    async def run(self) -> None:
        """Fetch and hand on, for ever. Raises InvalidToken when the token is no longer valid."""
        failures = 0
        while True:
            try:
                fresh = await self._fetch()
            except (TelegramError, TimeoutError) as error:
                if isinstance(error, InvalidToken):
                    raise
                failures += 1
                await self._failed(error, failures)
                continue
            failures = 0
            self._trouble = ""
            if self._full and not fresh:
                await self._park()
            elif self.window.open:
                # what is under way comes again with every poll: let it finish, but look for newer ones soon
                await self._until_settled(0.05 if fresh else 0.1)

    async def confirm(self) -> None:
        """Tell Telegram what is settled, without taking anything new (at the end)."""
        if self.window.offset:
            try:
                async with asyncio.timeout(5):
                    await self._source.raw_updates(offset=self.window.offset, limit=1, timeout=0, allowed=ALLOWED)
            except (TelegramError, TimeoutError) as error:
                self._log.info("offset_not_confirmed", **trouble(error))

    async def _fetch(self) -> bool:
        """One poll; True when it brought anything new. The outer limit is the watchdog's: no poll hangs
        longer."""
        window = self.window
        asked, timeout = window.offset, 0 if window.open else self._patience
        # not `wait_for`, which in Python 3.11 can swallow a cancellation
        async with asyncio.timeout(timeout + self._grace):
            updates = await self._source.raw_updates(offset=asked, limit=WINDOW, timeout=timeout, allowed=ALLOWED)
        self.last_success = time.monotonic()
        self._full = len(updates) == WINDOW
        self._enough = WINDOW // 2 if self._full else 0
        fresh = False
        for raw in updates:
            update_id = int(raw["update_id"])
            if update_id < asked and window is self.window:
                # after a quiet week Telegram begins a new count, which may be a lower one
                self.window = window = Window()
            if not window.fresh(update_id):
                continue
            fresh = True
            done = self._handle(raw)
            if done is None:
                self._settle(window, update_id)
            else:
                self._open[update_id] = (raw, time.monotonic())
                done.add_done_callback(partial(self._done, window, update_id))
        return fresh

    def _done(self, window: Window, update_id: int, future: asyncio.Future[Any]) -> None:
        self._open.pop(update_id, None)
        # a cancelled one was not committed: Telegram (or the parking) shall hand it over again
        if future.cancelled():
            return
        self._settle(window, update_id)
        if update_id in self._parked and self._parking is not None:
            self._parked.discard(update_id)
            self._parking.leave(update_id)

    async def _park(self) -> None:
        """The window shows nothing new: put aside what is slow, so that the updates behind it can be seen."""
        window, parking = self.window, self._parking
        slow = time.monotonic() - self._slow
        for update_id in window.stuck():
            raw, since = self._open.get(update_id, ({}, slow + 1))
            if parking is None or since > slow:
                continue
            try:
                await parking.park(raw)
            except StorageProblem as problem:
                self._log.error("not_parked", code=problem.code)
                await asyncio.sleep(self._pause)
                return
            if update_id in self._open:
                self._parked.add(update_id)
                self._settle(window, update_id)
            else:
                parking.leave(update_id)
        await self._until_settled(0.1)

    def _settle(self, window: Window, update_id: int) -> None:
        window.settle(update_id)
        if self.window.open <= self._enough:
            self._settled.set()

    async def _until_settled(self, longest: float) -> None:
        self._settled.clear()
        if self.window.open > self._enough:
            with suppress(TimeoutError):
                async with asyncio.timeout(longest):
                    await self._settled.wait()

    async def _failed(self, error: TelegramError | TimeoutError, failures: int) -> None:
        self._metrics.count("tetie_retries_total", reason="poll")
        if isinstance(error, Conflict):
            self._tell("conflict")
            await asyncio.sleep(min(self._pause * 2**failures, _LONGEST_PAUSE))
            return
        if isinstance(error, RetryAfter):
            await asyncio.sleep(seconds(error))
            return
        self._log.warning("poll_failed", failures=failures, **trouble(error))
        if isinstance(error, (NetworkError, TimeoutError)):
            if failures > 1:
                self._tell("unreachable")
            await self._renew()
        await asyncio.sleep(min(self._pause * 2 ** (failures - 1), _LONGEST_PAUSE))

    def _tell(self, reason: str) -> None:
        if self._trouble != reason:
            self._trouble = reason
            self._told(reason)
