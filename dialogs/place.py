"""Where the conversation stands: derived from the session each time it is needed, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dialogs.agenda import agenda, open_cells
from dialogs.answers import FACTS, split_path
from dialogs.env import Library
from dialogs.facts import all_questions, goal_of, next_fact
from dialogs.form import FieldSpec, TableSpec
from dialogs.session import Session

TALKS = ("precheck", "chaoyang")
PlaceKind = Literal["consent", "confirm", "pick", "essay", "cell", "table", "field", "fact", "review", "menu"]


@dataclass(frozen=True, slots=True)
class Place:
    """What is being asked. `field` is the reply's field; `path` the answer path it fills, if any."""

    kind: PlaceKind
    field: str
    path: str = ""
    spec: FieldSpec | TableSpec | None = None
    table: str = ""
    row: str = ""


def place(session: Session, library: Library, today: date) -> Place:
    """The open overlay, else where the person asked to go, else the first of the agenda, else the menu."""
    pending = session.pending
    if pending is not None:
        if pending.kind == "consent":
            return Place("consent", "consent")
        return Place("pick", "review") if pending.kind == "pick" else Place("confirm", "confirm", pending.path)
    form = library.form(session.editions.get(library.main, ""))
    if session.essay:
        return Place("essay", session.essay, session.essay, form.spec(session.essay))
    opened = split_path(session.open_row)[0]
    if session.target and session.target != opened:
        return _at(session.target, library, session)
    if session.open_row and session.goal == "form":
        table, row, _ = split_path(session.open_row)
        spec = form.tables[table]
        cells = open_cells(spec, row, session.answers)
        if cells:
            return _at(cells[0], library, session)
    if session.target:
        return _at(session.target, library, session)
    if session.goal == "form":
        open_paths = agenda(session, form)
        return _at(open_paths[0], library, session) if open_paths else Place("review", "review")
    if session.goal in TALKS:
        found = next_fact(session, library, today)
        if found is not None:
            name, spec_ = found
            return Place("fact", f"{session.goal}.{name}", f"facts.{name}", spec_)
    if session.goal == "review":
        return Place("review", "review")
    return Place("menu", "menu")


def _at(path: str, library: Library, session: Session) -> Place:
    if path.startswith(FACTS):
        name = path[len(FACTS) :]
        goal = session.goal if session.goal in TALKS else goal_of(name, session, library)
        return Place("fact", f"{goal}.{name}", path, all_questions(session.editions, library)[name])
    form = library.form(session.editions.get(library.main, ""))
    spec = form.spec(path)
    table, row, column = split_path(path)
    if isinstance(spec, TableSpec):
        return Place("table", path, path, spec, table=spec.key)
    if column:
        return Place("cell", path, path, spec, table=table, row=row)
    return Place("field", path, path, spec)
