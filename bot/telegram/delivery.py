"""One reply put into a chat: its parts in order, its paper, each tried the way Telegram accepts it.

Raises what python-telegram-bot raises; the sender decides what an error means for the queue.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from bot.deliverables import Deliverable
from bot.logs import Log, trouble
from bot.telegram.client import LeanBot
from bot.telegram.rendering import CAPTION_LIMIT, Part, parts, units
from bot.telegram.words import words
from dialogs.replies import Reply
from storage.contract import Outgoing
from storage.problems import StorageProblem

MakePapers = Callable[[Outgoing, str], Sequence[Deliverable]]
"""(the queued message, the paper's name) → the files, made in a thread; raises when they cannot be made"""


class Memory(Protocol):
    """Where it is kept what has been shown of a message, and which files are uploaded (`Store`)."""

    def note_shown(self, id_: int, parts: int) -> None: ...

    def uploaded(self, conversation: str, fingerprint: bytes) -> str | None: ...

    def remember_upload(self, conversation: str, fingerprint: bytes, reference: str, *, now: datetime) -> None: ...


class Delivery:
    """The parts of a reply that failed half-way, or whose process was killed there, are not sent again."""

    def __init__(
        self,
        bot: LeanBot,
        files: Bot,
        memory: Memory,
        make_papers: MakePapers,
        log: Log,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._bot = bot
        self._files = files
        self._memory = memory
        self._make_papers = make_papers
        self._log = log
        self._clock = clock
        self._done: dict[int, int] = {}

    async def deliver(self, outgoing: Outgoing, reply: Reply) -> str:
        """Send everything this reply is; the id of its last message, "" when there was nothing to show."""
        receipt = ""
        steps = [*parts(reply, progress=words().progress)]
        already = self._shown(outgoing)
        for number, part in enumerate(steps):
            if number >= already:
                receipt = await self._send_part(outgoing.address, part)
                await self._note(outgoing, number + 1, last=part is steps[-1] and reply.paper is None)
        if reply.paper is not None:
            receipt = await self._send_papers(outgoing, reply.paper, len(steps))
        self.forget(outgoing)
        return receipt

    def forget(self, outgoing: Outgoing) -> None:
        """The message is settled, one way or the other."""
        self._done.pop(outgoing.id, None)

    def _shown(self, outgoing: Outgoing) -> int:
        return max(outgoing.shown, self._done.get(outgoing.id, 0))

    async def _note(self, outgoing: Outgoing, parts: int, *, last: bool) -> None:
        """So many parts are through; kept durably unless the whole message is about to be marked as sent."""
        self._done[outgoing.id] = parts
        if last:
            return
        try:
            await asyncio.to_thread(self._memory.note_shown, outgoing.id, parts)
        except StorageProblem as problem:
            # this process knows it; only a kill now would repeat them
            self._log.error("storage_in_trouble", code=problem.code)

    async def show(self, chat: str, text: str) -> None:
        """A sentence of the channel's own, kept nowhere."""
        await self._bot.put(chat, text)

    async def act(self, chat: str, action: ChatAction) -> None:
        """Show «typing» or «sending a file»; a failure is no matter."""
        try:
            await self._bot.send_chat_action(chat, action)
        except TelegramError as error:
            self._log.debug("action_not_shown", **trouble(error))

    async def _send_part(self, chat: str, part: Part) -> str:
        try:
            return await self._bot.put(chat, part.html, html=True, rows=part.rows)
        except BadRequest as error:
            if "parse" not in error.message.lower():
                raise
            self._log.error("html_refused", **trouble(error))
            return await self._bot.put(chat, part.plain, rows=part.rows)

    async def _send_papers(self, outgoing: Outgoing, name: str, before: int) -> str:
        await self.act(outgoing.address, ChatAction.UPLOAD_DOCUMENT)
        making = asyncio.ensure_future(asyncio.to_thread(self._make_papers, outgoing, name))
        await asyncio.wait({making})
        error = making.exception()
        if error is not None:
            self._log.error("paper_not_made", conversation=outgoing.conversation, paper=name, **trouble(error))
            await self.show(outgoing.address, words().paper_failed)
            return ""
        receipt = ""
        already, papers = self._shown(outgoing), making.result()
        for number, paper in enumerate(papers, start=before):
            if number >= already:
                if paper.problem:
                    await self.show(outgoing.address, paper.problem)
                else:
                    receipt = await self._send_paper(outgoing, paper)
                await self._note(outgoing, number + 1, last=paper is papers[-1])
        return receipt

    async def _send_paper(self, outgoing: Outgoing, paper: Deliverable) -> str:
        fingerprint = hashlib.sha256(paper.filename.encode() + b"\0" + paper.data).digest()
        caption = paper.caption if units(paper.caption) <= CAPTION_LIMIT else None
        known = await asyncio.to_thread(self._memory.uploaded, outgoing.conversation, fingerprint)
        if known:
            try:
                message = await self._bot.send_document(outgoing.address, known, caption=caption)
            except BadRequest as error:
                if "file" not in error.message.lower():
                    raise
                self._log.info("upload_forgotten_by_telegram", **trouble(error))
            else:
                return str(message.message_id)
        message = await self._files.send_document(
            outgoing.address,
            paper.data,
            filename=paper.filename,
            caption=caption,
            disable_content_type_detection=True,
        )
        if message.document is not None:
            await asyncio.to_thread(
                self._memory.remember_upload,
                outgoing.conversation,
                fingerprint,
                message.document.file_id,
                now=self._clock(),
            )
        return str(message.message_id)
