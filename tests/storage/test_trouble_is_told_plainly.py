"""When the machine fails, the operator is told what is wrong and what to do; what was stored is untouched."""

from __future__ import annotations

import multiprocessing
import os
import re
import sqlite3
from pathlib import Path
from secrets import token_hex

import pytest
from sqlalchemy import event, text

from storage import database as database_module
from storage import migrate, problems
from storage.database import Database
from storage.problems import (
    BadUrl,
    Busy,
    Damaged,
    DiskFull,
    MigrationFailed,
    NotFound,
    SchemaNewer,
    StorageProblem,
    Unreachable,
)
from storage.store import Store
from tests.storage.cluster import Cluster
from tests.storage.conftest import PROGRAMS, Place
from tests.storage.people import NOON, deliver, said, say

FORKS = multiprocessing.get_context("forkserver")


def every_problem() -> list[type[StorageProblem]]:
    found = [StorageProblem]
    for problem in found:
        found += problem.__subclasses__()
    return found


@pytest.mark.parametrize("problem", every_problem(), ids=lambda problem: problem.__name__)
def test_each_problem_is_said_in_chinese_with_what_to_do(problem: type[StorageProblem]) -> None:
    message = str(problem("/data/tetie.key"))
    assert re.search(r"[一-鿿]{4}", message)
    assert re.search(r"请|自动", message) or problem is NotFound
    assert "{" not in message
    assert not re.search(r"[A-Z][a-z]+Error|Traceback|SELECT|INSERT", message)


def test_no_message_is_unused() -> None:
    assert set(problems._messages()) == {problem.code for problem in every_problem()}


def test_a_full_disk_loses_only_the_message_it_could_not_take(here: Place) -> None:
    store = here.open()
    say(store, "一")
    store.database.truncate_log()

    @event.listens_for(store.database.durable, "connect")
    def shrink(connection, record) -> None:  # type: ignore[no-untyped-def]
        connection.execute("PRAGMA max_page_count = 1")

    store.database.durable.dispose()
    long = token_hex(100_000)
    with pytest.raises(DiskFull):
        say(store, long)
    assert said(store) == ["一"]
    event.remove(store.database.durable, "connect", shrink)
    store.database.durable.dispose()
    assert not say(store, long).duplicate
    assert said(store) == ["一", long]
    assert len(deliver(store)) == 2


def test_a_locked_database_says_so_and_takes_the_message_later(here: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.05)
    store = here.open()
    say(store, "一")
    other = sqlite3.connect(here.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy):
        say(store, "二")
    assert said(store) == ["一"], "reading goes on"
    other.rollback()
    other.close()
    assert not say(store, "二").duplicate


def _as_nobody(url: str, key_file: Path, answer: str) -> None:
    """In a child: without the rights of root, what happens?"""
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        store = Store.open(url, key_file)
        say(store, "二")
    except StorageProblem as problem:
        result = f"{type(problem).__name__} {problem}"
    else:
        result = "written"
    with Path(answer).open("a", encoding="utf-8") as file:
        file.write(result)


def told_as_nobody(url: str, key_file: Path, folder: Path) -> str:
    answer = folder / "answer"
    answer.touch()
    answer.chmod(0o666)
    process = FORKS.Process(target=_as_nobody, args=(url, key_file, str(answer)))
    process.start()
    process.join()
    return answer.read_text(encoding="utf-8")


@pytest.fixture
def open_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder another user can reach, as pytest's own are private."""
    folder = tmp_path_factory.mktemp("open")
    for parent in (folder, folder.parent, folder.parent.parent):
        parent.chmod(0o755)
    return folder


def test_a_read_only_data_directory_is_named(open_folder: Path) -> None:
    data = open_folder / "data"
    data.mkdir(mode=0o555)
    told = told_as_nobody(f"sqlite:///{data / 'tetie.db'}", data / "tetie.key", open_folder)
    assert told.startswith("ReadOnly")
    assert str(data) in told
    assert list(data.iterdir()) == []


def test_a_data_directory_that_cannot_be_made_is_named(open_folder: Path) -> None:
    (open_folder / "locked").mkdir(mode=0o555)
    data = open_folder / "locked" / "data"
    told = told_as_nobody(f"sqlite:///{data / 'tetie.db'}", data / "tetie.key", open_folder)
    assert told.startswith("ReadOnly")
    assert str(data) in told


