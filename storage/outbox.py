"""The queue of outgoing messages: in order per conversation, handed to one worker at a time, sent at least
once.

A row is `waiting` until it is `sent` or `failed`. Handing one out pushes its `due` time into the future
and notes the worker (`owner`); a worker that dies gives its rows back (`storage.workers`), one that hangs
loses them when `due` comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    literal_column,
    select,
    update,
)

from storage.contract import Outgoing
from storage.pairs import pack, unpack
from storage.problems import SealedBroken
from storage.schema import conversations, outbox
from storage.seal import Sealer

LEASE_MS = 120_000
"""how long a handed-out message stays away from other workers"""

_o = outbox.c
_earlier = outbox.alias("earlier")
# written out, not bound: only then does a database see that its partial index applies
_WAITING: ColumnElement[str] = literal_column("'waiting'")
_waiting = _o.state == _WAITING
_ADD = insert(outbox).returning(_o.id, _o.n)
_WAITING_ELSEWHERE = (
    select(_o.id)
    .where(_o.conversation == bindparam("c"), _waiting, _o.owner.is_distinct_from(bindparam("owner")))
    .limit(1)
)
_NEXT = (
    select(_o.id, _o.conversation, _o.channel, _o.version, _o.n, _o.attempts, _o.shown, _o.sealed)
    .where(
        _waiting,
        _o.channel == bindparam("channel"),
        _o.due <= bindparam("now"),
        ~exists().where(
            _earlier.c.conversation == _o.conversation, _earlier.c.state == _WAITING, _earlier.c.id < _o.id
        ),
    )
    .order_by(_o.due, _o.id)
    .limit(bindparam("many"))
    .with_for_update(skip_locked=True)
)
_TAKE = update(outbox).where(_o.id == bindparam("i"), _waiting).values(owner=bindparam("owner"), due=bindparam("due"))
_OF_ONE = (
    select(_o.id, _o.conversation, _o.channel, _o.version, _o.n, _o.attempts, _o.shown, _o.sealed)
    .where(_waiting, _o.conversation == bindparam("c"))
    .order_by(_o.id)
)
_SENT = (
    update(outbox)
    .where(_o.id == bindparam("i"), _waiting)
    .values(state="sent", owner=None, settled=bindparam("now"), receipt=bindparam("receipt"))
)
_SHOWN = update(outbox).where(_o.id == bindparam("i"), _waiting).values(shown=bindparam("parts"))
_OWNERS = select(_o.owner).where(_waiting, _o.owner.is_not(None)).distinct()


@dataclass(frozen=True, slots=True)
class Queued:
    """The new rows' ids in order, and the messages claimed for the caller (all of them or none)."""

    ids: tuple[int, ...]
    claimed: tuple[Outgoing, ...]


def queue(
    connection: Connection,
    sealer: Sealer,
    *,
    conversation: str,
    channel: str,
    address: str,
    version: int,
    bodies: Sequence[str],
    fleeting: bool,
    now: int,
    owner: str | None,
) -> Queued:
    """Add `bodies` in order; `fleeting` rows vanish when sent. Claimed for `owner` when nothing waits
    before them but what `owner` itself holds.
    """
    if owner is not None and connection.execute(_WAITING_ELSEWHERE, {"c": conversation, "owner": owner}).first():
        owner = None
    rows = [
        {
            "conversation": conversation,
            "channel": channel,
            "version": version,
            "n": n,
            "state": "waiting",
            "attempts": 0,
            "queued": now,
            "due": now if owner is None else now + LEASE_MS,
            "owner": owner,
            "fleeting": fleeting,
            "sealed": sealer.seal(pack(address, body), "outbox", conversation, version, n),
        }
        for n, body in enumerate(bodies)
    ]
    added = connection.execute(_ADD, rows).all()
    ids = tuple(sorted(row.id for row in added))
    if owner is None:
        return Queued(ids, ())
    claimed = tuple(
        Outgoing(id=id_, conversation=conversation, channel=channel, address=address, body=body, attempts=0)
        for id_, body in zip(ids, bodies, strict=True)
    )
    return Queued(ids, claimed)


def waiting(connection: Connection, sealer: Sealer, conversation: str) -> list[Outgoing]:
    """Everything one conversation has still to be shown, in order, claimed or not."""
    return [_opened(sealer, row) for row in connection.execute(_OF_ONE, {"c": conversation})]


