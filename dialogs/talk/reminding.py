"""Reminders for an unfinished form: asked for, at most three, by day only; a block ends them."""

from __future__ import annotations

from datetime import timedelta

from dialogs.agenda import agenda, standing
from dialogs.draft import Draft
from dialogs.talk.names import path_name
from dialogs.talk.privacy import REMINDER, by_day

EXPIRY = "expiry"
NOTICE_DAYS = 7
MOST = 3
PAUSES = (timedelta(days=7), timedelta(days=14))


def heard(draft: Draft) -> None:
    """The person is there: the notice before deletion moves to a week before the end of the time their data is kept."""
    if draft.erase or not draft.answers:
        return
    notice = max(1, draft.env.operator.keep_days - NOTICE_DAYS)
    at = by_day(draft, timedelta(days=notice))
    day = at.date().isoformat()
    if day != draft.get("expires_on"):
        draft.set(expires_on=day)
        draft.schedule(EXPIRY, at)


def due(draft: Draft, name: str) -> None:
    """A timer has come: the notice before deletion, or a reminder the person asked for."""
    draft.asks = False
    if name == EXPIRY:
        draft.say("reminder.expiry", days=min(NOTICE_DAYS, draft.env.operator.keep_days))
        return
    _remind(draft, name)


def _remind(draft: Draft, name: str) -> None:
    """One reminder; the next one is set further away, the third is the last."""
    open_paths = agenda(draft.session, draft.form)
    sent = draft.get("reminded")
    if name != REMINDER or not draft.get("reminders") or not open_paths or sent >= MOST:
        return
    if not 9 <= draft.env.now.hour < 21:
        draft.schedule(REMINDER, by_day(draft, timedelta()))
        return
    now = standing(draft.session, draft.form)
    draft.say("reminder.text", done=now.done, total=now.total, next=path_name(draft, open_paths[0]))
    draft.set(reminded=sent + 1)
    if sent + 1 < MOST:
        draft.schedule(REMINDER, by_day(draft, PAUSES[sent]))


def undelivered(draft: Draft) -> None:
    """The person blocked the bot: nothing more is sent by itself."""
    draft.asks = False
    draft.schedule(REMINDER, None)
    draft.schedule(EXPIRY, None)
