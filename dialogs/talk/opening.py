"""你好: the greeting, consent, coming back after a while."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dialogs.agenda import agenda, put_off, standing
from dialogs.catalogue import Edition
from dialogs.draft import Draft
from dialogs.effects import Phrase, Say, SendPaper
from dialogs.place import Place, place
from dialogs.session import Consent, Pending
from dialogs.talk.names import path_name
from dialogs.text import said_day

CONSENT_VERSION = "2026-11"
AWAY = timedelta(hours=8)


def greet(draft: Draft) -> None:
    """Three lines: what this is, which edition it rests on, whether it can be applied for now."""
    library = draft.env.library
    main = library.edition(library.main, draft.get("editions").get(library.main, ""))
    draft.say("greeting.hello", edition=edition_line(main, draft))


def edition_line(edition: Edition, draft: Draft) -> Phrase:
    """Which text this rests on and whether it takes applications today."""
    meta = edition.meta
    state = edition.window_on(draft.env.today)
    values = {
        "document": meta.document,
        "title": meta.document_title,
        "edition": meta.edition,
        "date": said_day(meta.window.submit_by) if meta.window else "",
        "opens": said_day(meta.window.opens) if meta.window else "",
    }
    return Phrase(f"window.{state}", values)


def ask_consent(draft: Draft) -> None:
    """Say who handles what, and wait for a yes; what was typed meanwhile is held, not stored."""
    operator = draft.env.operator
    who = (
        Phrase("consent.operator", {"name": operator.name, "contact": operator.contact or "—"})
        if operator.name
        else Phrase("consent.self_run")
    )
    where = Phrase("consent.telegram") if draft.env.channel == "telegram" else Phrase("consent.local")
    draft.say("consent.text", who=who, where=where, days=operator.keep_days)
    draft.set(pending=Pending(kind="consent", data={"goal": draft.get("goal")}))


def agreed(draft: Draft) -> tuple[str, ...]:
    """Record the consent; returns the messages that waited for it."""
    held: tuple[str, ...] = draft.get("held")
    draft.set(
        consent=Consent(version=CONSENT_VERSION, at=draft.env.now, channel=draft.env.channel),
        pending=None,
        held=(),
    )
    draft.say("consent.thanks")
    return held


def declined(draft: Draft) -> None:
    """No consent: nothing is kept of what was said; asking about the policy stays open."""
    draft.set(pending=None, held=(), goal="", target="")
    draft.say("consent.declined")


def withdraw(draft: Draft) -> None:
    """Consent withdrawn: nothing more is taken until it is given again; what is stored stays until deleted."""
    draft.set(consent=None, goal="", target="", pending=None)
    draft.say("consent.withdrawn")


def never_silent(draft: Draft) -> None:
    """A message after which the same question would only be repeated is answered by one line at least."""
    if not draft.restate or any(isinstance(e, (Say, SendPaper)) for e in draft.effects):
        return
    here = place(draft.session, draft.env.library, draft.env.today)
    before = place(draft.before, draft.env.library, draft.env.today)
    if here.kind != "consent" and here in (before, _beneath(draft)):
        draft.say("odd.go_on_menu" if here.kind in ("menu", "review") else "odd.go_on")


def _beneath(draft: Draft) -> Place:
    """Where the conversation would have stood but for the overlay that was open."""
    return place(draft.before.model_copy(update={"pending": None}), draft.env.library, draft.env.today)


def was_away(draft: Draft) -> bool:
    """Whether the last message lies long enough back for a recap."""
    last = draft.get("last_at")
    return last is not None and draft.env.now - last > AWAY


FEW = 4
"""items still empty that are worth naming in a recap"""
MOST_LATER = 6


def _left(draft: Draft, later: Sequence[str], still_open: Sequence[str]) -> list[Phrase]:
    """What was put off, and what else is still empty where that is little; nothing is never named as such."""
    others = [key for key in still_open if not any(path.partition("[")[0] == key for path in later)]
    return [
        Phrase(template, {"names": "、".join(path_name(draft, path) for path in paths)})
        for template, paths in (("recap.later", later[:MOST_LATER]), ("recap.open", others))
        if paths and (template == "recap.later" or len(paths) <= FEW)
    ]


def recap(draft: Draft) -> None:
    """Where we were: done, put off, and what comes next."""
    session = draft.session
    if not draft.answers:
        greet(draft)
        return
    now = standing(session, draft.form)
    later = put_off(session, draft.form)
    open_paths = agenda(session, draft.form)
    following = path_name(draft, open_paths[0]) if open_paths else ""
    back = Phrase("recap.far", {"done": now.done, "total": now.total})
    draft.say("recap.back", lines=(back, *_left(draft, later, now.open)))
    if not draft.get("goal") and not draft.get("target"):
        draft.set(goal="form")
    if not following and not now.open:
        draft.say("recap.complete")
