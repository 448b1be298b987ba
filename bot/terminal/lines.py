"""What a line typed in the terminal is: a message, a choice, a file."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dialogs.events import Attachment, Document, Event, Photo, Text

_ESCAPED = re.compile(r"\\(\\|n)")
_FILE = re.compile(r"^@(photo|document)\s+(.+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Typed:
    """An event and the bytes that came with it."""

    event: Event
    files: dict[str, bytes] = field(default_factory=dict)


def unescaped(line: str) -> str:
    """A piped line as the message it stands for: `\\n` is a line break, `\\\\` a backslash."""
    return _ESCAPED.sub(lambda m: "\n" if m[1] == "n" else "\\", line)


def read_line(text: str, *, at: datetime, message: str) -> Typed:
    """The event of one message; `@photo PATH` and `@document PATH` send a file."""
    match = _FILE.match(text.strip())
    if not match:
        return Typed(Text(at=at, message=message, text=text))
    return _file(match[1], Path(match[2].strip()).expanduser(), at=at, message=message)


def _file(kind: str, path: Path, *, at: datetime, message: str) -> Typed:
    from bot.attachments import LARGEST, examine, examined_event

    make = Photo if kind == "photo" else Document
    name = path.name
    media_type = mimetypes.guess_type(name)[0] or ""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except (OSError, ValueError):
        return Typed(make(at=at, message=message, file=Attachment(key="", problem="not_found")))
    if size > LARGEST:
        file = Attachment(key="", media_type=media_type, size=size, problem="too_large")
        return Typed(make(at=at, message=message, file=file))
    key = hashlib.sha256(data).hexdigest()[:32]
    found = examine(Attachment(key=key, name=name, media_type=media_type, size=size), data)
    return Typed(examined_event(make(at=at, message=message, file=found.file), found.file), found.kept)
