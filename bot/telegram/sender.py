"""The outbox, emptied: in order per chat, many chats at once, at least once, however Telegram behaves.

A message is held in memory only while its row is claimed (`Store.pending`, `Committed.messages`). A short
wait (retry_after, a network error) is sat out here; a longer one gives the row back, so that any worker may
go on.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.logs import Log, trouble
from bot.telegram.client import SENDING
from bot.telegram.delivery import Delivery
from bot.telegram.fetching import seconds
from bot.telegram.metrics import Metrics
from bot.telegram.pacing import Pacing
from bot.telegram.rendering import toast
from bot.telegram.taps import Taps
from dialogs.replies import Reply
from storage.contract import Committed, Outgoing
from storage.problems import StorageProblem

_HELD = 20.0
"""a wait in seconds that is sat out with the row in hand"""
_LONGEST_PAUSE = 30.0
_GATHER = 0.005
"""seconds in which sent messages are gathered to be marked together"""
_LOOK = 1.0
"""seconds between looks for what other processes have queued"""


class Outbox(Protocol):
    """What the sender needs of `Store`."""

    def pending(self, channel: str, *, now: datetime, limit: int = 50) -> list[Outgoing]: ...

    def sent_many(self, messages: list[tuple[int, str]], *, now: datetime) -> None: ...

    def postpone(self, id_: int, until: datetime, *, failed: bool = True) -> None: ...

    def give_up(self, id_: int, reason: str, *, now: datetime, blocked: bool = False) -> None: ...


class Sender:
    """`queue()` what a turn handed over, `run()` for the rest; `on_undelivered(outgoing, reason)` when
    given up."""

    def __init__(
        self,
        outbox: Outbox,
        delivery: Delivery,
        taps: Taps,
        *,
        on_undelivered: Callable[[Outgoing, str], None],
        clock: Callable[[], datetime],
        log: Log,
        metrics: Metrics,
        pause: float = 0.5,
    ) -> None:
        self._outbox = outbox
        self._delivery = delivery
        self._taps = taps
        self._on_undelivered = on_undelivered
        self._clock = clock
        self._log = log
        self._metrics = metrics
        self._pause = pause
        self._pacing = Pacing()
        self._places = asyncio.Semaphore(SENDING)
        self._chats: dict[str, deque[Outgoing]] = {}
        self._held: set[int] = set()
        self._fetched: set[int] = set()
        """those of them that were waiting in the outbox, so that more may wait behind them"""
        self._behind = False
        """a turn's replies wait behind others of their conversation"""
        self._tasks: set[asyncio.Task[None]] = set()
        self._sent: list[tuple[int, str, asyncio.Future[None]]] = []
        self._wake = asyncio.Event()
        self._to_mark = asyncio.Event()
        self._open_taps: dict[int, str] = {}
        self.revoked = asyncio.Event()
        """set when Telegram no longer accepts the token"""

    # --- in --------------------------------------------------------------------------------

    def queue(self, committed: Committed, tap: str = "") -> None:
        """Send what a turn has said. `tap` is the callback query that began it: answered with the toast if
        any."""
        if tap:
            self._open_tap(committed, tap)
        if committed.messages:
            self._take(committed.messages)
        elif committed.outgoing:
            self._behind = True
            self._wake.set()

    def wake(self) -> None:
        """Look into the outbox now."""
        self._wake.set()

    @property
    def waiting(self) -> int:
        """Messages in hand."""
        return len(self._held)

    async def run(self) -> None:
        """Mark what is sent and fetch what waits, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._mark())
            group.create_task(self._fetch())

    async def drain(self, within: float) -> None:
        """Send what is in hand, as far as that goes, and note it; the rest stays in the outbox."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)
        for task in list(self._tasks):
            task.cancel()

    # --- per chat --------------------------------------------------------------------------------

    def _take(self, messages: Iterable[Outgoing]) -> None:
        for outgoing in messages:
            if outgoing.id in self._held:
                continue
            self._held.add(outgoing.id)
            lane = self._chats.get(outgoing.address)
            if lane is None:
                self._chats[outgoing.address] = lane = deque()
                task = asyncio.get_running_loop().create_task(self._run_chat(outgoing.address, lane))
                self._tasks.add(task)
                task.add_done_callback(self._chat_done)
            lane.append(outgoing)

    def _chat_done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            # the row stays claimed and comes back when its lease has run out
            self._log.error("sending_failed", **trouble(error))

    async def _run_chat(self, address: str, lane: deque[Outgoing]) -> None:
        try:
            while lane:
                if not await self._settle(lane[0]):
                    break
                lane.popleft()
        finally:
            del self._chats[address]
            self._held.difference_update(outgoing.id for outgoing in lane)

    async def _settle(self, outgoing: Outgoing) -> bool:
        """One message until it is sent or given up: True; False when its row was given back for later."""
        reply = _read(outgoing)
        if reply is None:
            return await self._refused(outgoing, BadRequest("unreadable reply"))
        if reply.kind == "acknowledge":
            self._close_tap(outgoing.id, toast(reply))
            self._note(outgoing, "")
            return True
        failures = outgoing.attempts
        while True:
            await self._pacing.turn(outgoing.address)
            async with self._places:
                if self._pacing.wait(outgoing.address) > 1:
                    continue
                try:
                    receipt = await self._delivery.deliver(outgoing, reply)
                except TelegramError as error:
                    problem: TelegramError | None = error
                else:
                    problem = None
            if problem is None:
                self._pacing.passed()
                self._metrics.count("tetie_sends_total", outcome="sent")
                await self._note(outgoing, receipt)
                return True
            if isinstance(problem, (BadRequest, Forbidden, ChatMigrated)):
                return await self._refused(outgoing, problem)
            failures += 1
            wait = self._wait(outgoing, problem, failures)
            if wait > _HELD:
                await self._give_back(outgoing, wait, failed=not isinstance(problem, RetryAfter))
                return False
            await asyncio.sleep(0 if isinstance(problem, RetryAfter) else wait)

    def _wait(self, outgoing: Outgoing, problem: TelegramError, failures: int) -> float:
        """Seconds until the next try."""
        if isinstance(problem, RetryAfter):
            self._metrics.count("tetie_retries_total", reason="429")
            self._pacing.objected(outgoing.address, seconds(problem))
            return self._pacing.wait(outgoing.address)
        if isinstance(problem, InvalidToken):
            self.revoked.set()
        self._metrics.count("tetie_retries_total", reason="network")
        self._log.warning("not_sent_yet", conversation=outgoing.conversation, failures=failures, **trouble(problem))
        return float(min(self._pause * 2 ** min(failures - 1, 8), _LONGEST_PAUSE))

    async def _refused(self, outgoing: Outgoing, problem: TelegramError) -> bool:
        """A message Telegram will never take: the record stays, the conversation hears of it."""
        if isinstance(problem, BadRequest) and "not modified" in problem.message.lower():
            await self._note(outgoing, "")
            return True
        blocked = isinstance(problem, Forbidden)
        reason = "blocked" if blocked else "rejected"
        self._log.warning("given_up", conversation=outgoing.conversation, reason=reason, **trouble(problem))
        self._metrics.count("tetie_sends_total", outcome="failed")
        self._delivery.forget(outgoing)
        await self._stored(lambda: self._outbox.give_up(outgoing.id, reason, now=self._clock(), blocked=blocked))
        self._held.discard(outgoing.id)
        self._on_undelivered(outgoing, reason)
        # what waits behind a block was given up with it
        return not blocked

    async def _give_back(self, outgoing: Outgoing, wait: float, *, failed: bool) -> None:
        until = self._clock() + timedelta(seconds=wait)
        await self._stored(lambda: self._outbox.postpone(outgoing.id, until, failed=failed))

    def _open_tap(self, committed: Committed, tap: str) -> None:
        """Answer now, unless a reply of this turn is the answer and about to be sent."""
        for outgoing in committed.messages:
            reply = _read(outgoing)
            if reply is not None and reply.kind == "acknowledge":
                self._taps.answer(tap, toast(reply))
                return
        if committed.outgoing and not committed.messages:
            self._open_taps[committed.outgoing[0]] = tap
            asyncio.get_running_loop().call_later(1.0, self._close_tap, committed.outgoing[0], "")
        else:
            self._taps.answer(tap)

    def _close_tap(self, first: int, text: str) -> None:
        tap = self._open_taps.pop(first, "")
        if tap:
            self._taps.answer(tap, text)

    # --- the store --------------------------------------------------------------------------------

    def _note(self, outgoing: Outgoing, receipt: str) -> asyncio.Future[None]:
        """Done when the message is marked as sent; the chat's next one waits for that, so that a kill can repeat
        the last message of a chat and no more.
        """
        marked: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sent.append((outgoing.id, receipt, marked))
        self._to_mark.set()
        return marked

    async def _mark(self) -> None:
        """Mark what has been sent meanwhile, in one transaction each time."""
        while True:
            await self._to_mark.wait()
            await asyncio.sleep(_GATHER)
            self._to_mark.clear()
            sent, self._sent = self._sent, []
            marks = [(id_, receipt) for id_, receipt, _ in sent]
            await self._stored(partial(self._outbox.sent_many, marks, now=self._clock()))
            ids = {id_ for id_, _ in marks}
            self._held -= ids
            for _, _, marked in sent:
                if not marked.done():
                    marked.set_result(None)
            if self._fetched & ids or self._behind:
                # the next of these conversations can be fetched now
                self._fetched -= ids
                self._behind = False
                self._wake.set()

    async def _fetch(self) -> None:
        while True:
            self._wake.clear()
            rows: list[Outgoing] = []
            try:
                rows = await asyncio.to_thread(self._outbox.pending, "telegram", now=self._clock())
            except StorageProblem as problem:
                self._log.error("storage_in_trouble", code=problem.code)
            self._fetched.update(row.id for row in rows)
            self._take(rows)
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK):
                    await self._wake.wait()

    async def _stored(self, write: Callable[[], None]) -> None:
        """Write, and try until it is written: a sent message must not be sent again for a passing lock."""
        pause = self._pause
        while True:
            try:
                await asyncio.to_thread(write)
            except StorageProblem as problem:
                self._log.error("storage_in_trouble", code=problem.code)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                return


def _read(outgoing: Outgoing) -> Reply | None:
    try:
        return Reply.from_json(json.loads(outgoing.body))
    except (ValueError, KeyError, TypeError):
        return None
