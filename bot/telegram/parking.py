"""Updates put aside so that slow ones do not fill the window Telegram lets a poller see.

`getUpdates` shows the oldest hundred unconfirmed updates. Were a download of one person slow, the others would stop
after a hundred messages; so what is still under way then is kept in the store and confirmed, and forgotten there when it
is committed. After a kill it is taken up again first, also when the bot listens to a webhook by then.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from bot.logs import Log
from storage.problems import StorageProblem

Handle = Callable[[Mapping[str, Any]], "asyncio.Future[Any] | None"]
"""Takes a raw update; its future is done when the update may be forgotten, None: at once"""


class Place(Protocol):
    """What is needed of `Store`."""

    def park(self, number: int, body: str, *, now: datetime) -> None: ...

    def parked(self) -> list[str]: ...

    def leave(self, number: int) -> None: ...


class Parking:
    """The updates of one bot; each call to the store runs in a thread."""

    def __init__(self, place: Place, log: Log, *, clock: Callable[[], datetime]) -> None:
        self._place = place
        self._log = log
        self._clock = clock
        self._leaving: set[asyncio.Task[None]] = set()

    async def park(self, raw: Mapping[str, Any]) -> None:
        """Keep an update durably. Raises a `StorageProblem`."""
        await asyncio.to_thread(self._place.park, int(raw["update_id"]), json.dumps(raw), now=self._clock())

    async def take_up(self, handle: Handle) -> None:
        """Hand over what was left by a process before this one; it is older than all that Telegram still has."""
        try:
            bodies = await asyncio.to_thread(self._place.parked)
        except StorageProblem as problem:
            self._log.error("storage_in_trouble", code=problem.code)
            return
        for body in bodies:
            raw = json.loads(body)
            update_id = int(raw["update_id"])
            done = handle(raw)
            if done is None:
                self.leave(update_id)
            else:
                done.add_done_callback(partial(self._done, update_id))

    def leave(self, update_id: int) -> None:
        """The update is committed. Should that not be noted, it is handed over once more and found to be handled."""
        task = asyncio.get_running_loop().create_task(self._leave(update_id))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    async def close(self) -> None:
        """Wait until what was left is noted."""
        if self._leaving:
            await asyncio.wait(self._leaving)

    def _done(self, update_id: int, future: asyncio.Future[Any]) -> None:
        if not future.cancelled():
            self.leave(update_id)

    async def _leave(self, update_id: int) -> None:
        try:
            await asyncio.to_thread(self._place.leave, update_id)
        except StorageProblem as problem:
            self._log.error("storage_in_trouble", code=problem.code)
