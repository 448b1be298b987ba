"""A backup is one sealed file made while people write; restoring it is all or nothing, into either database."""

from __future__ import annotations

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage.migrate import move
from storage.problems import AlreadyThere, BackupKeyWrong, NotABackup, NotFound, ReadOnly, SchemaNewer
from storage.store import Store
from tests.storage.conftest import Place
from tests.storage.people import CHANNEL, NOON, deliver, later, said, say


def test_everything_is_as_it_was_when_the_backup_was_made(place: Place) -> None:
    store, other = place.open(), place.open()
    say(store, "一", replies=2)
    say(store, "甲", person="wang")
    file = place.folder / "backup"
    store.backup(file)
    say(store, "二")
    say(store, "乙", person="zhao")
    assert store.restore(file).conversations == 2
    for worker in (store, other, place.open(create=False)):
        assert (said(worker), said(worker, "wang"), said(worker, "zhao")) == (["一"], ["甲"], [])
        assert len(worker.history(CHANNEL, "li")) == 1
    assert sorted(deliver(other)) == ["一/0", "一/1", "甲/0"]
    say(other, "后来")
    assert said(store) == ["一", "后来"]


def test_a_backup_holds_no_readable_word_and_is_for_the_owner_only(place: Place) -> None:
    store = place.open()
    say(store, "住在朝阳区某路")
    file = place.folder / "backup"
    store.backup(file)
    assert "住在朝阳区某路".encode() not in file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(p.name for p in place.folder.glob("*backup*")) == ["backup"], "nothing half made is left"


def test_a_backup_made_while_people_write_is_consistent(place: Place) -> None:
    writer, operator = place.open(), place.open()

    def talk() -> None:
        for n in range(40):
            say(writer, str(n), event=str(n))

    with ThreadPoolExecutor(1) as pool:
        talking = pool.submit(talk)
        files = [place.folder / f"backup{n}" for n in range(5)]
        for file in files:
            operator.backup(file)
        talking.result()
    for file in files:
        operator.restore(file)
        texts = said(operator)
        assert texts == [str(n) for n in range(len(texts))]
        assert len(operator.history(CHANNEL, "li")) == len(texts)
        assert deliver(operator) == [f"{text}/0" for text in texts]


def test_a_backup_of_sqlite_comes_back_in_any_database(here: Place, place: Place, tmp_path: Path) -> None:
    source = Store.open(f"sqlite:///{tmp_path / 'elsewhere.db'}", place.key_file)
    say(source, "一", replies=2)
    file = tmp_path / "backup"
    source.backup(file)
    source.close()
    store = place.open()
    assert store.restore(file).conversations == 1
    assert said(store) == ["一"]
    again = tmp_path / "again"
    store.backup(again)
    say(store, "二")
    assert deliver(store) == ["一/0", "一/1", "二/0"]
    store.restore(again)
    assert said(store) == ["一"]


def test_who_was_deleted_since_stays_deleted(place: Place) -> None:
    store = place.open()
    say(store, "一")
    say(store, "甲", person="wang")
    file = place.folder / "backup"
    store.backup(file)
    store.erase(CHANNEL, "li", now=NOON)
    restored = store.restore(file)
    assert (restored.conversations, restored.left_out) == (1, 1)
    assert said(store) == []
    assert said(store, "wang") == ["甲"]
    store.restore(file)
    assert said(store) == [], "the receipts of a deletion outlive a restore"


def test_an_existing_file_is_not_overwritten(place: Place) -> None:
    store = place.open()
    file = place.folder / "backup"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(AlreadyThere):
        store.backup(file)
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_not_there_is_named(place: Place) -> None:
    with pytest.raises((NotFound, ReadOnly)) as caught:
        place.open().backup(place.folder / "nowhere" / "backup")
    assert "nowhere" in str(caught.value)


@pytest.mark.parametrize("damage", ["text", "empty", "half", "flipped", "foreign"])
def test_what_is_no_backup_changes_nothing(place: Place, damage: str) -> None:
    store = place.open()
    say(store, "一", replies=40)
    file = place.folder / "backup"
    store.backup(file)
    content = bytearray(file.read_bytes())
    if damage == "text":
        file.write_text("不是备份" * 500, encoding="utf-8")
    elif damage == "empty":
        file.write_bytes(b"")
    elif damage == "half":
        file.write_bytes(content[: len(content) // 2])
    elif damage == "flipped":
        for page in range(1, len(content) // 4096):
            content[page * 4096 : page * 4096 + 16] = b"\xa5" * 16
        file.write_bytes(content)
    else:
        file.unlink()
        with sqlite3.connect(file) as other:
            other.execute("CREATE TABLE things (x)")
        other.close()
    with pytest.raises(NotABackup):
        store.restore(file)
    assert said(store) == ["一"]
    assert store.backlog(now=NOON).waiting == 40


def test_a_missing_backup_is_named(place: Place) -> None:
    with pytest.raises(NotFound):
        place.open().restore(place.folder / "nothing")


def test_a_backup_under_another_key_is_refused_and_changes_nothing(place: Place, tmp_path: Path) -> None:
    foreign = Store.open(f"sqlite:///{tmp_path / 'foreign.db'}", tmp_path / "foreign.key")
    say(foreign, "别人的")
    file = tmp_path / "backup"
    foreign.backup(file)
    foreign.close()
    store = place.open()
    say(store, "一")
    with pytest.raises(BackupKeyWrong):
        store.restore(file)
    assert said(store) == ["一"]


def test_a_backup_made_by_a_later_version_is_refused(place: Place) -> None:
    store = place.open()
    say(store, "一")
    file = place.folder / "backup"
    store.backup(file)
    with sqlite3.connect(file) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(SchemaNewer):
        store.restore(file)
    assert said(store) == ["一"]


def test_a_backup_from_before_the_first_table_is_no_backup(here: Place) -> None:
    store = here.open()
    file = here.folder / "backup"
    move(store.database, "base")
    store.backup(file)
    store.close()
    fresh = here.open()
    say(fresh, "一", at=later(hours=1))
    assert fresh.restore(file).conversations == 0
    assert said(fresh) == []
