"""Somebody with a phone: writes, taps, sends pictures, corrects messages, blocks the bot, reads what came."""

from __future__ import annotations

import time
from typing import Any

from tests.telegram.double.state import BOT, Shown, State


class Person:
    """A private chat of one person with the bot. Reading goes forward: `next()` is the next unread
    message."""

    def __init__(self, state: State, number: int) -> None:
        self.state = state
        self.id = number
        self.read = 0
        state.known.add(number)

    # --- what they do -----------------------------------------------------------------------------------

    def say(self, text: str, **more: Any) -> int:
        """Send a message; its message id."""
        message = self._message(text=text, **more)
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        self.state.push(message=message)
        return int(message["message_id"])

    def correct(self, message_id: int, text: str) -> None:
        """Edit a message sent before."""
        message = self._message(text=text, edit_date=int(time.time()))
        message["message_id"] = message_id
        self.state.push(edited_message=message)

    def tap(self, label: str, shown: Shown | None = None) -> str:
        """Press the button with this label (of the last message that has it); the query's id."""
        for candidate in [shown] if shown else reversed(self.chat):
            for row in candidate.buttons:
                for text, data in row:
                    if text == label:
                        return self.press(data, candidate.message_id)
        raise AssertionError(f"no button {label!r} on the screen")

    def press(self, data: str, message_id: int = 1) -> str:
        """A callback query with this data."""
        query = f"q{self.id}-{len(self.state.taps)}"
        self.state.taps[query] = time.monotonic()
        message = self._message(text="…")
        message.update(message_id=message_id, **{"from": BOT})
        self.state.push(
            callback_query={
                "id": query,
                "from": self._me(),
                "message": message,
                "data": data,
                "chat_instance": str(self.id),
            }
        )
        return query

    def send_photo(self, data: bytes, *, caption: str = "", album: str = "", size: int | None = None) -> int:
        """A picture in three sizes, the largest last."""
        sizes = []
        for width, height in [(90, 126), (320, 448), (800, 1120)]:
            largest = width == 800
            kept = data if largest else data[: max(1, len(data) // 4)]
            file_id = self._keep(kept, size if largest else None)
            file_size = self.state.file_sizes.get(file_id, len(kept))
            sizes.append(
                {
                    "file_id": file_id,
                    "file_unique_id": f"u{file_id}",
                    "width": width,
                    "height": height,
                    "file_size": file_size,
                }
            )
        more: dict[str, Any] = {"caption": caption} if caption else {}
        if album:
            more["media_group_id"] = album
        self.state.push(message=self._message(photo=sizes, **more))
        return self.state.message_ids[self.id]

    def send_document(
        self,
        name: str,
        data: bytes,
        *,
        kind: str = "application/octet-stream",
        size: int | None = None,
        caption: str = "",
    ) -> int:
        """A file; `size` pretends it is larger than the bytes given."""
        file_id = self._keep(data, size)
        document = {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_name": name,
            "mime_type": kind,
            "file_size": size if size is not None else len(data),
        }
        more: dict[str, Any] = {"caption": caption} if caption else {}
        self.state.push(message=self._message(document=document, **more))
        return self.state.message_ids[self.id]

    def send_sticker(self) -> None:
        sticker = {
            "file_id": "S",
            "file_unique_id": "uS",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
        }
        self.state.push(message=self._message(sticker=sticker))

    def send_voice(self) -> None:
        self.state.push(message=self._message(voice={"file_id": "V", "file_unique_id": "uV", "duration": 3}))

    def block(self) -> None:
        """Block the bot: Telegram says so, and refuses what is sent from then on."""
        self.state.blocked.add(self.id)
        self._membership("member", "kicked")

    def unblock(self) -> None:
        self.state.blocked.discard(self.id)
        self._membership("kicked", "member")

    # --- what they see ----------------------------------------------------------------------------------

    @property
    def chat(self) -> list[Shown]:
        """Everything the bot has sent here."""
        return self.state.shown.setdefault(self.id, [])

    async def next(self, within: float = 20.0) -> Shown:
        """The next message not yet read; TimeoutError when none comes."""
        await self.state.until(lambda: len(self.chat) > self.read, within)
        self.read += 1
        return self.chat[self.read - 1]

    async def ask(self, text: str) -> Shown:
        """Say something and read the next message."""
        self.say(text)
        return await self.next()

    # --- how it looks on the wire -----------------------------------------------------------------------

    def _keep(self, data: bytes, size: int | None) -> str:
        file_id = f"FILE{len(self.state.files)}"
        self.state.files[file_id] = data
        if size is not None:
            self.state.file_sizes[file_id] = size
        return file_id

    def _me(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": "P"}

    def _message(self, **content: Any) -> dict[str, Any]:
        return {
            "message_id": self.state.message_id(self.id),
            "from": self._me(),
            "chat": {"id": self.id, "type": "private", "first_name": "P"},
            "date": int(time.time()),
            **content,
        }

    def _membership(self, before: str, after: str) -> None:
        def member(status: str) -> dict[str, Any]:
            return {"user": BOT, "status": status, **({"until_date": 0} if status == "kicked" else {})}

        self.state.push(
            my_chat_member={
                "chat": {"id": self.id, "type": "private", "first_name": "P"},
                "from": self._me(),
                "date": int(time.time()),
                "old_chat_member": {
                    "user": BOT,
                    "status": before,
                    **({"until_date": 0} if before == "kicked" else {}),
                },
                "new_chat_member": member(after),
            }
        )
