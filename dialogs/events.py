"""What can happen in a conversation. Channels translate their own updates into these; `step` sees nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`at` is aware (Asia/Shanghai); `message` is the channel's id of the message, for edits and replies."""

    at: datetime
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Event):
    """A message. `reply_to` is the id of the person's or our own message it answers, if any."""

    text: str
    reply_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited(Event):
    """The message `message` now reads `text`."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Press(Event):
    """A button: the opaque token it carried."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Start(Event):
    """The person opened the conversation (`/start`, a new terminal); `payload` from a deep link."""

    payload: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file already fetched, examined and stored by the channel; the bytes never enter `dialogs`.

    `problem` is a stable code when it cannot be used (`too_large`, `not_an_image`, `truncated`, `macros`,
    `unreadable`, …); `report` is what the examination found: for a photo its pixels and warnings, for a Word
    form `{"answers": {…}, "findings": […]}`, for text `{"text": "…"}`.
    """

    key: str
    name: str = ""
    media_type: str = ""
    size: int = 0
    problem: str = ""
    report: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(Event):
    """A picture, sent as a picture (compressed) or as a file."""

    file: Attachment
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Event):
    """Any other file."""

    file: Attachment
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Other(Event):
    """Something the conversation cannot read; `kind`: sticker, voice, video, location, contact, …"""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer(Event):
    """A timer scheduled earlier has come due."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered(Event):
    """The channel gave up on a reply; `reason`: blocked, rejected."""

    reason: str
