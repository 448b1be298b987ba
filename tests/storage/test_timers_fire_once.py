"""A reminder comes when it is due, once, and never after it was called off."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from storage.contract import DueTimer, Inbound, Outcome, TimerChange
from storage.store import Store
from tests.storage.conftest import Place
from tests.storage.people import CHANNEL, NOON, deliver, later, said, say

REMIND = TimerChange(name="remind", at=later(hours=1))


def fire(store: Store, timer: DueTimer, *changes: TimerChange) -> bool:
    """Hand the timer in; whether it did anything."""
    inbound = Inbound(channel=timer.channel, person=timer.person, event=timer.event, at=timer.at, address=timer.address)
    committed = store.run_turn(
        inbound,
        lambda loaded: Outcome(snapshot=loaded.snapshot or "[]", outgoing=("还在吗",), timers=changes),
        now=timer.at,
    )
    return not committed.duplicate


def test_nothing_is_due_before_its_time(store: Store) -> None:
    say(store, "一", timers=(REMIND,))
    assert store.due_timers(later(minutes=59)) == []
    (timer,) = store.due_timers(later(hours=1))
    assert (timer.name, timer.person, timer.address, timer.channel) == (
        "remind",
        "li",
        "chat-li",
        CHANNEL,
    )
    assert timer.at == REMIND.at


def test_a_timer_fires_once_though_handed_in_twice(place: Place) -> None:
    workers = [place.open() for _ in range(4)]
    say(workers[0], "一", timers=(REMIND,))
    (timer,) = workers[0].due_timers(later(hours=2))
    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(lambda worker: fire(worker, timer), workers)) == [False, False, False, True]
    assert deliver(workers[0]) == ["一/0"]
    assert deliver(workers[0], now=later(hours=2)) == ["还在吗"]
    assert workers[0].due_timers(later(days=9)) == []


def test_a_timer_called_off_between_the_look_and_the_turn_stays_silent(store: Store) -> None:
    say(store, "一", timers=(REMIND,))
    (timer,) = store.due_timers(later(hours=1))
    say(store, "二", timers=(TimerChange(name="remind", at=None),))
    assert not fire(store, timer)
    assert said(store) == ["一", "二"]


def test_a_timer_moved_meanwhile_waits_for_its_new_time(store: Store) -> None:
    say(store, "一", timers=(REMIND,))
    (timer,) = store.due_timers(later(hours=1))
    say(store, "二", timers=(TimerChange(name="remind", at=later(hours=3)),))
    assert not fire(store, timer)
    (moved,) = store.due_timers(later(hours=3))
    assert fire(store, moved)


def test_a_firing_timer_can_set_the_next(store: Store) -> None:
    say(store, "一", timers=(REMIND,))
    (timer,) = store.due_timers(later(hours=1))
    assert fire(store, timer, TimerChange(name="remind", at=later(days=3)))
    (following,) = store.due_timers(later(days=3))
    assert following.event != timer.event
    assert fire(store, following)


def test_a_clock_that_jumps_back_fires_nothing_again(store: Store) -> None:
    say(store, "一", timers=(REMIND,))
    (timer,) = store.due_timers(later(hours=5))
    assert fire(store, timer)
    assert store.due_timers(NOON) == []
    assert not fire(store, timer)


def test_a_timer_of_someone_deleted_does_not_bring_them_back(store: Store) -> None:
    say(store, "一", timers=(REMIND,))
    (timer,) = store.due_timers(later(hours=1))
    store.erase(CHANNEL, "li", now=NOON)
    assert not fire(store, timer)
    assert store.snapshot(CHANNEL, "li") is None
