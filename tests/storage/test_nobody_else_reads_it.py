"""What people entrust us with is sealed at rest: no file holds it in clear, no other row opens it, keys can change."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import LargeBinary, delete, func, select, text, update

from storage import keyring
from storage.contract import Inbound, Outcome, TimerChange
from storage.keyring import Ring, new_key
from storage.problems import KeyCorrupt, KeyExposed, KeyMissing, KeyWrong, SealedBroken
from storage.rotation import SEALED
from storage.schema import conversations, journal, metadata, seals
from storage.seal import Sealer
from storage.store import Store
from tests.storage.conftest import Place
from tests.storage.people import CHANNEL, NOON, deliver, later, message, remember, said, say

SECRETS = ("李卫东", "住在朝阳区某路", "13800138000", "chat-91827364", "91827364", "event-556677", "file_id_AgAC")


def confide(store: Store) -> str:
    """A conversation full of secrets, partly sent; its id."""
    inbound = Inbound(
        channel=CHANNEL,
        person="91827364",
        event="event-556677",
        at=NOON,
        address="chat-91827364",
        files={"p": b"\xff\xd8" + "李卫东的照片".encode()},
    )
    body = json.dumps([SECRETS[0], SECRETS[1], SECRETS[2]], ensure_ascii=False)

    def work(loaded: object) -> Outcome:
        return Outcome(
            snapshot=body,
            journal=(body, body),
            outgoing=(body, body),
            timers=(TimerChange(name="remind", at=later(days=1)),),
        )

    store.park(77, body, now=NOON)
    committed = store.run_turn(inbound, work, now=NOON)
    (first,) = store.pending(CHANNEL, now=NOON)
    store.sent(first.id, now=NOON, receipt="17")
    store.remember_upload(committed.conversation, b"fingerprint", "file_id_AgAC", now=NOON)
    return committed.conversation


def found_in(folder: Path) -> set[str]:
    """The secrets that some file in the folder holds in clear, in UTF-8, UTF-16 or escaped."""
    found = set()
    for file in folder.rglob("*"):
        if not file.is_file():
            continue
        content = file.read_bytes()
        for secret in SECRETS:
            forms = (secret.encode(), secret.encode("utf-16-le"), json.dumps(secret)[1:-1].encode())
            found |= {secret for form in forms if form in content}
    return found


def test_no_file_holds_a_secret_in_clear(here: Place) -> None:
    store = here.open()
    confide(store)
    assert here.file.with_name("tetie.db-wal").stat().st_size > 0
    assert found_in(here.folder) == set()
    store.database.truncate_log()
    assert found_in(here.folder) == set()
    here.file.with_name("clear").write_text(SECRETS[0], encoding="utf-8")
    assert found_in(here.folder) == {SECRETS[0]}, "the search itself must find"


def test_no_column_holds_a_secret_in_clear(place: Place) -> None:
    store = place.open()
    confide(store)
    with store.database.read() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                for value in row:
                    held = value if isinstance(value, bytes) else str(value).encode()
                    assert not [secret for secret in SECRETS if secret.encode() in held], table.name


def test_files_are_for_the_owner_only(here: Place) -> None:
    confide(here.open())
    for file in here.folder.rglob("*"):
        if file.is_file():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_the_list_of_sealed_columns_is_complete() -> None:
    listed = {(sealed.table.name, sealed.column) for sealed in SEALED}
    digests = {("conversations", "person"), ("inbox", "event"), ("uploads", "fingerprint"), ("seals", "proof")}
    binary = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert binary == listed | digests


def test_a_value_moved_to_another_persons_row_does_not_open(store: Store) -> None:
    say(store, "甲的秘密", person="li")
    say(store, "乙", person="wang")
    with store.database.write() as connection:
        rows = connection.execute(select(conversations.c.id, conversations.c.snapshot)).all()
        for row, other in zip(rows, reversed(rows), strict=True):
            connection.execute(
                update(conversations).where(conversations.c.id == row.id).values(snapshot=other.snapshot)
            )
    with pytest.raises(SealedBroken):
        store.snapshot(CHANNEL, "wang")


def test_a_value_moved_within_the_journal_does_not_open(store: Store) -> None:
    say(store, "一")
    say(store, "二")
    with store.database.write() as connection:
        connection.execute(delete(journal).where(journal.c.version == 1))
        connection.execute(update(journal).values(version=1))
    with pytest.raises(SealedBroken):
        store.history(CHANNEL, "li")


def test_a_damaged_snapshot_stops_the_turn_and_is_left_as_it_is(store: Store) -> None:
    say(store, "一")
    with store.database.write() as connection:
        connection.execute(update(conversations).values(snapshot=b"\0" * 60))
    with pytest.raises(SealedBroken) as caught:
        say(store, "二")
    assert "备份" in str(caught.value)
    with store.database.read() as connection:
        assert connection.execute(select(conversations.c.version)).scalar() == 1


@given(st.text() | st.binary(), st.text(), st.integers())
def test_whatever_is_sealed_opens_only_in_its_place(value: str | bytes, place: str, number: int) -> None:
    sealer = Sealer(Path("/nowhere"), Ring(index=b"i" * 32, keys=(new_key(),)))
    sealed = sealer.seal(value, place, number)
    if isinstance(value, str):
        assert sealer.open(sealed, place, number) == value
    assert sealer.open_bytes(sealed, place, number) == (value.encode() if isinstance(value, str) else value)
    with pytest.raises(SealedBroken):
        sealer.open_bytes(sealed, place, number + 1)
    assert sealer.seal(value, place, number) != sealed, "the same words never look the same twice"


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_one_changed_byte_is_noticed(position: int, change: int) -> None:
    sealer = Sealer(Path("/nowhere"), Ring(index=b"i" * 32, keys=(new_key(),)))
    sealed = bytearray(sealer.seal("朝阳区" * 40, "x"))
    sealed[position % len(sealed)] ^= change
    with pytest.raises(SealedBroken):
        sealer.open(bytes(sealed), "x")


def test_the_key_file_is_made_once_for_its_owner(here: Place) -> None:
    here.open()
    assert stat.S_IMODE(here.key_file.stat().st_mode) == 0o600
    before = here.key_file.read_bytes()
    here.open()
    assert here.key_file.read_bytes() == before


def test_a_missing_key_file_is_never_replaced(place: Place) -> None:
    say(place.open(), "一")
    kept = place.key_file.with_name("kept")
    place.key_file.rename(kept)
    with pytest.raises(KeyMissing) as caught:
        place.open()
    assert str(place.key_file) in str(caught.value)
    assert not place.key_file.exists()
    kept.rename(place.key_file)
    assert said(place.open()) == ["一"]


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"format":2}', '{"format":1,"index":"","keys":[]}'])
def test_a_corrupt_key_file_is_refused_and_nothing_changes(place: Place, content: str) -> None:
    say(place.open(), "一")
    good = place.key_file.read_bytes()
    place.key_file.write_text(content, encoding="utf-8")
    with pytest.raises(KeyCorrupt):
        place.open()
    place.key_file.write_bytes(good)
    assert said(place.open()) == ["一"]


def test_a_half_key_file_is_refused(place: Place) -> None:
    say(place.open(), "一")
    good = place.key_file.read_bytes()
    place.key_file.write_bytes(good[: len(good) // 2])
    with pytest.raises(KeyCorrupt):
        place.open()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_key_file_others_can_read_is_refused(place: Place, mode: int) -> None:
    place.open()
    place.key_file.chmod(mode)
    with pytest.raises(KeyExposed):
        place.open()
    place.key_file.chmod(0o600)
    place.open()


def test_another_databases_key_is_refused(place: Place) -> None:
    say(place.open(), "一")
    mine = place.key_file.read_bytes()
    place.key_file.unlink()
    keyring.create(place.key_file)
    with pytest.raises(KeyWrong):
        place.open()
    place.key_file.write_bytes(mine)
    assert said(place.open()) == ["一"]


def test_an_empty_database_takes_the_key_put_beside_it(place: Place) -> None:
    place.open()
    place.key_file.unlink()
    keyring.create(place.key_file)
    say(place.open(), "一")
    assert said(place.open(create=False)) == ["一"]


def test_after_a_rotation_everything_opens_with_the_new_key_alone(place: Place) -> None:
    store, other = place.open(), place.open()
    conversation = confide(store)
    old = keyring.read(place.key_file).primary
    assert store.rotate_key() >= len(SEALED)
    ring = keyring.read(place.key_file)
    assert len(ring.keys) == 1
    assert ring.primary != old
    with store.database.read() as connection:
        assert connection.execute(select(seals.c.key)).scalars().all() == [ring.primary.id]
        for sealed in SEALED:
            column = sealed.table.c[sealed.column]
            heads = connection.execute(select(func.substr(column, 1, 4)).where(column.is_not(None))).scalars()
            assert {bytes(head).hex() for head in heads} == {ring.primary.id}, sealed.label
    for worker in (other, place.open(create=False)):
        assert worker.file(conversation, "p").startswith(b"\xff\xd8")
        assert worker.uploaded(conversation, b"fingerprint") == "file_id_AgAC"
        assert len(worker.history(CHANNEL, "91827364")) == 2
        assert worker.due_timers(later(days=1))[0].address == "chat-91827364"
        assert [SECRETS[0] in body for body in worker.parked()] == [True]
    assert len(deliver(other)) == 1


def test_a_worker_that_was_running_seals_with_the_new_key(place: Place) -> None:
    running, operator = place.open(), place.open()
    say(running, "一")
    operator.rotate_key()
    say(running, "三", person="wang")
    say(running, "二")
    fresh = place.open(create=False)
    assert said(fresh) == ["一", "二"]
    assert said(fresh, "wang") == ["三"]


def test_the_same_event_is_still_known_after_a_rotation(place: Place) -> None:
    store = place.open()
    say(store, "一", event="7")
    store.rotate_key()
    assert say(store, "一", event="7").duplicate


def test_writing_and_rotating_at_the_same_time_loses_nothing(place: Place) -> None:
    from concurrent.futures import ThreadPoolExecutor

    operator = place.open()
    workers = [place.open(), place.open()]

    def talk(index: int) -> None:
        for n in range(30):
            say(workers[index], f"{n}", person=f"p{index}", event=f"{index}-{n}")

    with ThreadPoolExecutor(3) as pool:
        talks = [pool.submit(talk, index) for index in range(2)]
        for _ in range(3):
            pool.submit(operator.rotate_key).result()
        for each in talks:
            each.result()
    fresh = place.open(create=False)
    assert [said(fresh, f"p{index}") for index in range(2)] == [[str(n) for n in range(30)]] * 2
    assert len(keyring.read(place.key_file).keys) == 1


def test_messages_of_problems_name_no_values(store: Store) -> None:
    from storage.problems import StorageProblem

    with pytest.raises(StorageProblem) as caught, store.database.write() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:secret)"), {"secret": SECRETS[0]})
    shown = f"{caught.value!r} {caught.value} {caught.value.__cause__}"
    assert SECRETS[0] not in shown


def test_two_first_starts_at_once_agree_on_one_key(here: Place) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: Store.open(here.url, here.key_file), range(4)))
    assert len({store.sealer.ring.primary.id for store in stores}) == 1
    say(stores[0], "一")
    assert [said(store) for store in stores] == [["一"]] * 4
    for store in stores:
        store.close()
    assert list(here.folder.glob(".*")) == [], "nothing half made is left"


def test_a_stranger_has_no_snapshot_and_no_history(store: Store) -> None:
    store.run_turn(message("一"), remember("一"), now=NOON)
    assert store.snapshot(CHANNEL, "LI") is None
    assert store.history(CHANNEL, "LI") == []
    assert store.erase(CHANNEL, "LI", now=NOON) is None
    assert said(store) == ["一"]
