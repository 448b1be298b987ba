"""A disk without room in the middle of real talks: it is said in plain words, nothing stored is touched, and as soon as
there is room again everything goes on by itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.telegram.words import words
from dialogs.session import Session
from storage.problems import DiskFull
from storage.store import Store
from tests.operation import room
from tests.telegram.conftest import Process
from tests.telegram.double import Double
from tests.telegram.test_the_bot_is_killed_and_comes_back import texts_once

TETIE = [sys.executable, "-c", "from bot.main import main; main()"]


def answers(folder: Path, channel: str, person: str) -> dict[str, Any]:
    with Store.open(f"sqlite:///{folder / 'tetie.db'}", folder / "tetie.key") as store:
        loaded = store.snapshot(channel, person)
    assert loaded is not None
    assert loaded.snapshot is not None
    return {k: a.value for k, a in Session.model_validate_json(loaded.snapshot).answers.items() if a is not None}


class Terminal:
    """`tetie chat --json` as a program would use it."""

    def __init__(self, folder: Path) -> None:
        command = [*TETIE, "chat", "--json", "--as", "li", "--data-dir", str(folder)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.heard()

    def heard(self) -> list[dict[str, Any]]:
        """The replies up to the end of the turn."""
        assert self.process.stdout is not None
        replies: list[dict[str, Any]] = []
        for line in self.process.stdout:
            reply = json.loads(line)
            if reply["kind"] == "end":
                return replies
            replies.append(reply)
        raise AssertionError("the program has ended")

    def say(self, text: str) -> list[dict[str, Any]]:
        assert self.process.stdin is not None
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()
        return self.heard()

    def end(self) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        code = self.process.wait(30)
        self.process.stdout.close()
        return code


def test_at_the_terminal_the_message_is_said_again_when_there_is_room(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.say("/form")
    terminal.say("同意")
    asked = terminal.say("赵铁柱")[-1]["field"]
    room.fill(terminal.process.pid)
    for _ in range(2):
        (told,) = terminal.say("男")
        assert told["kind"] == "error"
        assert "磁盘" in told["text"]
        assert "之前的都在" in told["text"]
    room.make(terminal.process.pid)
    after = terminal.say("男")
    assert asked == "sex"
    assert after[-1]["kind"] == "ask"
    assert after[-1]["field"] != "sex"
    assert terminal.end() == 1, "a message was not stored at its time"
    assert {"name": "赵铁柱", "sex": "男"}.items() <= answers(tmp_path, "terminal", "li").items()
    again = Terminal(tmp_path)
    assert again.end() == 0


@pytest.mark.parametrize("log", ["pipe", "on the same disk"])
async def test_on_telegram_what_was_said_waits_and_is_answered_by_itself(tmp_path: Path, log: str) -> None:
    async with Double() as telegram:
        command = [*TETIE, "telegram", "--data-dir", str(tmp_path)]
        if log != "pipe":
            command = ["sh", "-c", 'exec "$@" 2>>"$0"', str(tmp_path / "log"), *command]
        process = Process(telegram, tmp_path, command, {})
        await process.start()
        try:
            people = [telegram.person(n) for n in range(2)]
            for person in people:
                await person.ask("/form")
                person.tap("同意，开始")
                await person.next()
                await person.ask("赵铁柱")
            before = [len(person.chat) for person in people]
            room.fill(process.pid)
            for person in people:
                person.say("男")
                person.say("汉族")
            for person in people:
                assert (await person.next()).text == words().stored_later
            room.make(process.pid)
            for person, seen in zip(people, before, strict=True):
                # once told, then the two answers
                await telegram.state.until(lambda person=person, seen=seen: len(person.chat) >= seen + 3)
            await telegram.state.until(lambda: not telegram.state.updates)
            assert await process.terminate() == 0
        finally:
            await process.kill()
        errors = process.errors.decode() if log == "pipe" else (tmp_path / "log").read_text(encoding="utf-8")
        # a log on that disk cannot take it down, and that stops nobody
        assert (words().terminal.storage["disk_full"] in errors) == (log == "pipe")
        assert words().terminal.storage_back in errors
        assert "Traceback" not in errors
        for person, seen in zip(people, before, strict=True):
            assert len(person.chat) == len(texts_once([shown.text for shown in person.chat])) == seen + 3
            kept = answers(tmp_path, "telegram", str(person.id))
            assert {"name": "赵铁柱", "sex": "男", "ethnicity": "汉族"}.items() <= kept.items()


def test_a_limit_of_the_system_is_told_from_a_broken_disk(tmp_path: Path) -> None:
    """SQLite says «I/O error» for both; what to do differs."""
    code = (
        "import resource, sys; from pathlib import Path; from storage.store import Store;"
        "from storage.problems import StorageProblem; from tests.storage.people import say\n"
        f"store = Store.open('sqlite:///{tmp_path / 'tetie.db'}', Path('{tmp_path / 'tetie.key'}'))\n"
        "say(store, '一')\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (16384, resource.RLIM_INFINITY))\n"
        "try:\n"
        "    say(store, '长' * 100_000)\n"
        "except StorageProblem as problem:\n"
        "    sys.exit(problem.code)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, check=False)
    assert ended.stderr.strip() == DiskFull.code


def test_what_was_shown_but_could_not_be_noted_is_not_shown_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from bot.commands import chat

    def full(*_: object, **__: object) -> None:
        monkeypatch.undo()
        raise DiskFull

    monkeypatch.setattr(Store, "sent_many", full)
    monkeypatch.setattr(chat, "_piped", lambda: iter(["/form"]))
    assert chat.run(person="li", as_json=True, now=None, data_dir=tmp_path) == 0
    shown = [line for line in capsys.readouterr().out.splitlines() if '"end"' not in line]
    assert len(shown) == len(set(shown)) >= 2
