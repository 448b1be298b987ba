"""Someone who asks to be forgotten is: rows, journal, waiting replies, photos, timers, and the bytes of the file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from storage.contract import Inbound, Loaded, Outcome, TimerChange
from storage.erasure import INBOX_KEPT, REDELIVERY, SENT_KEPT
from storage.problems import NotFound
from storage.rotation import SEALED
from storage.schema import conversations, inbox, metadata, outbox
from storage.store import Store
from tests.storage.conftest import Place
from tests.storage.people import CHANNEL, NOON, deliver, later, message, remember, said, say


def confide(store: Store, person: str = "li") -> str:
    """A conversation with something in every table; its id."""
    inbound = Inbound(
        channel=CHANNEL, person=person, event=f"{person}-0", at=NOON, address="chat", files={"p": b"jpeg" * 999}
    )
    timers = (TimerChange(name="remind", at=later(days=1)),)
    conversation = store.run_turn(inbound, remember("一", replies=3, timers=timers), now=NOON).conversation
    (first, *_) = [o for o in store.pending(CHANNEL, now=NOON) if o.conversation == conversation]
    store.sent(first.id, now=NOON, receipt="17")
    (second, *_) = [o for o in store.pending(CHANNEL, now=NOON) if o.conversation == conversation]
    store.give_up(second.id, "rejected", now=NOON)
    store.remember_upload(conversation, b"print", "file", now=NOON)
    return conversation


def sealed_values(store: Store) -> set[bytes]:
    """Every ciphertext there is."""
    values: set[bytes] = set()
    with store.database.read() as connection:
        for sealed in SEALED:
            column = sealed.table.c[sealed.column]
            values |= {bytes(v) for v in connection.execute(select(column).where(column.is_not(None))).scalars()}
    return values


def mentions(store: Store, conversation: str) -> set[str]:
    """The tables that still name the conversation."""
    with store.database.read() as connection:
        return {
            table.name
            for table in metadata.sorted_tables
            if "conversation" in table.c
            and connection.execute(select(table).where(table.c.conversation == conversation)).first()
        }


def pieces_in(folder: Path, values: Iterable[bytes]) -> list[str]:
    """Files that hold a piece of one of the ciphertexts: 24 bytes from its start, middle or end."""
    pieces = [value[at : at + 24] for value in values for at in (5, len(value) // 2 - 12, len(value) - 24)]
    contents = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    return [name for name, content in contents.items() for piece in pieces if piece in content]


def test_only_a_receipt_without_a_name_stays(place: Place) -> None:
    store = place.open()
    conversation = confide(store)
    confide(store, "wang")
    receipt = store.erase(CHANNEL, "li", now=later(hours=1))
    assert receipt is not None
    assert receipt.counts == {"files": 1, "journal": 1, "outbox": 3, "timers": 1, "uploads": 1}
    assert mentions(store, conversation) == {"receipts"}
    assert store.snapshot(CHANNEL, "li") is None
    assert store.history(CHANNEL, "li") == []
    with pytest.raises(NotFound):
        store.file(conversation, "p")
    assert [timer.person for timer in store.due_timers(later(days=2))] == ["wang"]
    assert deliver(store, now=later(hours=1)) == ["一/2"], "the other person's reply still goes out"
    assert said(store, "wang") == ["一"]


def test_not_even_the_sealed_bytes_stay_in_a_file(here: Place) -> None:
    store = here.open()
    confide(store)
    gone = sealed_values(store)
    confide(store, "wang")
    kept = sealed_values(store) - gone
    assert pieces_in(here.folder, gone), "the search itself must find"
    store.erase(CHANNEL, "li", now=NOON)
    assert pieces_in(here.folder, gone) == []
    assert pieces_in(here.folder, kept)


def test_what_a_conversation_was_before_is_gone_from_the_file_too(here: Place) -> None:
    store = here.open()
    say(store, "很久以前说的" * 200)
    before = sealed_values(store)
    for n in range(5):
        say(store, f"后来{n}")
    store.erase(CHANNEL, "li", now=NOON)
    assert pieces_in(here.folder, before) == []


def test_a_deletion_in_the_conversation_still_says_goodbye_and_forgets_that_too(place: Place) -> None:
    store = place.open()
    conversation = confide(store)

    def goodbye(loaded: Loaded) -> Outcome:
        return Outcome(snapshot="", journal=("not kept",), outgoing=("已删除", "再见"), erase=True)

    store.run_turn(message("删除"), goodbye, now=NOON)
    assert mentions(store, conversation) == {"outbox", "receipts"}
    assert deliver(store) == ["已删除", "再见"]
    assert mentions(store, conversation) == {"receipts"}
    assert sealed_values(store) == set()


def test_the_goodbye_that_cannot_be_delivered_is_forgotten(store: Store) -> None:
    conversation = confide(store)
    store.run_turn(message("删除"), lambda loaded: Outcome(snapshot="", outgoing=("再见",), erase=True), now=NOON)
    (goodbye,) = store.pending(CHANNEL, now=NOON)
    store.give_up(goodbye.id, "blocked", now=NOON, blocked=True)
    assert mentions(store, conversation) == {"receipts"}


def test_the_deleting_message_repeated_begins_nothing_anew(store: Store) -> None:
    say(store, "一", event="1")
    farewell = message("删除", event="2")
    store.run_turn(farewell, lambda loaded: Outcome(snapshot="", erase=True), now=NOON)
    for event in ("1", "2"):
        assert say(store, "?", event=event).duplicate
    assert store.snapshot(CHANNEL, "li") is None


def test_who_comes_back_starts_afresh(store: Store) -> None:
    first = confide(store)
    store.erase(CHANNEL, "li", now=NOON)
    again = say(store, "又来了", at=later(days=1))
    assert again.conversation != first
    assert again.version == 1
    assert said(store) == ["又来了"]


def test_the_idle_are_forgotten_after_ninety_days(place: Place) -> None:
    store = place.open()
    say(store, "一", person="li", at=NOON)
    say(store, "二", person="wang", at=later(days=1))
    assert store.sweep(later(days=90), 90).conversations == 0
    swept = store.sweep(later(days=90, seconds=1), 90)
    assert (swept.conversations, [receipt.kind for receipt in swept.receipts]) == (1, ["idle"])
    assert (said(store, "li"), said(store, "wang")) == ([], ["二"])


def test_a_reminder_is_no_sign_of_life(store: Store) -> None:
    say(store, "一", timers=(TimerChange(name="remind", at=later(days=60)),))
    (timer,) = store.due_timers(later(days=60))
    inbound = Inbound(channel=CHANNEL, person=timer.person, event=timer.event, at=timer.at)
    store.run_turn(inbound, lambda loaded: Outcome(snapshot=loaded.snapshot or ""), now=timer.at)
    assert store.sweep(later(days=91), 90).conversations == 1


def test_many_idle_people_are_swept_in_one_go(store: Store) -> None:
    with store.database.write() as connection:
        say_at = int(NOON.timestamp() * 1000)
        rows = [
            {
                "id": f"c{n:021}",
                "channel": CHANNEL,
                "person": n.to_bytes(32, "big"),
                "version": 1,
                "created": say_at,
                "last_seen": say_at,
                "who": b"",
            }
            for n in range(450)
        ]
        connection.execute(conversations.insert(), rows)
    assert store.sweep(later(days=100), 90).conversations == 450


def test_old_event_digests_and_sent_messages_go_and_recent_ones_stay(store: Store) -> None:
    confide(store)
    say(store, "新", at=later(days=7))
    with store.database.write() as connection:
        connection.execute(update(conversations).values(last_seen=int(later(days=8).timestamp() * 1000)))
    swept = store.sweep(NOON + max(INBOX_KEPT, SENT_KEPT) + (later(hours=1) - NOON), 90)
    assert (swept.conversations, swept.events, swept.messages) == (0, 1, 2)
    with store.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(inbox)).scalar() == 1
        states = connection.execute(select(outbox.c.state)).scalars().all()
    assert states == ["waiting", "waiting"], "what was not sent is never swept while its person is here"


def test_what_was_put_aside_is_kept_until_it_is_left_or_too_old(store: Store) -> None:
    for number in (9, 7, 8):
        store.park(number, f"第{number}条", now=NOON)
    store.park(8, "第八条", now=NOON)
    store.leave(7)
    assert store.parked() == ["第八条", "第9条"]
    store.sweep(NOON + REDELIVERY, 90)
    assert store.parked() == ["第八条", "第9条"]
    store.sweep(NOON + REDELIVERY + (later(seconds=1) - NOON), 90)
    assert store.parked() == []
