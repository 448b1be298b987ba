"""Two webhook processes on one database, behind something that spreads the updates over both: one of them is killed
and comes back, and everybody has the answers of a quiet day, each message counted once."""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.clock import now
from storage.store import Store
from tests.telegram.conftest import Process
from tests.telegram.double import Double, Person
from tests.telegram.test_a_whole_intake_on_telegram import TETIE
from tests.telegram.test_the_bot_is_killed_and_comes_back import texts_once

Chat = list[tuple[str, list[str]]]
"""(text, labels of the buttons) of each message"""


@dataclass(frozen=True)
class Bot:
    """A bot to start twice, the name of its files, and what people say to it («#»: a button), the last of it when
    both are up again."""

    command: list[str]
    name: str
    says: tuple[str, ...]
    at_last: tuple[str, ...]
    people: int


ECHO = Bot(
    [sys.executable, "-m", "tests.telegram.echo"],
    "echo",
    ("一", "按钮", "#不是", "两条", "慢", "六", "引用", "八"),
    ("九", "按钮", "#是"),
    6,
)
INTAKE = Bot(
    [*TETIE, "telegram", "--data-dir"],
    "tetie",
    ("/form", "#同意，开始", "赵铁柱", "#男", "汉族", "以后补", "1980年5月12日", "职务要填吗", "2001年7月"),
    ("北京市海淀区", "我的资料"),
    2,
)


class Workers:
    """Two processes on one database, and Telegram's deliveries spread over them by chance."""

    def __init__(self, telegram: Double, processes: Sequence[Process], ports: Sequence[int], seed: int) -> None:
        self.telegram = telegram
        self.processes = processes
        self._ports = ports
        self._chance = random.Random(seed)

    async def hand_over(self, update_id: int) -> None:
        """To one of them, to the other if that one is not there; sometimes to both, and once more afterwards."""
        update = self.telegram.state.updates[update_id]
        first, second = self._chance.sample(self._ports, 2)
        tries = [self.telegram.deliver(update_id, port=first)]
        if self._chance.random() < 0.4:
            tries.append(self.telegram.deliver(update_id, port=second))
        await asyncio.gather(*tries, return_exceptions=True)
        if update_id in self.telegram.state.updates:
            assert await self.telegram.deliver(update_id, port=second) == 200
        if self._chance.random() < 0.4:
            await self.again(update_id, update, first)

    async def again(self, update_id: int, update: dict[str, object], port: int) -> None:
        """Deliver what was taken long ago, as after a lost answer; nobody there to take it is no matter."""
        self.telegram.state.updates[update_id] = update
        await asyncio.gather(self.telegram.deliver(update_id, port=port), return_exceptions=True)
        self.telegram.state.updates.pop(update_id, None)


@asynccontextmanager
async def workers(telegram: Double, folder: Path, bot: Bot, ports: Sequence[int], seed: int) -> AsyncIterator[Workers]:
    url = "http://127.0.0.1:9/tetie/hook"
    async with AsyncExitStack() as stack:
        processes = []
        for port in ports:
            environment = {"TETIE_WEBHOOK_URL": url, "TETIE_WEBHOOK_LISTEN": f"127.0.0.1:{port}"}
            process = Process(telegram, folder, [*bot.command, str(folder)], environment)
            stack.push_async_callback(process.kill)
            await process.start()
            processes.append(process)
        await telegram.state.until(lambda: len(telegram.calls("setWebhook")) == 2)
        yield Workers(telegram, processes, ports, seed)


async def talk(shared: Workers, person: Person, says: Sequence[str]) -> None:
    """Say it all, each when the one before is acknowledged and its answer on the screen."""
    state = shared.telegram.state
    for word in says:
        if word.startswith("#"):
            await state.until(lambda word=word: any(word[1:] in shown.labels for shown in person.chat))
        seen, before = len(person.chat), set(state.updates)
        if word.startswith("#"):
            person.tap(word[1:])
        else:
            person.say(word)
        (update_id,) = set(state.updates) - before
        await shared.hand_over(update_id)
        await state.until(lambda seen=seen: len(person.chat) > seen, 40)


async def lived(
    folder: Path, bot: Bot, ports: Sequence[int], *, seed: int, kill_after: int | None
) -> tuple[list[Chat], list[int]]:
    """Everybody's talk: what each saw, and how many turns are kept of each. `kill_after`: so many replies."""
    async with Double() as telegram, workers(telegram, folder, bot, ports, seed) as shared:
        everybody = [telegram.person(n) for n in range(bot.people)]
        talks = asyncio.gather(*(talk(shared, person, bot.says) for person in everybody))
        if kill_after is not None:
            await telegram.state.until(lambda: len(telegram.calls("sendMessage")) >= kill_after, 60)
            await shared.processes[0].kill()
            await shared.processes[0].start()
        await talks
        starts = 2 if kill_after is None else 3
        await telegram.state.until(lambda: len(telegram.calls("setWebhook")) == starts, 60)
        await asyncio.gather(*(talk(shared, person, bot.at_last) for person in everybody))
        with Store.open(f"sqlite:///{folder / bot.name}.db", folder / f"{bot.name}.key") as store:
            await telegram.state.until(lambda: not store.backlog(now=now()).waiting, 60)
            kept = [store.snapshot("telegram", str(person.id)) for person in everybody]
        for process in shared.processes:
            assert await process.terminate() == 0
            assert "Traceback" not in process.errors.decode()
        chats = [[(shown.text, shown.labels) for shown in person.chat] for person in everybody]
        return chats, [one.version if one else 0 for one in kept]


@pytest.mark.parametrize(("bot", "seed"), [(ECHO, 1), (ECHO, 2), (INTAKE, 3)], ids=["echo-1", "echo-2", "intake"])
async def test_one_of_two_killed_in_the_middle_everybody_has_the_same_talk(
    tmp_path: Path, bot: Bot, seed: int, free_port: Callable[[], int]
) -> None:
    ports = [free_port(), free_port()]
    quiet, turns = await lived(tmp_path / "quiet", bot, ports, seed=seed, kill_after=None)
    assert turns == [len(bot.says + bot.at_last)] * bot.people
    assert all(len(chat) == len(texts_once(chat)) >= len(bot.says + bot.at_last) for chat in quiet)
    rough, same_turns = await lived(
        tmp_path / "rough", bot, ports, seed=seed, kill_after=len(bot.says) * bot.people // 3
    )
    assert same_turns == turns
    assert [texts_once(chat) for chat in rough] == quiet
    assert all(len(chat) <= len(once) + 1 for chat, once in zip(rough, quiet, strict=True))
