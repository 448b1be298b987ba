"""Deleting a person, and what has been kept long enough. Only a receipt stays, with no word about whom."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from storage.contract import Receipt
from storage.database import Database
from storage.schema import (
    conversations,
    files,
    from_ms,
    inbox,
    journal,
    outbox,
    parked,
    receipts,
    timers,
    to_ms,
    uploads,
)

REDELIVERY = timedelta(days=2)
"""for how long an event handled before a deletion is still recognised; channels repeat for a day"""
INBOX_KEPT = timedelta(days=7)
SENT_KEPT = timedelta(days=7)
"""for how long a sent message can still be found by the reply to it"""
_DAY_MS = 86_400_000
_CHUNK = 200


@dataclass(slots=True)
class Swept:
    """What a sweep removed."""

    conversations: int = 0
    events: int = 0
    messages: int = 0
    receipts: list[Receipt] = field(default_factory=list)


def remove(connection: Connection, conversation: str, *, now: int, kind: str) -> Receipt:
    """Delete everything of one conversation inside the caller's transaction and leave a receipt.

    `kind` is `asked`, `idle` or `restored`. Digests of events handled in the last two days stay without a
    link to anybody, so that a repeated event does not begin the deleted conversation anew.
    """
    counts = {
        table.name: connection.execute(delete(table).where(table.c.conversation == conversation)).rowcount
        for table in (journal, files, uploads, timers, outbox)
    }
    recent = now - int(REDELIVERY.total_seconds() * 1000)
    mine = inbox.c.conversation == conversation
    connection.execute(delete(inbox).where(mine, inbox.c.handled < recent))
    connection.execute(update(inbox).where(mine).values(conversation=None))
    connection.execute(delete(conversations).where(conversations.c.id == conversation))
    receipt = Receipt(id=secrets.token_urlsafe(16), kind=kind, at=from_ms(now), counts=counts)
    connection.execute(
        insert(receipts),
        {
            "id": receipt.id,
            "kind": kind,
            "at": now,
            "conversation": conversation,
            "counts": json.dumps(counts, sort_keys=True),
        },
    )
    return receipt


def sweep(database: Database, *, now: datetime, days: int) -> Swept:
    """Delete conversations idle for `days`, old event digests and old sent or failed messages, in small
    steps.
    """
    at = to_ms(now)
    swept = Swept()
    idle = (
        select(conversations.c.id)
        .where(conversations.c.last_seen < at - days * _DAY_MS)
        .order_by(conversations.c.last_seen)
        .limit(_CHUNK)
    )
    while True:
        with database.read() as connection:
            gone = list(connection.execute(idle).scalars())
        if not gone:
            break
        with database.write() as connection:
            still = idle.where(conversations.c.id.in_(gone)).with_for_update()
            for conversation in connection.execute(still).scalars().all():
                swept.receipts.append(remove(connection, conversation, now=at, kind="idle"))
    swept.conversations = len(swept.receipts)
    swept.events = _trim(database, inbox, inbox.c.event, inbox.c.handled < at - int(INBOX_KEPT.total_seconds() * 1000))
    # what nobody has taken up for days is what the channel itself would no longer repeat
    _trim(database, parked, parked.c.number, parked.c.at < at - int(REDELIVERY.total_seconds() * 1000))
    swept.messages = _trim(database, outbox, outbox.c.id, outbox.c.settled < at - int(SENT_KEPT.total_seconds() * 1000))
    if swept.conversations or swept.messages:
        database.truncate_log()
    return swept


def _trim(database: Database, table: Table, key: Any, old: Any) -> int:
    """Delete the old rows of a table a chunk at a time, looking for them outside the writing transaction."""
    removed = 0
    while True:
        with database.read() as connection:
            keys = list(connection.execute(select(key).where(old).limit(_CHUNK)).scalars())
        if not keys:
            return removed
        with database.write() as connection:
            removed += connection.execute(delete(table).where(key.in_(keys))).rowcount
