"""Before the first update: is the token good, which way do updates come, which commands does the menu
show."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from telegram import Bot, BotCommand
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.logs import Log, trouble
from bot.telegram.fetching import seconds
from bot.telegram.polling import ALLOWED
from bot.telegram.words import words

T = TypeVar("T")
_LONGEST_PAUSE = 30.0
DEFAULT_PORT = 8080


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where Telegram delivers to (`url`), and where this process listens (`host`, `port`, `path`)."""

    url: str
    host: str
    port: int
    path: str
    secret: str

    @classmethod
    def of(cls, url: str, *, listen: str, secret: str, token: str) -> Webhook:
        """`listen` is «host:port» or empty: then the port named in the URL, else 8080. Without a secret one
        is derived from the token, so that several workers agree on it. Raises ValueError for a URL that is
        none."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(url)
        local = parts.hostname in ("localhost", "127.0.0.1", "::1")
        host, port = ("127.0.0.1" if local else "0.0.0.0"), parts.port or DEFAULT_PORT
        if listen:
            given, _, number = listen.rpartition(":")
            host, port = given or host, int(number)
        derived = hmac.new(token.encode(), b"tetie webhook " + url.encode(), hashlib.sha256).hexdigest()
        return cls(url=url, host=host, port=port, path=parts.path or "/", secret=secret or derived)


async def patiently(
    call: Callable[[], Awaitable[T]], *, log: Log, told: Callable[[str], None], pause: float = 0.5
) -> T:
    """The call's result, tried until Telegram can be reached; `told("unreachable")` once when that takes
    time.

    Raises InvalidToken and BadRequest, which no patience mends.
    """
    failures = 0
    while True:
        try:
            return await call()
        except RetryAfter as error:
            await asyncio.sleep(seconds(error))
        except NetworkError as error:
            # to python-telegram-bot a BadRequest is a NetworkError
            if isinstance(error, BadRequest):
                raise
            failures += 1
            if failures == 2:
                told("unreachable")
            log.warning("telegram_unreachable", failures=failures, **trouble(error))
            await asyncio.sleep(min(pause * 2 ** (failures - 1), _LONGEST_PAUSE))


async def introduce(
    bot: Bot, webhook: Webhook | None, *, log: Log, told: Callable[[str], None], pause: float = 0.5
) -> str:
    """Set everything up; the bot's username. Waiting updates are kept, always."""

    async def me() -> str:
        return (await bot.get_me()).username or ""

    async def commands() -> bool:
        return await bot.set_my_commands(
            [BotCommand(name, description) for name, description in words().commands.items()]
        )

    async def way_in() -> bool:
        if webhook is None:
            return await bot.delete_webhook(drop_pending_updates=False)
        return await bot.set_webhook(
            webhook.url,
            secret_token=webhook.secret,
            allowed_updates=ALLOWED,
            drop_pending_updates=False,
            max_connections=80,
        )

    username = await patiently(me, log=log, told=told, pause=pause)
    await patiently(commands, log=log, told=told, pause=pause)
    await patiently(way_in, log=log, told=told, pause=pause)
    return username
