"""Arrivals become turns: one person's in their order, different people's at the same time, each until
committed.

`submit` returns a future that is done when the arrival needs no further care: its turn is committed, or it
was a duplicate. Only then may Telegram be told to forget the update.
"""

from __future__ import annotations

import asyncio
import heapq
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.attachments import examined_event
from bot.logs import Log, trouble
from bot.telegram.fetching import Fetcher
from bot.telegram.metrics import Metrics
from bot.telegram.outage import Outage
from bot.telegram.together import Together, Turns
from bot.telegram.updates import Arrival, Wanted
from bot.turns import Incoming
from dialogs import events
from storage.contract import Committed
from storage.problems import SealedBroken, StorageProblem

_TRIES = 3
_LONGEST_PAUSE = 5.0


@dataclass(order=True)
class _Waiting:
    """An arrival in its person's lane, in the order Telegram numbered them."""

    order: int
    arrival: Arrival = field(compare=False)
    since: float = field(compare=False)
    done: asyncio.Future[Committed | None] = field(compare=False)


class Intake:
    """`on_committed(arrival, committed)` hears of every turn; `on_failed(arrival)` of one that could not be
    done."""

    def __init__(
        self,
        turns: Turns,
        fetcher: Fetcher,
        *,
        on_committed: Callable[[Arrival, Committed], None],
        on_failed: Callable[[Arrival], None],
        outage: Outage,
        log: Log,
        metrics: Metrics,
        workers: int = 4,
        pause: float = 0.2,
    ) -> None:
        self._turns = Together(turns, workers=workers)
        self._fetcher = fetcher
        self._on_committed = on_committed
        self._on_failed = on_failed
        self._outage = outage
        self._log = log
        self._metrics = metrics
        self._pause = pause
        self._lanes: dict[str, list[_Waiting]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._fetching: set[asyncio.Task[None]] = set()
        self.waiting = 0
        """arrivals not yet committed"""

    def submit(self, arrival: Arrival) -> asyncio.Future[Committed | None]:
        """Queue an arrival among those of the same person; done when committed (None: given up, and said
        so)."""
        loop = asyncio.get_running_loop()
        waiting = _Waiting(arrival.order, arrival, time.monotonic(), loop.create_future())
        lane = self._lanes.get(arrival.person)
        if lane is None:
            self._lanes[arrival.person] = lane = [waiting]
            task = loop.create_task(self._run(arrival.person, lane))
            self._tasks.add(task)
            task.add_done_callback(self._lane_done)
        else:
            heapq.heappush(lane, waiting)
        self.waiting += 1
        waiting.done.add_done_callback(self._one_less)
        return waiting.done

    def _lane_done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._log.error("lane_failed", **trouble(error))

    def _one_less(self, _: object) -> None:
        self.waiting -= 1

    async def drain(self, within: float) -> None:
        """Wait for the turns under way, not for downloads; what is not committed will be handed over again."""
        for task in list(self._fetching):
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)
        for task in list(self._tasks):
            task.cancel()
        self._turns.close()

    async def _run(self, person: str, lane: list[_Waiting]) -> None:
        """A person's lane, until it is empty."""
        current: _Waiting | None = None
        try:
            while lane:
                current = heapq.heappop(lane)
                committed = await self._handle(current.arrival)
                self._metrics.observe(time.monotonic() - current.since)
                if not current.done.done():
                    current.done.set_result(committed)
        finally:
            del self._lanes[person]
            for waiting in (*lane, *([current] if current else [])):
                waiting.done.cancel()

    async def _handle(self, arrival: Arrival) -> Committed | None:
        files: dict[str, bytes] = {}
        event = arrival.event
        if arrival.wanted is not None and isinstance(event, (events.Photo, events.Document)):
            examined, files = await self._fetch(arrival.wanted, event.file)
            event = examined_event(event, examined)
        committed = await self._commit(arrival, event, files)
        if committed is None:
            self._metrics.count("tetie_turns_total", outcome="failed")
            self._on_failed(arrival)
        else:
            self._metrics.count("tetie_turns_total", outcome="duplicate" if committed.duplicate else "done")
            self._on_committed(arrival, committed)
        return committed

    async def _fetch(self, wanted: Wanted, file: events.Attachment) -> tuple[events.Attachment, dict[str, bytes]]:
        task = asyncio.current_task()
        assert task is not None
        self._fetching.add(task)
        try:
            return await self._fetcher.fetch(wanted, file)
        finally:
            self._fetching.discard(task)

    async def _commit(self, arrival: Arrival, event: events.Event, files: Mapping[str, bytes]) -> Committed | None:
        """Try until it is committed. The store's troubles pass (a full disk, a lock): wait for them however
        long; anything else is our own mistake about this message, so it must not stop the person's next
        one."""
        incoming = Incoming(
            channel="telegram",
            person=arrival.person,
            event_id=arrival.event_id,
            event=event,
            address=arrival.address,
            files=files,
            from_person=not isinstance(event, (events.Timer, events.Undelivered)),
        )
        failures, pause = 0, self._pause
        while True:
            turn = self._turns.take(incoming)
            await asyncio.wait({turn})
            error = turn.exception()
            if error is None:
                self._outage.over()
                return turn.result()
            if isinstance(error, StorageProblem) and not isinstance(error, SealedBroken):
                self._metrics.count("tetie_retries_total", reason="storage")
                self._outage.met(error, arrival)
            else:
                failures += 1
                self._log.error("turn_failed", attempt=failures, **trouble(error))
                if failures == _TRIES:
                    return None
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
