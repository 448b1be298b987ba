"""A new key: everything sealed anew in small steps, then the old keys forgotten.

The key file first gains the new key, so every process can open both. Rows are sealed anew a chunk at a
time; a kill leaves some rows under either key, and the next call goes on from there. The old keys leave
the file only when, under a lock that keeps writers out, no row needs them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, func, select, text, update

from storage import keyring, proof
from storage.database import Database
from storage.schema import conversations, files, journal, outbox, parked, seals, uploads
from storage.seal import KEY_ID, Sealer

_CHUNK = 100


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A sealed column, and which columns make up the place a value is bound to."""

    table: Table
    column: str
    label: str
    place: tuple[str, ...]

    def where(self, row: Any) -> Any:
        return and_(*(column == getattr(row, column.name) for column in self.table.primary_key))


SEALED = (
    _Sealed(conversations, "snapshot", "snapshot", ("id",)),
    _Sealed(conversations, "who", "who", ("id",)),
    _Sealed(journal, "sealed", "journal", ("conversation", "version", "n")),
    _Sealed(outbox, "sealed", "outbox", ("conversation", "version", "n")),
    _Sealed(files, "sealed", "files", ("conversation", "key")),
    _Sealed(uploads, "sealed", "uploads", ("conversation", "fingerprint")),
    _Sealed(parked, "sealed", "parked", ("number",)),
)
"""every sealed column there is but the proofs; a test compares the list with the schema"""


def rotate(database: Database, sealer: Sealer) -> int:
    """Seal everything with a fresh key (or go on with an unfinished rotation); how many values were
    sealed.
    """
    sealer.follow()
    with database.write() as connection:
        _keep_writers_out(connection)
        ring = keyring.read(sealer.path)
        if len(ring.keys) == 1:
            ring = replace(ring, keys=(*ring.keys, keyring.new_key()))
            keyring.replace(sealer.path, ring)
        sealer.follow()
        proof.leave(connection, sealer)
    total = 0
    while True:
        done = sum(_reseal(database, sealer, sealed) for sealed in SEALED)
        total += done
        if not done and _forget(database, sealer):
            database.truncate_log()
            return total


def _old(sealed: _Sealed, primary: bytes) -> Any:
    column = sealed.table.c[sealed.column]
    return and_(column.is_not(None), func.substr(column, 1, KEY_ID) != primary)


def _reseal(database: Database, sealer: Sealer, sealed: _Sealed) -> int:
    """Seal the rows of one column that still need it; how many."""
    primary = bytes.fromhex(sealer.ring.primary.id)
    keys = list(sealed.table.primary_key)
    done = 0
    while True:
        with database.read() as connection:
            found = connection.execute(select(*keys).where(_old(sealed, primary)).limit(_CHUNK)).all()
        if not found:
            return done
        with database.write() as connection:
            for key in found:
                mine = and_(sealed.where(key), _old(sealed, primary))
                columns = {sealed.table.c[name] for name in sealed.place} | {sealed.table.c[sealed.column]}
                row = connection.execute(select(*columns).where(mine).with_for_update()).first()
                if row is None:
                    continue
                values = [getattr(row, name) for name in sealed.place]
                place = [v.hex() if isinstance(v, bytes) else v for v in values]
                plain = sealer.open_bytes(getattr(row, sealed.column), sealed.label, *place)
                fresh = sealer.seal(plain, sealed.label, *place)
                connection.execute(update(sealed.table).where(sealed.where(key)).values({sealed.column: fresh}))
                done += 1


def _forget(database: Database, sealer: Sealer) -> bool:
    """Drop the old keys from the file; False when a row appeared that still needs one."""
    primary = bytes.fromhex(sealer.ring.primary.id)
    with database.write() as connection:
        _keep_writers_out(connection)
        for sealed in SEALED:
            if connection.execute(select(1).select_from(sealed.table).where(_old(sealed, primary)).limit(1)).first():
                return False
        connection.execute(delete(seals).where(seals.c.key != sealer.ring.primary.id))
    # after the commit, since a proof whose key is gone is refused; a kill in between leaves one key too many
    ring = sealer.ring
    keyring.replace(sealer.path, replace(ring, keys=ring.keys[-1:]))
    sealer.follow()
    return True


def _keep_writers_out(connection: Connection) -> None:
    """SQLite: the transaction alone does it. PostgreSQL: whoever seals locks a row of `conversations`
    first, which this table lock excludes; readers go on.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE conversations IN EXCLUSIVE MODE"))
