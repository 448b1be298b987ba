"""A policy question at any moment: two or three sentences, the article, one next step; then back to where we were."""

from __future__ import annotations

from dialogs.draft import Draft
from dialogs.effects import Phrase, Quote
from dialogs.facts import known_facts
from dialogs.place import Place
from dialogs.session import Pending

MOST_REMEMBERED = 30


def answer(draft: Draft, question: str, here: Place) -> None:
    """Answer with the source; near ties become a choice."""
    session = draft.session
    library = draft.env.library
    previous = session.asked[-1] if session.asked else None
    found = library.consult.ask(question, facts=known_facts(session, library), field=_field(here), after=previous)
    draft.set(asked=(*session.asked, question)[-MOST_REMEMBERED:])
    if found.outcome == "clarify" and found.choices:
        options = [{"text": c.question, "question": c.question} for c in found.choices[:3]]
        draft.set(pending=Pending(kind="unclear", data={"options": options}))
        return
    sources = tuple(
        Phrase(
            "consult.source",
            {"document": s.document, "article": s.article, "quote": Quote(display(draft, s.quote))},
        )
        if s.quote
        else Phrase("consult.whole", {"document": s.document, "article": s.article})
        for s in found.sources[:2]
    )
    draft.say("consult.answer" if sources else "consult.bare", text=found.answer, sources=sources)


def display(draft: Draft, quote: str) -> str:
    """The quote in simplified characters, for reading."""
    from dialogs.text import simplified

    return simplified(quote)


def _field(here: Place) -> str | None:
    if here.kind == "field":
        return here.path
    if here.kind in ("cell", "table"):
        return here.table
    return here.path or None
