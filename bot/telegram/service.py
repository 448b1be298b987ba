"""The running bot: intake, sender, timers and the way in (polling or webhook), from start to drained stop."""

from __future__ import annotations

import asyncio
import signal
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.constants import ChatAction
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.clock import now
from bot.logs import Log, trouble
from bot.telegram.bootstrap import Webhook, introduce
from bot.telegram.client import Client
from bot.telegram.delivery import Delivery, MakePapers
from bot.telegram.fetching import Examine, Fetcher
from bot.telegram.gate import Gate
from bot.telegram.intake import Intake
from bot.telegram.metrics import Metrics
from bot.telegram.outage import Outage
from bot.telegram.parking import Parking
from bot.telegram.polling import Poller
from bot.telegram.reload import Reload
from bot.telegram.sender import Sender
from bot.telegram.standing import Standing
from bot.telegram.taps import Taps
from bot.telegram.together import Turns
from bot.telegram.updates import Arrival, Refusal, translate
from bot.telegram.webhook import WebhookServer
from bot.telegram.words import words
from dialogs import events
from storage.contract import Committed, Outgoing
from storage.problems import StorageProblem
from storage.store import Store

_SLOW = 0.7
"""seconds of work after which the person sees «typing»"""
_TIMERS = 2.0
"""seconds between looks at the timers"""
_DRAIN = 20.0
"""seconds that work under way may take after SIGTERM"""
_GROUPS = 1000
"""groups remembered as told"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How this process reaches Telegram; empty strings mean the default."""

    token: str
    api_url: str = ""
    file_url: str = ""
    proxy: str = ""
    webhook: Webhook | None = None


@dataclass(frozen=True, slots=True)
class Chore:
    """Work beside the conversations, in a thread: once after the start, or `every` so many seconds."""

    name: str
    work: Callable[[], object]
    every: float = 0.0


