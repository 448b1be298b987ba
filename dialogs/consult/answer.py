"""An answer as it is handed on: what is said, what it rests on, and what to choose from where two are close."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from dialogs.consult.entries import Entry, Outcome
from dialogs.text import simplified
from dialogs.yamlfile import read_yaml


@dataclass(frozen=True, slots=True)
class Source:
    """What an answer rests on: `quote` is verbatim as stored, empty where the whole document is silent."""

    document: str
    article: str
    quote: str

    @property
    def quote_display(self) -> str:
        """The quote in simplified characters."""
        return simplified(self.quote)


@dataclass(frozen=True, slots=True)
class Choice:
    """A question to choose, and what asking it leads to."""

    question: str
    outcome: Outcome
    entry_id: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to a policy question.

    `text` is two or three plain sentences, `full` what a person reads: text, sources, status and next step.
    `kind` is `eligibility` where the person asks about themself, so that the verdict can be given instead.
    """

    question: str
    text: str
    outcome: Outcome
    sources: tuple[Source, ...] = ()
    choices: tuple[Choice, ...] = ()
    entry_id: str = ""
    next_step: str = ""
    status: str = ""
    kind: str = ""
    topic: str = ""
    policy: str = ""
    edition: str = ""
    fields: tuple[str, ...] = field(default=())

    @property
    def answer(self) -> str:
        """What is said without the quotes: text, status and next step; for where sources are shown apart."""
        step = wording()["next"].format(step=self.next_step) if self.next_step else ""
        return "\n".join(line for line in (self.text, self.status, step) if line)

    @property
    def full(self) -> str:
        """Everything a person reads, one idea a line."""
        says = wording()
        lines = [self.text]
        for s in self.sources:
            template = says["source"] if s.quote else says["whole"]
            quote = " ".join(s.quote_display.split())
            lines.append(template.format(article=s.article, quote=quote, document=s.document))
        if self.status:
            lines.append(self.status)
        if self.next_step:
            lines.append(says["next"].format(step=self.next_step))
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """The object `tetie ask --json` prints."""
        return {
            "question": self.question,
            "answer": self.full,
            "outcome": self.outcome,
            "sources": [{"document": s.document, "article": s.article, "quote": s.quote} for s in self.sources],
            "choices": [{"question": c.question, "outcome": c.outcome} for c in self.choices],
        }


@lru_cache(maxsize=1)
def wording() -> dict[str, str]:
    """The sentences around an answer."""
    data: dict[str, str] = read_yaml(Path(__file__).parent / "wording.yaml")
    return data


def answer_from(entry: Entry, question: str) -> Answer:
    """The entry's answer to `question`, with its document, edition and draft status."""
    says, meta = wording(), entry.edition.meta if entry.edition else None
    sources: tuple[Source, ...] = ()
    status = ""
    if meta:
        sources = tuple(Source(meta.document, q.article, q.quote) for q in entry.quotes)
        sources = sources or (Source(meta.document, meta.cite, ""),)
        status = says["draft" if entry.draft else "edition"].format(document=meta.document, edition=meta.edition)
    return Answer(
        question=question,
        text=entry.answer,
        outcome=entry.outcome,
        sources=sources,
        entry_id=entry.id,
        next_step=entry.next_step,
        status=status,
        kind=entry.kind,
        topic=entry.topic,
        policy=meta.policy if meta else "",
        edition=meta.edition if meta else "",
        fields=entry.fields,
    )


def choose(entries: Iterable[Entry], question: str) -> Answer:
    """A question back, with at most three entries to choose from."""
    choices = tuple(Choice(e.question, e.outcome, e.id) for e in entries)[:3]
    return Answer(question=question, text=wording()["clarify"], outcome="clarify", choices=choices)


def elsewhere(question: str) -> Answer:
    """What is said to something neither document deals with."""
    says = wording()
    return Answer(question=question, text=says["out"], outcome="out_of_scope", next_step=says["out_next"])


def unsure(question: str) -> Answer:
    """What is said where the topic is ours but nothing fits well enough."""
    return Answer(question=question, text=wording()["unsure"], outcome="not_stated", next_step=wording()["out_next"])


def not_held(entry: Entry, question: str) -> Answer:
    """What is said where the topic is the entry's, but not the point asked: silent, with the entry's quotes as the nearest."""
    near = answer_from(entry, question)
    return replace(
        near, text=wording()["not_held"], outcome="not_stated", next_step=wording()["not_held_next"], kind=""
    )
