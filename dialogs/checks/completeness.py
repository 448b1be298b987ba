"""What is missing: never answered, 以后补, skipped, stale; empty cells of a row (填表说明, every column)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dialogs.checks.case import Case, applies, expected
from dialogs.checks.finding import Finding
from dialogs.form import FieldSpec, TableSpec

_OPEN = ("later", "skipped", "stale")


def check_completeness(case: Case) -> Iterator[Finding]:
    """Required fields without an answer, and what was put off."""
    for spec, optional in expected(case.form):
        if not applies(spec, case.answers):
            continue
        if isinstance(spec, TableSpec):
            yield from _table(case, spec, optional)
        else:
            yield from _field(case, spec, optional)


def _field(case: Case, spec: FieldSpec, optional: bool) -> Iterator[Finding]:
    required = spec.required and not optional
    status = case.statuses.get(spec.key, "")
    if status == "stale":
        yield case.find("stale", spec.key, name=spec.name)
    elif not empty(case.answers.get(spec.key)):
        return
    elif status == "later":
        yield case.find("later" if required else "optional_later", spec.key, name=spec.name)
    elif required and status == "skipped":
        yield case.find("skipped", spec.key, name=spec.name)
    elif required and spec.key == "photo":
        yield case.find("photo_missing", spec.key)
    elif required:
        yield case.find("missing", spec.key, name=spec.name)


def _table(case: Case, spec: TableSpec, optional: bool) -> Iterator[Finding]:
    required = spec.required and not optional
    status = case.statuses.get(spec.key, "")
    rows = case.rows(spec.key)
    if not rows and status == "later":
        yield case.find("later" if required else "optional_later", spec.key, name=spec.name)
    elif not rows and required and status == "skipped":
        yield case.find("skipped", spec.key, name=spec.name)
    elif not rows and required:
        yield case.find("missing", spec.key, name=spec.name)
    elif status == "open":
        yield case.find("table_open", spec.key, name=spec.name)
    for index, row in enumerate(rows):
        name = case.row_name(spec.key, index)
        if all(empty(value) for value in row.values()):
            yield case.find("row_empty", case.path(spec.key, index), row=name)
            continue
        for column in spec.columns:
            if not column.required or not empty(row.get(column.key)) or not applies(column, row):
                continue
            path = case.path(spec.key, index, column.key)
            code = "row_later" if case.statuses.get(path) == "later" else "row_missing"
            yield case.find(code, path, row=name, name=column.name)


def empty(value: Any) -> bool:
    """Whether a value leaves its cell blank."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())
