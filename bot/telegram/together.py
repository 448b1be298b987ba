"""Turns that wait at the same moment are committed together: one hop to a thread and one wait for the disk for all.

As long as turns are quick there is one batch at a time and the next one gathers meanwhile; a batch that takes longer
(another process holds the database) does not keep the next from starting.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Protocol

from bot.turns import Incoming
from storage.contract import Committed

_MOST = 16
"""turns in one transaction"""
_SLOW = 0.1
"""seconds after which a batch no longer keeps the next one waiting"""


class Turns(Protocol):
    """What turns are asked of (`bot.turns.Turns`)."""

    def take_together(self, incoming: Sequence[Incoming]) -> list[Committed | Exception]: ...


class Together:
    """`take` is done when the turn is committed; it raises what the turn raised."""

    def __init__(self, turns: Turns, *, workers: int) -> None:
        self._turns = turns
        self._workers = workers
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="turn")
        self._waiting: deque[tuple[Incoming, asyncio.Future[Committed]]] = deque()
        self._running = 0
        self._quick: set[asyncio.Future[list[Committed | Exception]]] = set()
        self._to_start = False

    def take(self, incoming: Incoming) -> asyncio.Future[Committed]:
        """Hand in one turn."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Committed] = loop.create_future()
        self._waiting.append((incoming, done))
        if not self._to_start:
            # a little later, when the others of the same poll have been handed in too
            self._to_start = True
            loop.call_soon(self._start)
        return done

    def close(self) -> None:
        """Wait for what has begun; what has not is left to be handed over again."""
        self._waiting.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _start(self) -> None:
        self._to_start = False
        if not self._waiting or self._quick or self._running == self._workers:
            return
        loop = asyncio.get_running_loop()
        batch = [self._waiting.popleft() for _ in range(min(_MOST, len(self._waiting)))]
        self._running += 1
        running = loop.run_in_executor(self._pool, self._turns.take_together, [incoming for incoming, _ in batch])
        self._quick.add(running)
        slow = loop.call_later(_SLOW, self._no_longer_quick, running)
        running.add_done_callback(partial(self._done, batch, slow))

    def _no_longer_quick(self, running: asyncio.Future[list[Committed | Exception]]) -> None:
        self._quick.discard(running)
        self._start()

    def _done(
        self,
        batch: list[tuple[Incoming, asyncio.Future[Committed]]],
        slow: asyncio.TimerHandle,
        running: asyncio.Future[list[Committed | Exception]],
    ) -> None:
        slow.cancel()
        self._running -= 1
        self._quick.discard(running)
        self._start()
        error = None if running.cancelled() else running.exception()
        results = [error] * len(batch) if running.cancelled() or error is not None else running.result()
        for (_, done), result in zip(batch, results, strict=True):
            if done.done():
                continue
            if result is None:
                done.cancel()
            elif isinstance(result, Committed):
                done.set_result(result)
            else:
                done.set_exception(result)
