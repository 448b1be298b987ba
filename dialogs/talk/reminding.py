"""Reminders for an unfinished form: asked for, at most three, by day only; a block ends them."""

from __future__ import annotations

from datetime import timedelta

from dialogs.agenda import agenda, progress
from dialogs.draft import Draft
from dialogs.talk.names import path_name
from dialogs.talk.privacy import REMINDER, by_day

MOST = 3
PAUSES = (timedelta(days=7), timedelta(days=14))


def due(draft: Draft, name: str) -> None:
    """One reminder; the next one is set further away, the third is the last."""
    draft.asks = False
    open_paths = agenda(draft.session, draft.form)
    sent = draft.get("reminded")
    if name != REMINDER or not draft.get("reminders") or not open_paths or sent >= MOST:
        return
    if not 9 <= draft.env.now.hour < 21:
        draft.schedule(REMINDER, by_day(draft, timedelta()))
        return
    done, total = progress(draft.session, draft.form)
    draft.say("reminder.text", done=done, total=total, next=path_name(draft, open_paths[0]))
    draft.set(reminded=sent + 1)
    if sent + 1 < MOST:
        draft.schedule(REMINDER, by_day(draft, PAUSES[sent]))


def undelivered(draft: Draft) -> None:
    """The person blocked the bot: nothing more is sent by itself."""
    draft.asks = False
    draft.schedule(REMINDER, None)
