"""How long a durable turn of a plain answer takes: beside the bare SQLAlchemy transaction that writes the same rows,
and with 100 and with 10,000 conversations stored. `python -m benchmarks durable`.

Both sides alternate in one run, on SQLite with the same settings (write-ahead log, synchronous=FULL). The bare side
updates and inserts ready-made bytes of the same lengths; the durable side also finds and opens the session, seals
everything, and takes the event only once. The rows are counted by the database itself to be the same.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, text, update

from storage.contract import Inbound, Loaded, Outcome
from storage.schema import BEIJING, conversations, inbox, journal, outbox
from storage.store import Store

_ROUNDS = 400
_SIZES = (100, 10_000)
_NOW = datetime(2024, 3, 15, 12, 0, tzinfo=BEIJING)


def session(n: int) -> str:
    """A session about two thirds through the form, as JSON; `n` makes it this person's."""
    answers = {
        f"work_history[r{row}].{key}": {
            "raw": f"{n} 北京某某机械制造有限公司焊接车间 {row}",
            "value": f"北京某某机械制造有限公司焊接车间 {n * 7919 % 9973}",
            "message": str(n * 100 + row),
        }
        for row in range(6)
        for key in ("start", "end", "unit", "occupation", "post", "skill_level")
    }
    return json.dumps({"edition": "2024", "answers": answers}, ensure_ascii=False)


def outcome(loaded: Loaded) -> Outcome:
    """A plain answer: the session, one journal entry, an echo with the next question."""
    change = json.dumps({"path": "unit", "before": None, "after": "北京某某机械制造有限公司"}, ensure_ascii=False)
    reply = json.dumps({"kind": "ask", "spans": [{"text": "工作单位：记下了。单位地址是？" * 3}]}, ensure_ascii=False)
    return Outcome(snapshot=loaded.snapshot or "{}", journal=(change,), outgoing=(reply,))


def arrival(person: int, event: str) -> Inbound:
    return Inbound(channel="telegram", person=str(person), event=event, at=_NOW, address=str(person))


def filled(folder: Path, people: int) -> Store:
    """A store with so many conversations, each with a session, a journal and sent replies."""
    store = Store.open(f"sqlite:///{folder / 'tetie.db'}", folder / "tetie.key")
    for n in range(people):
        store.run_turn(
            arrival(n, f"first-{n}"),
            lambda loaded, n=n: Outcome(snapshot=session(n), journal=("{}",) * 3, outgoing=("{}",)),  # type: ignore[misc]
            now=_NOW,
        )
    while batch := store.pending("telegram", now=_NOW, limit=500):
        store.sent_many([(outgoing.id, "1") for outgoing in batch], now=_NOW)
    store.database.truncate_log()
    return store


class Bare:
    """The same rows by plain SQLAlchemy, of the same lengths as the store's."""

    def __init__(self, store: Store) -> None:
        self.engine = store.database.durable
        with self.engine.connect() as connection:
            self.people = list(
                connection.execute(text("SELECT id FROM conversations WHERE version = 1 LIMIT 50")).scalars()
            )
            self.snapshot = self._longest(connection, "conversations", "snapshot")
            self.entry = self._longest(connection, "journal", "sealed")
            self.reply = self._longest(connection, "outbox", "sealed")
        self.count = 0

    @staticmethod
    def _longest(connection: Connection, table: str, column: str) -> bytes:
        statement = f"SELECT {column} FROM {table} ORDER BY length({column}) DESC LIMIT 1"
        return bytes(connection.execute(text(statement)).scalar_one())

    def turn(self, n: int) -> None:
        """One transaction."""
        self.count += 1
        conversation = self.people[n % len(self.people)]
        row: dict[str, Any] = {"conversation": conversation, "version": 1_000_000 + self.count, "n": 0}
        queued = {
            "channel": "bare",
            "state": "waiting",
            "attempts": 0,
            "queued": 0,
            "due": 0,
            "owner": None,
            "fleeting": False,
        }
        with self.engine.begin() as connection:
            event = self.count.to_bytes(16, "little")
            connection.execute(insert(inbox), {"event": event, "conversation": conversation, "handled": 1})
            connection.execute(
                update(conversations)
                .where(conversations.c.id == conversation)
                .values(last_seen=1, snapshot=self.snapshot)
            )
            connection.execute(insert(journal), {**row, "at": 1, "sealed": self.entry})
            connection.execute(insert(outbox), {**row, **queued, "sealed": self.reply})


def timed(function: Callable[[int], object], n: int) -> float:
    """Milliseconds of one call."""
    began = time.perf_counter()
    function(n)
    return (time.perf_counter() - began) * 1000


def durable_turn(store: Store) -> Callable[[int], object]:
    """A turn of one of fifty people, its replies marked as sent outside the measurement of the next."""

    def turn(n: int) -> object:
        return store.run_turn(
            arrival(n % 50, f"turn-{time.perf_counter_ns()}"), outcome, now=_NOW + timedelta(seconds=n)
        )

    return turn


def run() -> Iterator[str]:
    """Measure; lines to show. Aims: at most 2× the bare transaction, within 10 % between the two store sizes."""
    with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        stores = [filled(Path(folder), people) for folder, people in zip((few, many), _SIZES, strict=True)]
        turns = [durable_turn(store) for store in stores]
        for n in range(100):
            for turn in turns:
                turn(n)
        bares = [Bare(store) for store in stores]
        times: dict[str, list[float]] = {}
        for n in range(_ROUNDS):
            for people, turn, bare in zip(_SIZES, turns, bares, strict=True):
                times.setdefault(f"durable {people}", []).append(timed(turn, n))
                times.setdefault(f"bare {people}", []).append(timed(bare.turn, n))
        medians = {name: statistics.median(values) for name, values in times.items()}
        for people in _SIZES:
            durable, bare_ = medians[f"durable {people}"], medians[f"bare {people}"]
            slowest = statistics.quantiles(times[f"durable {people}"], n=20)[-1]
            yield (
                f"{people:>6} conversations: durable turn {durable:.2f} ms (p95 {slowest:.2f}), "
                f"bare transaction {bare_:.2f} ms, ratio {durable / bare_:.2f} (aim ≤ 2)"
            )
        growth = medians[f"durable {_SIZES[1]}"] / medians[f"durable {_SIZES[0]}"] - 1
        yield f"from {_SIZES[0]} to {_SIZES[1]:,} conversations: {growth:+.1%} (aim within 10 %)"
        for store in stores:
            store.close()