def take(connection: Connection, sealer: Sealer, channel: str, *, now: int, limit: int, owner: str) -> list[Outgoing]:
    """The first waiting message of each conversation that is due, oldest first, now leased to `owner`."""
    rows = connection.execute(_NEXT, {"channel": channel, "now": now, "many": limit}).all()
    if not rows:
        return []
    connection.execute(_TAKE, [{"i": row.id, "owner": owner, "due": now + LEASE_MS} for row in rows])
    taken = []
    for row in rows:
        try:
            taken.append(_opened(sealer, row))
        except SealedBroken:
            # one damaged row must not hold up everybody; the record shows what happened
            give_up(connection, row.id, "damaged", now=now, blocked=False)
    return taken


def _opened(sealer: Sealer, row: Row[*tuple[Any, ...]]) -> Outgoing:
    text = sealer.open(row.sealed, "outbox", row.conversation, row.version, row.n)
    address, body = unpack(text)
    return Outgoing(
        id=row.id,
        conversation=row.conversation,
        channel=row.channel,
        address=address,
        body=body,
        attempts=row.attempts,
        shown=row.shown,
    )


def any_due(connection: Connection, channel: str, *, now: int) -> bool:
    """Whether `take` might find something: a cheap look that needs no writing transaction."""
    due = select(_o.id).where(_waiting, _o.channel == channel, _o.due <= now).limit(1)
    return connection.execute(due).first() is not None


def settle(connection: Connection, sent: Iterable[tuple[int, str]], *, now: int) -> None:
    """Note messages as sent: (id, the channel's own id of the message or "")."""
    marks = [{"i": id_, "receipt": receipt[:64] or None, "now": now} for id_, receipt in sent]
    if not marks:
        return
    connection.execute(_SENT, marks)
    ids = [mark["i"] for mark in marks]
    connection.execute(delete(outbox).where(_o.id.in_(ids), _o.fleeting, _o.state == "sent"))


def note_shown(connection: Connection, id_: int, parts: int) -> None:
    """So many parts of the message have been taken by the channel."""
    connection.execute(_SHOWN, {"i": id_, "parts": parts})


def postpone(connection: Connection, id_: int, until: int, *, failed: bool) -> None:
    """Try again at `until`; the messages after it wait behind it. `failed` counts the attempt."""
    row = connection.execute(select(_o.conversation).where(_o.id == id_, _waiting)).first()
    if row is None:
        return
    connection.execute(
        update(outbox).where(_o.id == id_).values(due=until, owner=None, attempts=_o.attempts + (1 if failed else 0))
    )
    # the ones behind it may have been claimed together with it; order keeps them back until it is through
    connection.execute(
        update(outbox).where(_o.conversation == row.conversation, _o.id > id_, _waiting).values(due=until, owner=None)
    )


def give_up(connection: Connection, id_: int, reason: str, *, now: int, blocked: bool) -> None:
    """Record that a message cannot be delivered, without its body. `blocked`: nor can any other of this
    person, whose timers stop until something comes from them again.
    """
    row = connection.execute(select(_o.conversation).where(_o.id == id_)).first()
    if row is None:
        return
    those = and_(_o.conversation == row.conversation, _waiting) if blocked else and_(_o.id == id_, _waiting)
    connection.execute(delete(outbox).where(those, _o.fleeting))
    connection.execute(
        update(outbox).where(those).values(state="failed", owner=None, settled=now, reason=reason[:64], sealed=None)
    )
    if blocked:
        connection.execute(update(conversations).where(conversations.c.id == row.conversation).values(blocked=now))


def owners(connection: Connection) -> set[str]:
    """The workers that hold messages."""
    return {row.owner for row in connection.execute(_OWNERS)}


def release(connection: Connection, owner: str, *, now: int) -> None:
    """Give back what a dead worker held."""
    connection.execute(update(outbox).where(_waiting, _o.owner == owner).values(owner=None, due=now))


def said(connection: Connection, sealer: Sealer, conversation: str, receipt: str) -> str | None:
    """The body of the message the channel knows as `receipt`, while it is kept."""
    row = connection.execute(
        select(_o.version, _o.n, _o.sealed).where(
            _o.conversation == conversation, _o.receipt == receipt, _o.sealed.is_not(None)
        )
    ).first()
    if row is None:
        return None
    return unpack(sealer.open(row.sealed, "outbox", conversation, row.version, row.n))[1]
