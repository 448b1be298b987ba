"""Which clauses ask something of us, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.understanding.message import Clause, squeeze
from dialogs.understanding.words import pattern, words

ASKS = 2.0
"""enough to be a question where the pending field has its own shape"""
ASKS_OVER_FREE_TEXT = 3.0
"""enough where the pending field takes any words"""


@dataclass(frozen=True, slots=True)
class Asked:
    """Clauses `first`…`last` (indices) ask; `leaning`: what stands before belongs to the question as well."""

    first: int
    last: int
    score: float
    leaning: bool


def question_score(clause: Clause) -> float:
    """How much a clause looks like a question: 0 not at all, 2 and more it does, 3 and more beyond doubt."""
    known = words().question
    text = squeeze(clause.key)
    if not text:
        return 0.0
    marked = clause.asks
    ends = bool(pattern(known.ends).search(text))
    body = pattern(known.never).sub("", text)
    asks = bool(pattern(known.asks).search(body))
    named = bool(pattern(known.organisations).search(text)) and not asks and not ends
    choice = pattern(known.a_not_a).search(body)
    if choice is not None and choice.end() == len(body):
        named = False
    score = 0.0
    if marked:
        score += 3.0
    if ends:
        score += 3.0
    if asks:
        score += 1.5
    if choice is not None:
        score += 3.0
    elif found := pattern(known.words).search(body):
        near = body[max(0, found.start() - 8) : found.start()] + body[found.end() : found.end() + 8]
        score += 2.5 if pattern(known.modals).search(near) or pattern(known.topics).search(body) else 2.0
        if pattern(known.topics).search(body) or found.start() == 0 or found.end() == len(body):
            score += 0.5
        if pattern(known.seeking).search(body):
            score += 0.5
    elif pattern(known.soft_ends).search(body) and body.endswith("呢"):
        score += 1.0 if score else 2.0
    if named and not marked:
        score = 3.0 if pattern(known.seeking).search(text) and score else 0.0
    return score


def find_questions(clauses: Sequence[Clause], *, bar: float) -> list[Asked]:
    """The questions among the clauses. Openers (另外问下) join the question they open."""
    known = words().question
    found: list[Asked] = []
    at = 0
    while at < len(clauses):
        score = question_score(clauses[at])
        if score < bar:
            at += 1
            continue
        first = last = at
        floor = found[-1].last + 1 if found else 0
        while first > floor and opens(clauses[first - 1]):
            first -= 1
        text = squeeze(clauses[at].key)
        leaning = bool(pattern(known.leaning).search(text)) or len(text) <= 3
        found.append(Asked(first, last, score, leaning))
        at = last + 1
    return found


def opens(clause: Clause) -> bool:
    """Whether a clause only opens a question (我想问一下)."""
    text = squeeze(clause.key)
    openers = words().question.openers
    for _ in range(3):
        if not text or text in openers:
            return True
        head = next((o for o in sorted(openers, key=len, reverse=True) if text.startswith(o)), "")
        if not head:
            return False
        text = text[len(head) :]
    return not text


def strip_opener(text: str, key: str) -> str:
    """A question without 另外问下 and the like in front (only where punctuation follows them)."""
    for opener in sorted(words().question.openers, key=len, reverse=True):
        if key.startswith(opener) and key[len(opener) : len(opener) + 1] in ("，", ",", "：", ":", " ", "。"):
            return text[len(opener) + 1 :].strip("，,：: 。")
    return text


def marked_question(raw: str, key: str) -> str | None:
    """The question after 问：, or None."""
    match = pattern(words().question.mark).match(key.lstrip())
    if match is None:
        return None
    text = raw.lstrip()[match.end() :].strip()
    return text or None
