"""Events a channel has put aside: taken from the channel, not yet handled, and to be handed in again after a kill.

They are sealed like everything else and sealed anew with it; the inbox knows each event once, so handing one in twice
does no harm.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, text

from storage.problems import SealedBroken
from storage.schema import parked
from storage.seal import Sealer

_p = parked.c


def put(connection: Connection, sealer: Sealer, number: int, body: str, *, now: int) -> None:
    """Keep an event under the channel's number of it, instead of what was kept under that number."""
    if connection.dialect.name == "postgresql":
        # a rotation that ends locks the table of conversations against whoever seals
        connection.execute(text("LOCK TABLE conversations IN ROW SHARE MODE"))
    sealer.follow()
    leave(connection, number)
    sealed = sealer.seal(body, "parked", number)
    connection.execute(insert(parked), {"number": number, "at": now, "sealed": sealed})


def left(connection: Connection, sealer: Sealer) -> list[str]:
    """What was put aside and not left, in order; a damaged one is passed over."""
    found = []
    for row in connection.execute(select(_p.number, _p.sealed).order_by(_p.number)):
        try:
            found.append(sealer.open(row.sealed, "parked", row.number))
        except SealedBroken:
            continue
    return found


def leave(connection: Connection, number: int) -> None:
    """The event is handled."""
    connection.execute(delete(parked).where(_p.number == number))
