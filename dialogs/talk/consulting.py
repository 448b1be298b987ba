"""A policy question at any moment: two or three sentences, the article, one next step; then back to where we were."""

from __future__ import annotations

from dialogs.consult import Answer
from dialogs.draft import Draft
from dialogs.effects import Phrase, Quote
from dialogs.facts import known_facts, policy_of
from dialogs.place import Place
from dialogs.session import Pending
from dialogs.talk import verdicts

MOST_REMEMBERED = 30
GUIDED = ("precheck", "chaoyang")
"""the talks that are about one policy"""
SHOWN_SOURCES = 2


def answer(draft: Draft, question: str, here: Place) -> None:
    """Answer with the source; near ties become a choice, a question about oneself gets the verdict."""
    session = draft.session
    library = draft.env.library
    facts = known_facts(session, library) if session.consent is not None else None
    previous = session.asked[-1] if session.asked else None
    topic = policy_of(session.goal, library) if session.goal in GUIDED else None
    found = library.consult.ask(
        question, facts=facts, field=_field(here), after=previous, topic=topic, today=draft.env.today
    )
    draft.set(asked=(*session.asked, question)[-MOST_REMEMBERED:])
    if found.kind == "eligibility" and facts:
        verdicts.tell(draft)
        return
    if found.outcome == "clarify" and found.choices:
        options = [{"text": c.question, "question": c.question} for c in found.choices[:3]]
        draft.set(pending=Pending(kind="unclear", data={"options": options}))
        return
    lines: list[Phrase] = []
    for source in found.sources[:SHOWN_SOURCES]:
        values = {"document": source.document, "article": source.article, "quote": Quote(source.quote_display)}
        lines.append(Phrase("consult.source" if source.quote else "consult.whole", values))
    if found.status:
        lines.append(_status(draft, found))
    if found.next_step and _first_time(draft, f"next.{found.next_step}"):
        lines.append(Phrase("consult.next", {"step": found.next_step}))
    draft.say("consult.answer" if lines else "consult.bare", text=found.text, lines=tuple(lines))


def _status(draft: Draft, found: Answer) -> Phrase:
    """The edition an answer rests on: told in full once, afterwards in a few words; that a draft is one, every time."""
    meta = draft.env.library.edition(found.policy, found.edition).meta
    if _first_time(draft, f"status.{meta.policy}.{meta.edition}"):
        return Phrase("consult.line", {"text": found.status})
    key = "consult.brief_draft" if meta.status == "draft" else "consult.brief"
    return Phrase(key, {"document": meta.document, "cite": meta.cite, "edition": meta.edition})


def _first_time(draft: Draft, key: str) -> bool:
    """Whether this has not been said lately; from now on it has."""
    said: tuple[str, ...] = draft.get("said_once")
    if key in said:
        return False
    draft.set(said_once=(*said, key)[-MOST_REMEMBERED:])
    return True


def _field(here: Place) -> str | None:
    if here.kind in ("cell", "table"):
        return here.table
    return here.path if here.kind in ("field", "essay") else None