class Service:
    """`await run()` until SIGTERM or SIGINT; the exit code. `tell` shows the operator a line."""

    def __init__(
        self,
        options: Options,
        *,
        store: Store,
        turns: Turns,
        make_papers: MakePapers,
        examine: Examine,
        tell: Callable[[str], None],
        log: Log,
        clock: Callable[[], datetime] = now,
        chores: Sequence[Chore] = (),
        gate: Gate | None = None,
    ) -> None:
        self._options = options
        self._chores = chores
        self._parking = Parking(store, log, clock=clock)
        self._store = store
        self._tell = tell
        self._log = log
        self._clock = clock
        self.metrics = Metrics()
        self.client = Client(
            token=options.token, api_url=options.api_url, file_url=options.file_url, proxy=options.proxy
        )
        self._bot = self.client.bot
        self.delivery = Delivery(self._bot, self.client.files, store, make_papers, log, clock=clock)
        self.taps = Taps(self._bot, log)
        self.sender = Sender(
            store,
            self.delivery,
            self.taps,
            on_undelivered=self._undelivered,
            clock=clock,
            log=log,
            metrics=self.metrics,
        )
        self.outage = Outage(tell=tell, show=self._show, log=log)
        self.intake = Intake(
            turns,
            Fetcher(self.client.files, examine, log, self.metrics),
            on_committed=lambda arrival, committed: self.sender.queue(committed, arrival.tap),
            on_failed=self._failed,
            outage=self.outage,
            log=log,
            metrics=self.metrics,
        )
        self._gate = gate or Gate()
        self.standing = Standing(store, self.intake, self.sender, self.outage, self.metrics, clock=clock)
        self._username = ""
        self._told_groups: OrderedDict[int, None] = OrderedDict()
        self._aside: set[asyncio.Task[None]] = set()
        self._poller: Poller | None = None
        self._stop = asyncio.Event()

    async def run(self, reload: Reload | None = None) -> int:
        """`serve()`, stopped by SIGTERM or SIGINT, or by SIGHUP to begin anew."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        if reload is not None:
            reload.listen(self.stop)
        return await self.serve()

    async def serve(self) -> int:
        """Until `stop()`: 0; 1 when Telegram refuses the token or the webhook, with the reason told."""
        await self.client.open()
        try:
            return await self._serve()
        except InvalidToken:
            self._tell(words().terminal.wrong_token)
            return 1
        finally:
            await self.client.close()

    def stop(self) -> None:
        """Drain and end, as SIGTERM does."""
        self._stop.set()

    async def _serve(self) -> int:
        webhook = self._options.webhook
        server = self._server(webhook) if webhook is not None else None
        if server is not None and webhook is not None and not await self._listen(server, webhook):
            return 1
        try:
            introduced = await self._unless_stopped(introduce(self._bot, webhook, log=self._log, told=self._told))
        except BadRequest as error:
            self._tell(words().terminal.refused_webhook.format(reason=error.message))
            return 1
        if introduced is None:
            return 0
        self._username = introduced
        await self._parking.take_up(self.handle)
        work = [self.sender.run(), self._watch_timers(), self._watch_token()]
        work += [self._do(chore) for chore in self._chores if chore.every]
        for chore in self._chores:
            if not chore.every:
                self._start_aside(self._do(chore))
        if server is None:
            self._poller = Poller(
                self._bot,
                self.handle,
                renew=self.client.renew_polling,
                told=self._told,
                log=self._log,
                metrics=self.metrics,
                parking=self._parking,
            )
            self.standing.poller = self._poller
            work.append(self._poller.run())
        tasks = [asyncio.ensure_future(w) for w in work]
        stopping = asyncio.ensure_future(self._stop.wait())
        self._announce(webhook)
        await asyncio.wait({stopping, *tasks}, return_when=asyncio.FIRST_COMPLETED)
        await self._wind_down(server, tasks)
        ended = next((t.exception() for t in tasks if t.done() and not t.cancelled() and t.exception()), None)
        if ended is not None:
            raise ended
        self._tell(words().terminal.stopped)
        return 0

    async def _wind_down(self, server: WebhookServer | None, tasks: Sequence[asyncio.Future[None]]) -> None:
        """Take nothing new, commit and send what is under way, tell Telegram how far we are."""
        sending, *others = tasks
        for task in others:
            task.cancel()
        if server is not None:
            await server.stop(_DRAIN)
        await self.intake.drain(_DRAIN)
        await self.sender.drain(_DRAIN / 2)
        await self.taps.close()
        await self._parking.close()
        sending.cancel()
        await asyncio.wait(tasks)
        if self._poller is not None:
            await self._poller.confirm()

    # --- updates -----------------------------------------------------------------------------------------

    def handle(self, raw: Mapping[str, Any]) -> asyncio.Future[Committed | None] | None:
        """Take a raw update; the future is done when Telegram may forget it, None: now."""
        try:
            update = Update.de_json(dict(raw), self._bot)
            arrival = translate(update, username=self._username, now=self._clock())
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            self._log.error("update_not_understood", **trouble(error))
            return None
        if arrival is None:
            self.metrics.count("tetie_updates_total", kind="ignored")
            return None
        if isinstance(arrival, Refusal):
            self.metrics.count("tetie_updates_total", kind="group")
            self._refuse(arrival)
            return None
        if not self._let_in(arrival):
            return None
        self.metrics.count("tetie_updates_total", kind=type(arrival.event).__name__.lower())
        done = self.intake.submit(arrival)
        if not isinstance(arrival.event, events.Undelivered):
            slow = asyncio.get_running_loop().call_later(_SLOW, self._show_typing, arrival.address)
            done.add_done_callback(lambda _: slow.cancel())
        return done

    def _let_in(self, arrival: Arrival) -> bool:
        """Whether the arrival gets a turn; an owner's question and a flood are settled here."""
        verdict = self._gate.check(arrival)
        if verdict == "pass":
            return True
        self.metrics.count("tetie_updates_total", kind="owner" if verdict == "status" else "flood")
        if arrival.tap:
            self.taps.answer(arrival.tap)
        if verdict == "status":
            self._show(arrival.address, self.standing.told())
        elif verdict == "flood":
            self._show(arrival.address, words().flood)
        return False

    def _refuse(self, refusal: Refusal) -> None:
        if refusal.tap:
            self.taps.answer(refusal.tap)
        if refusal.chat in self._told_groups:
            return
        self._told_groups[refusal.chat] = None
        if len(self._told_groups) > _GROUPS:
            self._told_groups.popitem(last=False)
        self._show(str(refusal.chat), words().group_refusal.format(username=self._username))

    def _failed(self, arrival: Arrival) -> None:
        if arrival.tap:
            self.taps.answer(arrival.tap)
        if not isinstance(arrival.event, (events.Undelivered, events.Timer)):
            self._show(arrival.address, words().not_handled)

    def _undelivered(self, outgoing: Outgoing, reason: str) -> None:
        """The conversation hears that a reply of its did not arrive (a private chat's id is its person's)."""
        self.intake.submit(
            Arrival(
                order=0,
                event_id=f"undelivered-{outgoing.id}",
                person=outgoing.address,
                address=outgoing.address,
                event=events.Undelivered(at=self._clock(), reason=reason),
            )
        )

    # --- beside the turns ----------------------------------------------------------------------------------

    def _show(self, chat: str, text: str) -> None:
        self._start_aside(self._try_to_show(chat, text))

    async def _try_to_show(self, chat: str, text: str) -> None:
        try:
            await self.delivery.show(chat, text)
        except TelegramError as error:
            self._log.warning("not_shown", **trouble(error))

    def _show_typing(self, chat: str) -> None:
        self._start_aside(self.delivery.act(chat, ChatAction.TYPING))

    def _start_aside(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def _watch_timers(self) -> None:
        """Hand over the timers that have come due, one turn each."""
        while True:
            try:
                due = await asyncio.to_thread(self._store.due_timers, self._clock())
            except StorageProblem as problem:
                self._log.error("storage_in_trouble", code=problem.code)
                due = []
            waiting = [
                self.intake.submit(
                    Arrival(
                        order=0,
                        event_id=timer.event,
                        person=timer.person,
                        address=timer.address,
                        event=events.Timer(at=self._clock(), name=timer.name),
                    )
                )
                for timer in due
                if timer.channel == "telegram"
            ]
            if waiting:
                await asyncio.wait(waiting)
            await asyncio.sleep(_TIMERS)

    async def _watch_token(self) -> None:
        """A send was refused as if the token were wrong: ask, and end if it really is (InvalidToken)."""
        while True:
            await self.sender.revoked.wait()
            self.sender.revoked.clear()
            try:
                await self._bot.get_me()
            except InvalidToken:
                raise
            except TelegramError as error:
                self._log.warning("token_not_checked", **trouble(error))

    async def _do(self, chore: Chore) -> None:
        """Do it, again and again if it says so; what goes wrong is logged and the next time may do better."""
        while True:
            doing = asyncio.ensure_future(asyncio.to_thread(chore.work))
            await asyncio.wait({doing})
            error = doing.exception()
            if error is not None:
                self._log.error("chore_failed", chore=chore.name, **trouble(error))
            if not chore.every:
                return
            await asyncio.sleep(chore.every)

    # --- webhook -------------------------------------------------------------------------------------------

    def _server(self, webhook: Webhook) -> WebhookServer:
        return WebhookServer(
            path=webhook.path,
            secret=webhook.secret,
            handle=self.handle,
            health=self.standing.health,
            metrics=lambda: self.metrics.text(self.standing.gauges()),
            log=self._log,
        )

    async def _listen(self, server: WebhookServer, webhook: Webhook) -> bool:
        try:
            await server.start(webhook.host, webhook.port)
        except OSError:
            self._tell(words().terminal.port_taken.format(listen=f"{webhook.host}:{webhook.port}"))
            return False
        return True

    # --- words for the operator ----------------------------------------------------------------------------

    def _announce(self, webhook: Webhook | None) -> None:
        terminal = words().terminal
        if webhook is None:
            self._tell(terminal.running_polling.format(username=self._username))
        else:
            listen = f"{webhook.host}:{webhook.port}"
            self._tell(terminal.running_webhook.format(username=self._username, listen=listen))

    def _told(self, reason: str) -> None:
        terminal = words().terminal
        self._tell(terminal.conflict if reason == "conflict" else terminal.unreachable)

    async def _unless_stopped(self, work: Any) -> str | None:
        """The result, or None when a signal comes first."""
        working, stopping = asyncio.ensure_future(work), asyncio.ensure_future(self._stop.wait())
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not working.done():
            working.cancel()
            return None
        result: str = working.result()
        return result
