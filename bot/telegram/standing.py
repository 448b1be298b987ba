"""How the process stands: for `/healthz`, for Prometheus, and for an owner who asks /status. No personal data."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.telegram.intake import Intake
from bot.telegram.metrics import Metrics
from bot.telegram.outage import Outage
from bot.telegram.polling import Poller
from bot.telegram.sender import Sender
from bot.telegram.words import words
from storage.problems import StorageProblem
from storage.store import Store


class Standing:
    """Reads intake, sender, store and, once polling, the poller (`poller`)."""

    def __init__(
        self,
        store: Store,
        intake: Intake,
        sender: Sender,
        outage: Outage,
        metrics: Metrics,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._intake = intake
        self._sender = sender
        self._outage = outage
        self._metrics = metrics
        self._clock = clock
        self._since = time.monotonic()
        self.poller: Poller | None = None

    def health(self) -> Mapping[str, object] | None:
        """Counts when the store answers and the last turn met no trouble in it."""
        try:
            backlog = self._store.backlog(now=self._clock())
        except StorageProblem:
            return None
        if self._outage.on:
            return None
        return {
            "waiting": backlog.waiting,
            "oldest_seconds": round(backlog.oldest, 1),
            "turns": self._intake.waiting,
        }

    def gauges(self) -> dict[str, float]:
        """Levels now, for the metrics page."""
        gauges = {
            "tetie_turns_waiting": float(self._intake.waiting),
            "tetie_messages_in_hand": float(self._sender.waiting),
            "tetie_storage_up": 0.0 if self._outage.on else 1.0,
        }
        if self.poller is not None:
            gauges["tetie_seconds_since_poll"] = time.monotonic() - self.poller.last_success
        try:
            backlog = self._store.backlog(now=self._clock())
        except StorageProblem:
            return gauges
        return gauges | {
            "tetie_outbox_waiting": float(backlog.waiting),
            "tetie_outbox_failed": float(backlog.failed),
            "tetie_outbox_oldest_seconds": backlog.oldest,
            "tetie_conversations": float(backlog.conversations),
            "tetie_timers": float(backlog.timers),
        }

    def told(self) -> str:
        """The same in words, for an owner."""
        gauges = self.gauges()
        return words().status.format(
            hours=round((time.monotonic() - self._since) / 3600, 1),
            done=self._metrics.value("tetie_turns_total", outcome="done"),
            failed=self._metrics.value("tetie_turns_total", outcome="failed"),
            turned_away=self._metrics.value("tetie_updates_total", kind="flood"),
            waiting=int(gauges["tetie_turns_waiting"]),
            backlog=int(gauges.get("tetie_outbox_waiting", -1)),
            undelivered=int(gauges.get("tetie_outbox_failed", -1)),
            conversations=int(gauges.get("tetie_conversations", -1)),
            store=words().store_up if gauges["tetie_storage_up"] else words().store_down,
        )
