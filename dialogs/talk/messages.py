"""A text message: understood, then carried out command by command."""

from __future__ import annotations

from functools import partial

from dialogs.agenda import agenda
from dialogs.answers import FACTS, nested
from dialogs.commands import (
    Choose,
    Clear,
    Command,
    Control,
    Correct,
    Cut,
    Fill,
    Focus,
    GoTo,
    Known,
    Look,
    Make,
    Miss,
    Piece,
    PutOff,
    Question,
    RowAdd,
    RowDelete,
    RowRestore,
    Unclear,
    WhatIf,
)
from dialogs.draft import Draft
from dialogs.facts import reads
from dialogs.form import FieldSpec
from dialogs.parsing import Parsed, parse
from dialogs.place import Place, place
from dialogs.session import Pending
from dialogs.talk import (
    asides,
    buttons,
    confirm,
    consulting,
    controls,
    corrections,
    destinations,
    essay,
    filling,
    history,
    moves,
    opening,
    papers,
    recall,
    repair,
    rows,
    shown_rows,
    verdicts,
)
from dialogs.talk.names import fact_questions
from dialogs.text import plain_key
from dialogs.understanding import understand
from dialogs.understanding.message import fold, squeeze
from dialogs.understanding.words import names_of

LONGEST = 20_000
TELLING = 8
"""characters from which on a message that waits for consent may hold an answer"""
PERSONAL = (Fill, Miss, Correct, Cut, Make, GoTo, PutOff, RowAdd, RowDelete, RowRestore)
PERSONAL_WORDS = frozenset(
    {"form", "precheck", "chaoyang", "review", "change", "eligible", "missing", "outline", "papers", "roster", "remind"}
)


def only_greets(draft: Draft, text: str) -> bool:
    """Whether a first message is a greeting and nothing more."""
    commands = understand(text, focus=Focus(path="menu"), known=known(draft), today=draft.env.today)
    return bool(commands) and all(isinstance(c, Control) and c.word in ("greet", "menu", "help") for c in commands)


def take(draft: Draft, text: str, *, reply_to: str = "") -> None:
    """One message of the person, in full; a reply to an own earlier message corrects what that had said."""
    draft.set(reminded=0)
    if not text.strip():
        draft.complain("odd.empty")
        draft.restate = True
        return
    if len(text) > LONGEST:
        draft.complain("odd.too_long", limit=LONGEST)
        draft.restate = True
        return
    here = place(draft.session, draft.env.library, draft.env.today)
    if here.kind == "confirm" and confirm.typed(draft, text):
        return
    row = row_in_view(draft)
    if here.kind in ("confirm", "pick"):
        waiting = draft.get("pending")
        if waiting.kind == "rows" and _at_rows(draft, text, here, waiting):
            return
        if _passes_by(draft, text, here):
            here = place(draft.session, draft.env.library, draft.env.today)
        elif draft.get("pending") is not waiting:
            return
    if reply_to and draft.get("consent") is not None and corrections.edited(draft, reply_to, text, quiet=True):
        return
    if here.kind == "essay" and (offered := _offered(draft, text)):
        buttons.choose(draft, offered, here)
        return
    commands = understand(text, focus=focus(draft, here, row=row), known=known(draft), today=draft.env.today)
    if draft.get("consent") is None and not draft.answers and _is_topic(draft, text, commands):
        commands = [Question(text)]  # before there is a form a bare word (照片) asks about it
    if draft.get("consent") is None and (any(_personal(c) for c in commands) or _tells(commands, text, here)):
        hold(draft, text)
        return
    if here.kind == "fact" and commands == [Control("chaoyang")] and _asks_for_a_place(draft, here):
        commands = [Fill(here.path, Parsed(text.strip(), text.strip()), text)]  # 朝阳 is a district here, not a topic
    commands = _for_the_one_before(draft, text, commands, here)
    if repair.looks_like_a_row(draft, text, commands, here) or repair.looks_like_deeds(draft, text, commands, here):
        return
    carry_out(draft, commands, here, text=text)


def _is_topic(draft: Draft, text: str, commands: list[Command]) -> bool:
    leads = all(isinstance(c, (GoTo, Unclear)) for c in commands)
    return leads and squeeze(fold(text)) in names_of(draft.form).fields


