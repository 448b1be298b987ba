"""The whole process dies before and after each of its commits: nothing is lost, nothing counts twice, and at most the
last message of a chat comes again."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
from collections.abc import Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from storage.store import Store
from tests.telegram import mortal
from tests.telegram.double import Double, Person
from tests.telegram.test_the_bot_is_killed_and_comes_back import texts_once

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.telegram.mortal", "bot.turns", "bot.library", "storage.store"])
TALKS = {
    "echo": (("一", "按钮", "#不是", "文件", "两条", "提醒"), 9),
    "tetie": (("/form", "#同意，开始", "赵铁柱", "#男", "职务要填吗"), 5),
}
"""what is said, and how many messages answer it"""
Seen = list[tuple[str, bytes, list[str]]]
"""(text, file, labels of the buttons) of each message"""


def chat(telegram: Double, person: Person) -> Seen:
    """What stands on the screen."""
    return [(shown.text, telegram.state.files.get(shown.file_id, b""), shown.labels) for shown in person.chat]


class Lives:
    """A bot process after another on the same data; only the first is to die by itself."""

    def __init__(self, telegram: Double, bot: str, folder: Path, moment: int) -> None:
        self._telegram = telegram
        self._bot = bot
        self._folder = folder
        self.died = False
        self._served = 0
        self._process = self._start(moment)

    def _start(self, moment: int) -> ForkServerProcess:
        self._served = len(self._telegram.calls("deleteWebhook"))
        process = FORKS.Process(
            target=mortal.life, args=(self._bot, self._folder, self._telegram.environment, moment), daemon=True
        )
        process.start()
        return process

    def look(self) -> None:
        """Start the next one when this one is dead."""
        if self._process.exitcode is not None:
            assert self._process.exitcode == -signal.SIGKILL
            self.died = True
            self._process = self._start(0)

    async def end(self) -> None:
        """SIGTERM when it serves; one that dies of its last words is started once more."""
        state = self._telegram.state

        def served() -> bool:
            self.look()
            return len(self._telegram.calls("deleteWebhook")) > self._served

        while True:
            await state.until(served)
            assert self._process.pid is not None
            os.kill(self._process.pid, signal.SIGTERM)
            await state.until(lambda: self._process.exitcode is not None)
            if self._process.exitcode == 0:
                return
            assert not self.died

    def kill(self) -> None:
        self._process.kill()


async def talk(telegram: Double, lives: Lives, person: Person, says: Sequence[str], answers: int) -> None:
    """Say it all, each when the one before is answered, until all the answers have come."""

    def seen() -> Seen:
        lives.look()
        return texts_once(chat(telegram, person))

    for number, word in enumerate(says):
        if word.startswith("#"):
            await telegram.state.until(lambda word=word: any(word[1:] in labels for *_, labels in seen()))
            person.tap(word[1:])
        else:
            person.say(word)
        await telegram.state.until(lambda number=number: len(seen()) > number)
    await telegram.state.until(lambda: len(seen()) >= answers)
    await telegram.state.until(lambda: lives.look() or not telegram.state.updates)


async def lived(bot: str, folder: Path, moment: int) -> tuple[Seen, int, bool]:
    """The chat of somebody who talks to a bot that dies at the moment, how many turns are kept, and whether it died."""
    async with Double() as telegram:
        person = telegram.person()
        Store.open(f"sqlite:///{folder / bot}.db", folder / f"{bot}.key").close()
        lives = Lives(telegram, bot, folder, moment)
        try:
            await talk(telegram, lives, person, *TALKS[bot])
            await lives.end()
        finally:
            lives.kill()
        with Store.open(f"sqlite:///{folder / bot}.db", folder / f"{bot}.key") as store:
            kept = store.snapshot("telegram", str(person.id))
        return chat(telegram, person), kept.version if kept else 0, lives.died


@pytest.mark.parametrize("bot", list(TALKS))
async def test_before_and_after_each_commit(tmp_path: Path, bot: str) -> None:
    says, answers = TALKS[bot]
    quiet, turns, _ = await lived(bot, tmp_path / "quiet", 0)
    assert turns >= len(says)
    assert len(quiet) == len(texts_once(quiet)) == answers
    for moment in itertools.count(1):
        rough, same_turns, died = await lived(bot, tmp_path / str(moment), moment)
        assert texts_once(rough) == quiet, moment
        assert same_turns == turns, moment
        assert len(rough) <= len(quiet) + 1, moment
        if not died:
            break
    assert moment > 2 * answers, "a turn and its delivery are committed for each"
