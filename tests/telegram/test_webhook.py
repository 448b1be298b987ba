"""Webhook mode: 200 only after the commit, only with the secret; health and metrics beside it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from storage.store import Store
from tests.telegram.conftest import Process
from tests.telegram.double import Double
from tests.telegram.double.http import exchange, post_json
from tests.telegram.echo import heard


@pytest.fixture
async def process(telegram: Double, tmp_path: Path, free_port: Callable[[], int]) -> AsyncIterator[Process]:
    url = f"http://127.0.0.1:{free_port()}/tetie/hook"
    command = [sys.executable, "-m", "tests.telegram.echo", str(tmp_path)]
    process = Process(telegram, tmp_path, command, {"TETIE_WEBHOOK_URL": url})
    await process.start()
    await telegram.state.until(lambda: telegram.state.webhook.get("url"))
    yield process
    await process.kill()


def port(telegram: Double) -> int:
    return int(telegram.state.webhook["url"].split(":")[2].split("/")[0])


async def test_a_delivery_is_taken_once_and_answered(telegram: Double, process: Process, tmp_path: Path) -> None:
    someone = telegram.person()
    someone.say("你好")
    (update_id,) = telegram.state.updates
    update = telegram.state.updates[update_id]
    assert await telegram.deliver(update_id) == 200
    assert (await someone.next()).text == "1. 你好"
    telegram.state.updates[update_id] = update
    assert await telegram.deliver(update_id) == 200
    someone.say("再见")
    await telegram.deliver_all()
    assert (await someone.next()).text == "2. 再见"
    assert await process.terminate() == 0
    with Store.open(f"sqlite:///{tmp_path / 'echo.db'}", tmp_path / "echo.key") as store:
        assert heard(store, someone.id) == ["你好", "再见"]


async def test_without_the_secret_nothing_is_taken(telegram: Double, process: Process) -> None:
    someone = telegram.person()
    assert telegram.state.webhook["secret"]
    someone.say("假的")
    (update_id,) = telegram.state.updates
    assert await telegram.deliver(update_id, secret="") == 403
    assert await telegram.deliver(update_id, secret="guess") == 403
    del telegram.state.updates[update_id]
    someone.say("真的")
    await telegram.deliver_all()
    assert (await someone.next()).text == "1. 真的"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/tetie/hook", b"{", 400),
        ("/tetie/hook", b"[]", 400),
        ("/tetie/hook", b"x" * (1024 * 1024 + 1), 413),
        ("/elsewhere", b"{}", 405),
    ],
)
async def test_what_is_no_delivery_is_refused(
    telegram: Double, process: Process, path: str, body: bytes, status: int
) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": telegram.state.webhook["secret"]}
    found, _ = await post_json("127.0.0.1", port(telegram), path, body, headers)
    assert found == status


async def test_an_update_nobody_understands_is_let_go(telegram: Double, process: Process) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": telegram.state.webhook["secret"]}
    for body in (b'{"update_id": 1}', b'{"update_id": 2, "message": {"message_id": "x"}}'):
        found, _ = await post_json("127.0.0.1", port(telegram), "/tetie/hook", body, headers)
        assert found == 200


async def test_health_and_metrics_tell_how_it_stands(telegram: Double, process: Process) -> None:
    someone = telegram.person()
    someone.say("你好")
    await telegram.deliver_all()
    await someone.next()
    status, body = await exchange("GET", "127.0.0.1", port(telegram), "/healthz")
    assert status == 200
    assert b'"ok"' in body
    text = "tetie_outbox_waiting 1"
    async with asyncio.timeout(20):
        while "tetie_outbox_waiting 0" not in text:
            status, body = await exchange("GET", "127.0.0.1", port(telegram), "/metrics")
            assert status == 200
            text = body.decode()
    assert 'tetie_turns_total{outcome="done"} 1' in text
    assert 'tetie_sends_total{outcome="sent"} 1' in text
    assert "tetie_turn_seconds_count 1" in text
    assert str(someone.id) not in text


async def test_killed_before_the_answer_telegram_delivers_again(
    telegram: Double, process: Process, tmp_path: Path
) -> None:
    people = [telegram.person(n) for n in range(10)]
    for word in ("一", "慢", "三"):
        for person in people:
            person.say(word)
    delivering = asyncio.ensure_future(telegram.deliver_all())
    await telegram.state.until(lambda: any(person.chat for person in people))
    await process.kill()
    await process.start()
    await asyncio.wait_for(delivering, 60)
    for person in people:
        await telegram.state.until(lambda person=person: len({s.text for s in person.chat}) == 3)
    assert await process.terminate() == 0
    with Store.open(f"sqlite:///{tmp_path / 'echo.db'}", tmp_path / "echo.key") as store:
        for person in people:
            assert sorted(heard(store, person.id)) == sorted(["一", "慢", "三"])
