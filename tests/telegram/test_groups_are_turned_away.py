"""Where others read along, nobody is asked for an ID number: one polite line with a link, nothing kept."""

from __future__ import annotations

import time
from typing import Any

from tests.telegram.conftest import Running
from tests.telegram.double import Double
from tests.telegram.double.state import State
from tests.telegram.echo import heard

GROUP = -1001234567890


def said_in_group(state: State, person: int, text: str, kind: str = "supergroup", **more: Any) -> None:
    state.known.add(GROUP)
    message: dict[str, Any] = {
        "message_id": state.message_id(GROUP),
        "from": {"id": person, "is_bot": False, "first_name": "P"},
        "chat": {"id": GROUP, "type": kind, "title": "车间"},
        "date": int(time.time()),
        "text": text,
        **more,
    }
    for word in text.split():
        if word.startswith(("/", "@")):
            entity = "bot_command" if word.startswith("/") else "mention"
            start = len(text[: text.index(word)].encode("utf-16-le")) // 2
            message.setdefault("entities", []).append({"type": entity, "offset": start, "length": len(word)})
    if kind == "channel":
        del message["from"]
        state.push(channel_post=message)
    else:
        state.push(message=message)


async def test_a_command_in_a_group_gets_the_link_once(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    said_in_group(telegram.state, someone.id, "/form")
    said_in_group(telegram.state, someone.id, "👷 请 @tetie_double_bot 帮忙")
    assert (await someone.ask("私下说")).text == "1. 私下说"
    await telegram.state.until(lambda: telegram.state.shown.get(GROUP))
    shown = telegram.state.shown[GROUP]
    assert len(shown) == 1
    assert "https://t.me/tetie_double_bot" in shown[0].text
    assert heard(bot.store, someone.id) == ["私下说"]
    assert bot.store.snapshot("telegram", str(GROUP)) is None


async def test_what_is_not_meant_for_the_bot_is_left_alone(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    said_in_group(telegram.state, someone.id, "大家好")
    said_in_group(telegram.state, someone.id, "/form@another_bot")
    said_in_group(telegram.state, someone.id, "问问 @another_bot")
    await someone.ask("私下说")
    await telegram.state.until(lambda: not telegram.state.updates)
    assert GROUP not in telegram.state.shown


async def test_a_channel_is_told_too(telegram: Double, bot: Running) -> None:
    said_in_group(telegram.state, 0, "/start", kind="channel")
    await telegram.state.until(lambda: telegram.state.shown.get(GROUP))
