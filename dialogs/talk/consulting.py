"""A policy question at any moment: two or three sentences, the article, one next step; then back to where we were."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.consult import Answer
from dialogs.consult.several import apart
from dialogs.display import excerpt
from dialogs.draft import Draft
from dialogs.effects import Phrase, Quote
from dialogs.facts import known_facts, policy_of
from dialogs.place import Place
from dialogs.session import Pending
from dialogs.talk import verdicts
from dialogs.understanding.expressions import expression

MOST_REMEMBERED = 30
GUIDED = ("precheck", "chaoyang")
"""the talks that are about one policy"""
SHOWN_SOURCES = 2
MOST_ANSWERED = 2
"""questions of one message that are answered at once"""
BODY = "recommending_body"


def answer(draft: Draft, questions: Sequence[str], here: Place) -> None:
    """Answer what a message asks: one question with all that belongs to it, two of them in short; more are named."""
    topic = policy_of(draft.get("goal"), draft.env.library) if draft.get("goal") in GUIDED else None
    single = [q for text in questions for q in apart(draft.env.library.consult, text, field=_field(here), topic=topic)]
    asked = single[:MOST_ANSWERED]
    for n, question in enumerate(asked):
        topic = _one(draft, question, here, topic=topic, after=n > 0, short=len(asked) > 1) or topic
    if rest := single[MOST_ANSWERED:]:
        draft.say("consult.rest", questions="".join(f"“{excerpt(q, 20)}”" for q in rest))


def _one(draft: Draft, question: str, here: Place, *, topic: str | None, after: bool, short: bool) -> str:
    """Answer with the source; near ties become a choice, a question about oneself gets the verdict, one about the body to
    apply through what the form leads to. Returns the policy that was answered from."""
    session = draft.session
    library = draft.env.library
    facts = known_facts(session, library) if session.consent is not None else None
    previous = session.asked[-1] if session.asked and not after else None
    found = library.consult.ask(
        question, facts=facts, field=_field(here), after=previous, topic=topic, today=draft.env.today
    )
    draft.set(asked=(*session.asked, question)[-MOST_REMEMBERED:])
    if found.kind == "eligibility" and facts:
        verdicts.tell(draft, found.policy if topic == found.policy else "")
        return found.policy
    if facts and (found.kind == "routing" or _about_the_list(question, here)) and verdicts.tell_route(draft):
        return found.policy
    if found.outcome == "clarify" and found.choices:
        options = [{"text": c.question, "question": c.question} for c in found.choices[:3]]
        draft.set(pending=Pending(kind="unclear", data={"options": options}))
        return found.policy
    text, over = found.text, found.kind == "window" and verdicts.window_closed(draft)
    if over:
        text = f"{over}{text}"
    elif found.kind == "storing":
        where = Phrase("consent.telegram" if draft.env.channel == "telegram" else "consent.local")
        draft.say("consult.own_data", days=draft.env.operator.keep_days, where=where)
        text = library.wording.text(Phrase("consult.notice_data", {"text": text}))
    lines: list[Phrase] = []
    for source in found.sources[: 1 if short else SHOWN_SOURCES]:
        values = {"document": source.document, "article": source.article, "quote": Quote(source.quote_display)}
        lines.append(Phrase("consult.source" if source.quote else "consult.whole", values))
    if found.status:
        lines.append(_status(draft, found))
    if found.next_step and not short and not over and _first_time(draft, f"next.{found.next_step}"):
        lines.append(Phrase("consult.next", {"step": found.next_step}))
    draft.say("consult.answer" if lines else "consult.bare", text=text, lines=tuple(lines))
    return found.policy


def again(draft: Draft, here: Place) -> None:
    """你没回答我: what else the last question may have meant is offered; without one it is asked for."""
    asked = draft.get("asked")
    topic = policy_of(draft.get("goal"), draft.env.library) if draft.get("goal") in GUIDED else None
    others = draft.env.library.consult.others(asked[-1], field=_field(here), topic=topic) if asked else []
    if not others:
        draft.say("consult.say_again")
        return
    draft.say("consult.not_that", question=excerpt(asked[-1], 30))
    draft.set(pending=Pending(kind="unclear", data={"options": [{"text": q, "question": q} for q in others]}))


def _about_the_list(question: str, here: Place) -> bool:
    """Whether, with the bodies on screen, it is asked which of them (这几个哪个能收我)."""
    return here.path == BODY and expression("asks.which").search(question) is not None


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
