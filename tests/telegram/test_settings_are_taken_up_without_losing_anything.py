"""SIGHUP in the middle of talks: the same process number, the new settings, and every message counted once."""

from __future__ import annotations

import asyncio
import os
import pty
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.telegram.words import words
from storage.store import Store
from tests.telegram.conftest import Process, hears_hang_ups
from tests.telegram.double import Double
from tests.telegram.echo import heard
from tests.telegram.test_a_whole_intake_on_telegram import TETIE

WORDS = [str(n) for n in range(12)]


def hang_up(process: Process) -> None:
    os.kill(process.pid, signal.SIGHUP)


def served(telegram: Double) -> int:
    """How often a process has introduced itself."""
    return len(telegram.calls("setMyCommands"))


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_in_the_middle_of_many_talks_nothing_is_lost_and_nothing_counts_twice(
    telegram: Double, tmp_path: Path, way: str, free_port: Callable[[], int]
) -> None:
    webhook = {"TETIE_WEBHOOK_URL": f"http://127.0.0.1:{free_port()}/hook"} if way == "webhook" else {}
    process = Process(telegram, tmp_path, [sys.executable, "-m", "tests.telegram.echo", str(tmp_path)], webhook)
    people = [telegram.person(n) for n in range(5)]
    await process.start()
    try:
        await telegram.state.until(lambda: served(telegram) == 1)
        pid = process.pid
        for number, word in enumerate(WORDS):
            for person in people:
                person.say(word)
            if number in (3, 8):
                seen = len(telegram.calls("sendMessage"))
                delivering = asyncio.ensure_future(telegram.deliver_all()) if webhook else None
                await telegram.state.until(lambda seen=seen: len(telegram.calls("sendMessage")) > seen)
                hang_up(process)
                await telegram.state.until(lambda number=number: served(telegram) == 2 + (number > 3))
                if delivering is not None:
                    await delivering
        if webhook:
            await telegram.deliver_all()
        await telegram.state.until(lambda: all(len(person.chat) >= len(WORDS) for person in people))
        assert process.pid == pid
        assert await process.terminate() == 0
    finally:
        await process.kill()
    assert process.errors.decode().count(words().terminal.reloading) == 2
    assert "Traceback" not in process.errors.decode()
    with Store.open(f"sqlite:///{tmp_path / 'echo.db'}", tmp_path / "echo.key") as store:
        for person in people:
            assert sorted(heard(store, person.id)) == sorted(WORDS)
            assert len({shown.text for shown in person.chat}) == len(person.chat) == len(WORDS)
    assert not telegram.state.updates


async def test_a_changed_setting_counts_from_then_on(telegram: Double, tmp_path: Path) -> None:
    settings = tmp_path / "tetie.env"
    settings.write_text("TETIE_OPERATOR_NAME=第一机床厂\n", encoding="utf-8")
    process = Process(
        telegram,
        tmp_path,
        [*TETIE, "telegram", "--data-dir", str(tmp_path / "data")],
        {"TETIE_SETTINGS_FILE": str(settings)},
    )
    first, second = telegram.person(1), telegram.person(2)
    await process.start()
    try:
        assert "第一机床厂" in (await first.ask("/form")).text
        settings.write_text("TETIE_OPERATOR_NAME=第二机床厂\nTETIE_RETENTION_DAYS=soon\n", encoding="utf-8")
        hang_up(process)
        settings_are_bad = words().terminal.not_reloaded.partition("{")[0]
        await telegram.state.until(lambda: settings_are_bad in process.errors.decode())
        # still there, as it was
        assert "第一机床厂" in (await second.ask("/form")).text
        assert served(telegram) == 1
        settings.write_text("TETIE_OPERATOR_NAME=第二机床厂\nTETIE_RETENTION_DAYS=30\n", encoding="utf-8")
        hang_up(process)
        await telegram.state.until(lambda: served(telegram) == 2)
        assert "第二机床厂" in (await telegram.person(3).ask("/form")).text
        assert await process.terminate() == 0
    finally:
        await process.kill()
    assert "TETIE_RETENTION_DAYS" in process.errors.decode()
    assert "soon" not in process.errors.decode()


async def test_a_terminal_that_goes_away_ends_the_bot(telegram: Double, tmp_path: Path) -> None:
    ours, its = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.telegram.echo", str(tmp_path),
        env={**os.environ, **telegram.environment}, stdin=its, stderr=asyncio.subprocess.PIPE,
        preexec_fn=hears_hang_ups,
    )  # fmt: skip
    os.close(its)
    await telegram.state.until(lambda: telegram.state.polled)
    process.send_signal(signal.SIGHUP)
    _, errors = await asyncio.wait_for(process.communicate(), 30)
    os.close(ours)
    assert process.returncode == 0
    assert words().terminal.stopped in errors.decode()
