"""The way to Telegram: python-telegram-bot's Bot on three separate connection pools, each renewable by
itself.

Long polling, sending and file transfer never share a connection, so a slow download or a hanging poll holds
up nobody. The pools are small: httpcore's pool slows down with its size. Every one of them goes through the
proxy.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

# retry_after as a timedelta, without a warning each time
os.environ.setdefault("PTB_TIMEDELTA", "true")

from telegram import Bot
from telegram.constants import ParseMode
from telegram.request import BaseRequest, HTTPXRequest

from bot.telegram.transport import AiohttpRequest
from dialogs.replies import Button

API = "https://api.telegram.org/bot"
FILES = "https://api.telegram.org/file/bot"
SENDING = 16
"""how many calls may be under way at once"""
TRANSFERS = 6
"""how many files may be on their way at once"""


class LeanBot(Bot):
    """A Bot whose two busiest calls do without objects for what is not looked at."""

    __slots__ = ()

    async def raw_updates(
        self, *, offset: int, limit: int, timeout: int, allowed: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Updates as they came, so that one odd update cannot spoil the other ninety-nine. `timeout` in seconds."""
        data = {"offset": offset, "limit": limit, "timeout": timeout, "allowed_updates": list(allowed)}
        result: list[dict[str, Any]] = await self._post("getUpdates", data, read_timeout=timeout + 10)
        return result

    async def put(self, chat: str, text: str, *, html: bool = False, rows: Sequence[Sequence[Button]] = ()) -> str:
        """Send a message, with rows of buttons, without a link preview; its id. Raises as `send_message` does."""
        data: dict[str, Any] = {"chat_id": chat, "text": text, "link_preview_options": {"is_disabled": True}}
        if html:
            data["parse_mode"] = ParseMode.HTML
        if rows:
            keyboard = [[{"text": b.text, "callback_data": b.token} for b in row] for row in rows]
            data["reply_markup"] = {"inline_keyboard": keyboard}
        message = await self._post("sendMessage", data)
        return str(message["message_id"])


class Client:
    """`bot` polls and talks, `files` moves files. Raises ValueError for a proxy or URL that cannot be
    understood."""

    def __init__(self, *, token: str, api_url: str = "", file_url: str = "", proxy: str = "") -> None:
        api, kept = api_url or API, file_url or FILES
        self._polling = _request(1, proxy)
        self._sending = _request(SENDING, proxy)
        self._transfers = _request(TRANSFERS, proxy)
        self.bot = LeanBot(token, api, kept, self._sending, self._polling)
        self.files = Bot(token, api, kept, self._transfers, self._polling)

    async def open(self) -> None:
        """Make the pools ready; nothing is sent yet."""
        for request in (self._polling, self._sending, self._transfers):
            await request.initialize()

    async def close(self) -> None:
        """Give every connection back."""
        for request in (self._polling, self._sending, self._transfers):
            await request.shutdown()

    async def renew_polling(self) -> None:
        """Throw the polling connection away and begin anew: a pool can die without an error of its own."""
        await self._polling.shutdown()
        await self._polling.initialize()

    async def renew_sending(self) -> None:
        """The same for what is sent."""
        await self._sending.shutdown()
        await self._sending.initialize()


def _request(size: int, proxy: str) -> BaseRequest:
    if not proxy.startswith("socks"):
        return AiohttpRequest(size, proxy=proxy)
    # aiohttp speaks to HTTP proxies only
    return HTTPXRequest(
        connection_pool_size=size,
        read_timeout=20,
        write_timeout=20,
        connect_timeout=10,
        pool_timeout=30,
        media_write_timeout=120,
        proxy=proxy,
        # only TETIE_PROXY_URL decides: a proxy meant for other programs must not catch a Bot API on this machine
        httpx_kwargs={"trust_env": False},
    )
