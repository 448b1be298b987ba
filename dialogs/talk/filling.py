"""Answers taken, echoed as they will stand in the form, with what follows from them."""

from __future__ import annotations

from typing import Any

from dialogs.agenda import matters
from dialogs.answers import FACTS, has_value, split_path
from dialogs.commands import Fill
from dialogs.display import excerpt, shown
from dialogs.draft import Draft
from dialogs.effects import Phrase
from dialogs.eligibility import BadFacts
from dialogs.facts import facts_in
from dialogs.form import FieldSpec, TableSpec
from dialogs.place import Place
from dialogs.talk import essay, rows, verdicts
from dialogs.talk.names import path_name, shown_at


def take(draft: Draft, fills: list[Fill], here: Place) -> None:
    """Store what was said, tell how it stands, and what it changes."""
    draft.set(last_verdict="")
    echoes: list[Phrase] = []
    notes: list[str] = []
    for fill in fills:
        spec = None if fill.path.startswith(FACTS) else draft.form.spec(fill.path)
        if isinstance(spec, TableSpec):
            rows.take(draft, spec, fill)
            continue
        if isinstance(spec, FieldSpec) and spec.parser == "essay":
            if fill.path not in (here.path, draft.get("essay")):
                draft.say("essay.put", name=spec.name, text=excerpt(fill.raw, 60))
            essay.add(draft, fill.path, fill.raw)
            continue
        table, row, _ = split_path(fill.path)
        if row and row not in draft.rows.get(table, ()):
            rows.insert(draft, table, row)
        if spec is None:
            if not store_fact(draft, fill.path[len(FACTS) :], fill.parsed.value, raw=fill.raw):
                continue
        else:
            store(draft, fill.path, fill.parsed.value, raw=fill.raw)
        echoes.append(echo(draft, fill.path, shown_at(draft, fill.path) if spec is None else fill.parsed.display))
        echoes += _derive(draft, fill)
        notes += [note.message for note in fill.parsed.warnings]
    if echoes:
        draft.set(misses=0)
        tell(draft, *echoes)
    if rest := _unused(draft.text, fills):
        draft.say("echo.rest", text=excerpt(rest, 60))
    if notes:
        draft.say("echo.notes", lines=tuple(Phrase("echo.note", {"text": n}) for n in notes))
    rows.close_if_full(draft)
    verdicts.announce_if_decided(draft)


MUCH = 16
"""characters of a message that nothing was made of, from which on it is said so"""


def _unused(text: str, fills: list[Fill]) -> str:
    """The longest stretch of a message that no answer came from, where it is long enough to be an answer itself."""
    if len(text) < 2 * MUCH:
        return ""
    rest = text
    for fill in sorted(fills, key=lambda f: -len(f.raw)):
        rest = rest.replace(fill.raw, "\n")
    longest = max((piece.strip(" ，,。；;\n") for piece in rest.split("\n")), key=len)
    return longest if len(longest) >= MUCH else ""


def store(draft: Draft, path: str, value: Any, *, raw: str = "") -> None:
    """Write one answer and leave the place that asked for it."""
    draft.write(path, value, raw=raw)
    if draft.get("target") == path:
        draft.set(target="")


def store_fact(draft: Draft, fact: str, value: Any, *, raw: str) -> bool:
    """Write an eligibility answer with all it settles; it also fills the form where the mapping back is exact.

    False, with the way to mend it said, when the reply cannot be read as that fact.
    """
    try:
        found = facts_in(draft.get("editions"), draft.env.library, fact, value)
    except BadFacts:
        draft.complain("precheck.unreadable")
        return False
    if not found:
        draft.complain("precheck.unreadable")
        return False
    for name, settled in found.items():
        draft.write(f"{FACTS}{name}", settled, raw=raw)
        for key, form_value in verdicts.form_values(draft, name, settled).items():
            if key not in draft.answers and matters(draft.form.spec(key), draft.answers):
                draft.write(key, form_value, raw=raw)
    if draft.get("target") == f"{FACTS}{fact}":
        draft.set(target="")
    draft.set(cannot_say=tuple(f for f in draft.get("cannot_say") if f not in found), last_path=f"{FACTS}{fact}")
    return True


def tell(draft: Draft, *echoes: Phrase) -> None:
    """What was taken: one in a line, several as a list."""
    if len(echoes) == 1:
        draft.say("echo.one", line=echoes[0])
    else:
        draft.say("echo.done", lines=tuple(Phrase("echo.item", {"line": e}) for e in echoes))


def echo(draft: Draft, path: str, display: str) -> Phrase:
    """「姓名：张建国」."""
    return Phrase("echo.line", {"name": path_name(draft, path), "value": excerpt(display or "—", 120)})


def _derive(draft: Draft, fill: Fill) -> list[Phrase]:
    """Answers that follow (an ID number gives birth date and sex), where nothing was said before."""
    told: list[Phrase] = []
    for key, value in fill.parsed.derived.items():
        if key in draft.form.fields and not has_value(draft.answers.get(key)):
            draft.write(key, value, raw=fill.raw)
            told.append(
                Phrase("echo.derived", {"name": path_name(draft, key), "value": shown(draft.form.spec(key), value)})
            )
    draft.set(last_path=fill.path)
    return told
