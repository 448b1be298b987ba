"""The real bot process, with durable turns, beside a bare sequential echo bot, both on a loopback Bot API.

Asked for: at least half the echo bot's messages a second; ten times its rate when every call takes 100 ms; p95 of a
turn ≤ 50 ms with 50 people sending 25 messages a second together; 50 at once answered within 500 ms; ≤ 200 MB.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.telegram.double import Double, Person

PEOPLE = 50
_TALK = [
    "/start",
    "/form",
    "同意",
    "赵铁柱",
    "男",
    "汉族",
    "以后补",
    "1980年5月12日",
    "2001年7月",
    "北京市海淀区",
    "大专",
    "群众",
    "撤销",
    "重做",
    "进度",
    "帮助",
    "津贴多少钱？",
    "照片要什么底色？",
    "以后补",
    "以后补",
]
_REAL = ("-c", "from bot.main import main; main()", "telegram", "--data-dir")
_BARE = ("-m", "benchmarks._bare_echo")


def run() -> Iterator[str]:
    """One line for each thing measured."""
    yield from asyncio.run(_measure())


async def _measure() -> list[str]:
    lines = []
    bare, _ = await _rate(_BARE, rounds=20)
    real, memory = await _rate(_REAL, rounds=20)
    lines.append(f"messages/s: echo {bare:.0f}, tetie {real:.0f}, ratio {real / bare:.2f} (≥ 0.5)")
    bare, _ = await _rate(_BARE, rounds=2, delay=0.1, people=20)
    real, _ = await _rate(_REAL, rounds=8, delay=0.1)
    lines.append(f"100 ms a call: echo {bare:.1f}/s, tetie {real:.0f}/s, ratio {real / bare:.1f} (≥ 10)")
    p50, p95, burst = await _latency()
    lines.append(f"50 people, 25 messages/s: p50 {p50:.0f} ms, p95 {p95:.0f} ms (≤ 50)")
    lines.append(f"50 at once: all answered within {burst:.0f} ms (≤ 500)")
    lines.append(f"resident after the conversations: {memory:.0f} MB (≤ 200)")
    return lines


@asynccontextmanager
async def _running(telegram: Double, arguments: tuple[str, ...]) -> AsyncIterator[int]:
    """A bot process that polls; its process id."""
    with tempfile.TemporaryDirectory() as folder:
        more = (folder,) if arguments is _REAL else ()
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            *more,
            env={**os.environ, **telegram.environment},
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            await telegram.state.until(lambda: telegram.calls("getUpdates"), 30)
            # whatever it loads beside the first poll
            await _answered(telegram, [telegram.person(9999)], [["/start"]])
            await asyncio.sleep(3)
            yield process.pid
        finally:
            process.terminate()
            await process.wait()


async def _rate(
    arguments: tuple[str, ...], *, rounds: int, delay: float = 0.0, people: int = PEOPLE
) -> tuple[float, float]:
    """Messages a second until all are answered, and the process' resident megabytes."""
    async with Double() as telegram, _running(telegram, arguments) as process:
        telegram.faults.delay = delay
        everyone = [telegram.person(n) for n in range(people)]
        begun = time.monotonic()
        await _answered(telegram, everyone, [[_TALK[i % len(_TALK)]] * people for i in range(rounds)])
        last = max(call.at for call in telegram.calls("sendMessage"))
        return people * rounds / (last - begun), _resident(process)


async def _answered(telegram: Double, everyone: list[Person], said: list[list[str]]) -> None:
    """Say everything at once and wait until each message has its answer."""
    before = {person.id: len(person.chat) for person in everyone}
    for words in said:
        for person, word in zip(everyone, words, strict=True):
            person.say(word)
    await telegram.state.until(
        lambda: all(len(person.chat) >= before[person.id] + len(said) for person in everyone), 300
    )


async def _latency() -> tuple[float, float, float]:
    """Milliseconds from a message's arrival at Telegram to its answer there: p50, p95; then a burst's last one."""
    async with Double() as telegram, _running(telegram, _REAL):
        everyone = [telegram.person(n) for n in range(PEOPLE)]
        await _answered(telegram, everyone, [[word] * PEOPLE for word in _TALK[:3]])
        sent: dict[int, list[float]] = {person.id: [] for person in everyone}
        first = len(telegram.calls("sendMessage"))
        for number in range(25 * 12):
            person = everyone[number % PEOPLE]
            sent[person.id].append(time.monotonic())
            person.say(_TALK[3 + (number // PEOPLE) % 10])
            await asyncio.sleep(1 / 25)
        await telegram.state.until(lambda: len(telegram.calls("sendMessage")) >= first + 25 * 12)
        answered: dict[int, list[float]] = {person.id: [] for person in everyone}
        for call in telegram.calls("sendMessage")[first:]:
            answered[call.chat or 0].append(call.at)
        times = sorted(
            (done - begun) * 1000
            for person in everyone
            for begun, done in zip(sent[person.id], answered[person.id], strict=False)
        )
        first = len(telegram.calls("sendMessage"))
        begun = time.monotonic()
        for person in everyone:
            person.say("进度")
        await telegram.state.until(lambda: len(telegram.calls("sendMessage")) >= first + PEOPLE)
        burst = (telegram.calls("sendMessage")[first + PEOPLE - 1].at - begun) * 1000
    return times[len(times) // 2], times[len(times) * 95 // 100], burst


def _resident(process: int) -> float:
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return float("nan")
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
