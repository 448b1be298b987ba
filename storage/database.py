"""The connection to SQLite or PostgreSQL: how it is opened, how a transaction begins, what its errors
mean.

SQLite: write-ahead log, `synchronous=FULL` for turns, deleted content overwritten, one writer at a time
per process by a lock (fairer and quicker than waiting in SQLite). PostgreSQL: psycopg 3, row locks.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError, TimeoutError

from storage.problems import (
    NO_ROOM,
    BadUrl,
    Busy,
    Conflict,
    Damaged,
    DiskFull,
    NotFound,
    ReadOnly,
    StorageProblem,
    Unreachable,
)

BUSY_SECONDS = 10.0
"""how long a transaction waits for another process before `Busy`"""
_TRUNCATE_MS = 100
_PROBE = 64 * 1024
"""bytes tried to be written when SQLite could not"""

Backend = Literal["sqlite", "postgresql"]


class Database:
    """Engines for one database. `backend` says which kind; `path` is the SQLite file."""

    def __init__(self, url: str | URL, *, create: bool = True) -> None:
        """Raises `BadUrl`, `NotFound` (a missing file and `create=False`) or `ReadOnly`; does not connect
        yet.
        """
        parsed = _parse(url)
        self.backend: Backend = "sqlite" if parsed.get_backend_name() == "sqlite" else "postgresql"
        self.path: Path | None = None
        self.log_left = False
        self._turnstile: Lock | None = None
        if self.backend == "sqlite":
            self.path = _prepare_file(parsed, create=create)
            self._turnstile = Lock()
            self.durable = _sqlite_engine(parsed, "FULL")
            self.relaxed = _sqlite_engine(parsed, "NORMAL")
        else:
            self.durable = self.relaxed = _postgres_engine(parsed)

    @contextmanager
    def write(self, *, relaxed: bool = False) -> Iterator[Connection]:
        """One transaction that may write, committed at the end.

        `relaxed` survives a kill but may be undone by a power cut: for marks that are harmless to lose.
        """
        engine = self.relaxed if relaxed else self.durable
        with self._turnstile or nullcontext(), translated(self.path), engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view; never waits for a writer."""
        with (
            translated(self.path),
            self.relaxed.connect().execution_options(tetie_reads=True) as connection,
        ):
            yield connection

    def truncate_log(self) -> bool:
        """Empty SQLite's write-ahead log, so that nothing deleted is left in it; False when a reader is in
        the way for the moment (`log_left` then asks for another try).

        On PostgreSQL, dead rows are vacuumed instead (its own write-ahead log is the server's to recycle).
        """
        from storage.schema import metadata

        self.log_left = True
        with translated(self.path):
            if self.backend == "postgresql":
                with self.durable.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                    for table in metadata.tables:
                        connection.exec_driver_sql(f"VACUUM {table}")
                self.log_left = False
            else:
                with self._turnstile or nullcontext(), self.raw() as raw:
                    # a long reader must not keep the writers of this and other processes waiting
                    raw.execute(f"PRAGMA busy_timeout={_TRUNCATE_MS}")
                    try:
                        self.log_left = bool(raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
                    finally:
                        raw.execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")
        return not self.log_left

    def check(self) -> None:
        """Raise `Damaged` when the file is not sound (SQLite; a server looks after itself)."""
        if self.backend == "sqlite":
            with translated(self.path), self.raw() as raw:
                if raw.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                    raise Damaged(str(self.path))

    @contextmanager
    def raw(self) -> Iterator[sqlite3.Connection]:
        """The driver's own SQLite connection, outside any transaction of ours."""
        connection = self.durable.raw_connection()
        try:
            driver = connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            yield driver
        finally:
            connection.close()

    def close(self) -> None:
        """Give back every connection."""
        self.durable.dispose()
        self.relaxed.dispose()


def _parse(url: str | URL) -> URL:
    try:
        parsed = make_url(url)
        name = parsed.get_backend_name()
    except (ArgumentError, ValueError):
        raise BadUrl from None
    if name == "postgres":
        parsed, name = parsed.set(drivername="postgresql"), "postgresql"
    if name == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if name != "sqlite" or not parsed.database or parsed.database == ":memory:":
        raise BadUrl
    return parsed.set(drivername="sqlite")


def _prepare_file(url: URL, *, create: bool) -> Path:
    """The database file, made with mode 0600 before SQLite would make it readable by all."""
    path = Path(url.database or "")
    try:
        if path.exists():
            return path
    except OSError:
        # a directory above it is closed to us
        raise ReadOnly(str(path.parent)) from None
    if not create:
        raise NotFound(str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    except OSError:
        raise ReadOnly(str(path.parent)) from None
    return path


def _sqlite_engine(url: URL, synchronous: str) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        pool_size=5,
        max_overflow=40,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        run = connection.execute
        _write_ahead(connection)
        run(f"PRAGMA synchronous={synchronous}")
        run("PRAGMA foreign_keys=ON")
        run("PRAGMA secure_delete=ON")
        run("PRAGMA temp_store=MEMORY")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get("tetie_reads")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on. While another process does the same to a new file, SQLite refuses at once instead of
    waiting as it does otherwise: tried again for as long.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            pause()


def pause() -> None:
    """A moment for somebody else."""
    time.sleep(0.02)


def _postgres_engine(url: URL) -> Engine:
    waits = f"-c lock_timeout={int(BUSY_SECONDS * 1000)} -c client_min_messages=warning"
    return create_engine(
        url,
        hide_parameters=True,
        connect_args={"options": waits, "connect_timeout": 5},
        pool_size=5,
        max_overflow=15,
        pool_timeout=BUSY_SECONDS,
    )


@contextmanager
def translated(path: Path | None = None) -> Iterator[None]:
    """Turn the database's errors into ours."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise problem_of(error, path) from error
    except TimeoutError as error:
        raise Busy from error
    except SQLAlchemyError as error:
        raise StorageProblem(type(error).__name__) from error


_SQLITE = {
    sqlite3.SQLITE_BUSY: Busy,
    sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_CANTOPEN: ReadOnly,
    sqlite3.SQLITE_PERM: ReadOnly,
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_NOTADB: Damaged,
}
_SQLSTATE = {
    "40001": Conflict,
    "40P01": Conflict,
    "55P03": Busy,
    "57014": Busy,
    "53300": Busy,
    "53100": DiskFull,
    "25006": ReadOnly,
    "42501": ReadOnly,
}


def _no_room(path: Path | None) -> bool:
    """Whether the place of a database can take no more: a quota or a limit on file sizes shows in SQLite as nothing
    but a failed write.
    """
    if path is None:
        return False
    try:
        size = max(part.stat().st_size for part in (path, path.with_name(path.name + "-wal")) if part.exists())
        with tempfile.TemporaryFile(dir=path.parent) as probe:
            os.pwrite(probe.fileno(), bytes(_PROBE), size)
    except OSError as error:
        return error.errno in NO_ROOM
    return False


def problem_of(error: Exception, path: Path | None = None) -> StorageProblem:
    """What an error of SQLAlchemy, sqlite3 or psycopg means for the person at the machine."""
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, sqlite3.Error):
        primary = getattr(original, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if primary == sqlite3.SQLITE_IOERR and _no_room(path):
            return DiskFull(str(path))
        place = str(path.parent if path and primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN) else path)
        name = getattr(original, "sqlite_errorname", type(original).__name__)
        return _SQLITE[primary](place) if primary in _SQLITE else StorageProblem(name)
    state = getattr(original, "sqlstate", None) or ""
    if state in _SQLSTATE:
        return _SQLSTATE[state]()
    disconnected = isinstance(error, DBAPIError) and error.connection_invalidated
    if disconnected or not state or state[:2] in ("08", "57", "28", "3D"):
        return Unreachable()
    return StorageProblem(state)
