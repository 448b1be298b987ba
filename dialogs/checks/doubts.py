"""Hints, never errors: cells left empty that the blank has, and what the chat doubted when it was told.

The notice asks for none of this in so many words; a clerk does, or corrects it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.checks.case import Case
from dialogs.checks.completeness import empty
from dialogs.checks.finding import Finding
from dialogs.form import FieldSpec

_UNASKED = "unasked"


def check_doubts(case: Case) -> Iterator[Finding]:
    """Empty cells by column, then names and addresses that are not full."""
    yield from _left_empty(case)
    for key, spec in case.form.fields.items():
        yield from _doubted(case, spec, key, case.text(key), spec.name)
    for table in case.form.tables.values():
        for index, row in enumerate(case.rows(table.key)):
            for column in table.columns:
                name = f"{case.row_name(table.key, index)}{column.name}"
                path = case.path(table.key, index, column.key)
                yield from _doubted(case, column, path, str(row.get(column.key) or "").strip(), name)
    address = case.text("unit_address")
    if address and not re.search(case.book.full_address, address):
        yield case.find("address_no_district", "unit_address", value=address)


def _left_empty(case: Case) -> Iterator[Finding]:
    """Columns of `hinted_when_empty`, once each with all rows; a cell the person said is 没有 is none of them."""
    for table, columns in case.book.hinted_when_empty.items():
        spec = case.form.tables.get(table)
        for column in spec.columns if spec else ():
            if spec is None or column.key not in columns:
                continue
            rows = [
                index
                for index, row in enumerate(case.rows(table))
                if empty(row.get(column.key))
                and any(not empty(value) for value in row.values())
                and case.statuses.get(case.path(table, index, column.key), _UNASKED) == _UNASKED
            ]
            if rows:
                names = "、".join(spec.row_name.format(n=index + 1) for index in rows)
                path = case.path(table, rows[0], column.key)
                yield case.find(columns[column.key], path, table=spec.name, rows=names, name=column.name)


def _doubted(case: Case, spec: FieldSpec, path: str, value: str, name: str) -> Iterator[Finding]:
    """What the field's own parser doubts about the value as it stands, for the codes the book has."""
    from dialogs.parsing import Parsed, parse

    codes = case.book.doubted.get(spec.parser, ())
    if not codes or not value:
        return
    outcome = parse(spec, value, today=case.today)
    for note in outcome.warnings if isinstance(outcome, Parsed) and outcome.value == value else ():
        if note.code in codes:
            yield case.find(note.code, path, name=name, value=value)
