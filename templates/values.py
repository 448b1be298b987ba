"""How an answer reads in the official form, and what a text found in the form means: one table both ways."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from dialogs.text import clean
from templates.labels import ValueKind
from templates.words import word

_STORED = re.compile(r"^([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?$")
_DATE = re.compile(r"^([0-9]{4})[年./\-、]([0-9]{1,2})[月./\-、]([0-9]{1,2})[日号]?$|^([0-9]{4})([0-9]{2})([0-9]{2})$")
_MONTH = re.compile(r"^([0-9]{4})[年./\-、]([0-9]{1,2})月?(?:份)?$|^([0-9]{4})([0-9]{2})$")
_YEAR = re.compile(r"^([0-9]{4})年?$")
_COUNT = re.compile(r"^([0-9]{1,6})[人名个位]?$")
_OPEN_END = ("至今", "今", "现在", "目前", "")
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\U00020000-\U0003ffff"
_BETWEEN_CJK = re.compile(f"(?<=[{_CJK}])[ \u3000\xa0]+(?=[{_CJK}])")
_LARGEST = 10**18
_DATED = ("date", "month", "period")
_ESSAYS = ("essay", "opinion")
_LOOSE = ("text", "names")


class NotText(ValueError):
    """An answer of a shape that no cell can hold."""


def display(kind: ValueKind, value: object) -> str:
    """An answer as it stands in the form: 1985年3月6日, 2003年6月; anything else as it was said, cleaned for XML.

    Raises `NotText` for objects and the like.
    """
    text = value if type(value) is str else _plain(kind, value)
    if text.isprintable():  # nothing here for `clean` to take away
        text = text.strip()
    else:
        text = clean(text)
        if kind in _ESSAYS:
            return text.strip("\n")
        text = text.replace("\t", " ").strip()
        if kind not in _LOOSE:
            text = text.replace("\n", " ")
    if kind in _DATED and (stored := _STORED.match(text)):
        day = f"{int(stored[3])}日" if stored[3] else ""
        return f"{stored[1]}年{int(stored[2])}月{day}"
    return text


def _plain(kind: ValueKind, value: object) -> str:
    """Numbers and lists as text; raises `NotText`."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        if any(isinstance(one, list | tuple) for one in value):
            raise NotText
        return word("paper", "list_join").join(x for x in (display(kind, one) for one in value) if x)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _LARGEST:
        raise NotText
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)


def display_period(start: object, end: object) -> str:
    """起止年月: 2003年6月至2010年5月, 2010年6月至今; an end not given yet stays open for the pen."""
    first, last = display("period", start), display("period", end)
    if not first and not last:
        return ""
    if not last:
        return word("paper", "period_open", start=first)
    if last.startswith("至"):
        return first + last
    return word("paper", "period", start=first, end=last)


def understood(kind: ValueKind, lines: list[str]) -> tuple[Any, bool]:
    """The value that the paragraphs of a cell mean, and whether its writing was recognised.

    What is not recognised comes back as it stands. Empty cells give ``(None, True)``.
    """
    text = clean("\n".join(lines)).strip()
    if not text:
        return None, True
    if kind in _ESSAYS:
        return clean("\n".join(lines)).strip("\n"), True
    if kind in _LOOSE:
        return _joined(text, word("paper", "list_join") if kind == "names" else ""), True
    bare = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if kind == "code":
        return bare.upper(), True
    if kind in ("date", "month", "year", "count"):
        value = _number_value(kind, bare)
        return (value, True) if value is not None else (_joined(text), False)
    return _BETWEEN_CJK.sub("", _joined(text)), True


def understood_period(lines: list[str]) -> tuple[dict[str, str], bool]:
    """起止年月 as ``{"start", "end"}``; a part that is not a month comes back as it stands."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", clean("".join(lines))))
    if not text:
        return {}, True
    for pattern in (r"[-~∼～—–―]*(?:至|到)|[~∼～—–―]+|-{2,}", r"(?<=月)-|(?<=[0-9]{2})-(?=[0-9]{4})|-(?=今|现在)"):
        parts = re.split(pattern, text, maxsplit=1)
        if len(parts) == 2:
            break
    else:
        parts = [text, ""] if _number_value("month", text) else [text, "?"]
    start, end = _number_value("month", parts[0]), _number_value("month", parts[1])
    open_end = parts[1].removeprefix("至") in _OPEN_END and parts[1] != ""
    found = {"start": str(start or parts[0])}
    if parts[1] == "?":
        return found, False
    if parts[1]:
        found["end"] = word("paper", "open_end") if open_end else str(end or parts[1])
    return found, start is not None and (end is not None or open_end or not parts[1])


def _number_value(kind: str, bare: str) -> str | int | None:
    """The month, date, year or number written in `bare`, or None."""
    if kind == "date" and (found := _DATE.match(bare)):
        year, month, day = (int(x) for x in found.groups() if x)
        return f"{year:04}-{month:02}-{day:02}"
    if kind == "month" and (found := _MONTH.match(bare)):
        year, month = (int(x) for x in found.groups() if x)
        return f"{year:04}-{month:02}" if 1 <= month <= 12 else None
    if kind == "year" and (found := _YEAR.match(bare)):
        return int(found[1])
    if kind == "count" and (found := _COUNT.match(bare)):
        return int(found[1])
    return None


def _joined(text: str, between: str = "") -> str:
    """Several lines as one: a line broken in the middle of Chinese closes up, other lines keep a blank."""
    result = ""
    for line in (x.strip() for x in text.split("\n")):
        if not line:
            continue
        if result and not between and result[-1].isascii() and line[0].isascii():
            result += " "
        elif result and between and result[-1] not in "、，,；;":
            result += between
        result += line
    return result
