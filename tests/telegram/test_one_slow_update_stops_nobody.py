"""Downloads that take long while hundreds of messages come in: everybody else is answered meanwhile."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.clock import now
from bot.telegram.polling import Window
from storage.schema import parked
from storage.store import Store
from tests.telegram.conftest import Process, Running
from tests.telegram.double import Double
from tests.telegram.test_a_message_is_answered import picture


async def test_more_messages_than_a_poll_can_show_pass_a_slow_download(telegram: Double, bot: Running) -> None:
    slow, quick = telegram.person(1), telegram.person(2)
    fault = telegram.faults.add(method="download", delay=600.0)
    slow.send_photo(picture())
    await telegram.state.until(lambda: telegram.calls("download"))
    for number in range(250):
        quick.say(str(number))
    for number in range(250):
        assert (await quick.next()).text == f"{number + 1}. {number}"
    assert not slow.chat
    assert fault.times == 0


@pytest.mark.parametrize("rotated", [False, True], ids=["", "rotated"])
async def test_what_was_put_aside_survives_a_new_key_and_a_kill_and_is_sealed(
    telegram: Double, echo_process: Process, tmp_path: Path, rotated: bool
) -> None:
    slow, quick = telegram.person(1), telegram.person(2)
    telegram.faults.add(method="download", delay=600.0)
    await echo_process.start()
    slow.send_photo(picture(), caption="我的照片")
    await telegram.state.until(lambda: telegram.calls("download"))
    for number in range(150):
        quick.say(str(number))
    while (await quick.next()).text != "150. 149":
        pass
    await telegram.state.until(lambda: not telegram.state.updates or len(telegram.state.updates) < 100)
    with Store.open(f"sqlite:///{tmp_path / 'echo.db'}", tmp_path / "echo.key") as store:
        (aside,) = store.parked()
        assert json.loads(aside)["message"]["from"]["id"] == slow.id
        with store.database.read() as connection:
            assert str(slow.id).encode() not in connection.execute(select(parked.c.sealed)).scalar_one()
        if rotated:
            store.rotate_key()
        await echo_process.kill()
        await echo_process.start()
        assert (await slow.next()).text == "1. photo 390 我的照片"
        await telegram.state.until(lambda: not store.parked())
    assert len(slow.chat) == 1


async def test_what_was_put_aside_is_taken_up_by_a_webhook_too(
    telegram: Double, tmp_path: Path, free_port: Callable[[], int]
) -> None:
    someone = telegram.person()
    someone.say("放着")
    (update,) = telegram.state.updates.values()
    telegram.state.updates.clear()
    with Store.open(f"sqlite:///{tmp_path / 'echo.db'}", tmp_path / "echo.key") as store:
        store.park(update["update_id"], json.dumps(update), now=now())
        command = [sys.executable, "-m", "tests.telegram.echo", str(tmp_path)]
        url = f"http://127.0.0.1:{free_port()}/hook"
        process = Process(telegram, tmp_path, command, {"TETIE_WEBHOOK_URL": url})
        await process.start()
        try:
            assert (await someone.next()).text == "1. 放着"
            await telegram.state.until(lambda: not store.parked())
        finally:
            await process.kill()


@given(st.lists(st.integers(1, 60), unique=True), st.randoms())
def test_nothing_open_is_ever_confirmed_and_all_settled_is(arrived: list[int], chance: object) -> None:
    window, open_ = Window(), set(arrived)
    for update in sorted(arrived):
        assert window.fresh(update)
        assert not window.fresh(update)
    order = sorted(arrived)
    chance.shuffle(order)  # type: ignore[attr-defined]
    for update in order:
        window.settle(update)
        open_.discard(update)
        assert all(update >= window.offset for update in open_)
    assert window.offset == (max(arrived) + 1 if arrived else 0)
    assert window.open == 0
