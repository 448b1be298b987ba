"""`step(session, event, env) -> Turn`: the whole conversation as one pure function.

It has no side effects and may be called again with the same arguments: a version conflict, a redelivered update and
a test are all just that.
"""

from __future__ import annotations

import hashlib

from dialogs.draft import Draft, Turn
from dialogs.env import Env
from dialogs.events import Document, Edited, Event, Other, Photo, Press, Start, Text, Timer, Undelivered
from dialogs.place import place
from dialogs.session import Session
from dialogs.talk import buttons, corrections, importing, messages, opening, prompt, reminding, upgrading
from dialogs.text import clean


def new_session(env: Env) -> Session:
    """A conversation that begins now, resting on the newest editions."""
    catalogue = env.library.catalogue
    nonce = hashlib.sha256(env.seed.encode()).hexdigest()[:6]
    editions = {p: catalogue.get(p).meta.edition for p in catalogue.policies}
    return Session(nonce=nonce, editions=editions)


def step(session: Session | None, event: Event, env: Env) -> Turn:
    """One event to the next session and what is to be said; raises nothing on any event."""
    draft = Draft(session or new_session(env), env)
    draft.message = event.message
    draft.present = not isinstance(event, (Timer, Undelivered))
    if session is None or session.last_at is None:
        draft.set(shape=draft.form.shape)
        if draft.present:
            opening.greet(draft)
    elif draft.present:
        upgrading.follow(draft)
        if opening.was_away(draft) and isinstance(event, (Start, Text)):
            opening.recap(draft)
    _handle(draft, event, first=session is None)
    if draft.present:
        reminding.heard(draft)
    if draft.asks:
        if isinstance(event, (Text, Press)):
            opening.never_silent(draft)
        prompt.ask_next(draft)
    return draft.finish()


def _handle(draft: Draft, event: Event, *, first: bool) -> None:
    if isinstance(event, Text):
        text = clean(event.text)
        if not (first and messages.only_greets(draft, text)):
            messages.take(draft, text, reply_to=event.reply_to)
    elif isinstance(event, Start):
        if not first and not opening.was_away(draft):
            opening.recap(draft)
    elif isinstance(event, Press):
        buttons.press(draft, event.token)
    elif isinstance(event, Edited):
        _edited(draft, clean(event.text), event.message)
    elif isinstance(event, (Photo, Document)):
        _file(draft, event)
    elif isinstance(event, Other):
        draft.say("odd.other")
        draft.restate = True
    elif isinstance(event, Timer):
        reminding.due(draft, event.name)
    elif isinstance(event, Undelivered):
        reminding.undelivered(draft)


def _edited(draft: Draft, text: str, message: str) -> None:
    """An edited message corrects what it had said; one that had said nothing is read as new."""
    draft.restate = True
    if draft.get("consent") is None:
        messages.take(draft, text)
    elif not corrections.edited(draft, message, text):
        draft.say("correct.edited_nothing")


def _file(draft: Draft, event: Photo | Document) -> None:
    if draft.get("consent") is None:
        draft.say("file.after_consent")
        opening.ask_consent(draft)
        return
    here = place(draft.session, draft.env.library, draft.env.today)
    if isinstance(event, Photo):
        importing.photo(draft, event.file, here)
    else:
        importing.document(draft, event.file, here)
    if event.caption.strip():
        messages.take(draft, clean(event.caption))
