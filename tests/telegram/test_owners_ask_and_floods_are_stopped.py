"""An owner sees how the bot stands, nobody else does; somebody who floods it is told so and holds up nobody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.telegram.gate import WINDOW, Gate
from bot.telegram.updates import Arrival
from dialogs import events
from tests.telegram.conftest import Running
from tests.telegram.double import Double
from tests.telegram.echo import heard

AT = datetime(2024, 3, 5, tzinfo=UTC)
OWNER, FLOODER = 501, 502


def arrival(person: int, text: str = "好") -> Arrival:
    event = events.Text(at=AT, message="m", text=text)
    return Arrival(order=1, event_id="e", person=str(person), address=str(person), event=event)


@pytest.fixture
async def guarded(telegram: Double, tmp_path: Path) -> AsyncIterator[Running]:
    owners = frozenset({str(telegram.person(OWNER).id)})
    running = Running(telegram, tmp_path, gate=Gate(owners=owners, cap=3))
    yield running
    await running.stop()


async def test_an_owner_is_told_how_it_stands_and_the_question_is_no_turn(telegram: Double, guarded: Running) -> None:
    owner, other = telegram.person(OWNER), telegram.person(FLOODER)
    assert (await other.ask("你好")).text == "1. 你好"
    told = (await owner.ask("/status")).text
    assert "处理 1 条" in told
    assert "你好" not in told
    assert heard(guarded.store, owner.id) == []


async def test_to_everybody_else_it_is_a_text_like_any_other(telegram: Double, guarded: Running) -> None:
    other = telegram.person(FLOODER)
    assert "处理" not in (await other.ask("/status")).text
    assert heard(guarded.store, other.id)


async def test_a_flood_is_answered_once_and_others_go_on(telegram: Double, guarded: Running) -> None:
    flooder, other = telegram.person(FLOODER), telegram.person(503)
    for n in range(12):
        flooder.say(f"第{n}句")
    await telegram.state.until(lambda: len(flooder.chat) >= 4)
    assert (await other.ask("我也在")).text == "1. 我也在"
    await telegram.state.until(lambda: not telegram.state.updates)
    assert heard(guarded.store, flooder.id) == ["第0句", "第1句", "第2句"]
    assert sum("没收下" in m.text for m in flooder.chat) == 1


@pytest.mark.parametrize(("messages", "last"), [(3, "pass"), (4, "flood"), (5, "flood_again")])
def test_the_cap_is_where_it_says(messages: int, last: str) -> None:
    gate = Gate(cap=3, clock=lambda: 0.0)
    assert [gate.check(arrival(1)) for _ in range(messages)][-1] == last
    assert gate.check(arrival(2)) == "pass"


def test_a_minute_later_the_person_is_heard_again() -> None:
    now = [0.0]
    gate = Gate(cap=1, clock=lambda: now[0])
    assert [gate.check(arrival(1)) for _ in range(2)] == ["pass", "flood"]
    now[0] = WINDOW
    assert gate.check(arrival(1)) == "pass"


def test_without_a_cap_everything_passes() -> None:
    gate = Gate()
    assert {gate.check(arrival(1)) for _ in range(1000)} == {"pass"}


def test_a_block_is_heard_even_in_a_flood() -> None:
    gate = Gate(cap=1, clock=lambda: 0.0)
    gate.check(arrival(1))
    gate.check(arrival(1))
    event = events.Undelivered(at=AT, reason="blocked")
    assert gate.check(Arrival(order=1, event_id="e", person="1", address="1", event=event)) == "pass"