def _for_the_one_before(draft: Draft, text: str, commands: list[Command], here: Place) -> list[Command]:
    """Somebody went back to look (上一步) and answers what had been asked before: it goes where it fits."""
    if not (
        here.path
        and here.kind != "fact"
        and here.path == draft.get("target")
        and all(isinstance(c, Miss) for c in commands)
    ):
        return commands
    waiting = next(iter(agenda(draft.session, draft.form)), "")
    spec = draft.form.spec(waiting) if waiting else None
    if not isinstance(spec, FieldSpec) or waiting == here.path or spec.parser in LOOSE:
        return commands
    outcome = parse(spec, text, context=nested(draft.session, draft.form), today=draft.env.today)
    if not isinstance(outcome, Parsed) or outcome.warnings:
        return commands
    draft.set(target="")
    return [Fill(waiting, outcome, text)]


# parsers that take almost any words: what fits them proves nothing
LOOSE = frozenset({"text", "name", "unit", "address", "occupation", "essay", "list", "titles"})


def _asks_for_a_place(draft: Draft, here: Place) -> bool:
    fact = draft.env.library.fact_kinds(draft.get("editions")).get(here.path.removeprefix("facts."))
    return fact is not None and fact.type == "place"


def _offered(draft: Draft, text: str) -> str:
    """The choice on screen whose words these are, exactly; in a long text nothing less counts."""
    offer = draft.get("offer")
    options = offer.options if offer is not None else ()
    return next((o.id for o in options if plain_key(o.text) == plain_key(text)), "")


# overlays that only offer something: a message that does not take it up goes on to what was being asked before
PASSABLE = frozenset({"unclear", "stale", "privacy", "pick", "edition", "half_row", "offer", "print", "clear", "drop"})


def _at_rows(draft: Draft, text: str, here: Place, waiting: Pending) -> bool:
    """Whether the message corrected the rows that wait for a yes; what else it asks is carried out, and they go on waiting."""
    commands = understand(text, focus=focus(draft, here), known=known(draft), today=draft.env.today)
    others = shown_rows.amend(draft, waiting, commands, text)
    if others is None:
        return False
    if others and draft.get("pending") is not None:
        carry_out(draft, others, here, text=text)
    return True


def row_in_view(draft: Draft) -> str:
    """The row whose cells are on screen to pick from, as a path; empty where none is."""
    waiting: Pending | None = draft.get("pending")
    if waiting is None or waiting.kind != "pick" or not waiting.data.get("row"):
        return ""
    return f"{waiting.data['table']}[{waiting.data['row']}]"


def _passes_by(draft: Draft, text: str, here: Place) -> bool:
    """Whether the message leaves the open overlay aside; rows waiting for a yes are taken by what follows them."""
    pending: Pending = draft.get("pending")
    commands = understand(text, focus=focus(draft, here), known=known(draft), today=draft.env.today)
    if pending.kind == "rows":
        if any(isinstance(c, RowAdd) or c == Control("done") for c in commands):
            confirm.accept(draft)
            return True
        return False
    if pending.kind == "gap" and any(isinstance(c, (Miss, Fill)) for c in commands):
        fills = [c for c in commands if isinstance(c, Fill)]
        draft.set(pending=None)
        if not fills:
            confirm.keep_reason(draft, pending.path, text)
        return bool(fills)
    if pending.kind not in PASSABLE or all(_takes_up(c) for c in commands):
        return False
    draft.set(pending=None)
    recall.leave(draft, pending)
    return True


TAKING_UP = frozenset({"yes", "no", "wrong", "mistake", "pause", "cancel", "back", "resume"})


def _takes_up(command: Command) -> bool:
    return isinstance(command, Choose) or (isinstance(command, Control) and command.word in TAKING_UP)


def carry_out(draft: Draft, commands: list[Command], here: Place, *, text: str = "") -> None:
    """Each command in turn; a message that only asked something leaves the pending question as it was."""
    if not commands:
        commands = [Unclear("")]
    draft.restate = all(isinstance(c, (Question, Unclear, Miss, Look)) or _informs(c) for c in commands)
    fills = [c for c in commands if isinstance(c, Fill)]
    draft.text = text if len(fills) == len(commands) else ""
    if fills:
        for gone in [c for c in commands if isinstance(c, RowDelete) and c.sure]:
            confirm.drop_row(draft, gone)  # before the rows that may move it to another place
            commands = [c for c in commands if c is not gone]
        filling.take(draft, fills, here)
        commands = [c for c in commands if not (isinstance(c, Miss) and _settled_by_the_rest(draft, c))]
    for command in commands:
        if isinstance(command, Control):
            controls.obey(draft, command.word, here)
        elif isinstance(command, Choose):
            buttons.choose(draft, command.id, here)
        elif isinstance(command, Miss):
            repair.missed(draft, command)
        elif isinstance(command, Correct):
            waiting: Pending | None = draft.get("pending")
            corrections.take(draft, command)
            if waiting is not None and waiting.kind == "rows":
                shown_rows.keep_behind(draft, waiting)
        elif isinstance(command, GoTo):
            destinations.go_to(draft, command.path)
        elif isinstance(command, Look):
            asides.look(draft, command.path)
        elif isinstance(command, Cut):
            essay.cut(draft, command)
        elif isinstance(command, Make):
            papers.send(draft, *(command.papers or papers.NAMES))
        elif isinstance(command, Piece):
            repair.piece(draft, command)
        elif isinstance(command, Clear):
            confirm.clear(draft, command.path, later=command.later)
        elif isinstance(command, PutOff):
            moves.put_off(draft, command.path)
        elif isinstance(command, RowAdd):
            rows.begin(draft, command.table)
        elif isinstance(command, RowDelete):
            confirm.drop_row(draft, command)
        elif isinstance(command, RowRestore) and not history.bring_back(draft, here):
            rows.restore(draft, command.table)
        elif isinstance(command, WhatIf):
            verdicts.what_if(draft, command.facts)
        elif isinstance(command, Unclear) and (sole := _sole_correction(command)):
            corrections.offer(draft, sole)
        elif isinstance(command, Unclear):
            repair.unclear(draft, command, here)
    if questions := [c.text for c in commands if isinstance(c, Question)]:
        consulting.answer(draft, questions, here)


