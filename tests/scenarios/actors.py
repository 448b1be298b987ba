"""One person, three ways to talk: the pure engine, a real `tetie chat --json` process, a real `tetie telegram` process
on a loopback Bot API. A story sees no difference."""

from __future__ import annotations

import asyncio
import io
import json
import os
import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image

from bot.attachments import examine
from dialogs.events import Attachment
from tests.conversations.person import Person
from tests.telegram.conftest import Process
from tests.telegram.double import Double
from tests.telegram.double.people import Person as Chatter

TETIE = Path(sys.executable).with_name("tetie")
NOW = "2024-03-05T10:00:00"


def blue_photo() -> bytes:
    """A two-inch portrait's size, blue all over."""
    out = io.BytesIO()
    Image.new("RGB", (413, 579), (67, 142, 219)).save(out, "JPEG", quality=90)
    return out.getvalue()


@dataclass
class Seen:
    """What one message brought: everything told, and the question at the end with its choices."""

    text: str = ""
    asked: str | None = None
    choices: list[tuple[str, str]] = field(default_factory=list)
    documents: int = 0
    messages: int = 0


class Actor(ABC):
    """Every method gives what the person sees next."""

    @abstractmethod
    async def say(self, text: str) -> Seen: ...

    @abstractmethod
    async def press(self, choice: str) -> Seen:
        """Take the choice with this id."""

    @abstractmethod
    async def sticker(self) -> Seen | None: ...

    @abstractmethod
    async def photo(self) -> Seen: ...

    @abstractmethod
    async def restart(self) -> None:
        """What talks to the person is killed and started again."""

    @abstractmethod
    async def answers(self) -> dict[str, Any]:
        """The form as it is stored."""

    @abstractmethod
    async def close(self) -> None: ...

    async def tell(self, *texts: str) -> Seen:
        seen = Seen()
        for text in texts:
            seen = await self.say(text)
        return seen

    async def agree(self) -> Seen:
        await self.say("填申报表")
        return await self.say("同意")


class Engine(Actor):
    """The pure function."""

    def __init__(self) -> None:
        self.person = Person()
        self.person.start()

    def _seen(self) -> Seen:
        replies = self.person.replies
        asks = [r for r in replies if r.kind == "ask"]
        return Seen(
            text=self.person.text,
            asked=asks[-1].field if asks else None,
            choices=[(c.id, c.text) for c in asks[-1].choices] if asks else [],
            documents=len([r for r in replies if r.kind == "document"]),
            messages=len([r for r in replies if r.kind in ("say", "error")]),
        )

    async def say(self, text: str) -> Seen:
        self.person.say(text)
        return self._seen()

    async def press(self, choice: str) -> Seen:
        self.person.choose(choice)
        return self._seen()

    async def sticker(self) -> Seen:
        self.person.sticker()
        return self._seen()

    async def photo(self) -> Seen:
        report = examine(Attachment(key="k", name="a.jpg", media_type="image/jpeg"), blue_photo()).file.report
        self.person.photo(**report)
        return self._seen()

    async def restart(self) -> None:
        """Nothing of it lives between two messages."""

    async def answers(self) -> dict[str, Any]:
        return self.person.answers

    async def close(self) -> None:
        pass


class Terminal(Actor):
    """A real process, one line in, JSON lines out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            TETIE,
            *("chat", "--json", "--now", NOW, "--data-dir", str(self.folder)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=2**22,
        )
        await self._read()

    async def _read(self) -> Seen:
        assert self._process is not None
        assert self._process.stdout is not None
        seen = Seen()
        while True:
            line = await asyncio.wait_for(self._process.stdout.readline(), 30)
            assert line, "the process ended"
            reply = json.loads(line)
            if reply["kind"] == "end":
                return seen
            seen.text += reply["text"] + "\n"
            if reply["kind"] == "ask":
                seen.asked = reply["field"]
                seen.choices = [(c["id"], c["text"]) for c in reply["choices"]]
            elif reply["kind"] == "document":
                seen.documents += 1
            else:
                seen.messages += 1

    async def say(self, text: str) -> Seen:
        assert self._process is not None
        assert self._process.stdin is not None
        line = text.replace("\\", "\\\\").replace("\n", "\\n")
        self._process.stdin.write(f"{line}\n".encode())
        await self._process.stdin.drain()
        return await self._read()

    async def press(self, choice: str) -> Seen:
        return await self.say(f"#{choice}")

    async def sticker(self) -> None:
        """There are none in a terminal."""

    async def photo(self) -> Seen:
        path = self.folder / "portrait.jpg"
        path.write_bytes(blue_photo())
        return await self.say(f"@photo {path}")

    async def restart(self) -> None:
        await self.close()
        await self.start()

    async def answers(self) -> dict[str, Any]:
        return await exported(self.folder, "local")

    async def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            await self._process.communicate()
            self._process = None


class Telegram(Actor):
    """A real bot process; what is seen is what stands in the chat."""

    def __init__(self, double: Double, folder: Path) -> None:
        self.folder = folder
        self.process = Process(double, folder, [str(TETIE), "telegram", "--data-dir", str(folder)], {})
        self.chat: Chatter = double.person()
        self._buttons: dict[str, str] = {}
        self._last = 0
        self._epoch = 0

    async def start(self) -> None:
        await self.process.start()
        self.chat.say("/start")
        await self._read()

    async def _read(self) -> Seen:
        seen = Seen()
        while True:
            shown = await self.chat.next(within=30)
            if shown.buttons and int(shown.buttons[0][0][1].split("|")[1]) <= self._epoch:
                continue  # sent once more after a kill: at least once is the promise
            seen.text += (shown.text or "") + "\n"
            if shown.buttons:
                self._buttons = {}
                for row in shown.buttons:
                    for label, token in row:
                        _, epoch, asked, choice = token.split("|")
                        self._epoch = int(epoch)
                        seen.asked = asked
                        seen.choices.append((choice, label))
                        self._buttons[choice] = token
                seen.messages += 1
                self._last = shown.message_id
                return seen
            seen.documents += bool(shown.file_id)

    async def say(self, text: str) -> Seen:
        self.chat.say(text)
        return await self._read()

    async def press(self, choice: str) -> Seen:
        self.chat.press(self._buttons[choice], self._last)
        return await self._read()

    async def sticker(self) -> Seen:
        self.chat.send_sticker()
        return await self._read()

    async def photo(self) -> Seen:
        self.chat.send_photo(blue_photo())
        return await self._read()

    async def restart(self) -> None:
        await self.process.kill()
        await self.process.start()

    async def answers(self) -> dict[str, Any]:
        return await exported(self.folder, f"telegram:{self.chat.id}")

    async def close(self) -> None:
        await self.process.kill()


async def exported(folder: Path, person: str) -> dict[str, Any]:
    """The stored form, read by another process while the conversation goes on."""
    process = await asyncio.create_subprocess_exec(
        TETIE,
        *("privacy", "export", "--as", person, "--data-dir", str(folder)),
        stdout=asyncio.subprocess.PIPE,
        env=dict(os.environ),
        cwd=folder,
    )
    out, _ = await process.communicate()
    assert process.returncode == 0
    found: dict[str, Any] = json.loads(out)["answers"]
    return found
