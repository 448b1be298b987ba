"""What the form's own words touch on, quoted: a suggestion beside a condition still open, never an answer to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dialogs.eligibility.model import Fact, Heard

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")
_CLAUSE = re.compile(r"[^，,、：:]+[，,、：:]?")
_LONGEST = 60
"""characters quoted of one sentence"""


def heard_in(answers: Mapping[str, Any], known: Mapping[str, Fact]) -> dict[str, str]:
    """Facts with `heard` that the answers touch on: per place of the form the first sentence, as it was written."""
    found = {}
    for key, fact in known.items():
        if fact.heard is not None and (told := list(_told(fact.heard, answers))):
            found[key] = "；".join(told)
    return found


def _told(heard: Heard, answers: Mapping[str, Any]) -> Iterator[str]:
    find, without = re.compile(heard.find), re.compile(heard.without) if heard.without else None
    for place, says in heard.places.items():
        for text in _texts(answers, place):
            said = next((s for s in _SENTENCE.findall(text) if _fits(s, find, without)), "")
            if said:
                yield says.format(_short(said.strip(), find))
                break


def _fits(sentence: str, find: re.Pattern[str], without: re.Pattern[str] | None) -> bool:
    """Whether a statement says it; a question says nothing."""
    if re.search(r"[？?]$|[吗呢]$", sentence.strip()):
        return False
    return bool(find.search(sentence)) and not (without and without.search(sentence))


def _short(sentence: str, find: re.Pattern[str]) -> str:
    """The sentence, or of a long one the clauses around what was found, nothing changed in them."""
    sentence = sentence.rstrip("。；;！!，,、：: ")
    if len(sentence) <= _LONGEST or not (hit := find.search(sentence)):
        return sentence
    start, end = 0, len(sentence)
    for clause in _CLAUSE.finditer(sentence):
        if clause.start() <= hit.start():
            start = clause.start()
        elif clause.end() - start <= _LONGEST:
            end = clause.end()
    end = min(end, start + _LONGEST)
    return ("…" if start else "") + sentence[start:end].rstrip("，,、：:") + ("…" if end < len(sentence) else "")


def _texts(answers: Mapping[str, Any], place: str) -> Iterator[str]:
    key, _, column = place.partition(".")
    value = answers.get(key)
    rows = value if isinstance(value, list) else [] if column else [{"": value}]
    for row in rows:
        text = row.get(column) if isinstance(row, Mapping) else None
        if isinstance(text, str):
            yield text
