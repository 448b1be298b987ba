"""A sealed word per key in the database tells the right key file from a sound but foreign one."""

from __future__ import annotations

from pathlib import Path
from time import time

from sqlalchemy import Connection, delete, select

from storage import keyring
from storage.database import Database
from storage.once import insert_once
from storage.problems import KeyMissing, KeyWrong, SealedBroken
from storage.schema import conversations, seals
from storage.seal import Sealer


def leave(connection: Connection, sealer: Sealer) -> None:
    """Write the proof of the ring's sealing key, once."""
    key = sealer.ring.primary.id
    row = {"key": key, "made": int(time() * 1000), "proof": sealer.seal("tetie", "seals", key)}
    connection.execute(insert_once(seals, connection.dialect.name), row)


def unlock(database: Database, key_file: Path, *, create: bool) -> Sealer:
    """The key file's ring, checked against the database; made when neither has one and `create` allows it.

    Raises `KeyMissing`, `KeyCorrupt`, `KeyExposed`, `KeyWrong` or `KeyUnwritable`.
    """
    with database.read() as connection:
        proofs = connection.execute(select(seals.c.key, seals.c.proof)).all()
    try:
        ring = keyring.read(key_file)
    except KeyMissing:
        if proofs or not create:
            raise
        ring = keyring.create(key_file)
    sealer = Sealer(key_file, ring)
    fits = all(_opens(sealer, row.key, row.proof) for row in proofs)
    if proofs and fits:
        return sealer
    with database.write() as connection:
        if not fits:
            # a database in which nobody has said anything yet takes any key
            if connection.execute(select(conversations.c.id).limit(1)).first() is not None:
                raise KeyWrong(str(key_file))
            connection.execute(delete(seals))
        leave(connection, sealer)
    return sealer


def _opens(sealer: Sealer, key: str, proof: bytes) -> bool:
    try:
        sealer.open(proof, "seals", key)
    except SealedBroken:
        return False
    return True