def test_a_database_that_became_read_only_keeps_what_it_has(open_folder: Path) -> None:
    url, key_file = f"sqlite:///{open_folder / 'tetie.db'}", open_folder / "tetie.key"
    with Store.open(url, key_file) as store:
        say(store, "一")
    for file in open_folder.iterdir():
        if file.is_file():
            file.chmod(0o444)
            os.chown(file, *((65534, 65534) if file.name == "tetie.key" and os.getuid() == 0 else (-1, -1)))
    key_file.chmod(0o400)
    open_folder.chmod(0o555)
    (open_folder.parent / "answers").mkdir(mode=0o755)
    told = told_as_nobody(url, key_file, open_folder.parent / "answers")
    assert told.startswith("ReadOnly")
    open_folder.chmod(0o755)
    (open_folder / "tetie.db").chmod(0o600)
    if os.getuid() == 0:
        os.chown(key_file, 0, 0)
    with Store.open(url, key_file) as store:
        assert said(store) == ["一"]


@pytest.mark.parametrize("content", [b"not a database at all, just words" * 100, b"SQLite format 3\0" + b"\7" * 5000])
def test_a_file_that_is_no_database_is_not_touched(here: Place, content: bytes) -> None:
    here.file.write_bytes(content)
    with pytest.raises(Damaged) as caught:
        here.open()
    assert "tetie restore" in str(caught.value)
    assert here.file.read_bytes() == content


def test_a_damaged_database_can_be_put_aside_and_the_backup_restored(here: Place) -> None:
    from storage.copies import set_aside

    store = here.open()
    say(store, "一")
    file = here.folder / "backup"
    store.backup(file)
    store.close()
    here.file.write_bytes(b"\xa5" * 8192)
    with pytest.raises(Damaged):
        here.open()
    away = set_aside(here.file)
    assert away.read_bytes() == b"\xa5" * 8192
    fresh = here.open()
    fresh.restore(file)
    assert said(fresh) == ["一"]


def test_a_database_from_a_later_version_is_refused_and_not_touched(place: Place) -> None:
    store = place.open()
    say(store, "一")
    with store.database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaNewer):
        place.open()
    assert migrate.state(store.database) == "newer"
    with store.database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :now"), {"now": migrate.REVISION})
    assert said(place.open()) == ["一"]


def test_a_migration_that_breaks_leaves_the_database_as_it_was(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(place.url)
    with database.write() as connection:
        # in the way of one of the later statements
        connection.execute(text("CREATE TABLE receipts (x INTEGER)"))
    with pytest.raises(MigrationFailed):
        place.open()
    assert migrate.state(database) == "empty"
    with database.write() as connection:
        tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
        if place.backend == "postgresql":
            tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        assert set(connection.execute(text(tables)).scalars()) == {"receipts"}
        connection.execute(text("DROP TABLE receipts"))
    database.close()
    say(place.open(), "一")


@pytest.mark.parametrize(
    "url", ["", "nonsense", "mysql://localhost/x", "sqlite://", "sqlite:///:memory:", "postgresql"]
)
def test_a_url_that_names_no_database_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(BadUrl):
        Store.open(url, tmp_path / "tetie.key")
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_not_there_is_said_to_be_unreachable(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        Store.open(f"postgresql://nobody@/nothing?host={tmp_path}", tmp_path / "tetie.key")
    assert not (tmp_path / "tetie.key").exists()


def test_a_missing_database_is_not_made_unless_asked(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Store.open(f"sqlite:///{tmp_path / 'tetie.db'}", tmp_path / "tetie.key", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_data_directory_with_odd_characters_works(tmp_path: Path) -> None:
    from sqlalchemy import URL

    folder = tmp_path / "我的 数据?#%41"
    with Store.open(URL.create("sqlite", database=str(folder / "tetie.db")), folder / "tetie.key") as store:
        say(store, "一")
        assert said(store) == ["一"]
    assert (folder / "tetie.db").exists()


if PROGRAMS is not None:

    def test_a_server_that_restarts_is_found_again_by_itself() -> None:
        """Its own server, so that stopping it disturbs no other test."""
        assert PROGRAMS is not None
        server = Cluster.start(PROGRAMS)
        try:
            key_file = Path(server.fresh().partition("host=")[2]) / "tetie.key"
            url = server.fresh()
            store = Store.open(url, key_file)
            claimed = say(store, "一", claim=True)
            server.stop_server()
            with pytest.raises(Unreachable):
                say(store, "二")
            server.start_server()
            assert not say(store, "二").duplicate
            assert said(store) == ["一", "二"]
            store.sent(claimed.messages[0].id, now=NOON)
            assert deliver(store) == ["二/0"]
            store.close()
        finally:
            server.remove()


def test_a_new_database_two_workers_open_at_once_takes_both(here: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    here.file.touch()
    other = sqlite3.connect(here.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waited = []

    def goes_on() -> None:
        waited.append(True)
        other.close()

    monkeypatch.setattr(database_module, "pause", goes_on)
    store = here.open()
    say(store, "一")
    assert waited
    assert said(store) == ["一"]
