"""The real process, started, killed and stopped at bad moments: nothing is lost and nothing counts twice."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TypeVar

import pytest

from storage.store import Store
from tests.telegram.conftest import Process
from tests.telegram.double import Double
from tests.telegram.echo import heard

T = TypeVar("T")


def stored(folder: Path) -> Store:
    return Store.open(f"sqlite:///{folder / 'echo.db'}", folder / "echo.key")


def texts_once(texts: list[T]) -> list[T]:
    """The texts without immediate repeats: a message may come twice, never in another order."""
    return [text for i, text in enumerate(texts) if i == 0 or text != texts[i - 1]]


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_killed_at_random_every_message_counts_once_and_is_answered(
    telegram: Double, echo_process: Process, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    people = [telegram.person(n) for n in range(4)]
    words = [str(n) for n in range(12)]
    await echo_process.start()
    for number, word in enumerate(words):
        for person in people:
            person.say(word)
        if number % 4 == 1:
            seen = len(telegram.state.calls)
            wanted = seen + chance.randint(0, 6)
            await telegram.state.until(lambda wanted=wanted: len(telegram.state.calls) >= wanted)
            await echo_process.kill()
            await echo_process.start()
    expected = [f"{n}. {word}" for n, word in enumerate(words, 1)]
    for person in people:
        await telegram.state.until(lambda person=person: texts_once([s.text for s in person.chat]) == expected)
    assert await echo_process.terminate() == 0
    with stored(tmp_path) as store:
        for person in people:
            assert heard(store, person.id) == words
    assert not telegram.state.updates


async def test_told_to_stop_it_finishes_what_it_has_begun(
    telegram: Double, echo_process: Process, tmp_path: Path
) -> None:
    someone = telegram.person()
    await echo_process.start()
    await someone.ask("一")
    someone.say("慢")
    await telegram.state.until(lambda: telegram.calls("getUpdates")[-1].params["timeout"] == "0")
    assert await echo_process.terminate() == 0
    assert [s.text for s in someone.chat] == ["1. 一", "2. 慢"]
    assert not telegram.state.updates


async def test_what_was_committed_but_not_sent_is_sent_after_the_kill(telegram: Double, echo_process: Process) -> None:
    someone = telegram.person()
    await echo_process.start()
    await someone.ask("一")
    telegram.faults.add(method="sendMessage", status=502, times=1000)
    someone.say("二")
    await telegram.state.until(lambda: len(telegram.calls("sendMessage")) >= 2)
    await echo_process.kill()
    telegram.faults.waiting.clear()
    await echo_process.start()
    assert (await someone.next()).text == "2. 二"


async def test_telegram_down_and_back_again_is_survived(telegram: Double, echo_process: Process) -> None:
    someone = telegram.person()
    await echo_process.start()
    await someone.ask("一")
    await telegram.close()
    someone.say("二")
    async with telegram:
        assert (await someone.next(within=40)).text == "2. 二"


async def test_a_wrong_token_ends_with_a_plain_sentence(telegram: Double, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.telegram.echo", str(tmp_path)]
    process = Process(telegram, tmp_path, command, {"TELEGRAM_BOT_TOKEN": "1:wrong"})
    await process.start()
    assert await process.ended() == 1
    text = process.errors.decode()
    assert "TELEGRAM_BOT_TOKEN" in text
    assert "Traceback" not in text
    assert "wrong" not in text


async def test_two_pollers_are_told_of_each_other_and_go_on(telegram: Double, echo_process: Process) -> None:
    someone = telegram.person()
    await echo_process.start()
    await someone.ask("一")

    await telegram.state.until(lambda: telegram.state.polled)
    await telegram.state.get_updates(0, 1, 0.0)
    assert (await someone.ask("二")).text == "2. 二"
    assert await echo_process.terminate() == 0
    assert "409" in echo_process.errors.decode()


async def test_no_token_and_no_person_stands_in_the_log(telegram: Double, echo_process: Process) -> None:
    someone = telegram.person()
    await echo_process.start()
    telegram.faults.add(method="sendMessage", status=502)
    telegram.faults.add(method="getUpdates", status=502)
    await someone.ask("我的身份证号")
    someone.say("坏")
    await someone.next()
    telegram.state.blocked.add(someone.id)
    someone.say("再见")
    await telegram.state.until(lambda: any(c.status == 403 for c in telegram.state.calls))
    assert await echo_process.terminate() == 0
    log = echo_process.errors.decode()
    assert "not_sent_yet" in log
    assert "turn_failed" in log
    for secret in (telegram.token, telegram.token.split(":")[1], str(someone.id), "身份证号", "秘密", "再见"):
        assert secret not in log
