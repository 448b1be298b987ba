"""Which questions stand in somebody's 政策问答: what they asked, what is open in their form, what decides for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from bot.dossier import Dossier
from dialogs.catalogue import Catalogue, Edition
from dialogs.consult import Answer, Consult, load_consult
from dialogs.consult.answer import answer_from
from dialogs.consult.entries import Entry

_MOST = 24
_OF_TOPIC = 3
_OF_REASON = 8


def consult_of(catalogue: Catalogue) -> Consult:
    """The consultation over a catalogue, its index built once."""
    return _built(tuple(catalogue.editions.values()))


@lru_cache(maxsize=2)
def _built(editions: tuple[Edition, ...]) -> Consult:
    return load_consult(Catalogue({(e.meta.policy, e.meta.edition): e for e in editions}))


def general(catalogue: Catalogue) -> list[Answer]:
    """Every question the documents answer or are silent on, topic by topic."""
    return [answer_from(e, e.question) for e in consult_of(catalogue).entries if e.outcome != "out_of_scope"]


def personal(dossier: Dossier, articles: Iterable[str], asked: Sequence[str]) -> list[Answer]:
    """The questions that matter for one person, at most two dozen, none twice.

    First what they `asked`, then what belongs to the fields that are open or wrong, then what rests on the
    `articles` that decide their verdict, then the first questions of every topic.
    """
    consult = consult_of(dossier.catalogue)
    chosen: dict[str, Answer] = {}
    for answer in _candidates(consult, dossier, set(articles), asked):
        if answer.entry_id and answer.outcome in ("answered", "not_stated") and len(chosen) < _MOST:
            chosen.setdefault(answer.entry_id, answer)
    return list(chosen.values())


def _candidates(consult: Consult, dossier: Dossier, articles: set[str], asked: Sequence[str]) -> Iterator[Answer]:
    yield from (consult.ask(question) for question in asked)
    open_fields = {found.field.partition("[")[0] for found in dossier.findings}
    entries = [entry for entry in consult.entries if entry.kind != "eligibility"]
    yield from _answers(e for e in entries if open_fields & {name.partition(".")[0] for name in e.fields})
    yield from _answers(e for e in entries if articles & {quote.article for quote in e.quotes})
    seen: dict[str, int] = {}
    for entry in entries:
        seen[entry.topic] = seen.get(entry.topic, 0) + 1
        if seen[entry.topic] <= _OF_TOPIC:
            yield answer_from(entry, entry.question)


def _answers(entries: Iterable[Entry]) -> Iterator[Answer]:
    return (answer_from(entry, entry.question) for entry in islice(entries, _OF_REASON))
