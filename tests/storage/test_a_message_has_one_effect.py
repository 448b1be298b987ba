"""Whatever a channel does – repeats, crosses, breaks off – each message changes the conversation exactly once."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event, text

from storage.contract import Inbound, Loaded, Outcome, TimerChange
from storage.problems import NotFound
from storage.store import Store
from storage.turn import ATTEMPTS
from tests.storage.conftest import Place
from tests.storage.people import CHANNEL, NOON, deliver, message, remember, said, say


def test_a_message_is_remembered_and_answered(store: Store) -> None:
    committed = say(store, "我叫李工")
    assert not committed.duplicate
    assert committed.version == 1
    assert said(store) == ["我叫李工"]
    assert [json.loads(entry.body) for entry in store.history(CHANNEL, "li")] == [{"said": "我叫李工"}]
    assert deliver(store) == ["我叫李工/0"]


def test_the_same_event_again_does_nothing(store: Store) -> None:
    first = say(store, "一", event="7")
    again = say(store, "一", event="7")
    assert again.duplicate
    assert again.version == first.version
    assert again.conversation == first.conversation
    assert again.outgoing == ()
    assert said(store) == ["一"]
    assert deliver(store) == ["一/0"]


def test_the_same_number_on_another_channel_is_another_event(store: Store) -> None:
    say(store, "一", event="7")
    other = Inbound(channel="telegram", person="li", event="7", at=NOON, address="x")
    assert not store.run_turn(other, remember("二"), now=NOON).duplicate
    assert said(store) == ["一"], "the same name on another channel is another person"


def test_a_failing_step_leaves_nothing_and_the_message_can_come_again(store: Store) -> None:
    def broken(loaded: Loaded) -> Outcome:
        raise RuntimeError(loaded.conversation)

    with pytest.raises(RuntimeError):
        store.run_turn(message("一"), broken, now=NOON)
    assert store.snapshot(CHANNEL, "li") is None
    assert not say(store, "一").duplicate


def test_many_messages_of_one_person_at_once_are_all_kept(place: Place) -> None:
    workers = [place.open(), place.open()]
    texts = [f"第{n}条" for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        versions = [c.version for c in pool.map(lambda n: say(workers[n % 2], texts[n]), range(len(texts)))]
    assert sorted(versions) == list(range(1, len(texts) + 1))
    assert sorted(said(workers[0])) == sorted(texts)
    assert len(deliver(workers[1])) == len(texts)


def test_one_event_handed_to_two_workers_counts_once(place: Place) -> None:
    workers = [place.open() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda worker: say(worker, "一", event="7"), workers))
    assert sorted(c.duplicate for c in outcomes) == [False, True, True, True]
    assert said(workers[0]) == ["一"]


def test_a_change_made_meanwhile_is_seen_by_a_second_try(store: Store) -> None:
    say(store, "一")
    meddled = []

    @event.listens_for(store.database.durable, "before_cursor_execute")
    def meddle(connection, cursor, statement, parameters, context, many) -> None:  # type: ignore[no-untyped-def]
        if statement.startswith("UPDATE conversations SET version") and not meddled:
            meddled.append(statement)
            cursor.execute("UPDATE conversations SET version = version + 1")

    tries = []

    def work(loaded: Loaded) -> Outcome:
        tries.append(loaded.version)
        return remember("二")(loaded)

    committed = store.run_turn(message("二"), work, now=NOON)
    assert len(tries) == 2
    assert committed.version == tries[-1] + 1
    assert said(store) == ["一", "二"]
    assert deliver(store) == ["一/0", "二/0"], "the try that failed must not have queued anything"


def test_a_conversation_that_never_holds_still_is_given_up_with_nothing_stored(store: Store) -> None:
    from storage.problems import Conflict

    say(store, "一")
    tries = []

    @event.listens_for(store.database.durable, "before_cursor_execute")
    def meddle(connection, cursor, statement, parameters, context, many) -> None:  # type: ignore[no-untyped-def]
        if statement.startswith("UPDATE conversations SET version"):
            tries.append(1)
            cursor.execute("UPDATE conversations SET version = version + 1")

    with pytest.raises(Conflict):
        say(store, "二")
    assert len(tries) == ATTEMPTS
    assert said(store) == ["一"]


def test_a_photo_is_stored_with_its_turn_and_replaced_with_its_successor(store: Store) -> None:
    def photo(key: str, data: bytes) -> Inbound:
        return Inbound(channel=CHANNEL, person="li", event=key, at=NOON, files={key: data})

    first = store.run_turn(photo("p1", b"\xff\xd8one"), remember("一"), now=NOON)
    assert store.file(first.conversation, "p1") == b"\xff\xd8one"

    def replace(loaded: Loaded) -> Outcome:
        return Outcome(snapshot=loaded.snapshot or "[]", drop_files=("p1",))

    store.run_turn(photo("p2", b"\xff\xd8two"), replace, now=NOON)
    assert store.file(first.conversation, "p2") == b"\xff\xd8two"
    with pytest.raises(NotFound):
        store.file(first.conversation, "p1")


def test_a_file_of_someone_else_is_not_found(store: Store) -> None:
    inbound = Inbound(channel=CHANNEL, person="li", event="1", at=NOON, files={"p": b"x"})
    store.run_turn(inbound, remember("一"), now=NOON)
    stranger = say(store, "二", person="wang")
    with pytest.raises(NotFound):
        store.file(stranger.conversation, "p")


@pytest.mark.parametrize("odd", ["", "\0", "\ud800", "a" * 5000, "张三\n李四", "%_'\"", "👷🏽‍♀️"])
def test_any_id_and_any_text_is_taken(store: Store, odd: str) -> None:
    inbound = Inbound(channel=CHANNEL, person=odd, event=odd, at=NOON, address=f"to {odd}")
    timer = TimerChange(name="remind", at=NOON)
    outcome = Outcome(snapshot=odd, journal=(odd,), outgoing=(odd,), timers=(timer,))
    store.run_turn(inbound, lambda loaded: outcome, now=NOON)
    found = store.snapshot(CHANNEL, odd)
    assert found is not None
    assert found.snapshot == odd
    assert [(o.address, o.body) for o in store.pending(CHANNEL, now=NOON)] == [(f"to {odd}", odd)]
    assert [(t.person, t.address) for t in store.due_timers(NOON)] == [(odd, f"to {odd}")]


def test_the_conversation_id_says_nothing_about_the_person(place: Place) -> None:
    one, two = place.open(), place.open()
    first = say(one, "一", person="138")
    assert say(two, "二", person="138").conversation == first.conversation
    assert "138" not in first.conversation
    with one.database.read() as connection:
        row = connection.execute(text("SELECT * FROM conversations")).one()
    assert not any("138" in str(value) for value in row)
