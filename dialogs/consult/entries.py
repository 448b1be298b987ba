"""What can be answered: entries read from an edition's `faq/*.yaml`, and the neighbours both documents leave alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

from dialogs.catalogue import POLICIES, Catalogue, Edition
from dialogs.form import Model
from dialogs.yamlfile import read_yaml

Outcome = Literal["answered", "not_stated", "clarify", "out_of_scope"]
NEIGHBOURS = POLICIES / "neighbours.yaml"


class Quote(Model):
    """A verbatim piece of the pinned source and the article it stands in."""

    article: str
    quote: str


class EntryData(Model):
    """One entry: `ask` holds a phrasing a line, `when` a rule a line; `fields` are the form answers it is about."""

    question: str
    answer: str
    ask: str
    when: str = ""
    sources: tuple[Quote, ...] = ()
    outcome: Outcome | None = None
    kind: Literal["", "eligibility", "routing", "storing", "window"] = ""
    fields: tuple[str, ...] = ()
    next: str = ""
    covers: tuple[str, ...] = ()
    """entries whose answer this one holds as well: no need to ask which was meant"""
    general: bool = False
    """gives way to a closer answer that fits as well"""


class FaqFile(Model):
    """One file: a topic, what its entries have in common, and the entries by id."""

    topic: str
    outcome: Outcome = "answered"
    next: str = ""
    entries: dict[str, EntryData]


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer and the many ways people ask for it. `edition` is None for what neither document deals with."""

    id: str
    topic: str
    question: str
    answer: str
    outcome: Outcome
    kind: str
    quotes: tuple[Quote, ...]
    fields: tuple[str, ...]
    next_step: str
    phrasings: tuple[str, ...]
    rules: tuple[str, ...]
    edition: Edition | None
    file: Path
    covers: tuple[str, ...] = ()
    general: bool = False

    @property
    def policy(self) -> str:
        return self.edition.meta.policy if self.edition else ""

    @property
    def draft(self) -> bool:
        return self.edition is not None and self.edition.meta.status == "draft"


class BadEntries(ValueError):
    """An entry file that cannot be used; the message says which and why."""


def read_faq(file: Path) -> FaqFile:
    """One file's entries; raises `BadEntries`."""
    try:
        return FaqFile.model_validate(read_yaml(file))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise BadEntries(f"{file.name}：{error}") from error


def file_entries(file: Path, edition: Edition | None) -> Iterator[Entry]:
    """The entries of one file; raises `BadEntries`."""
    data = read_faq(file)
    for key, e in data.entries.items():
        yield Entry(
            id=key,
            topic=data.topic,
            question=e.question,
            answer=e.answer,
            outcome=e.outcome or data.outcome,
            kind=e.kind,
            quotes=e.sources,
            fields=e.fields,
            next_step=e.next or data.next,
            phrasings=(e.question, *e.ask.splitlines()),
            rules=tuple(e.when.splitlines()),
            edition=edition,
            file=file,
            covers=e.covers,
            general=e.general,
        )


def faq_files(edition: Edition) -> list[Path]:
    """The edition's entry files in reading order."""
    return sorted((edition.folder / "faq").glob("*.yaml"))


def edition_entries(edition: Edition) -> list[Entry]:
    """Every entry of an edition, in file order."""
    return [entry for file in faq_files(edition) for entry in file_entries(file, edition)]


@lru_cache(maxsize=1)
def neighbour_entries() -> tuple[Entry, ...]:
    """What is often asked beside the two documents but stands in neither."""
    return tuple(file_entries(NEIGHBOURS, None))


def all_entries(catalogue: Catalogue) -> list[Entry]:
    """The entries of each policy's newest edition that has any, then the neighbours."""
    found: list[Entry] = []
    for policy in catalogue.policies:
        editions = sorted(
            (e for (p, _), e in catalogue.editions.items() if p == policy),
            key=lambda e: (e.meta.issued, e.meta.edition),
            reverse=True,
        )
        for edition in editions:
            if faq_files(edition):
                found += edition_entries(edition)
                break
    return [*found, *neighbour_entries()]
