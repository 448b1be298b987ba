"""What a reading rests on, in the person's own words: the titles, contests and studio that speak strongest so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dialogs.eligibility.readings import Classified, Context, Reading, Recorded


def so_far(reading: Reading | None, at: Context) -> str | None:
    """The strongest word that what was said reads as, the list complete or not; None where nothing reads as one."""
    words = [word for word, _text in _told(reading, at) if word is not None]
    strongest = reading.strongest if isinstance(reading, Classified | Recorded) else ()
    return next((word for word in strongest if word in words), None)


def told(reading: Reading | None, at: Context) -> list[str]:
    """The titles or records that carry that word, as they are said; all of them while none reads as a word."""
    best = so_far(reading, at)
    return list(dict.fromkeys(text for word, text in _told(reading, at) if best is None or word == best))


def _told(reading: Reading | None, at: Context) -> Iterator[tuple[str | None, str]]:
    if isinstance(reading, Classified):
        for key in reading.classify:
            said = at.facts.get(key, ())
            yield from ((reading.words.name(text), text) for text in ([said] if isinstance(said, str) else said))
    elif isinstance(reading, Recorded):
        said = at.facts.get(reading.records)
        records = [said] if isinstance(said, Mapping) else said or ()
        yield from zip(reading.names(at), (_written(reading, record) for record in records), strict=True)


def _written(reading: Recorded, record: Mapping[str, Any]) -> str:
    """`北京市职业技能大赛第1名`: what was said before is not said twice, and yes and no say nothing here."""
    fields = {key: (form, field.words) for field in reading.fields.values() for key, form in field.keys.items()}
    text = ""
    for key, value in record.items():
        if isinstance(value, bool):
            continue
        form, words = fields.get(key, ("{}", None))
        part = value if isinstance(value, str) else form.format(value)
        said = part in text or (words and words.name(part) != words.otherwise and words.name(part) == words.name(text))
        text += "" if said else part
    return text
