"""When something was not understood: first an example, then the rule, then a way on; one human line for impatience."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.agenda import standing
from dialogs.commands import (
    Command,
    Control,
    Correct,
    Cut,
    Fill,
    GoTo,
    Look,
    Make,
    Miss,
    Piece,
    Question,
    RowDelete,
    Unclear,
)
from dialogs.display import excerpt
from dialogs.draft import Draft
from dialogs.effects import Phrase, Quote
from dialogs.form import FieldSpec
from dialogs.parsing import Parsed, Problem, parse
from dialogs.place import Place
from dialogs.session import Pending
from dialogs.talk.names import spec_at
from dialogs.text import simplified


def missed(draft: Draft, miss: Miss) -> None:
    """Tell what is wrong and how to mend it; each further miss gives more help. What was typed is shown again."""
    count = draft.get("misses") + 1
    draft.set(misses=count)
    if len(miss.raw) <= MOST_KEPT and not miss.path.startswith("facts."):
        draft.set(unread={**draft.get("unread"), miss.path: miss.raw}, last_path=miss.path)
    spec = spec_at(draft, miss.path)
    draft.complain("repair.problem", message=miss.problem.message)
    if miss.problem.ask and len(miss.problem.ask) <= 3 and not miss.path.startswith("facts."):
        options = [{"text": text, "say": text, "path": miss.path} for text in miss.problem.ask]
        data = {"options": options, "ask": "unclear.right", "which": "unclear.choose"}
        draft.set(pending=Pending(kind="unclear", data=data))
        return
    if spec is None:
        return
    if count == 1 and spec.good and not _shows_how(miss.problem):
        draft.complain("repair.example", example=spec.good[0].raw)
    elif count == 2 and spec.rule is not None:
        draft.complain(
            "repair.rule", article=spec.rule.article, quote=Quote(simplified(spec.rule.quote)), plain=spec.rule.plain
        )
    elif count >= 3:
        template = "repair.unsure" if miss.path.startswith("facts.") else "repair.later"
        draft.complain(template, contact=contact(draft))


MISTYPED = frozenset({"checksum", "length", "no_such_date"})


def _shows_how(problem: Problem) -> bool:
    """Whether the message has an example in it already, or only a slip of the hand is to be mended."""
    return problem.code in MISTYPED or bool(set("“”") & set(problem.message.replace("“以后补”", "")))


ESSAY_LIKE = 45
SHORTEST_ROW = 10
MOST_KEPT = 200
"""characters of an unusable reply that are kept for mending"""


def looks_like_a_row(draft: Draft, text: str, commands: Sequence[Command], here: Place) -> bool:
    """A whole row of a table, said where none was asked: it is offered a place there, not thrown away."""
    lost = all(isinstance(c, (Miss, Unclear, Question)) for c in commands)
    if not lost or here.table or here.kind == "essay" or len(text) < SHORTEST_ROW or text.rstrip()[-1] in "?？吗呢":
        return False
    options: list[dict[str, object]] = []
    for table in draft.form.tables.values():
        outcome = parse(table, text, context={}, today=draft.env.today)
        if not isinstance(outcome, Parsed) or outcome.warnings or len(outcome.value or []) != 1:
            continue
        row = outcome.value[0]
        if {c.key for c in table.columns if c.required} <= row.keys() and len(row) > 1:
            words = draft.env.library.wording.text(Phrase("unclear.into_table", {"name": table.name}))
            values = {"value": outcome.value, "display": "", "raw": text, "correct": False}
            options.append({"text": words, "path": table.key, **values})
    if options:
        draft.set(
            pending=Pending(kind="unclear", data={"options": options, "ask": "unclear.put", "which": "unclear.where"})
        )
    return bool(options)


def looks_like_deeds(draft: Draft, text: str, commands: Sequence[Command], here: Place) -> bool:
    """A long story where none was asked for is not thrown away: it is offered a place in the long text of the form."""
    path = next((key for key, spec in draft.form.fields.items() if spec.parser == "essay"), "")
    lost = all(isinstance(c, (Miss, Unclear, Question)) or _half_a_row(draft, c) for c in commands)
    if not path or here.kind == "essay" or not lost or len(text) < ESSAY_LIKE or text.rstrip()[-1] in "?？吗呢":
        return False
    name = draft.form.spec(path).name
    words = draft.env.library.wording.text(Phrase("unclear.into_essay", {"name": name}))
    option = {"text": words, "path": path, "value": text, "display": text, "raw": text, "correct": False}
    draft.complain("unclear.long", begin=text[:20])
    draft.set(pending=Pending(kind="unclear", data={"options": [option], "ask": "unclear.put"}))
    return True


def _half_a_row(draft: Draft, command: Command) -> bool:
    """A story of which a table's parser made one row without the cells that row needs."""
    if not isinstance(command, Fill) or command.path not in draft.form.tables:
        return False
    rows = command.parsed.value or []
    needed = {c.key for c in draft.form.tables[command.path].columns if c.required}
    return len(rows) == 1 and not needed <= rows[0].keys() and bool(command.parsed.warnings)


