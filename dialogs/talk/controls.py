"""Control words: one table from word to what is done, and what 对 / 不 / 说不准 mean at each place."""

from __future__ import annotations

from collections.abc import Callable

from dialogs.commands import Word
from dialogs.draft import Draft
from dialogs.place import Place
from dialogs.talk import (
    asides,
    confirm,
    consulting,
    destinations,
    essay,
    history,
    moves,
    opening,
    privacy,
    repair,
    rows,
)

# words that only show something and leave the pending question as it was
INFORMING = frozenset(
    {"help", "progress", "rule", "why", "example", "eligible", "missing", "thanks", "unanswered", "impatient", "lost", "repeat",
     "choices", "outline", "greet", "any", "pause", "heard", "slow", "voice", "afresh", "somebody"}
)  # fmt: skip
Act = Callable[[Draft, Place], None]


def obey(draft: Draft, word: Word, here: Place) -> None:
    """Carry out one control word at the place where the conversation stands."""
    ACTS[word](draft, here)


def yes(draft: Draft, here: Place) -> None:
    if here.kind == "consent":
        from dialogs.talk import buttons

        buttons.choose(draft, "consent.yes", here)
    elif here.kind == "confirm":
        waiting = confirm.pending(draft)
        if waiting.kind == "unclear" and len(waiting.data["options"]) == 1:
            from dialogs.talk import buttons

            buttons.choose(draft, "m1", here)
        elif waiting.kind in ("erase", "unclear"):
            draft.say("erase.by_word" if waiting.kind == "erase" else "unclear.pick")
            draft.restate = True
        else:
            confirm.accept(draft)
    elif here.kind == "table":
        rows.begin(draft, here.table)
    elif here.kind == "review":
        moves.nothing_to_change(draft)
    else:
        draft.restate = True


def no(draft: Draft, here: Place) -> None:
    if here.kind == "consent":
        opening.declined(draft)
    elif here.kind in ("confirm", "pick"):
        confirm.refuse(draft)
    elif here.kind == "fact":
        moves.deny(draft, here)
    elif here.kind == "table":
        rows.close(draft, here.table)
    elif here.kind in ("field", "cell", "essay"):
        moves.skip(draft, here)
    else:
        draft.restate = True


def wrong(draft: Draft, here: Place) -> None:
    """不对: a no where something was asked of us to confirm, else the answer given last is looked at again."""
    if here.kind in ("consent", "confirm", "pick"):
        no(draft, here)
    elif here.kind == "fact":
        moves.deny(draft, here, otherwise=moves.back)
    else:
        moves.look_again(draft, here)


def mistake(draft: Draft, here: Place) -> None:
    """写错了: never an answer to what is being asked; the one before is looked at again."""
    if here.kind in ("consent", "confirm", "pick"):
        no(draft, here)
    elif here.kind == "fact":
        moves.back(draft, here)
    else:
        moves.look_again(draft, here)


def pause(draft: Draft, here: Place) -> None:
    """我先忙, 等会儿, 再想想: nothing is answered, nothing is lost."""
    if here.kind in ("consent", "confirm"):
        no(draft, here)
    else:
        repair.pause(draft)


def heard(draft: Draft, here: Place) -> None:
    """收到, 哦: no yes and no answer; the question stands."""
    draft.restate = True


def slow(draft: Draft, here: Place) -> None:
    """我打字慢, 字太小: there is time."""
    draft.say("repair.slow")


def voice(draft: Draft, here: Place) -> None:
    """能发语音吗: how speaking can still work."""
    draft.say("repair.voice")


def afresh(draft: Draft, here: Place) -> None:
    """从头来, 清空: nothing goes by such words; how to change one thing, and how to delete everything."""
    draft.say("form.afresh")


def somebody(draft: Draft, here: Place) -> None:
    """转人工: who can help besides us."""
    draft.say("repair.somebody", contact=repair.contact(draft))


def sort(draft: Draft, here: Place) -> None:
    """按时间排好: every table into the order the form asks for."""
    for table in draft.form.tables.values():
        rows.sort(draft, table)
    draft.say("rows.sorted")


def appendix(draft: Draft, here: Place) -> None:
    essay.appendix(draft)


def remind(draft: Draft, here: Place) -> None:
    privacy.remind(draft)


def no_reminders(draft: Draft, here: Place) -> None:
    privacy.no_reminders(draft)


def show_privacy(draft: Draft, here: Place) -> None:
    privacy.show(draft)


def export(draft: Draft, here: Place) -> None:
    privacy.export(draft)


def delete_me(draft: Draft, here: Place) -> None:
    privacy.ask_erase(draft)


def withdraw(draft: Draft, here: Place) -> None:
    privacy.ask_withdraw(draft)


ACTS: dict[str, Act] = {
    "greet": asides.greet,
    "menu": destinations.to_menu,
    "form": destinations.to_form,
    "precheck": destinations.to_precheck,
    "consult": destinations.to_consult,
    "chaoyang": destinations.to_chaoyang,
    "materials": destinations.to_materials,
    "draft": destinations.to_draft,
    "privacy": show_privacy,
    "help": asides.help_,
    "review": destinations.to_review,
    "progress": asides.tell_progress,
    "papers": destinations.to_papers,
    "roster": destinations.to_roster,
    "change": destinations.change,
    "skip": moves.skip,
    "later": moves.later,
    "back": moves.back,
    "done": moves.done,
    "more": moves.more,
    "nothing": moves.nothing,
    "sort": sort,
    "undo": history.undo,
    "redo": history.redo,
    "cancel": moves.cancel,
    "stop": moves.stop,
    "resume": moves.resume,
    "keep": moves.keep,
    "appendix": appendix,
    "yes": yes,
    "no": no,
    "wrong": wrong,
    "mistake": mistake,
    "pause": pause,
    "heard": heard,
    "slow": slow,
    "voice": voice,
    "afresh": afresh,
    "somebody": somebody,
    "unsure": moves.unsure,
    "any": asides.any_,
    "thanks": asides.thanks,
    "impatient": asides.impatient,
    "unanswered": consulting.again,
    "lost": asides.lost,
    "rule": asides.rule,
    "why": asides.why,
    "eligible": asides.eligible,
    "whatif": asides.whatif,
    "missing": asides.missing,
    "example": asides.example,
    "outline": asides.show_outline,
    "choices": asides.repeat,
    "repeat": asides.repeat,
    "export": export,
    "delete_me": delete_me,
    "withdraw": withdraw,
    "remind": remind,
    "no_reminders": no_reminders,
}
