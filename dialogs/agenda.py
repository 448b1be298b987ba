"""What is still open, derived from the answers; nothing here is ever stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.answers import cell
from dialogs.form import FieldSpec, Form, TableSpec
from dialogs.session import Answer, Session


def matters(spec: FieldSpec | TableSpec, answers: Mapping[str, Answer]) -> bool:
    """Whether the question applies, given what has been answered (`when`)."""
    for path, wanted in spec.when.items():
        allowed: list[Any] = wanted if isinstance(wanted, list) else [wanted]
        answer = answers.get(path)
        if answer is None or answer.value not in allowed:
            return False
    return True


def required_items(form: Form, answers: Mapping[str, Answer]) -> Iterator[FieldSpec | TableSpec]:
    """The fields and tables that make the form complete, in its order."""
    for section in form.sections:
        if not section.optional:
            for key in section.items:
                spec = form.spec(key)
                if matters(spec, answers):
                    yield spec


def open_cells(table: TableSpec, row: str, answers: Mapping[str, Answer]) -> list[str]:
    """The cells of a row that have not been dealt with, in column order."""
    found = []
    for column in table.columns:
        path = cell(table.key, row, column.key)
        answer = answers.get(path)
        if answer is None or not answer.settled:
            found.append(path)
    return found


def agenda(session: Session, form: Form) -> list[str]:
    """Paths still to be asked, in the order of the form: missing or stale; what was skipped or put off is not."""
    found: list[str] = []
    for spec in required_items(form, session.answers):
        if isinstance(spec, TableSpec):
            for row in session.rows.get(spec.key, ()):
                found += open_cells(spec, row, session.answers)
        answer = session.answers.get(spec.key)
        if answer is None or not answer.settled:
            found.append(spec.key)
    return found


def put_off(session: Session, form: Form) -> list[str]:
    """Paths left for later (以后补), in the order of the form; of deleted rows nothing."""
    found: list[str] = []
    for spec in form.items():
        answer = session.answers.get(spec.key)
        if answer is not None and answer.status == "later":
            found.append(spec.key)
        if isinstance(spec, TableSpec):
            for row in session.rows.get(spec.key, ()):
                for column in spec.columns:
                    path = cell(spec.key, row, column.key)
                    held = session.answers.get(path)
                    if held is not None and held.status == "later":
                        found.append(path)
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the form is. Every count that is told or shown comes from here."""

    total: int
    """the required items, and the optional ones that were begun or put off"""
    open: tuple[str, ...]
    """of these, the items not done: never answered, put off, to be checked again, or with such a cell"""

    @property
    def done(self) -> int:
        return self.total - len(self.open)


def standing(session: Session, form: Form) -> Standing:
    """The items that count and those of them still open, in the order of the form."""
    required = {spec.key for spec in required_items(form, session.answers)}
    counted = [s for s in form.items() if s.key in required or _begun(s, session)]
    return Standing(len(counted), tuple(s.key for s in counted if not _done(s, session)))


def _begun(spec: FieldSpec | TableSpec, session: Session) -> bool:
    answer = session.answers.get(spec.key)
    return matters(spec, session.answers) and answer is not None and answer.status != "skipped"


def _done(spec: FieldSpec | TableSpec, session: Session) -> bool:
    answer = session.answers.get(spec.key)
    if answer is None or answer.status in ("later", "stale"):
        return False
    return not (isinstance(spec, TableSpec) and any(cells_open(spec, session)))


def cells_open(table: TableSpec, session: Session) -> Iterator[str]:
    """The cells of a table that are missing, put off or to be checked again."""
    for row in session.rows.get(table.key, ()):
        for column in table.columns:
            path = cell(table.key, row, column.key)
            answer = session.answers.get(path)
            if answer is None or answer.status in ("later", "stale"):
                yield path
