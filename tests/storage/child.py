"""What the child processes do that the tests kill."""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event

from storage.contract import Inbound, TimerChange
from storage.store import Store
from tests.storage.people import CHANNEL, NOON, later, message, remember, say

PEOPLE = ("li", "wang", "zhao")
SHARED = 60
"""how many messages two processes share"""


def note(file: Path, line: str) -> None:
    """Append a line that survives the death of this process."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.write(handle, f"{line}\n".encode())
    os.close(handle)


def notes(file: Path) -> list[str]:
    """The lines noted so far."""
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def die_at(store: Store, moment: int) -> Callable[[], None]:
    """Kill this process at its n-th database statement or commit; the returned function counts as one, too."""
    moments = itertools.count(1)

    def tick(*_: Any) -> None:
        if next(moments) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    for engine in {store.database.durable, store.database.relaxed}:
        event.listen(engine, "before_cursor_execute", tick)
        event.listen(engine, "after_cursor_execute", tick)
        event.listen(engine, "commit", tick)
    return tick


def short_life(url: str, key_file: Path, moment: int) -> None:
    """Two messages, one with a photo and a timer, and their replies sent; killed at the given moment."""
    store = Store.open(url, key_file)
    sends = key_file.with_name("sends")
    tick = die_at(store, moment)
    photo = Inbound(channel=CHANNEL, person="li", event="1", at=NOON, address="chat-li", files={"p": b"\xff\xd8" * 50})
    store.run_turn(photo, remember("一", replies=2, timers=(TimerChange(name="remind", at=later(hours=1)),)), now=NOON)
    tick()
    while batch := store.pending(CHANNEL, now=NOON):
        for outgoing in batch:
            note(sends, outgoing.body)
            tick()
            store.sent(outgoing.id, now=NOON)
            tick()
    store.run_turn(message("二", event="2"), remember("二"), now=NOON)
    tick()
    os._exit(0)


def long_life(url: str, key_file: Path, first: int) -> None:
    """Messages without end, each noted once its turn is committed; every other one is handed in twice."""
    store = Store.open(url, key_file)
    done, sends = key_file.with_name("done"), key_file.with_name("sends")
    for n in itertools.count(first):
        person = PEOPLE[n % len(PEOPLE)]
        for _ in range(1 + n % 2):
            say(store, str(n), person=person, event=str(n))
        note(done, str(n))
        for outgoing in store.pending(CHANNEL, now=NOON, limit=2):
            note(sends, outgoing.body)
            store.sent(outgoing.id, now=NOON)


def shared_life(url: str, key_file: Path, _number: int) -> None:
    """Handle the same messages as another process at the same time, and send what there is to send."""
    sends = key_file.with_name("sends")
    with Store.open(url, key_file) as store:
        for n in range(SHARED):
            person = PEOPLE[n % len(PEOPLE)]
            say(store, f"{person}{n}", person=person, event=str(n))
            for outgoing in store.pending(CHANNEL, now=NOON, limit=3):
                note(sends, outgoing.body)
                store.sent(outgoing.id, now=NOON)


def rotating_life(url: str, key_file: Path, moment: int) -> None:
    """A key rotation, killed at the given moment."""
    store = Store.open(url, key_file)
    die_at(store, moment)
    store.rotate_key()
    os._exit(0)


def erasing_life(url: str, key_file: Path, moment: int) -> None:
    """A deletion, killed at the given moment."""
    store = Store.open(url, key_file)
    die_at(store, moment)
    store.erase(CHANNEL, "li", now=NOON)
    os._exit(0)


def first_life(url: str, key_file: Path, moment: int) -> None:
    """A first start with migrations, killed at the given moment (counted over all engines there are)."""
    from sqlalchemy import Engine

    moments = itertools.count(1)

    def tick(*_: Any) -> None:
        if next(moments) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", tick)
    event.listen(Engine, "commit", tick)
    Store.open(url, key_file)
    os._exit(0)
