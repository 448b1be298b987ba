"""Webhook mode: a small HTTP/1.1 server on asyncio and h11 for Telegram's deliveries, health and metrics.

A delivery is answered 200 only when its turn is committed; anything else makes Telegram deliver it again.
TLS is the business of the reverse proxy in front.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import h11

from bot.logs import Log, trouble

_LARGEST_BODY = 1024 * 1024
_IDLE = 75.0
"""seconds after which a silent connection is closed"""
_COMMIT = 55.0
"""seconds a delivery may wait for its commit before Telegram is told to come again (it waits 60)"""

Handle = Callable[[Mapping[str, Any]], "asyncio.Future[Any] | None"]


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer."""

    status: int
    body: str = ""
    content_type: str = "text/plain; charset=utf-8"


class WebhookServer:
    """Serves `path` (deliveries, with the secret), `/healthz` and `/metrics`."""

    def __init__(
        self,
        *,
        path: str,
        secret: str,
        handle: Handle,
        health: Callable[[], Mapping[str, object] | None],
        metrics: Callable[[], str],
        log: Log,
    ) -> None:
        """`health()` gives what to show when all is well, None when not; both run in a thread."""
        self._path = path
        self._secret = secret
        self._handle = handle
        self._health = health
        self._metrics = metrics
        self._log = log
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._stopping = False
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Listen; several processes may share the port. Raises OSError when that cannot be."""
        self._server = await asyncio.start_server(self._serve, host, port, reuse_port=True, backlog=512)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def stop(self, within: float) -> None:
        """Take no more, finish what is under way."""
        self._stopping = True
        if self._server is not None:
            self._server.close()
        if self._connections:
            await asyncio.wait(self._connections, timeout=within)
        for task in list(self._connections):
            task.cancel()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)
        try:
            await self._converse(reader, writer)
        except (ConnectionError, TimeoutError, h11.RemoteProtocolError) as error:
            self._log.debug("connection_ended", **trouble(error))
        except asyncio.CancelledError:
            # the server stops; a delivery without an answer comes again
            return
        finally:
            writer.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = h11.Connection(h11.SERVER, max_incomplete_event_size=32 * 1024)
        while not self._stopping:
            request, body = await _read(connection, reader)
            if request is None:
                return
            answer = await self._answer(request, body)
            data = answer.body.encode()
            head = h11.Response(
                status_code=answer.status,
                headers=[
                    ("content-type", answer.content_type),
                    ("content-length", str(len(data))),
                    *([("connection", "close")] if self._stopping or body is None else []),
                ],
            )
            out = (
                connection.send(head),
                connection.send(h11.Data(data=data)),
                connection.send(h11.EndOfMessage()),
            )
            writer.write(b"".join(part for part in out if part))
            await writer.drain()
            if connection.our_state is not h11.DONE or connection.their_state is not h11.DONE:
                return
            connection.start_next_cycle()

    async def _answer(self, request: h11.Request, body: bytes | None) -> Answer:
        path = request.target.decode("ascii", "replace").partition("?")[0]
        method = request.method.decode()
        if path == self._path:
            return await self._delivery(method, request, body)
        if method not in ("GET", "HEAD"):
            return Answer(405)
        if path == "/healthz":
            found = await asyncio.to_thread(self._health)
            if found is None:
                return Answer(503, '{"status": "down"}', "application/json")
            return Answer(200, json.dumps({"status": "ok", **found}), "application/json")
        if path == "/metrics":
            text = await asyncio.to_thread(self._metrics)
            return Answer(200, text, "text/plain; version=0.0.4; charset=utf-8")
        return Answer(404)

    async def _delivery(self, method: str, request: h11.Request, body: bytes | None) -> Answer:
        if method != "POST":
            return Answer(405)
        given = next((v for k, v in request.headers if k == b"x-telegram-bot-api-secret-token"), b"")
        if not hmac.compare_digest(given, self._secret.encode()):
            self._log.warning("webhook_secret_wrong")
            return Answer(403)
        if body is None:
            return Answer(413)
        try:
            raw = json.loads(body)
            int(raw["update_id"])
        except (ValueError, KeyError, TypeError):
            return Answer(400)
        done = self._handle(raw)
        if done is not None:
            await asyncio.wait({done}, timeout=_COMMIT)
            if not done.done() or done.cancelled():
                return Answer(503)
        return Answer(200)


async def _read(connection: h11.Connection, reader: asyncio.StreamReader) -> tuple[h11.Request | None, bytes | None]:
    """The next request and its body, None for one over the limit; (None, …) when the other side has
    finished."""
    request: h11.Request | None = None
    body = bytearray()
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            if connection.they_are_waiting_for_100_continue:
                return request, None
            async with asyncio.timeout(_IDLE):
                connection.receive_data(await reader.read(65536))
        elif isinstance(event, h11.Request):
            request = event
        elif isinstance(event, h11.Data):
            body += event.data
            if len(body) > _LARGEST_BODY:
                return request, None
        elif isinstance(event, h11.EndOfMessage):
            return request, bytes(body)
        else:
            return None, None
