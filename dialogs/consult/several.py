"""Two questions in one breath (能报不 给多少钱): each is answered, where each of them is clear by itself."""

from __future__ import annotations

import re
from typing import Protocol

from dialogs.consult.answer import Answer
from dialogs.consult.reading import asks, clauses, lexicon, normal, read_phrasing

CLEAR = ("answered", "not_stated")
_ASKING = re.compile(r"啥|什么|哪|多少|几(?!年前|天前)|怎么|咋|谁|如何|能不能|要不要")


class Asker(Protocol):
    """What answers one question."""

    def ask(self, question: str, *, field: str | None = None, topic: str | None = None) -> Answer: ...

    def covers(self, one: str, other: str) -> bool: ...


def apart(asker: Asker, question: str, *, field: str | None = None, topic: str | None = None) -> list[str]:
    """The questions in `question`, in order: itself alone, unless two of its clauses ask for different things.

    What is told before a question belongs to it (退休了，能报吗), unless it is only clear without that; a question whose
    answer another one's holds as well is none of its own.
    """
    found: list[tuple[str, str]] = []
    told: list[str] = []
    pieces = [(text, _asks(text)) for text in clauses(normal(question))]
    if sum(asking for _, asking in pieces) < 2:
        return [question]
    for text, asking in pieces:
        told.append(text)
        if not asking:
            continue
        clear = _clear(asker, ["，".join(told), text], field, topic)
        told = []
        if clear is None:
            continue
        whole, answer = clear
        topic = topic or answer.policy
        if not any(held == answer.entry_id or asker.covers(held, answer.entry_id) for _, held in found):
            found = [f for f in found if not asker.covers(answer.entry_id, f[1])]
            found.append((whole, answer.entry_id))
    return [text for text, _ in found] if len(found) > 1 else [question]


def _asks(text: str) -> bool:
    return asks(read_phrasing(text), lexicon()) or _ASKING.search(text) is not None


def _clear(asker: Asker, texts: list[str], field: str | None, topic: str | None) -> tuple[str, Answer] | None:
    """The first of the texts that has an answer of its own, and that answer."""
    for text in dict.fromkeys(texts):
        answer = asker.ask(text, field=field, topic=topic)
        if answer.outcome in CLEAR and answer.entry_id:
            return text, answer
    return None
