"""What people send in these tests, and a tiny conversation that remembers it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from storage.contract import Committed, Inbound, Loaded, Outcome, Outgoing, TimerChange, Work
from storage.store import Store

NOON = datetime(2024, 3, 15, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CHANNEL = "terminal"


def later(**much: float) -> datetime:
    """Noon and so much."""
    return NOON + timedelta(**much)


def message(text: str, *, person: str = "li", event: str = "", at: datetime = NOON) -> Inbound:
    """A message; its event is its text unless named."""
    return Inbound(channel=CHANNEL, person=person, event=event or f"{person}:{text}", at=at, address=f"chat-{person}")


def remember(text: str, *, timers: tuple[TimerChange, ...] = (), replies: int = 1) -> Work:
    """The conversation: everything said so far, the newest last; each message is answered by its own words."""

    def work(loaded: Loaded) -> Outcome:
        said = json.loads(loaded.snapshot) if loaded.snapshot else []
        return Outcome(
            snapshot=json.dumps([*said, text], ensure_ascii=False),
            journal=(json.dumps({"said": text}, ensure_ascii=False),),
            outgoing=tuple(f"{text}/{n}" for n in range(replies)),
            timers=timers,
        )

    return work


def say(
    store: Store,
    text: str,
    *,
    person: str = "li",
    event: str = "",
    at: datetime = NOON,
    claim: bool = False,
    replies: int = 1,
    timers: tuple[TimerChange, ...] = (),
) -> Committed:
    """One message, handled."""
    return store.run_turn(
        message(text, person=person, event=event, at=at),
        remember(text, replies=replies, timers=timers),
        now=at,
        claim=claim,
    )


def said(store: Store, person: str = "li") -> list[str]:
    """What the conversation remembers."""
    loaded = store.snapshot(CHANNEL, person)
    return json.loads(loaded.snapshot) if loaded and loaded.snapshot else []


def deliver(store: Store, *, now: datetime = NOON, to: Callable[[Outgoing], None] | None = None) -> list[str]:
    """Send everything that is due, in the order the store hands it out; the bodies."""
    bodies = []
    while batch := store.pending(CHANNEL, now=now):
        for outgoing in batch:
            if to is not None:
                to(outgoing)
            bodies.append(outgoing.body)
            store.sent(outgoing.id, now=now, receipt=f"m{outgoing.id}")
    return bodies