def contact(draft: Draft) -> Phrase:
    """Who can help besides us."""
    operator = draft.env.operator
    if operator.name:
        return Phrase("repair.operator", {"name": operator.name, "contact": operator.contact or "—"})
    return Phrase("repair.your_hr")


def unclear(draft: Draft, command: Unclear, here: Place) -> None:
    """Nothing fits: ask which of at most three was meant, or say what can be said here."""
    if command.options:
        options = [_option(c, text) for c, text in command.options[:3]]
        draft.set(pending=Pending(kind="unclear", data={"options": [o for o in options if o]}))
        return
    count = draft.get("misses") + 1
    draft.set(misses=count)
    if isinstance(here.spec, FieldSpec) and here.spec.good:
        draft.complain("repair.not_understood_example", example=here.spec.good[0].raw)
    else:
        draft.complain("repair.not_understood")
    if count >= 3:
        draft.complain("repair.later" if here.spec is not None else "repair.ask_around", contact=contact(draft))


def piece(draft: Draft, command: Piece) -> None:
    """Words that may belong into the long text or be meant for us: neither is done unasked."""
    wording = draft.env.library.wording
    into = _option(Fill(command.path, Parsed(command.raw, command.raw), command.raw), wording.template("essay.into"))
    asked = {"text": wording.template("essay.answer"), "all": [_option(c, "") for c in command.otherwise]}
    values = {"name": draft.form.spec(command.path).name, "text": excerpt(command.raw, 80)}
    data = {"options": [into, asked], "which": "essay.which", "values": values}
    draft.set(pending=Pending(kind="unclear", data=data))
    draft.restate = True


def _option(command: object, text: str) -> dict[str, object]:
    """A command as plain data, to be carried out when chosen."""
    if isinstance(command, (Fill, Correct)) and isinstance(command.parsed, Parsed):
        return {
            "text": text,
            "path": command.path,
            "value": command.parsed.value,
            "display": command.parsed.display,
            "raw": command.raw,
            "correct": isinstance(command, Correct),
        }
    if isinstance(command, Control):
        return {"text": text, "word": command.word}
    if isinstance(command, GoTo):
        return {"text": text, "goto": command.path}
    if isinstance(command, Look):
        return {"text": text, "look": command.path}
    if isinstance(command, Make):
        return {"text": text, "make": list(command.papers)}
    if isinstance(command, Cut):
        return {"text": text, "cut": [command.path, list(command.pieces), command.said]}
    if isinstance(command, RowDelete):
        return {"text": text, "delete": [command.table, command.index]}
    if isinstance(command, Question):
        return {"text": text, "question": command.text}
    return {"text": text}


def impatient(draft: Draft) -> None:
    """One human line, how far it is, and a way to stop."""
    now = standing(draft.session, draft.form)
    draft.say("repair.impatient", done=now.done, total=now.total, left=len(now.open))


def pause(draft: Draft) -> None:
    """Somebody has to go: what is there is kept, and how to go on."""
    now = standing(draft.session, draft.form)
    draft.say("repair.pause" if draft.answers else "repair.pause_at_start", done=now.done, total=now.total)


def lost(draft: Draft, here: Place) -> None:
    """Not knowing what to do: how this one item is filled, and that it may wait; without one the short help."""
    help_ = here.spec.help if here.spec is not None else ""
    if not help_:
        draft.say("repair.lost_question" if here.kind == "fact" else "help.short")
        return
    now = standing(draft.session, draft.form)
    template = "repair.lost_fact" if here.kind == "fact" else "repair.lost"
    draft.say(template, help=help_, done=now.done, total=now.total)
