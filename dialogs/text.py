"""What is done to every text a person sends, before anything reads or stores it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# C0/C1 controls except tab and newline, lone surrogates, noncharacters, zero-width and direction marks, BOM
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad]"
)
_NEWLINES = re.compile("\r\n|\r|\u2028|\u2029|\x0b|\x0c|\x85")

_SIGNS = {"．": ".", "／": "/", "－": "-"}
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[．／－](?=[0-9])")


def clean(text: str) -> str:
    """Text that XML, a database and a screen can all hold: one newline form, no unprintable characters.

    Nothing a person can see is removed; the one `clean` for all user text.
    """
    return _UNPRINTABLE.sub("", _NEWLINES.sub("\n", text))


def measure(text: str) -> int:
    """Characters as a form counts them, everywhere the same: blanks and line breaks do not count."""
    return sum(not ch.isspace() for ch in text)


def fold_width(text: str) -> str:
    """Full-width letters, digits, spaces and the signs between digits as half-width; Chinese punctuation stays as it is."""
    return _BETWEEN_DIGITS.sub(lambda hit: _SIGNS[hit.group()], "".join(_narrow(ch) for ch in text))


@lru_cache(maxsize=4096)
def _narrow(ch: str) -> str:
    if "\uff10" <= ch <= "\uff19" or "\uff21" <= ch <= "\uff3a" or "\uff41" <= ch <= "\uff5a":
        return unicodedata.normalize("NFKC", ch)
    return " " if ch in "\u3000\u00a0\u2002\u2003\u2009" else ch


LONGEST_QUOTING = 120
"""characters of a message that may begin by repeating our question"""
_QUOTE = re.compile(r"^\s*[>》＞][^\n]*\n", re.MULTILINE)
_OURS = r"[「“『\"](?![^」”』\"\n]*还是)[^」”』\"\n]{2,40}"
_ASKED = re.compile(
    rf"^\s*(?:(?:问|Q)[:：][^\n]{{2,40}}?[?？。]\s*(?:答|A)[:：]|(?:你|您)(?:们|上面|刚才)?(?:问|说|写)的?(?:是|那个|那句)?\s*{_OURS}[」”』\"]|{_OURS}[?？。][」”』\"])\s*(?:我?答|[,，:：])*\s*(?=\S)"
)


def without_quote(text: str) -> str:
    """The message without what it repeats of ours: lines behind `>`, and 「您的民族？」 in front of the answer."""
    rest = _QUOTE.sub("", text)
    rest = rest if rest.strip() else text
    return _ASKED.sub("", rest, count=1) if len(rest) <= LONGEST_QUOTING else rest


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """Traditional characters as simplified ones (OpenCC t2s)."""
    if text.isascii():
        return text
    result: str = _converter().convert(text)
    return result


def plain_key(text: str) -> str:
    """A form for comparing short phrases: NFKC, simplified, lower case, no blanks or punctuation at the ends."""
    folded = simplified(unicodedata.normalize("NFKC", clean(text))).lower()
    return re.sub(r"\s+", "", folded).strip("。.!！?？,，;；、~～…\"'“”‘’")


def said_day(day: date) -> str:
    """A date as it is written in a sentence: 2024年4月26日."""
    return f"{day.year}年{day.month}月{day.day}日"


def said_month(month: str) -> str:
    """A month `YYYY-MM` as it is written in a sentence: 2018年9月."""
    year, _, number = month.partition("-")
    return f"{year}年{int(number)}月"
