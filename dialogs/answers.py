"""Answers by path and the nested object that papers, checks and other programs read (INTERFACE: ANSWERS.json)."""

from __future__ import annotations

import re
from typing import Any

from dialogs.form import Form, TableSpec
from dialogs.session import Answer, Session

_PATH = re.compile(r"^([a-z_]+)\[(r\d+)\](?:\.([a-z_]+))?$")
FACTS = "facts."


def split_path(path: str) -> tuple[str, str, str]:
    """`work_history[r1].unit` → ("work_history", "r1", "unit"); a plain key has empty second and third."""
    match = _PATH.match(path)
    return (match[1], match[2], match[3] or "") if match else (path, "", "")


def cell(table: str, row: str, column: str) -> str:
    """The path of a cell."""
    return f"{table}[{row}].{column}"


def has_value(answer: Answer | None) -> bool:
    """Whether something is there to be shown in a paper."""
    return answer is not None and answer.status in ("answered", "stale") and answer.value is not None


def nested(session: Session, form: Form) -> dict[str, Any]:
    """The `answers` object: scalar fields by key, tables as lists of rows; nothing unanswered, nothing skipped."""
    result: dict[str, Any] = {}
    for key in form.fields:
        answer = session.answers.get(key)
        if has_value(answer) and answer is not None:
            result[key] = answer.value
    for key, table in form.tables.items():
        rows = [row_values(session, table, row) for row in session.rows.get(key, ())]
        rows = [row for row in rows if row]
        if rows or _closed(session, key):
            result[key] = rows
    appendix = session.answers.get("deeds_appendix")
    if appendix is not None and appendix.value:
        result["deeds_appendix"] = True
    return result


def _closed(session: Session, table: str) -> bool:
    answer = session.answers.get(table)
    return answer is not None and answer.status == "answered"


def row_values(session: Session, table: TableSpec, row: str) -> dict[str, Any]:
    """The filled cells of one row, by column key."""
    found: dict[str, Any] = {}
    for column in table.columns:
        answer = session.answers.get(cell(table.key, row, column.key))
        if has_value(answer) and answer is not None:
            found[column.key] = answer.value
    return found


def filled_rows(session: Session, form: Form) -> dict[str, tuple[str, ...]]:
    """The ids of the rows that `nested` gives, in the same order: a row with nothing in it yet is left out."""
    found = {
        key: tuple(row for row in session.rows.get(key, ()) if row_values(session, table, row))
        for key, table in form.tables.items()
    }
    return {key: ids for key, ids in found.items() if ids}


def said_facts(session: Session) -> dict[str, Any]:
    """Eligibility answers given as such, by INTERFACE fact name."""
    return {
        path[len(FACTS) :]: answer.value
        for path, answer in session.answers.items()
        if path.startswith(FACTS) and answer.status == "answered"
    }


def statuses(session: Session, form: Form) -> dict[str, str]:
    """What is not simply answered, by path: skipped, put off or to be checked again; tables not closed yet are `open`.

    A cell that a whole row told at once did not mention is `unasked`: nobody said that there is nothing.
    """
    found = {path: str(a.status) for path, a in session.answers.items() if a.status != "answered"}
    for table in form.tables.values():
        for row in session.rows.get(table.key, ()):
            held = {path: session.answers.get(path) for path in (cell(table.key, row, c.key) for c in table.columns)}
            told = {a.message for a in held.values() if a is not None and a.status == "answered"}
            found |= {p: "unasked" for p, a in held.items() if a and a.status == "skipped" and a.message in told}
    for section in form.sections:
        for key in section.items:
            if not section.optional and key in form.tables and key not in session.answers:
                found[key] = "open"
    return found


def document(session: Session, form: Form, edition: str) -> dict[str, Any]:
    """ANSWERS.json of this person; `rows` gives the row ids, `statuses` what was skipped or
    left for later, `reasons` what was kept."""
    marked = statuses(session, form)
    reasons = {p: a.reason for p, a in session.answers.items() if a.reason}
    result: dict[str, Any] = {
        "edition": edition,
        "answers": nested(session, form),
        "facts": said_facts(session),
    }
    rows = filled_rows(session, form)
    if rows:
        result["rows"] = {table: list(ids) for table, ids in rows.items()}
    if marked:
        result["statuses"] = marked
    if reasons:
        result["reasons"] = reasons
    return result


def export(snapshot: str) -> dict[str, Any]:
    """ANSWERS.json out of a stored snapshot, for `tetie privacy export`; raises `ValueError` for a broken one."""
    from dialogs.catalogue import load_catalogue
    from dialogs.env import Library

    session = Session.model_validate_json(snapshot)
    library = Library(load_catalogue())
    edition = session.editions.get(library.main, "")
    return document(session, library.form(edition), edition or library.edition(library.main).meta.edition)
