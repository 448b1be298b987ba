"""Proxies, hanging polls, reminders: the connection is found again by itself."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.logs import get_log
from bot.telegram.metrics import Metrics
from bot.telegram.polling import Poller
from tests.telegram.conftest import Running
from tests.telegram.double import Double
from tests.telegram.double.proxies import HttpProxy, Proxy, SocksProxy
from tests.telegram.test_a_message_is_answered import picture


@pytest.mark.parametrize("kind", [HttpProxy, SocksProxy])
async def test_everything_goes_through_the_proxy(telegram: Double, tmp_path: Path, kind: type[Proxy]) -> None:
    async with kind() as proxy:
        bot = Running(telegram, tmp_path, proxy=proxy.url)
        someone = telegram.person()
        assert (await someone.ask("你好")).text == "1. 你好"
        someone.send_photo(picture())
        assert (await someone.next()).text == "2. photo 390"
        assert (await someone.ask("文件")).text == "给您"
        assert (await someone.next()).uploaded
        # polling, sending and transfers each have a connection of their own
        assert proxy.passed >= 3
        await bot.stop()


async def test_a_poll_that_hangs_is_given_up_and_the_connection_renewed() -> None:
    taken: asyncio.Queue[int] = asyncio.Queue()
    renewed: list[bool] = []

    class Hanging:
        async def raw_updates(self, *, offset: int, **_: Any) -> list[dict[str, Any]]:
            if not renewed:
                await asyncio.Event().wait()
            return [{"update_id": 7}] if offset <= 7 else await asyncio.sleep(0.01, [])

    async def renew() -> None:
        renewed.append(True)

    def handle(raw: Any) -> None:
        taken.put_nowait(raw["update_id"])

    poller = Poller(
        Hanging(), handle, renew=renew, told=lambda _: None, log=get_log(), metrics=Metrics(), patience=0, grace=0.05,
        pause=0.01,
    )  # fmt: skip
    running = asyncio.ensure_future(poller.run())
    async with asyncio.timeout(10):
        assert await taken.get() == 7
    running.cancel()
    assert renewed
    assert taken.empty()


async def test_a_lower_count_after_a_quiet_week_is_taken_as_new() -> None:
    taken: list[int] = []
    answers = [[{"update_id": 900}], [{"update_id": 12}], []]

    class Counting:
        async def raw_updates(self, **_: Any) -> list[dict[str, Any]]:
            return answers.pop(0) if answers else await asyncio.sleep(60, [])

    async def renew() -> None:
        raise AssertionError

    def handle(raw: Any) -> None:
        taken.append(raw["update_id"])

    poller = Poller(Counting(), handle, renew=renew, told=lambda _: None, log=get_log(), metrics=Metrics(), patience=0)
    running = asyncio.ensure_future(poller.run())
    async with asyncio.timeout(10):
        while answers:
            await asyncio.sleep(0)
    running.cancel()
    assert taken == [900, 12]
    assert poller.window.offset == 13


async def test_a_reminder_that_is_due_is_sent_once(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    assert (await someone.ask("提醒")).text == "1. 提醒"
    assert (await someone.next()).text == "2. Timer"
    assert (await someone.ask("好")).text == "3. 好"
