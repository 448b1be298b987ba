"""A file a person sent, fetched and examined; whatever goes wrong becomes a `problem` the conversation can
name."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.attachments import Examined
from bot.logs import Log, trouble
from bot.telegram.metrics import Metrics
from bot.telegram.updates import Wanted
from dialogs.events import Attachment

DOWNLOAD_LIMIT = 20 * 1024 * 1024
"""bytes a bot may fetch"""
_LARGE = 4 * 1024 * 1024
_TRIES = 4
_PATIENCE = 90.0
"""seconds after which a file is given up and the person asked to send it again"""

Examine = Callable[[Attachment, bytes], Examined]


class Fetcher:
    """Fetches few large files at a time, so that memory stays bounded. `examine` runs in a thread."""

    def __init__(self, bot: Bot, examine: Examine, log: Log, metrics: Metrics, *, pause: float = 0.5) -> None:
        self._bot = bot
        self._examine = examine
        self._log = log
        self._metrics = metrics
        self._pause = pause
        self._large = asyncio.Semaphore(2)
        self._small = asyncio.Semaphore(6)

    async def fetch(self, wanted: Wanted, file: Attachment) -> tuple[Attachment, dict[str, bytes]]:
        """The examined attachment and what to store under its key; nothing to store when it has a problem."""
        if wanted.size > DOWNLOAD_LIMIT:
            return self._failed(file, "too_large")
        try:
            async with asyncio.timeout(_PATIENCE), self._large if wanted.size > _LARGE else self._small:
                data = await self._download(wanted)
                if data is None:
                    return self._failed(file, "too_large")
                examined = await asyncio.to_thread(self._examine, replace(file, size=len(data)), data)
        except (TelegramError, TimeoutError) as error:
            self._log.warning("file_not_fetched", **trouble(error))
            return self._failed(file, "not_fetched")
        self._metrics.count("tetie_files_total", outcome=examined.file.problem or "fetched")
        return examined.file, examined.kept

    def _failed(self, file: Attachment, problem: str) -> tuple[Attachment, dict[str, bytes]]:
        self._metrics.count("tetie_files_total", outcome=problem)
        return replace(file, problem=problem), {}

    async def _download(self, wanted: Wanted) -> bytes | None:
        """The bytes, None when they are over the limit; tries again while it may help."""
        for left in reversed(range(_TRIES)):
            try:
                found = await self._bot.get_file(wanted.file_id)
                if (found.file_size or 0) > DOWNLOAD_LIMIT:
                    return None
                return bytes(await found.download_as_bytearray(read_timeout=60))
            except BadRequest as error:
                if "too big" in error.message.lower():
                    return None
                raise
            except RetryAfter as error:
                if not left:
                    raise
                await asyncio.sleep(seconds(error))
            except NetworkError:
                if not left:
                    raise
                await asyncio.sleep(self._pause * (_TRIES - left))
        raise AssertionError("unreachable")


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
