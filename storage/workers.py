"""Which workers are alive, so that the messages a killed one held are sent by another at once.

SQLite: a worker holds a lock on a file of its own beside the database; the system drops it with the process.
PostgreSQL: it holds an advisory lock on a connection of its own; the server drops it with the connection.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from threading import Lock
from typing import Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from storage.database import Database, translated
from storage.problems import ReadOnly

try:
    import fcntl
except ImportError:  # a system without file locks: leases run out by time alone
    fcntl = None  # type: ignore[assignment]


class Presence(Protocol):
    """This worker's sign of life, and a look at others'."""

    id: str

    def alive(self, owner: str) -> bool:
        """False only when that worker is surely gone."""

    def leave(self) -> None:
        """Stop being alive."""


def join(database: Database) -> Presence:
    """A new worker on this database; raises `ReadOnly` or what connecting raises."""
    if database.path is None:
        with translated():
            return _ServerPresence(database.durable)
    folder = database.path.with_name(database.path.name + "-workers")
    try:
        return _FilePresence(folder)
    except OSError:
        raise ReadOnly(str(folder)) from None


class _FilePresence:
    def __init__(self, folder: Path) -> None:
        self.id = secrets.token_urlsafe(16)
        self._folder = folder
        folder.mkdir(mode=0o700, exist_ok=True)
        self._path = folder / self.id
        self._handle = self._hold()
        for other in folder.iterdir():
            self.alive(other.name)

    def _hold(self) -> int:
        """The open, locked file; made again when another worker tidied it away before it was locked."""
        while True:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            if fcntl is None:
                return handle
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if self._path.exists():
                    return handle
            except BlockingIOError:
                # somebody is looking at this very moment whether it is locked
                pass
            os.close(handle)

    def alive(self, owner: str) -> bool:
        """Whether that file is locked; a dead worker's file is tidied away."""
        if owner == self.id or fcntl is None:
            return True
        path = self._folder / owner
        try:
            handle = os.open(path, os.O_RDWR)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
        path.unlink(missing_ok=True)
        return False

    def leave(self) -> None:
        self._path.unlink(missing_ok=True)
        os.close(self._handle)


class _ServerPresence:
    def __init__(self, engine: Engine) -> None:
        self.id = secrets.token_urlsafe(16)
        self._engine = engine
        self._guard = Lock()
        self._connection: Connection | None = None
        self._hold()

    def _hold(self) -> Connection:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _number(self.id)})
        self._connection = connection
        return connection

    def alive(self, owner: str) -> bool:
        if owner == self.id:
            return True
        with self._guard:
            connection = self._connection or self._hold()
            try:
                free = connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _number(owner)}).scalar()
                if free:
                    connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _number(owner)})
            except DBAPIError:
                self._connection = None
                raise
        return not free

    def leave(self) -> None:
        with self._guard:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


def _number(owner: str) -> int:
    return int.from_bytes(hashlib.blake2b(owner.encode(), digest_size=8).digest(), "big", signed=True)
