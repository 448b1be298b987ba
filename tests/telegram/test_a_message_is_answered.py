"""Somebody writes, taps, corrects, sends things: every one of them is answered once, in order."""

from __future__ import annotations

from tests.telegram.conftest import Running
from tests.telegram.double import Double
from tests.telegram.echo import heard


async def test_a_text_is_answered(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    assert (await someone.ask("你好")).text == "1. 你好"
    assert (await someone.ask("A&B<i>")).text == "2. A&B<i>"
    assert heard(bot.store, someone.id) == ["你好", "A&B<i>"]
