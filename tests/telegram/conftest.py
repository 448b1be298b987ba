"""A loopback Telegram and a bot on it, in this process or as a real one that can be killed."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from bot.attachments import examine
from bot.logs import get_log
from bot.telegram.gate import Gate
from bot.telegram.service import Options, Service
from storage.store import Store
from tests.telegram.double import Double
from tests.telegram.echo import EchoTurns, papers


@pytest.fixture
def free_port() -> Iterator[Callable[[], int]]:
    """Ports nobody else is given while the test runs: bound here without listening, for the bot to share."""
    with ExitStack() as held:

        def port() -> int:
            holder = held.enter_context(socket.socket())
            holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            holder.bind(("127.0.0.1", 0))
            return int(holder.getsockname()[1])

        yield port


@pytest.fixture
async def telegram() -> AsyncIterator[Double]:
    async with Double() as double:
        yield double


class Running:
    """A bot in this process: its service, its store, and what the operator was told."""

    def __init__(self, telegram: Double, folder: Path, *, proxy: str = "", gate: Gate | None = None) -> None:
        self.store = Store.open(f"sqlite:///{folder / 'echo.db'}", folder / "echo.key")
        self.told: list[str] = []
        self.service = Service(
            Options(token=telegram.token, api_url=telegram.base_url, file_url=telegram.file_url, proxy=proxy),
            store=self.store,
            turns=EchoTurns(self.store),
            make_papers=papers,
            examine=examine,
            tell=self.told.append,
            log=get_log(),
            gate=gate,
        )
        self.task = asyncio.ensure_future(self.service.serve())

    async def stop(self) -> None:
        self.service.stop()
        try:
            await self.task
        finally:
            self.store.close()


@pytest.fixture
async def bot(telegram: Double, tmp_path: Path) -> AsyncIterator[Running]:
    running = Running(telegram, tmp_path)
    yield running
    await running.stop()


def hears_hang_ups() -> None:
    """In a child: SIGHUP means something again, though the tests may run where it is ignored (nohup)."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


class Process:
    """A real bot process on the loopback Telegram; it can be killed and started again on the same data."""

    def __init__(self, telegram: Double, folder: Path, command: list[str], environment: dict[str, str]) -> None:
        self.telegram = telegram
        self.folder = folder
        self._command = command
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None
        self._listening: asyncio.Task[None] | None = None
        self.errors = bytearray()
        """what it has written to standard error so far, in all its lives"""

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            env={**os.environ, **self.telegram.environment, **self._environment},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            preexec_fn=hears_hang_ups,
        )
        assert self._process.stderr is not None
        self._listening = asyncio.ensure_future(self._listen(self._process.stderr))

    async def _listen(self, stream: asyncio.StreamReader) -> None:
        while said := await stream.read(65536):
            self.errors += said

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def kill(self) -> None:
        """SIGKILL: nothing can be tidied up."""
        await self._end(signal.SIGKILL)

    async def terminate(self) -> int:
        """SIGTERM; the exit code."""
        return await self._end(signal.SIGTERM)

    async def ended(self) -> int:
        """Wait for it to end by itself; the exit code."""
        assert self._process is not None
        code, self._process = await asyncio.wait_for(self._process.wait(), 60), None
        if self._listening is not None:
            await self._listening
        return code

    async def _end(self, number: int) -> int:
        if self._process is None:
            return 0
        with suppress(ProcessLookupError):
            self._process.send_signal(number)
        return await self.ended()


@pytest.fixture
async def echo_process(telegram: Double, tmp_path: Path) -> AsyncIterator[Process]:
    process = Process(telegram, tmp_path, [sys.executable, "-m", "tests.telegram.echo", str(tmp_path)], {})
    yield process
    await process.kill()
