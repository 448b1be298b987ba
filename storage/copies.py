"""Backup and restore: one SQLite file with every table, whatever the database, sealed as it lies there.

So a backup of SQLite can be restored into PostgreSQL and the other way round. The key file is never part
of it.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import time

from sqlalchemy import URL, Connection, delete, insert, select, text

from storage import erasure, migrate
from storage.contract import Restored
from storage.database import Database, translated
from storage.problems import (
    NO_ROOM,
    AlreadyThere,
    BackupKeyWrong,
    DiskFull,
    NotABackup,
    NotFound,
    ReadOnly,
)
from storage.schema import conversations, metadata, receipts, seals
from storage.seal import Sealer

_CHUNK = 200


def backup(database: Database, file: Path) -> None:
    """Write a consistent copy to the new file `file`, mode 0600, whole or not at all, while others work.

    Raises `AlreadyThere`, `ReadOnly`, `DiskFull`.
    """
    if file.exists():
        raise AlreadyThere(str(file))
    with _temporary(file) as part:
        if database.backend == "sqlite":
            with translated(part), database.raw() as source, _sqlite(part) as target:
                source.backup(target)
                target.execute("PRAGMA journal_mode=DELETE")
        else:
            _copy_out(database, part)
        try:
            os.link(part, file)
        except FileExistsError:
            raise AlreadyThere(str(file)) from None


@contextmanager
def _temporary(file: Path) -> Iterator[Path]:
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield part
    except FileNotFoundError:
        raise NotFound(str(file.parent)) from None
    except OSError as error:
        raise (DiskFull if error.errno in NO_ROOM else ReadOnly)(str(file.parent)) from None
    finally:
        for leftover in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
            leftover.unlink(missing_ok=True)


@contextmanager
def _sqlite(file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def _url(file: Path) -> URL:
    return URL.create("sqlite", database=str(file))


def _copy_out(database: Database, part: Path) -> None:
    target = Database(_url(part))
    try:
        migrate.ensure(target)
        snapshot = database.durable.connect().execution_options(isolation_level="REPEATABLE READ")
        with translated(), snapshot as source, source.begin(), target.write() as sink:
            for table in metadata.sorted_tables:
                _pour(source, sink, table.name)
    finally:
        target.close()
    with translated(part), _sqlite(part) as raw:
        # one file without a log beside it
        raw.execute("PRAGMA journal_mode=DELETE")


def _pour(source: Connection, sink: Connection, name: str) -> None:
    table = metadata.tables[name]
    rows = source.execution_options(yield_per=_CHUNK).execute(select(table))
    for chunk in rows.partitions(_CHUNK):
        sink.execute(insert(table), [dict(row._mapping) for row in chunk])


def restore(database: Database, sealer: Sealer, file: Path) -> Restored:
    """Replace everything stored by the backup's content in one transaction; how many came back.

    Receipts of now are kept, and whoever was deleted since the backup is deleted again. Workers may go on:
    they see the old content or the new. Raises `NotFound`, `NotABackup`, `BackupKeyWrong`, `SchemaNewer`.
    """
    if not file.is_file():
        raise NotFound(str(file))
    # a working copy, so that the backup itself is neither migrated nor given a log file
    with _temporary(database.path or file) as part:
        _check(file, part)
        source = Database(_url(part), create=False)
        try:
            migrate.ensure(source)
            with source.read() as backup_, database.write() as sink:
                keys = set(backup_.execute(select(seals.c.key)).scalars())
                if not keys <= {key.id for key in sealer.ring.keys}:
                    raise BackupKeyWrong(str(file))
                restored = _replace(backup_, sink)
        finally:
            source.close()
    database.truncate_log()
    return restored


def set_aside(path: Path) -> Path:
    """Rename a damaged SQLite file with its log, so that a backup can be restored in its place; the new
    name.
    """
    away = path.with_name(f"{path.name}.damaged-{secrets.token_hex(4)}")
    for ending in ("-wal", "-shm", ""):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(away.with_name(away.name + ending))
    return away


def _check(file: Path, part: Path) -> None:
    """Copy a sound backup to `part`; raises `NotABackup`."""
    try:
        with _sqlite(part) as target:
            original = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            try:
                original.backup(target)
            finally:
                original.close()
            if target.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise NotABackup(str(file))
            target.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise DiskFull(str(part.parent)) from None
        raise NotABackup(str(file)) from None


def _replace(source: Connection, sink: Connection) -> Restored:
    if sink.dialect.name == "postgresql":
        sink.execute(text("LOCK TABLE conversations IN ACCESS EXCLUSIVE MODE"))
    kept = [dict(row._mapping) for row in sink.execute(select(receipts))]
    for table in reversed(metadata.sorted_tables):
        sink.execute(delete(table))
    for table in metadata.sorted_tables:
        _pour(source, sink, table.name)
    known = set(sink.execute(select(receipts.c.id)).scalars())
    for receipt in kept:
        if receipt["id"] not in known:
            sink.execute(insert(receipts), receipt)
    now = int(time() * 1000)
    deleted = {receipt["conversation"] for receipt in kept}
    people = sink.execute(select(conversations.c.id)).scalars().all()
    left_out = deleted.intersection(people)
    for conversation in left_out:
        erasure.remove(sink, conversation, now=now, kind="restored")
    if sink.dialect.name == "postgresql":
        sink.execute(text("SELECT setval(pg_get_serial_sequence('outbox', 'id'), coalesce(max(id), 1)) FROM outbox"))
    return Restored(conversations=len(people) - len(left_out), left_out=len(left_out))
