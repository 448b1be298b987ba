"""A message as recognisers see it: the text as sent, a folded copy of the same length, and its clauses."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from dialogs.text import clean, simplified

_STOP = re.compile(r"[。!！?？;；\n]+|(?<!\d)\.(?!\d)|[,，]+|…+|~{2,}")
_EDGES = " \t\n,，。.!！;；、:：~～…\"'“”‘’()（）「」【】*_`"
_SENTENCE_END = frozenset("。!?;\n")


@lru_cache(maxsize=8192)
def _narrow(ch: str) -> str:
    folded = unicodedata.normalize("NFKC", ch)
    return folded if len(folded) == 1 else ch


def fold(text: str) -> str:
    """Half width, simplified, lower case, character by character: offsets stay those of `text`."""
    narrow = "".join(map(_narrow, text)) if not text.isascii() else text
    plain = simplified(narrow)
    if len(plain) != len(narrow):
        plain = "".join(s if len(s := simplified(ch)) == 1 else ch for ch in narrow)
    lower = plain.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


_SQUEEZED_OUT = re.compile(r"\s+")


def squeeze(folded: str) -> str:
    """For comparing with phrases: no blanks, nothing at the ends that is only punctuation."""
    return _SQUEEZED_OUT.sub("", folded).strip(_EDGES)


@dataclass(frozen=True, slots=True)
class Clause:
    """A run between punctuation marks; `end` is before the mark, `stop` the mark's last character."""

    start: int
    end: int
    stop: str
    text: str
    """as sent"""
    key: str
    """folded"""

    @property
    def closes(self) -> bool:
        """Whether a sentence ends here."""
        return self.stop in _SENTENCE_END

    @property
    def asks(self) -> bool:
        return self.stop == "?"


class Message:
    """`raw` is the cleaned text, `key` its folded copy of equal length."""

    def __init__(self, text: str) -> None:
        self.raw = clean(text)
        self.key = fold(self.raw)

    @cached_property
    def squeezed(self) -> str:
        return squeeze(self.key)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses in order; empty ones are left out, but a lone ？ still marks the clause before it."""
        found: list[Clause] = []
        at = 0
        for match in _STOP.finditer(self.key):
            self._add(found, at, match.start(), _mark(match[0]))
            at = match.end()
        self._add(found, at, len(self.key), "\n")
        return tuple(found)

    def _add(self, found: list[Clause], start: int, end: int, stop: str) -> None:
        while start < end and self.key[start] in _EDGES:
            start += 1
        while end > start and self.key[end - 1] in _EDGES:
            end -= 1
        if end > start:
            found.append(Clause(start, end, stop, self.raw[start:end], self.key[start:end]))

    def piece(self, start: int, end: int) -> str:
        """The text as sent between two offsets, without the punctuation around it."""
        return self.raw[start:end].strip(_EDGES)


def _mark(run: str) -> str:
    """The character that says what kind of stop a run of marks is."""
    if "?" in run or "？" in run:
        return "?"
    for ch in run:
        if ch in "。!！;；\n.":
            return {"！": "!", "；": ";", ".": "。"}.get(ch, ch)
    return ","
