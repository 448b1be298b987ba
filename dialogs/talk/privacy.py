"""我的资料: see, copy, correct, withdraw, delete; reminders only for those who asked for them."""

from __future__ import annotations

from datetime import datetime, timedelta

from dialogs.draft import Draft
from dialogs.effects import Phrase
from dialogs.session import Pending
from dialogs.talk import review, said
from dialogs.talk.names import fact_questions
from dialogs.text import said_day

REMINDER = "reminder"
FIRST_REMINDER = timedelta(days=3)


def show(draft: Draft) -> None:
    """What is stored (masked), since when there is consent, and what can be done about it."""
    consent = draft.get("consent")
    state = (
        Phrase("privacy.consented", {"date": said_day(consent.at.date()), "version": consent.version})
        if consent is not None
        else Phrase("privacy.not_consented")
    )
    count = sum(1 for a in draft.answers.values() if a.value is not None)
    draft.say("privacy.overview", state=state, count=count, reminders=_reminders(draft))
    review.show_values(draft)
    if told := said.lines(draft, fact_questions(draft)):
        draft.say("review.section", title=draft.env.library.wording.template("facts.title"), lines=tuple(told))
    draft.set(pending=Pending(kind="privacy"))


def _reminders(draft: Draft) -> Phrase:
    return Phrase("privacy.reminders_on" if draft.get("reminders") else "privacy.reminders_off")


def export(draft: Draft) -> None:
    """A copy of everything said, as ANSWERS.json."""
    draft.send_paper("export", "privacy.export")


def ask_withdraw(draft: Draft) -> None:
    """Withdrawing consent is asked once, plainly."""
    draft.set(pending=Pending(kind="withdraw"))


def ask_erase(draft: Draft) -> None:
    """What will go; the typed word does it, nothing else."""
    count = sum(1 for a in draft.answers.values() if a.value is not None)
    draft.say("erase.what", count=count)
    draft.set(pending=Pending(kind="erase"), essay="", target="")


def erase(draft: Draft) -> None:
    """Everything of this person is deleted with this turn; a receipt without personal data is all that stays."""
    draft.erase = True
    draft.asks = False
    draft.effects.clear()
    draft.say("erase.done", date=draft.env.now.strftime("%Y-%m-%d %H:%M"))
    draft.schedule(REMINDER, None)


def remind(draft: Draft) -> None:
    """Opt in: at most three reminders for an unfinished form, by day only."""
    draft.set(reminders=True)
    draft.schedule(REMINDER, by_day(draft, FIRST_REMINDER))
    draft.say("privacy.reminders_on")


def no_reminders(draft: Draft) -> None:
    draft.set(reminders=False)
    draft.schedule(REMINDER, None)
    draft.say("privacy.reminders_off")


def by_day(draft: Draft, after: timedelta) -> datetime:
    """A time at least `after` from now, not between 21:00 and 9:00."""
    at = draft.env.now + after
    if at.hour >= 21:
        at = (at + timedelta(days=1)).replace(hour=9, minute=30)
    elif at.hour < 9:
        at = at.replace(hour=9, minute=30)
    return at
