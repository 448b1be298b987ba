"""文化程度, 政治面貌, 单位性质 in the notice's own words (填表说明·一.2, 一.3, 一.7), and real numbers."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.checks.case import Case
from dialogs.checks.completeness import empty
from dialogs.checks.finding import Finding
from dialogs.checks.shape import is_number


def check_lists(case: Case) -> Iterator[Finding]:
    """Answers outside a closed list of choices; counts that are no numbers."""
    for key, words in case.book.lists.items():
        written = case.text(key)
        spec = case.spec(key)
        if not written or spec is None or written in words.words:
            continue
        shown = "、".join(words.words)
        code = "maybe_not_in_list" if words.and_so_on else "not_in_list"
        yield case.find(code, key, name=spec.name, value=written, list=shown)
    yield from _codes(case)
    for table in case.form.tables.values():
        for index, row in enumerate(case.rows(table.key)):
            for column in table.columns:
                value = row.get(column.key)
                if column.key == "year" or not is_number(column) or empty(value) or isinstance(value, int):
                    continue
                name = f"{case.row_name(table.key, index)}{column.name}"
                yield case.find("bad_number", case.path(table.key, index, column.key), name=name, value=str(value))


def _codes(case: Case) -> Iterator[Finding]:
    """Code lists the book does not spell out (民族, GB/T 3304): what the field's own parser refuses."""
    from dialogs.parsing import Problem, parse

    for key, spec in case.form.fields.items():
        written = case.text(key)
        if spec.parser != "code" or key in case.book.lists or not written:
            continue
        outcome = parse(spec, written, today=case.today)
        if isinstance(outcome, Problem):
            yield case.find("not_a_name", key, name=spec.name, value=written, message=outcome.message)
