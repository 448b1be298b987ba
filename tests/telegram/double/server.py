"""The listening side: connections, the token, faults on the way, file downloads and webhook deliveries."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.telegram.double.faults import Faults
from tests.telegram.double.http import Request, post_json, read_request, response
from tests.telegram.double.methods import Refused, call
from tests.telegram.double.people import Person
from tests.telegram.double.state import Call, State

TOKEN = "7000000001:AAdoubleDOUBLEdoubleDOUBLEdoubleDOUBL"


class Double:
    """`async with Double() as telegram:` – a Bot API on loopback and the people who use it."""

    def __init__(self) -> None:
        self.state = State()
        self.faults = Faults()
        self.token = TOKEN
        self.port = 0
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._people: dict[int, Person] = {}

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def file_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/file/bot"

    @property
    def environment(self) -> dict[str, str]:
        """What a real bot process is started with."""
        return {
            "TELEGRAM_BOT_TOKEN": self.token,
            "TELEGRAM_API_BASE_URL": self.base_url,
            "TELEGRAM_FILE_BASE_URL": self.file_url,
        }

    def person(self, number: int = 1) -> Person:
        """The person with this number (ids are made up: 910000001 and so on)."""
        if number not in self._people:
            self._people[number] = Person(self.state, 910_000_000 + number)
        return self._people[number]

    def calls(self, method: str, chat: int | None = None) -> list[Call]:
        """The recorded calls of one method."""
        return [c for c in self.state.calls if c.method == method and chat in (None, c.chat)]

    async def __aenter__(self) -> Double:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, limit=2**20)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Go away: the port is closed and every connection cut (the state stays; `__aenter__` comes back)."""
        assert self._server is not None
        self._server.close()
        for writer in list(self._writers):
            writer.transport.abort()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # --- requests of the bot --------------------------------------------------------------------------

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._writers.add(writer)
        try:
            while (request := await read_request(reader)) is not None:
                answer = await self._watched(request, reader)
                if answer is None:
                    break
                writer.write(answer)
                await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._writers.discard(writer)
            writer.transport.abort()

    async def _watched(self, request: Request, reader: asyncio.StreamReader) -> bytes | None:
        """Answer; a long poll whose client has gone is given up, as a server does."""
        if not request.path.lower().endswith("/getupdates"):
            return await self._answer(request)
        answering = asyncio.ensure_future(self._answer(request))
        gone = asyncio.ensure_future(_hung_up(reader))
        try:
            await asyncio.wait({answering, gone}, return_when=asyncio.FIRST_COMPLETED)
            return answering.result() if answering.done() else None
        finally:
            answering.cancel()
            gone.cancel()

    async def _answer(self, request: Request) -> bytes | None:
        # through a proxy the whole URL is asked for
        path = unquote(urlsplit(request.path).path)
        if path.startswith(f"/file/bot{self.token}/"):
            return await self._download(path.rsplit("/", 1)[1])
        parts = path.strip("/").split("/")
        if len(parts) != 2 or not parts[0].startswith("bot"):
            return _error(404, "Not Found")
        name = parts[1]
        chat = request.params.get("chat_id", "")
        record = Call(name, dict(request.params), time.monotonic())
        record.chat = int(chat) if chat.lstrip("-").isdigit() else None
        self.state.calls.append(record)
        if parts[0] != f"bot{self.token}":
            record.status = 401
            return _error(401, "Unauthorized")
        if self.faults.down:
            return None
        fault = self.faults.take(name, record.chat)
        pause = self.faults.delay + (fault.delay if fault else 0.0)
        if pause:
            await asyncio.sleep(pause)
        if fault and fault.drop == "before":
            record.status = 0
            return None
        if fault and fault.status:
            record.status = fault.status
            return _error(fault.status, fault.description or "fault", fault.retry_after)
        try:
            result = await call(self.state, name, request)
        except Refused as refused:
            record.status = refused.status
            self.state.notice()
            return _error(refused.status, refused.description)
        if fault and fault.drop == "after":
            record.status = 0
            return None
        return response(200, json.dumps({"ok": True, "result": result}, ensure_ascii=False).encode())

    async def _download(self, file_id: str) -> bytes | None:
        fault = self.faults.take("download", None)
        self.state.calls.append(Call("download", {"file": file_id}, time.monotonic()))
        self.state.notice()
        if self.faults.delay or (fault and fault.delay):
            await asyncio.sleep(self.faults.delay + (fault.delay if fault else 0.0))
        if fault and fault.drop:
            return None
        if fault and fault.status:
            return _error(fault.status, "fault")
        if file_id not in self.state.files:
            return _error(404, "Not Found")
        return response(200, self.state.files[file_id], "application/octet-stream")

    # --- webhook ----------------------------------------------------------------------------------------

    async def deliver(self, update_id: int, *, secret: str | None = None, port: int = 0) -> int:
        """Hand one update to the webhook (at `port`, where a proxy spreads them over several); the HTTP status.
        It is forgotten only after a 2xx, as Telegram does."""
        url = urlsplit(self.state.webhook["url"])
        token = self.state.webhook["secret"] if secret is None else secret
        body = json.dumps(self.state.updates[update_id], ensure_ascii=False).encode()
        headers = {"X-Telegram-Bot-Api-Secret-Token": token} if token else {}
        status, _ = await post_json("127.0.0.1", port or url.port or 80, url.path or "/", body, headers)
        if 200 <= status < 300:
            self.state.updates.pop(update_id, None)
        return status

    async def deliver_all(self) -> None:
        """Every waiting update at once, again and again until all are taken."""
        while self.state.updates:
            waiting = list(self.state.updates)[: self.state.webhook["max_connections"]]
            await asyncio.gather(*(self.deliver(u) for u in waiting), return_exceptions=True)


async def _hung_up(reader: asyncio.StreamReader) -> None:
    while not reader.at_eof() and reader.exception() is None:
        await asyncio.sleep(0.02)


def _error(status: int, description: str, retry_after: int = 0) -> bytes:
    answer: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if status == 429 and retry_after:
        answer["description"] = f"Too Many Requests: retry after {retry_after}"
        answer["parameters"] = {"retry_after": retry_after}
    return response(status, json.dumps(answer).encode())
