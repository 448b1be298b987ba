"""Buttons: the one on screen, and the ones from before, which are never dropped and never hit another question."""

from __future__ import annotations

from typing import Any

from dialogs.answers import FACTS, split_path
from dialogs.commands import Command, Control, Correct, Cut, Fill, GoTo, Look, Make, Question, RowDelete, Unclear
from dialogs.display import shown
from dialogs.draft import Draft
from dialogs.form import FieldSpec, TableSpec
from dialogs.parsing import Parsed
from dialogs.place import Place, place
from dialogs.session import Pending
from dialogs.talk import (
    confirm,
    controls,
    essay,
    filling,
    messages,
    opening,
    picking,
    rows,
)
from dialogs.talk.names import fact_questions, path_name

GOALS = {
    f"menu.{word}": word
    for word in ("precheck", "form", "consult", "chaoyang", "materials", "draft", "privacy", "help")
}


def press(draft: Draft, token: str) -> None:
    """A tap: on the present question it is a choice; on an older one it is shown, never applied by itself."""
    nonce, _, rest = token.partition("|")
    epoch, _, rest = rest.partition("|")
    field, _, choice = rest.rpartition("|")
    if nonce != draft.get("nonce") or not epoch.isdigit() or not field:
        draft.acknowledge("stale.unknown")
        draft.restate = True
        return
    here = place(draft.session, draft.env.library, draft.env.today)
    offer = draft.get("offer")
    if offer is not None and int(epoch) == offer.epoch and field == offer.field == here.field:
        draft.acknowledge("stale.taken")
        choose(draft, choice, here)
        return
    _stale(draft, field, choice, here)


def _stale(draft: Draft, field: str, choice: str, here: Place) -> None:
    """A button from before: a menu still leads where it says, an answer asks whether to change what stands."""
    draft.restate = True
    if choice in GOALS:
        draft.acknowledge("stale.taken")
        choose(draft, choice, here)
        return
    spec, path = _spec(draft, field)
    option = spec.option(choice) if spec is not None else None
    stored = draft.answers.get(path)
    if option is not None and stored is not None and stored.value == option.stored and stored.status == "answered":
        draft.acknowledge("stale.already", name=path_name(draft, path))
        draft.asks = False
        return
    if option is None or draft.get("consent") is None or draft.get("pending") is not None:
        draft.acknowledge("stale.old")
        draft.say("stale.here")
        return
    draft.acknowledge("stale.old")
    draft.set(pending=Pending(kind="stale", path=path, data={"value": option.stored, "display": option.text}))


def _spec(draft: Draft, field: str) -> tuple[FieldSpec | None, str]:
    head, dot, fact = field.partition(".")
    if head in ("precheck", "chaoyang") and dot:
        return fact_questions(draft).get(fact), f"{FACTS}{fact}"
    table, row, _ = split_path(field)
    if row and row not in draft.rows.get(table, ()):
        return None, field
    try:
        spec = draft.form.spec(field)
    except KeyError:
        return None, field
    return (spec, field) if isinstance(spec, FieldSpec) else (None, field)


def choose(draft: Draft, choice: str, here: Place) -> None:
    """One of the offered choices, however it was given (tap, number, words, `#id`)."""
    if choice == "consent.yes":
        held = opening.agreed(draft)
        goal = draft.get("goal")
        if goal in controls.ACTS and not held:
            controls.ACTS[goal](draft, here)
        elif held and not goal:
            draft.set(goal="form")
        for text in held:
            messages.take(draft, text)
    elif choice == "consent.no":
        opening.declined(draft)
    elif choice in GOALS:
        word = GOALS[choice]
        if draft.get("consent") is None and word in messages.PERSONAL_WORDS:
            draft.set(goal=word)
            opening.ask_consent(draft)
            return
        controls.ACTS[word](draft, here)
    elif here.kind == "pick":
        if choice == "resume":
            draft.set(pending=None)
        else:
            picking.choose(draft, choice)
    elif here.kind == "confirm":
        _decide(draft, choice, here)
    elif _is_value(here, choice):
        _answer(draft, choice, here)
    elif choice == "cells":
        rows.begin(draft, here.table)
    elif choice == "cancel" and draft.get("open_row"):
        rows.cancel(draft)
    elif choice == "restart":
        essay.restart(draft)
    elif choice == "trim":
        draft.say("essay.trim")
    elif choice in controls.ACTS:
        if draft.get("consent") is None and choice in messages.PERSONAL_WORDS:
            opening.ask_consent(draft)
            return
        controls.ACTS[choice](draft, here)
    else:
        draft.restate = True


