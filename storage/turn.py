"""The turn: one event in, one transaction, everything it caused stored together or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage import erasure, outbox
from storage.contract import Asked, Committed, Inbound, Loaded, Outcome, TimerChange, Work
from storage.database import Database
from storage.once import insert_once
from storage.pairs import pack, unpack
from storage.problems import Conflict, SealedBroken, StorageProblem, Unreachable
from storage.schema import conversations, files, inbox, journal, timers, to_ms
from storage.seal import Sealer

ATTEMPTS = 5
"""how often a turn is tried again after a version conflict"""
TIMER = "timer:"
"""how the event of a timer begins"""

_c = conversations.c
_FIND_AND_LOCK = (
    select(_c.id, _c.version, _c.snapshot, _c.who, _c.blocked, _c.last_seen)
    .where(_c.person == bindparam("p"))
    .with_for_update()
)
_Found: TypeAlias = Row[str, int, bytes | None, bytes, int | None, int]
_SAVE = (
    update(conversations)
    .where(_c.id == bindparam("c"), _c.version == bindparam("was"))
    .values(
        version=bindparam("version"),
        snapshot=bindparam("snapshot"),
        last_seen=bindparam("seen"),
        blocked=bindparam("blocked"),
        who=bindparam("who"),
    )
)
_SEEN = select(inbox.c.event).where(inbox.c.event == bindparam("e"))
_HANDLED = insert(inbox)
_ADD_ENTRY = insert(journal)
_CANCEL_TIMER = delete(timers).where(timers.c.conversation == bindparam("c"), timers.c.name == bindparam("name"))
_FIRE_TIMER = _CANCEL_TIMER.where(timers.c.at == bindparam("at"))
_DROP_FILE = delete(files).where(files.c.conversation == bindparam("c"), files.c.key == bindparam("k"))


class _Duplicate(Exception):
    """The event had been handled; the transaction is rolled back and nothing was done."""


def timer_event(conversation: str, name: str, at_ms: int) -> str:
    """The event a due timer is handed in as: the same timer at the same time is the same event."""
    return f"{TIMER}{conversation}:{at_ms}:{name}"


def run(
    database: Database,
    sealer: Sealer,
    inbound: Inbound,
    work: Work,
    *,
    now: datetime,
    owner: str | None = None,
    on_erased: Callable[[], object] = lambda: None,
) -> Committed:
    """Handle `inbound` once. `owner` claims the outgoing messages for that worker where their turn has
    come.

    `work` may be called again when somebody else changed the conversation meanwhile, or when the
    connection to the server broke. Whatever it raises ends the turn with nothing stored.
    """
    for left in reversed(range(ATTEMPTS)):
        try:
            with database.write() as connection:
                turn = _Turn(connection, sealer, inbound, to_ms(now), owner)
                committed, erased = turn.run(work)
        except _Duplicate as duplicate:
            conversation, version = duplicate.args
            return Committed(conversation=conversation, version=version, duplicate=True)
        except Conflict:
            if not left:
                raise
            continue
        except Unreachable:
            # the pool is emptied by then: one fresh connection tells a restarted server from one that is gone
            if left < ATTEMPTS - 1:
                raise
            continue
        if erased:
            on_erased()
        return committed
    raise AssertionError("unreachable")


def run_together(
    database: Database,
    sealer: Sealer,
    asked: Sequence[Asked],
    *,
    owner: str | None = None,
    on_erased: Callable[[], object] = lambda: None,
) -> list[Committed | Exception]:
    """`run` for several people's events in one transaction, which costs one write to the disk instead of many.

    What each would have raised alone stands in its place. What concerns one of them (a duplicate, a conversation
    changed meanwhile, a `work` that failed) undoes the common transaction, and each gets its own; what concerns the
    database as a whole (locked, full, gone) is everybody's result.
    """
    if len(asked) > 1:
        # everybody locks people in the same order, so that two workers never wait for each other
        places = sorted(range(len(asked)), key=lambda n: _lock_order(sealer, asked[n].inbound))
        done: dict[int, tuple[Committed, bool]] = {}
        try:
            with database.write() as connection:
                for place in places:
                    one = asked[place]
                    done[place] = _Turn(connection, sealer, one.inbound, to_ms(one.now), owner).run(one.work)
        except Exception as error:  # noqa: BLE001 - met again, and told, by the one it belongs to
            if isinstance(error, StorageProblem) and not isinstance(error, (Conflict, SealedBroken)):
                return [error] * len(asked)
            done = {}
        if done:
            if any(erased for _, erased in done.values()):
                on_erased()
            return [done[place][0] for place in range(len(asked))]
    return [_alone(database, sealer, one, owner=owner, on_erased=on_erased) for one in asked]


def _lock_order(sealer: Sealer, inbound: Inbound) -> bytes:
    return sealer.person(inbound.channel, inbound.person)


def _alone(
    database: Database, sealer: Sealer, one: Asked, *, owner: str | None, on_erased: Callable[[], object]
) -> Committed | Exception:
    try:
        return run(database, sealer, one.inbound, one.work, now=one.now, owner=owner, on_erased=on_erased)
    except Exception as error:  # noqa: BLE001 - the caller's to raise, beside the others' results
        return error


class _Turn:
    """One attempt, inside its transaction."""

    def __init__(self, connection: Connection, sealer: Sealer, inbound: Inbound, now: int, owner: str | None) -> None:
        self.connection = connection
        self.sealer = sealer
        self.inbound = inbound
        self.now = now
        self.owner = owner
        self.digest = sealer.event(inbound.channel, inbound.event)

    def run(self, work: Work) -> tuple[Committed, bool]:
        """The outcome, and whether the person was erased."""
        row = self._find() or self._start()
        self._claim_event(row)
        conversation, was = row.id, row.version
        snapshot = row.snapshot and self.sealer.open(row.snapshot, "snapshot", conversation)
        outcome = work(Loaded(conversation=conversation, snapshot=snapshot, version=was))
        version = was + 1
        erased = outcome.erase
        if erased:
            erasure.remove(self.connection, conversation, now=self.now, kind="asked")
        else:
            self._save(row, outcome, version)
        queued = self._queue(row, version, outcome)
        return Committed(
            conversation=conversation,
            version=version,
            outgoing=queued.ids,
            messages=queued.claimed,
        ), erased

    def _find(self) -> _Found | None:
        person = self.sealer.person(self.inbound.channel, self.inbound.person)
        row = self.connection.execute(_FIND_AND_LOCK, {"p": person}).first()
        # rotation waits for this transaction from here on, so the ring read now is the ring to seal with
        self.sealer.follow()
        return row

    def _start(self) -> _Found:
        """A new conversation, or the one another worker began at the same moment."""
        inbound = self.inbound
        if inbound.event.startswith(TIMER) or self.connection.execute(_SEEN, {"e": self.digest}).first():
            # handled before the person was erased
            raise _Duplicate("", 0)
        conversation = secrets.token_urlsafe(16)
        who = pack(inbound.person, inbound.address)
        self.connection.execute(
            insert_once(conversations, self.connection.dialect.name),
            {
                "id": conversation,
                "channel": inbound.channel,
                "person": self.sealer.person(inbound.channel, inbound.person),
                "version": 0,
                "created": self.now,
                "last_seen": self.now,
                "who": self.sealer.seal(who, "who", conversation),
            },
        )
        row = self._find()
        if row is None:
            raise Conflict
        return row

    def _claim_event(self, row: _Found) -> None:
        """The inbox row; for a timer its own row, which must still be there."""
        event = self.inbound.event
        if event.startswith(TIMER):
            at, _, name = event.removeprefix(f"{TIMER}{row.id}:").partition(":")
            due = int(at) if at.isdigit() else -1
            fired = self.connection.execute(_FIRE_TIMER, {"c": row.id, "name": name, "at": due})
            if not fired.rowcount:
                raise _Duplicate(row.id, row.version)
            return
        try:
            self.connection.execute(_HANDLED, {"event": self.digest, "conversation": row.id, "handled": self.now})
        except IntegrityError:
            raise _Duplicate(row.id, row.version) from None

    def _save(self, row: _Found, outcome: Outcome, version: int) -> None:
        conversation, inbound, seal = row.id, self.inbound, self.sealer.seal
        sealed_who, blocked, seen = row.who, row.blocked, row.last_seen
        if inbound.from_person and not inbound.event.startswith(TIMER):
            blocked, seen = None, self.now
            _, address = unpack(self.sealer.open(sealed_who, "who", conversation))
            if inbound.address and inbound.address != address:
                sealed_who = seal(pack(inbound.person, inbound.address), "who", conversation)
        saved = self.connection.execute(
            _SAVE,
            {
                "c": conversation,
                "was": row.version,
                "version": version,
                "snapshot": seal(outcome.snapshot, "snapshot", conversation),
                "seen": seen,
                "blocked": blocked,
                "who": sealed_who,
            },
        )
        if saved.rowcount != 1:
            raise Conflict
        if outcome.journal:
            at = to_ms(inbound.at)
            self.connection.execute(
                _ADD_ENTRY,
                [
                    {
                        "conversation": conversation,
                        "version": version,
                        "n": n,
                        "at": at,
                        "sealed": seal(body, "journal", conversation, version, n),
                    }
                    for n, body in enumerate(outcome.journal)
                ],
            )
        if inbound.files or outcome.drop_files:
            self._keep_files(conversation, outcome.drop_files)
        if outcome.timers:
            self._set_timers(conversation, outcome.timers)

    def _keep_files(self, conversation: str, dropped: tuple[str, ...]) -> None:
        for key in {*dropped, *self.inbound.files}:
            self.connection.execute(_DROP_FILE, {"c": conversation, "k": key})
        kept = [(key, data) for key, data in self.inbound.files.items() if key not in dropped]
        for key, data in kept:
            self.connection.execute(
                insert(files),
                {
                    "conversation": conversation,
                    "key": key,
                    "at": self.now,
                    "sealed": self.sealer.seal(data, "files", conversation, key),
                },
            )

    def _set_timers(self, conversation: str, changes: tuple[TimerChange, ...]) -> None:
        latest = {change.name: change.at for change in changes}
        for name, at in latest.items():
            self.connection.execute(_CANCEL_TIMER, {"c": conversation, "name": name})
            if at is not None:
                self.connection.execute(insert(timers), {"conversation": conversation, "name": name, "at": to_ms(at)})

    def _queue(self, row: _Found, version: int, outcome: Outcome) -> outbox.Queued:
        if not outcome.outgoing:
            return outbox.Queued((), ())
        address = self.inbound.address
        if not address:
            _, address = unpack(self.sealer.open(row.who, "who", row.id))
        return outbox.queue(
            self.connection,
            self.sealer,
            conversation=row.id,
            channel=self.inbound.channel,
            address=address,
            version=version,
            bodies=outcome.outgoing,
            fleeting=outcome.erase,
            now=self.now,
            owner=self.owner,
        )
