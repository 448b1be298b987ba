"""Answers from outside (ANSWERS.json, a form read back) put into the form's types, and what was odd."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogs.checks.finding import Book, Finding
from dialogs.form import FieldSpec, Form, TableSpec
from dialogs.text import clean

_LARGEST = 10**9


def shape_answers(form: Form, book: Book, raw: Mapping[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """The answers this form knows, each a text, number, list of rows or None, and findings about the rest.

    Unknown keys are named, never filled in; a value of a wrong type is left out and named, except where a
    number stands plainly for a text or a text for a number. Texts are cleaned for XML; nothing is cut.
    """
    answers: dict[str, Any] = {}
    findings: list[Finding] = []
    for key, value in raw.items():
        if key == "evidence":
            answers[key] = _evidence(book, value, findings)
        elif key in form.tables:
            answers[key] = _rows(form.tables[key], book, value, findings)
        elif key in form.fields:
            answers[key] = _scalar(form.fields[key], book, key, form.fields[key].name, value, findings)
        elif key == "remark":
            answers[key] = clean(str(value)) if isinstance(value, str | int) else None
        elif key == "deeds_appendix":
            answers[key] = value is True
        else:
            findings.append(book.finding("unknown_key", _safe(key), key=_safe(key)))
    return answers, findings


def _safe(key: object) -> str:
    return clean(str(key))[:60]


def is_number(spec: FieldSpec) -> bool:
    """Whether a column holds a whole number (a year, a count of people)."""
    return spec.key == "year" or spec.key.endswith(("_count", "_winners"))


def _mistyped(
    spec: FieldSpec | TableSpec, book: Book, path: str, name: str, value: Any = None, *, read: bool = False
) -> Finding:
    kind = "rows" if isinstance(spec, TableSpec) else "number" if is_number(spec) else "text"
    code = "changed_type" if read else "wrong_type"
    return book.finding(code, path, spec=spec, name=name, wanted=book.kinds[kind], value=value)


def _scalar(spec: FieldSpec, book: Book, path: str, name: str, value: Any, findings: list[Finding]) -> str | int | None:
    if value is None:
        return None
    if is_number(spec):
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST:
            return value
        if isinstance(value, float) and value.is_integer() and 0 <= value < _LARGEST:
            return int(value)
        if isinstance(value, str):
            text = clean(value).strip()
            return int(text) if text.isdecimal() and len(text) < 10 else text
    elif isinstance(value, str):
        return clean(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        findings.append(_mistyped(spec, book, path, name, value, read=True))
        return str(value)
    findings.append(_mistyped(spec, book, path, name))
    return None


def _rows(spec: TableSpec, book: Book, value: Any, findings: list[Finding]) -> list[dict[str, Any]]:
    if value is None:
        return []
    if not isinstance(value, list):
        findings.append(_mistyped(spec, book, spec.key, spec.name))
        return []
    columns = {column.key: column for column in spec.columns}
    rows: list[dict[str, Any]] = []
    for row in value:
        path, name = f"{spec.key}[r{len(rows) + 1}]", f"{spec.name}{spec.row_name.format(n=len(rows) + 1)}"
        if not isinstance(row, dict):
            findings.append(book.finding("wrong_type", path, spec=spec, name=name, wanted=book.kinds["row"]))
            continue
        cells: dict[str, Any] = {}
        for key, cell in row.items():
            if key not in columns:
                findings.append(book.finding("unknown_key", f"{path}.{_safe(key)}", key=_safe(key)))
                continue
            column = columns[key]
            cells[key] = _scalar(column, book, f"{path}.{key}", f"{name}{column.name}", cell, findings)
        rows.append(cells)
    return rows


def _evidence(book: Book, value: Any, findings: list[Finding]) -> dict[str, bool]:
    if isinstance(value, dict) and all(isinstance(v, bool) for v in value.values()):
        return {_safe(k): v for k, v in value.items()}
    if value is not None:
        findings.append(book.finding("wrong_type", "evidence", name="evidence", wanted=book.kinds["evidence"]))
    return {}