def _settled_by_the_rest(draft: Draft, miss: Miss) -> bool:
    """A part that could not be read alone (1985年3月) and that something else in the message (the ID number) completes."""
    spec = None if miss.path.startswith(FACTS) else draft.form.spec(miss.path)
    answer = draft.answers.get(miss.path)
    if not isinstance(spec, FieldSpec) or answer is None or answer.message != draft.message:
        return False
    outcome = parse(spec, miss.raw, context=nested(draft.session, draft.form), today=draft.env.today)
    return isinstance(outcome, Parsed) and outcome.value == answer.value


def _sole_correction(command: Unclear) -> Correct | None:
    """The one change a message may have meant: asked with the old value and the new one."""
    meant = command.options[0][0] if len(command.options) == 1 else None
    return meant if isinstance(meant, Correct) and isinstance(meant.parsed, Parsed) else None


def _informs(command: Command) -> bool:
    return isinstance(command, WhatIf) or (isinstance(command, Control) and command.word in controls.INFORMING)


def _personal(command: Command) -> bool:
    return isinstance(command, PERSONAL) or (isinstance(command, Control) and command.word in PERSONAL_WORDS)


def _tells(commands: list[Command], text: str, here: Place) -> bool:
    """Whether words that nothing could be made of while consent is asked may be an answer to something else."""
    return here.kind == "consent" and len(text.strip()) >= TELLING and all(isinstance(c, Unclear) for c in commands)


def hold(draft: Draft, text: str) -> None:
    """Keep the message aside until there is consent."""
    held = (*draft.get("held"), text)[-20:]
    draft.set(held=held)
    pending: Pending | None = draft.get("pending")
    if pending is None or pending.kind != "consent":
        opening.ask_consent(draft)
    else:
        draft.say("consent.held")
        draft.restate = True


def focus(draft: Draft, here: Place, *, row: str = "") -> Focus:
    """The place as the recognisers want to know it; `row` is one whose cells were on screen."""
    waiting: Pending | None = draft.get("pending")
    offer = draft.get("offer")
    mine = offer is not None and offer.field == here.field
    return Focus(
        path=_focus_path(draft, here),
        spec=here.spec if isinstance(here.spec, FieldSpec) else None,
        offered=offer.options if mine else (),
        numbered=offer.numbered if mine else True,
        essay=here.kind == "essay",
        table=waiting.path if waiting is not None and waiting.kind == "rows" else here.table,
        row=row or row_in_view(draft),
        last=draft.get("last_path"),
    )


def _focus_path(draft: Draft, here: Place) -> str:
    """What a bare reply belongs to; beside a gap that is another period, else the reason for it."""
    if here.kind == "confirm":
        return here.path if draft.get("pending").kind == "gap" else here.field
    return here.path or here.field


def known(draft: Draft) -> Known:
    """What the recognisers may look at; of a table whose new rows wait for a yes only those, as they are numbered on screen."""
    session = draft.session
    answers = nested(session, draft.form)
    rows_now = dict(session.rows)
    pending = session.pending
    if pending is not None and pending.kind == "rows":
        answers[pending.path] = pending.data["rows"]
        rows_now[pending.path] = shown_rows.ids(draft, pending)
    return Known(
        form=draft.form,
        answers=answers,
        rows=rows_now,
        questions=fact_questions(draft),
        reads=partial(reads, draft.get("editions"), draft.env.library),
        unread=session.unread,
    )
