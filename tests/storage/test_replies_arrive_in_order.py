"""Replies wait in a queue until a channel has taken them: in order per person, one worker at a time, fair to all."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import text

from storage.contract import Inbound, Outcome, Outgoing, TimerChange
from storage.outbox import LEASE_MS
from storage.store import Store
from tests.storage import child
from tests.storage.conftest import Place
from tests.storage.people import CHANNEL, NOON, deliver, later, message, remember, said, say


def bodies(messages: list[Outgoing]) -> list[str]:
    return [outgoing.body for outgoing in messages]


def test_only_the_first_of_each_person_is_handed_out(store: Store) -> None:
    say(store, "甲", person="li", replies=2)
    say(store, "乙", person="wang", replies=2)
    first = store.pending(CHANNEL, now=NOON)
    assert bodies(first) == ["甲/0", "乙/0"]
    assert [outgoing.address for outgoing in first] == ["chat-li", "chat-wang"]
    assert store.pending(CHANNEL, now=NOON) == []
    store.sent(first[1].id, now=NOON)
    assert bodies(store.pending(CHANNEL, now=NOON)) == ["乙/1"]


def test_everything_comes_in_order(store: Store) -> None:
    for n in range(5):
        say(store, f"第{n}条", replies=3)
    assert deliver(store) == [f"第{n}条/{m}" for n in range(5) for m in range(3)]
    assert store.pending(CHANNEL, now=NOON) == []


def test_another_channel_gets_nothing_of_it(store: Store) -> None:
    say(store, "甲")
    assert store.pending("telegram", now=NOON) == []


def test_two_workers_never_hold_the_same_reply(place: Place) -> None:
    workers = [place.open() for _ in range(4)]
    for n in range(40):
        say(workers[0], "一", person=f"p{n}")
    with ThreadPoolExecutor(4) as pool:
        batches = list(pool.map(lambda w: w.pending(CHANNEL, now=NOON, limit=30), workers))
    ids = [outgoing.id for batch in batches for outgoing in batch]
    assert len(ids) == len(set(ids))
    rest = workers[0].pending(CHANNEL, now=NOON)
    assert len(ids) + len(rest) == 40


def test_a_turn_hands_its_own_replies_over(store: Store) -> None:
    committed = say(store, "一", replies=2, claim=True)
    assert bodies(list(committed.messages)) == ["一/0", "一/1"]
    assert [outgoing.id for outgoing in committed.messages] == list(committed.outgoing)
    assert committed.messages[0].address == "chat-li"
    assert store.pending(CHANNEL, now=NOON) == []
    store.sent_many([(outgoing.id, "") for outgoing in committed.messages], now=NOON)
    assert store.backlog(now=NOON).waiting == 0


def test_a_turn_hands_nothing_over_while_an_earlier_reply_waits(store: Store) -> None:
    say(store, "一")
    assert say(store, "二", claim=True).messages == ()
    assert deliver(store) == ["一/0", "二/0"]


def test_a_killed_workers_replies_are_handed_out_at_once(place: Place) -> None:
    one, two = place.open(), place.open()
    say(one, "一", claim=True)
    assert two.pending(CHANNEL, now=NOON) == []
    one.close()
    assert bodies(two.pending(CHANNEL, now=NOON)) == ["一/0"]


def test_what_a_killed_worker_had_shown_of_a_long_reply_is_known(place: Place) -> None:
    killed, other = place.open(), place.open()
    (outgoing,) = say(killed, "一", claim=True).messages
    killed.note_shown(outgoing.id, 2)
    killed.close()
    (again,) = other.pending(CHANNEL, now=NOON)
    assert (again.id, again.shown) == (outgoing.id, 2)
    other.sent(again.id, now=NOON)
    (fresh,) = say(other, "二", claim=True).messages
    assert fresh.shown == 0


def test_a_hanging_workers_replies_come_back_in_time(place: Place) -> None:
    one, two = place.open(), place.open()
    say(one, "一", claim=True)
    lease = timedelta(milliseconds=LEASE_MS)
    assert two.pending(CHANNEL, now=NOON + lease - timedelta(seconds=1)) == []
    assert bodies(two.pending(CHANNEL, now=NOON + lease)) == ["一/0"]


def test_a_reply_told_to_wait_holds_back_the_ones_behind_it(store: Store) -> None:
    committed = say(store, "一", replies=3, claim=True)
    say(store, "乙", person="wang")
    store.sent(committed.messages[0].id, now=NOON)
    store.postpone(committed.messages[1].id, later(seconds=30), failed=False)
    assert bodies(store.pending(CHANNEL, now=later(seconds=29))) == ["乙/0"]
    again = store.pending(CHANNEL, now=later(seconds=30))
    assert bodies(again) == ["一/1"]
    assert again[0].attempts == 0
    store.postpone(again[0].id, later(seconds=60))
    third = store.pending(CHANNEL, now=later(seconds=60))
    assert (bodies(third), third[0].attempts) == (["一/1"], 1)
    store.sent(third[0].id, now=later(seconds=60))
    assert deliver(store, now=later(seconds=60)) == ["一/2"]


def test_a_late_mark_of_another_worker_does_no_harm(store: Store) -> None:
    ids = say(store, "一", replies=2, claim=True).outgoing
    for _ in range(2):
        store.sent(ids[0], now=NOON)
    store.postpone(ids[0], later(hours=1))
    store.give_up(ids[0], "rejected", now=NOON)
    store.postpone(ids[1], NOON)
    assert deliver(store) == ["一/1"]


def test_a_reply_given_up_lets_the_next_pass_and_keeps_no_body(store: Store) -> None:
    say(store, "一", replies=2)
    (first,) = store.pending(CHANNEL, now=NOON)
    store.give_up(first.id, "rejected", now=NOON)
    backlog = store.backlog(now=NOON)
    assert (backlog.failed, backlog.waiting) == (1, 1)
    assert deliver(store) == ["一/1"]


def test_someone_who_blocked_us_gets_nothing_until_they_return(store: Store) -> None:
    remind = TimerChange(name="remind", at=later(hours=1))
    say(store, "一", replies=3, timers=(remind,))
    say(store, "乙", person="wang", timers=(remind,))
    first = store.pending(CHANNEL, now=NOON)
    store.give_up(first[0].id, "blocked", now=NOON, blocked=True)
    report = Inbound(channel=CHANNEL, person="li", event="undelivered", at=NOON, from_person=False)
    store.run_turn(report, lambda loaded: Outcome(snapshot=loaded.snapshot or ""), now=NOON)
    assert bodies(store.pending(CHANNEL, now=NOON)) == []
    assert [timer.person for timer in store.due_timers(later(hours=1))] == ["wang"]
    say(store, "我回来了", at=later(hours=2))
    assert [timer.person for timer in store.due_timers(later(hours=2))] == ["li", "wang"]
    assert said(store) == ["一", "我回来了"]


def test_our_message_is_found_by_the_channels_id_of_it(store: Store) -> None:
    committed = say(store, "姓名？")
    (outgoing,) = store.pending(CHANNEL, now=NOON)
    store.sent(outgoing.id, now=NOON, receipt="4711")
    assert store.said(committed.conversation, "4711") == "姓名？/0"
    assert store.said(committed.conversation, "4712") is None
    assert store.said(say(store, "x", person="wang").conversation, "4711") is None


def test_a_paper_sent_before_is_known_by_its_fingerprint(store: Store) -> None:
    committed = say(store, "一")
    store.remember_upload(committed.conversation, b"\1\2", "file-1", now=NOON)
    store.remember_upload(committed.conversation, b"\1\2", "file-2", now=NOON)
    assert store.uploaded(committed.conversation, b"\1\2") == "file-2"
    assert store.uploaded(committed.conversation, b"\1\3") is None
    store.remember_upload("nobody", b"\1\2", "file-1", now=NOON)
    assert store.uploaded("nobody", b"\1\2") is None


def test_a_backlog_is_drained_round_by_round(store: Store) -> None:
    for n in range(3):
        say(store, f"甲{n}", person="li", at=later(seconds=n))
    say(store, "乙", person="wang", at=later(seconds=5))
    seen = deliver(store, now=later(seconds=10))
    assert seen.index("乙/0") == 1, "one person's many messages do not keep another waiting"


def test_the_oldest_waiting_message_is_told(store: Store) -> None:
    assert store.backlog(now=NOON).oldest == 0
    say(store, "一")
    backlog = store.backlog(now=later(minutes=5))
    assert (backlog.waiting, backlog.oldest, backlog.conversations) == (1, 300.0, 1)
    store.run_turn(message("二"), remember("二"), now=later(minutes=4))
    assert store.backlog(now=later(minutes=5)).oldest == 300.0


def test_a_damaged_row_holds_up_nobody(store: Store) -> None:
    say(store, "坏", person="li", timers=(TimerChange(name="remind", at=NOON),))
    say(store, "好", person="wang", timers=(TimerChange(name="remind", at=NOON),))
    with store.database.write() as connection:
        connection.execute(text("UPDATE outbox SET sealed = who FROM conversations WHERE outbox.id = 1"))
        connection.execute(
            text("UPDATE conversations SET who = snapshot WHERE id = (SELECT conversation FROM outbox WHERE id = 1)")
        )
    assert deliver(store) == ["好/0"]
    assert store.backlog(now=NOON).failed == 1
    assert [timer.person for timer in store.due_timers(NOON)] == ["wang"]


def test_two_processes_on_one_database_share_the_work_and_do_each_piece_once(place: Place) -> None:
    place.open()
    forks = multiprocessing.get_context("forkserver")
    processes = [forks.Process(target=child.shared_life, args=(place.url, place.key_file, n)) for n in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    store = place.open()
    sends = child.notes(place.folder / "sends")
    rest = deliver(store)
    for person in child.PEOPLE:
        texts = said(store, person)
        assert sorted(texts) == sorted(set(texts))
        mine = [body for body in sends + rest if body.startswith(person)]
        assert mine == [f"{text}/0" for text in texts], "each reply once, in the order of the turns"
    assert sum(len(said(store, person)) for person in child.PEOPLE) == child.SHARED
