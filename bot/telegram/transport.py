"""python-telegram-bot's requests carried by aiohttp: a third of the processor time of its default transport.

httpcore's pool looks at every one of its connections for every request, and behind an HTTP proxy one failed
handshake can take the only connection for good (encode/httpcore #1023). Errors name a kind, never a URL: the URL
holds the token.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

_URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}
_Seconds = Any  # float | None | DefaultValue[None], as python-telegram-bot passes them


class AiohttpRequest(BaseRequest):
    """At most `size` requests at once; `proxy` is the URL of an HTTP proxy or empty. Times in seconds."""

    def __init__(
        self, size: int, *, proxy: str = "", read: float = 20, connect: float = 10, upload: float = 120
    ) -> None:
        self._size = size
        self._proxy = proxy or None
        self._read = read
        self._connect = connect
        self._upload = upload
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer."""
        return self._read

    async def initialize(self) -> None:
        """Make the session; called again after `shutdown`, it makes a new one."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._size, keepalive_timeout=30),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=False,
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: _Seconds = BaseRequest.DEFAULT_NONE,
        write_timeout: _Seconds = BaseRequest.DEFAULT_NONE,
        connect_timeout: _Seconds = BaseRequest.DEFAULT_NONE,
        pool_timeout: _Seconds = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body. Raises TimedOut or NetworkError."""
        if self._session is None:
            raise NetworkError("not open")
        files = request_data.multipart_data if request_data is not None else None
        form: aiohttp.FormData | bytes | None = None
        headers = None
        if request_data is not None and files:
            form = _multipart(request_data)
        elif request_data is not None:
            form, headers = urlencoded(request_data.json_parameters), _URLENCODED
        read = _given(read_timeout, self._upload if files else self._read)
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=_given(connect_timeout, self._connect), sock_read=read)
        try:
            async with self._session.request(
                method, url, data=form, headers=headers, timeout=timeout, proxy=self._proxy, allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise NetworkError(type(error).__name__) from None


def urlencoded(parameters: Mapping[str, str]) -> bytes:
    """A form body. Chinese is three escapes a character, for which the standard library takes its time."""
    return URL.build(query=parameters).raw_query_string.encode("ascii")


def _multipart(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, media_type) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return form


def _given(value: _Seconds, default: float) -> float | None:
    if isinstance(value, DefaultValue):
        return default
    result: float | None = value
    return result
