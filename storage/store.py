"""The store: what the rest of the program calls. One object per process, safe to use from several threads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from sqlalchemy import URL, func, insert, select, update

from storage import erasure, migrate, outbox, parking, proof, turn, workers
from storage.contract import (
    Asked,
    Backlog,
    Committed,
    DueTimer,
    Entry,
    Inbound,
    Loaded,
    Outgoing,
    Receipt,
    Restored,
    Work,
)
from storage.database import Database
from storage.pairs import unpack
from storage.problems import NotFound, SealedBroken
from storage.schema import conversations, files, from_ms, journal, timers, to_ms, uploads
from storage.schema import outbox as outbox_table
from storage.seal import Sealer


class Store:
    """Conversations, their journal, the queue of replies, timers and files: durable, sealed, once only."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self.database = database
        self.sealer = sealer
        self._presence: workers.Presence | None = None
        self._presence_lock = Lock()

    @classmethod
    def open(cls, url: str | URL, key_file: Path, *, create: bool = True) -> Store:
        """Open the database at `url` (SQLAlchemy form) and bring it to the current schema.

        `create=False` makes neither a database nor a key. Raises a `StorageProblem` that says in Chinese
        what is wrong and what to do; nothing is changed then.
        """
        database = Database(url, create=create)
        try:
            migrate.ensure(database)
            return cls(database, proof.unlock(database, key_file, create=create))
        except BaseException:
            database.close()
            raise

    def close(self) -> None:
        """Give back connections and claimed messages."""
        with self._presence_lock:
            if self._presence is not None:
                self._presence.leave()
                self._presence = None
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # turns

    def run_turn(self, inbound: Inbound, work: Work, *, now: datetime, claim: bool = False) -> Committed:
        """Handle one event in one transaction: see `storage.turn`. `work` must not call the store.

        `claim=True` hands the new messages straight to the caller (`Committed.messages`) when nothing of this
        conversation waits before them, or only what the caller holds; each then wants `sent`, `postpone` or `give_up`.
        """
        return turn.run(
            self.database,
            self.sealer,
            inbound,
            work,
            now=now,
            owner=self._worker().id if claim else None,
            on_erased=self.database.truncate_log,
        )

    def run_turns(self, asked: Sequence[Asked], *, claim: bool = False) -> list[Committed | Exception]:
        """`run_turn` for several people's events at once: one transaction, one wait for the disk.

        In the order of `asked`, what each committed, or what `run_turn` would have raised for it.
        """
        return turn.run_together(
            self.database,
            self.sealer,
            asked,
            owner=self._worker().id if claim else None,
            on_erased=self.database.truncate_log,
        )

    def snapshot(self, channel: str, person: str) -> Loaded | None:
        """A person's conversation as last stored; None for a stranger."""
        c = conversations.c
        digest = self.sealer.person(channel, person)
        with self.database.read() as connection:
            row = connection.execute(select(c.id, c.version, c.snapshot).where(c.person == digest)).first()
        if row is None:
            return None
        text = row.snapshot and self.sealer.open(row.snapshot, "snapshot", row.id)
        return Loaded(conversation=row.id, snapshot=text, version=row.version)

    def snapshot_of(self, conversation: str) -> str | None:
        """A conversation's snapshot as last stored, for making its papers; None when it is gone or empty."""
        c = conversations.c
        with self.database.read() as connection:
            sealed = connection.execute(select(c.snapshot).where(c.id == conversation)).scalar()
        return self.sealer.open(sealed, "snapshot", conversation) if sealed else None

    def history(self, channel: str, person: str) -> list[Entry]:
        """A person's journal, oldest first."""
        j = journal.c
        with self.database.read() as connection:
            rows = connection.execute(
                select(j.conversation, j.version, j.n, j.at, j.sealed)
                .join(conversations, conversations.c.id == j.conversation)
                .where(conversations.c.person == self.sealer.person(channel, person))
                .order_by(j.version, j.n)
            ).all()
        return [
            Entry(
                version=row.version,
                at=from_ms(row.at),
                body=self.sealer.open(row.sealed, "journal", row.conversation, row.version, row.n),
            )
            for row in rows
        ]

    def file(self, conversation: str, key: str) -> bytes:
        """A stored file; raises `NotFound`."""
        f = files.c
        with self.database.read() as connection:
            sealed = connection.execute(select(f.sealed).where(f.conversation == conversation, f.key == key)).scalar()
        if sealed is None:
            raise NotFound(key)
        return self.sealer.open_bytes(sealed, "files", conversation, key)

    # replies

    def pending(self, channel: str, *, now: datetime, limit: int = 50) -> list[Outgoing]:
        """Claim the first waiting message of each conversation that is due, the longest waiting first.

        Each wants `sent`, `postpone` or `give_up`; the next of the same conversation comes only then. What a
        killed worker had claimed is handed out again at once.
        """
        me = self._worker()
        at = to_ms(now)
        with self.database.read() as connection:
            gone = [owner for owner in outbox.owners(connection) if not me.alive(owner)]
            idle = not gone and not outbox.any_due(connection, channel, now=at)
        if idle:
            if self.database.log_left:
                self.database.truncate_log()
            return []
        with self.database.write(relaxed=True) as connection:
            for owner in gone:
                outbox.release(connection, owner, now=at)
            return outbox.take(connection, self.sealer, channel, now=at, limit=limit, owner=me.id)

    def waiting(self, conversation: str) -> list[Outgoing]:
        """Everything still to be shown to one person, in order: for a channel that serves nobody else."""
        with self.database.read() as connection:
            return outbox.waiting(connection, self.sealer, conversation)

    def sent(self, id_: int, *, now: datetime, receipt: str = "") -> None:
        """The channel has taken the message; `receipt` is the channel's id of it."""
        self.sent_many([(id_, receipt)], now=now)

    def sent_many(self, messages: list[tuple[int, str]], *, now: datetime) -> None:
        """The same for several (id, receipt) in one transaction."""
        with self.database.write(relaxed=True) as connection:
            outbox.settle(connection, messages, now=to_ms(now))

    def note_shown(self, id_: int, parts: int) -> None:
        """The channel has taken so many parts of the message, which is longer than that."""
        with self.database.write(relaxed=True) as connection:
            outbox.note_shown(connection, id_, parts)

    def postpone(self, id_: int, until: datetime, *, failed: bool = True) -> None:
        """Try again at `until`; `failed=False` when the try does not count (told to wait)."""
        with self.database.write(relaxed=True) as connection:
            outbox.postpone(connection, id_, to_ms(until), failed=failed)

    def give_up(self, id_: int, reason: str, *, now: datetime, blocked: bool = False) -> None:
        """Stop trying; the record stays without its body. `blocked` also stops the person's other messages
        and timers until the person writes again.
        """
        with self.database.write() as connection:
            outbox.give_up(connection, id_, reason, now=to_ms(now), blocked=blocked)

    def said(self, conversation: str, receipt: str) -> str | None:
        """The body of our message that the channel knows as `receipt`; None when unknown or no longer
        kept.
        """
        with self.database.read() as connection:
            return outbox.said(connection, self.sealer, conversation, receipt)

    def remember_upload(self, conversation: str, fingerprint: bytes, reference: str, *, now: datetime) -> None:
        """The channel keeps a paper with this fingerprint as `reference`; sending it again needs no
        upload.
        """
        u = uploads.c
        with self.database.write(relaxed=True) as connection:
            mine = select(conversations.c.id).where(conversations.c.id == conversation).with_for_update()
            if connection.execute(mine).first() is None:
                return
            self.sealer.follow()
            row = {
                "at": to_ms(now),
                "sealed": self.sealer.seal(reference, "uploads", conversation, fingerprint.hex()),
            }
            where = (u.conversation == conversation, u.fingerprint == fingerprint)
            if not connection.execute(update(uploads).where(*where).values(row)).rowcount:
                connection.execute(insert(uploads), {"conversation": conversation, "fingerprint": fingerprint, **row})

    def uploaded(self, conversation: str, fingerprint: bytes) -> str | None:
        """The channel's reference of a paper sent before, if remembered."""
        u = uploads.c
        with self.database.read() as connection:
            sealed = connection.execute(
                select(u.sealed).where(u.conversation == conversation, u.fingerprint == fingerprint)
            ).scalar()
        return sealed and self.sealer.open(sealed, "uploads", conversation, fingerprint.hex())

    # events put aside

    def park(self, number: int, body: str, *, now: datetime) -> None:
        """Keep an event of the channel that is under way, under the channel's number, until `leave`."""
        with self.database.write() as connection:
            parking.put(connection, self.sealer, number, body, now=to_ms(now))

    def parked(self) -> list[str]:
        """What was put aside and not left, in order of the numbers."""
        with self.database.read() as connection:
            return parking.left(connection, self.sealer)

    def leave(self, number: int) -> None:
        """An event put aside has been handled."""
        with self.database.write(relaxed=True) as connection:
            parking.leave(connection, number)

    # timers

    def due_timers(self, now: datetime, *, limit: int = 100) -> list[DueTimer]:
        """Timers whose time has come, of people who can be reached. Hand each to `run_turn` as its
        `event`: that takes it off, and a timer cancelled meanwhile or handed in twice is a duplicate.
        """
        t, c = timers.c, conversations.c
        with self.database.read() as connection:
            rows = connection.execute(
                select(t.conversation, t.name, t.at, c.channel, c.who)
                .join(conversations, c.id == t.conversation)
                .where(t.at <= to_ms(now), c.blocked.is_(None))
                .order_by(t.at)
                .limit(limit)
            ).all()
        due = []
        for row in rows:
            try:
                who = self.sealer.open(row.who, "who", row.conversation)
            except SealedBroken:
                # one damaged row must not hold up the others' timers
                continue
            person, address = unpack(who)
            due.append(
                DueTimer(
                    conversation=row.conversation,
                    channel=row.channel,
                    person=person,
                    address=address,
                    name=row.name,
                    at=from_ms(row.at),
                    event=turn.timer_event(row.conversation, row.name, row.at),
                )
            )
        return due

    # privacy and operation

    def erase(self, channel: str, person: str, *, now: datetime) -> Receipt | None:
        """Delete everything of a person; None for a stranger."""
        digest = self.sealer.person(channel, person)
        find = select(conversations.c.id).where(conversations.c.person == digest).with_for_update()
        with self.database.write() as connection:
            conversation = connection.execute(find).scalar()
            if conversation is None:
                return None
            receipt = erasure.remove(connection, conversation, now=to_ms(now), kind="asked")
        self.database.truncate_log()
        return receipt

    def sweep(self, now: datetime, days: int) -> erasure.Swept:
        """Retention: delete who has been idle for `days`, and what has been kept long enough."""
        return erasure.sweep(self.database, now=now, days=days)

    def backlog(self, *, now: datetime) -> Backlog:
        """Counts for health checks and metrics."""
        o = outbox_table.c
        with self.database.read() as connection:
            waiting, oldest = connection.execute(
                select(func.count(), func.min(o.queued)).where(o.state == "waiting")
            ).one()
            failed = connection.execute(select(func.count()).where(o.state == "failed")).scalar_one()
            people = connection.execute(select(func.count()).select_from(conversations)).scalar_one()
            set_timers = connection.execute(select(func.count()).select_from(timers)).scalar_one()
        late = max(0.0, (to_ms(now) - oldest) / 1000) if oldest is not None else 0.0
        return Backlog(conversations=people, waiting=waiting, failed=failed, timers=set_timers, oldest=late)

    def rotate_key(self) -> int:
        """Seal everything with a fresh key and forget the old ones; returns how many values were sealed anew.

        May be killed at any moment and called again, also while other processes work on the database.
        """
        from storage import rotation

        return rotation.rotate(self.database, self.sealer)

    def backup(self, file: Path) -> None:
        """A consistent copy in one new file (SQLite form, sealed as it is), while the store is in use.

        The key file is not part of it. Raises `AlreadyThere` and others."""
        from storage import copies

        copies.backup(self.database, file)

    def restore(self, file: Path) -> Restored:
        """Put a backup in the place of what is stored, in one transaction; people deleted since stay deleted.

        Raises `NotFound`, `NotABackup`, `BackupKeyWrong`."""
        from storage import copies

        return copies.restore(self.database, self.sealer, file)

    def _worker(self) -> workers.Presence:
        with self._presence_lock:
            if self._presence is None:
                self._presence = workers.join(self.database)
            return self._presence
