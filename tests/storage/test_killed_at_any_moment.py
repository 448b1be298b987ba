"""The process may die at any moment: nothing accepted is lost, nothing happens twice, the next start goes on.

`TETIE_KILLS=200` makes the random part long.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.store import Store
from tests.storage import child
from tests.storage.conftest import Place
from tests.storage.people import CHANNEL, NOON, deliver, later, said, say

KILLS = int(os.environ.get("TETIE_KILLS", "16"))
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["storage.store", "tests.storage.child"])


def die(life: Callable[[str, Path, int], None], place: Place, moment: int) -> bool:
    """Run one life; whether it was killed (else it came to its end)."""
    process = FORKS.Process(target=life, args=(place.url, place.key_file, moment))
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def in_order(sends: list[str]) -> list[str]:
    """What arrived, a repetition straight after the first counted once."""
    return [body for n, body in enumerate(sends) if n == 0 or sends[n - 1] != body]


def test_at_every_statement_and_commit_of_a_turn(place: Place) -> None:
    place.open()
    # the statements are the same on both; the server's are slower to come by
    for moment in itertools.count(1, 1 if place.backend == "sqlite" else 3):
        sends = place.folder / "sends"
        sends.unlink(missing_ok=True)
        killed = die(child.short_life, place, moment)
        store = place.open()
        # the channel repeats what was not acknowledged, and more
        say(store, "一", event="1", replies=2)
        say(store, "二", event="2")
        deliver(store, to=lambda outgoing, sends=sends: child.note(sends, outgoing.body))  # type: ignore[misc]
        assert said(store) == ["一", "二"], moment
        assert len(store.history(CHANNEL, "li")) == 2
        assert in_order(child.notes(sends)) == ["一/0", "一/1", "二/0"], moment
        assert store.backlog(now=NOON).waiting == 0
        loaded = store.snapshot(CHANNEL, "li")
        assert loaded is not None
        assert loaded.version == 2
        forget(store)
        store.close()
        if not killed:
            break
    assert moment > 20, "the kills must have reached into the turn"


def forget(store: Store) -> None:
    """Make the person and their events unknown again, for the next round."""
    from sqlalchemy import text

    store.erase(CHANNEL, "li", now=NOON)
    with store.database.write() as connection:
        connection.execute(text("DELETE FROM inbox"))


def test_at_random_moments_of_a_busy_day(place: Place) -> None:
    place.open()
    chance = random.Random(20240315)
    done = place.folder / "done"
    for _ in range(KILLS):
        accepted = [int(line) for line in child.notes(done)]
        process = FORKS.Process(target=child.long_life, args=(place.url, place.key_file, max(accepted, default=-1) + 1))
        process.start()
        process.join(timeout=0.15 + chance.random() * 0.15)
        process.kill()
        process.join()
        assert process.exitcode == -signal.SIGKILL
    store = place.open()
    accepted = [int(line) for line in child.notes(done)]
    assert accepted == list(range(len(accepted))), "each message was accepted once, in order"
    assert len(accepted) > KILLS
    sends = child.notes(place.folder / "sends") + deliver(store)
    for index, person in enumerate(child.PEOPLE):
        mine = [str(n) for n in accepted if n % len(child.PEOPLE) == index]
        # the last turn may have been committed without our hearing of it
        unheard = [str(len(accepted))] if len(accepted) % len(child.PEOPLE) == index else []
        assert said(store, person) in (mine, mine + unheard)
        replies = [body for body in sends if int(body.removesuffix("/0")) % len(child.PEOPLE) == index]
        assert in_order(replies) == [f"{text}/0" for text in said(store, person)]
    assert store.backlog(now=NOON).waiting == 0


def test_during_the_first_start(place: Place) -> None:
    for moment in itertools.count(1, 4):
        if not die(child.first_life, place, moment):
            break
    assert moment > 20
    store = place.open()
    say(store, "一")
    assert said(store) == ["一"]


def test_during_a_key_rotation(place: Place) -> None:
    store = place.open()
    for n in range(3):
        say(store, f"第{n}条", person=f"p{n}", replies=2)
    for moment in itertools.count(1, 3):
        killed = die(child.rotating_life, place, moment)
        for n in range(3):
            assert said(store, f"p{n}") == [f"第{n}条"]
            assert said(place.open(create=False), f"p{n}") == [f"第{n}条"]
        if not killed:
            break
    assert moment > 20
    assert len(deliver(store)) == 6


def test_during_a_deletion_either_all_or_nothing_is_gone(place: Place) -> None:
    store = place.open()
    for moment in itertools.count(1):
        say(store, "一", event=str(moment))
        killed = die(child.erasing_life, place, moment)
        left = said(store)
        assert len(store.history(CHANNEL, "li")) == len(left)
        assert left == [] or "一" in left
        if not killed:
            break
    assert said(store) == []
    assert store.due_timers(later(days=1)) == []


@pytest.mark.parametrize("signal_", [signal.SIGTERM, signal.SIGINT])
def test_an_ordinary_end_leaves_everything_readable(here: Place, signal_: signal.Signals) -> None:
    here.open()
    process = FORKS.Process(target=child.long_life, args=(here.url, here.key_file, 0))
    process.start()
    process.join(timeout=0.3)
    assert process.pid is not None
    os.kill(process.pid, signal_)
    process.join()
    store = here.open()
    accepted = len(child.notes(here.folder / "done"))
    assert sum(len(said(store, person)) for person in child.PEOPLE) in (accepted, accepted + 1)