def _is_value(here: Place, choice: str) -> bool:
    return isinstance(here.spec, FieldSpec) and here.spec.option(choice) is not None


def _answer(draft: Draft, choice: str, here: Place) -> None:
    spec = here.spec
    option = spec.option(choice) if isinstance(spec, FieldSpec) else None
    if not isinstance(spec, FieldSpec) or option is None:
        return
    old = draft.answers.get(here.path)
    display = option.text if here.path.startswith(FACTS) else shown(spec, option.stored)
    parsed = Parsed(option.stored, display)
    if old is not None and old.status == "answered" and old.value is not None and old.value != option.stored:
        messages.carry_out(draft, [Correct(here.path, parsed, option.text)], here)
    else:
        messages.carry_out(draft, [Fill(here.path, parsed, option.text)], here)


def _decide(draft: Draft, choice: str, here: Place) -> None:
    """A button under something that waits for a yes."""
    waiting = confirm.pending(draft)
    if waiting.kind == "unclear":
        _clear_up(draft, waiting, choice, here)
    elif choice in ("finish", "drop", "later") and waiting.kind == "half_row":
        confirm.half_row(draft, choice)
    elif choice in ("export", "change", "withdraw", "delete_me", "menu"):
        if waiting.kind != "erase":
            draft.set(pending=None)
        controls.ACTS[choice](draft, here)
    elif choice in ("yes", "more"):
        confirm.accept(draft)
    elif choice in ("no", "keep"):
        confirm.refuse(draft)
    else:
        draft.restate = True


def _clear_up(draft: Draft, waiting: Pending, choice: str, here: Place) -> None:
    """Which of the things it may have meant."""
    options = waiting.data["options"]
    if not choice.startswith("m") or not choice[1:].isdigit() or not 0 < int(choice[1:]) <= len(options):
        confirm.refuse(draft)
        return
    draft.set(pending=None)
    meant = options[int(choice[1:]) - 1]
    before = place(draft.session, draft.env.library, draft.env.today)
    if "say" in meant:
        _say_to(draft, meant["path"], meant["say"])
        return
    meanings = [_meant(option) for option in meant.get("all", [meant])]
    messages.carry_out(draft, [command for command in meanings if command is not None] or [Unclear("")], before)


def _meant(option: dict[str, Any]) -> Command | None:
    """The command that `repair` wrote down as plain data."""
    if "question" in option:
        return Question(option["question"])
    if "word" in option:
        return Control(option["word"])
    if "delete" in option:
        return RowDelete(*option["delete"])
    if "goto" in option:
        return GoTo(option["goto"])
    if "look" in option:
        return Look(option["look"])
    if "make" in option:
        return Make(tuple(option["make"]))
    if "cut" in option:
        path, pieces, said = option["cut"]
        return Cut(path, tuple(pieces), said)
    if "value" in option:
        kind = Correct if option["correct"] else Fill
        return kind(option["path"], Parsed(option["value"], option["display"]), option["raw"])
    return None


def _say_to(draft: Draft, path: str, text: str) -> None:
    """A suggested reply of a parser, handed to the question it belongs to."""
    from dialogs.parsing import parse

    spec = draft.form.spec(path)
    outcome = parse(spec, text, context={}, today=draft.env.today)
    if isinstance(outcome, Parsed) and isinstance(spec, TableSpec):
        rows.take(draft, spec, Fill(path, outcome, text))
    elif isinstance(outcome, Parsed):
        filling.store(draft, path, outcome.value, raw=text)
        draft.set(misses=0)
        filling.tell(draft, filling.echo(draft, path, outcome.display))
        rows.close_if_full(draft)
    else:
        draft.complain("repair.problem", message=outcome.message)
