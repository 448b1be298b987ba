"""Taps waiting for their answer: every callback query is answered once, with the turn's toast or with
nothing.

A phone shows a spinner until then. Answers are not kept: a query lives for two minutes, and a lost one does
no harm.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot.logs import Log, trouble


class Taps:
    """`answer(query, text)` returns at once; `close()` waits for the answers still on their way."""

    def __init__(self, bot: Bot, log: Log, *, at_once: int = 8) -> None:
        self._bot = bot
        self._log = log
        self._tasks: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(at_once)

    def answer(self, query: str, text: str = "") -> None:
        """Answer the query soon; an expired one is no matter."""
        self._start(self._answer(query, text))

    async def close(self) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=5)
        for task in list(self._tasks):
            task.cancel()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, query: str, text: str) -> None:
        async with self._places:
            try:
                await self._bot.answer_callback_query(query, text or None)
            except TelegramError as error:
                self._log.info("tap_not_answered", **trouble(error))
