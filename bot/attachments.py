"""A file somebody sent, looked at before the conversation hears of it: a photo, a filled 申报表, a text, or
none of them.

The bytes decide what a file is, not its name. Nothing here raises on any bytes: what cannot be used carries a
`problem` (`too_large`, `empty`, `unknown_type`, `unreadable`, the codes of `templates.photo` and
`templates.reading`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from bot import faults
from dialogs.events import Attachment, Document, Event, Photo

LARGEST = 20 * 1024 * 1024
"""bytes"""
_LONGEST_TEXT = 512 * 1024
_PICTURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
    b"BM": "image/bmp",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
_PICTURE_NAMES = (".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".bmp", ".gif", ".tif", ".tiff")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BINARY = (b"%PDF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"\x7fELF", b"SQLite format 3")


@dataclass(frozen=True, slots=True)
class Examined:
    """`file` as found, and what of it is worth storing: file key → bytes. Of a form or a text nothing is kept but
    what was read in it, and the photo in a form.
    """

    file: Attachment
    kept: dict[str, bytes] = field(default_factory=dict)


def examine(file: Attachment, data: bytes) -> Examined:
    """`file` with its real media type, its size in bytes, and a `report` or a `problem`."""
    file = replace(file, size=len(data))
    try:
        return _examined(file, data)
    except Exception as fault:  # noqa: BLE001 - the last net: a file must never be what nobody can get past
        faults.report(fault)
        return Examined(replace(file, problem="unreadable"))


def _examined(file: Attachment, data: bytes) -> Examined:
    if not data:
        return Examined(replace(file, problem="empty"))
    kind = _picture_type(data)
    if kind or is_picture(file):
        return _photo(replace(file, media_type=kind or file.media_type or "image/unknown"), data)
    if len(data) > LARGEST:
        return Examined(replace(file, problem="too_large"))
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or file.name.lower().endswith((".docx", ".doc", ".docm", ".wps")):
        return _form(replace(file, media_type=_WORD), data)
    return Examined(_text(file, data))


def examined_event(event: Photo | Document, file: Attachment) -> Event:
    """The event of an examined file: a picture sent under any name is a `Photo`, anything else a
    `Document`."""
    kind = Photo if is_picture(file) else Document
    return kind(at=event.at, message=event.message, file=file, caption=event.caption)


def is_picture(file: Attachment) -> bool:
    """Whether this is, or claims to be, a picture."""
    return file.media_type.startswith("image/") or file.name.lower().endswith(_PICTURE_NAMES)


def _picture_type(data: bytes) -> str:
    for magic, media_type in _PICTURES.items():
        if data.startswith(magic):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"hevc", b"msf1"):
        return "image/heic"
    return ""


def _photo(file: Attachment, data: bytes) -> Examined:
    from templates.photo import examine_photo

    report = examine_photo(data)
    kept = {} if report.problem else {file.key: data}
    return Examined(replace(file, problem=report.problem, report=report.to_json()), kept)


def _form(file: Attachment, data: bytes) -> Examined:
    from templates.plaintext import plain_text
    from templates.reading import read_form

    read = read_form(data)
    findings = [finding.to_json() for finding in read.findings]
    report: dict[str, Any] = {"edition": read.edition, "answers": read.answers, "findings": findings}
    problem = ""
    kept: dict[str, bytes] = {}
    if not read.answers:
        problem = next((f.code for f in read.findings if f.severity == "error"), "")
        if problem == "other_form" and 0 < len(text := plain_text(data)) <= _LONGEST_TEXT:
            problem, report = "", {"text": text}
    elif read.photo:
        report["photo"] = f"{file.key}-photo"
        kept = {f"{file.key}-photo": read.photo}
    return Examined(replace(file, problem=problem, report=report), kept)


def _text(file: Attachment, data: bytes) -> Attachment:
    if data.startswith(_BINARY) or not (file.media_type.startswith("text/") or file.name.lower().endswith(".txt")):
        return replace(file, problem="unknown_type")
    if len(data) > _LONGEST_TEXT:
        return replace(file, problem="too_large")
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return replace(file, report={"text": text})
    return replace(file, problem="unreadable")
