"""The form under examination, as every check sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dialogs.catalogue import Edition
from dialogs.checks.finding import Book, Finding
from dialogs.form import FieldSpec, Form, TableSpec

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`answers` have the right types (see `shape`); `statuses`, `kept` and `row_ids` as in `check_form`."""

    edition: Edition
    form: Form
    book: Book
    answers: Mapping[str, Any]
    facts: Mapping[str, Any]
    today: date
    statuses: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    row_ids: Mapping[str, Sequence[str]] = field(default_factory=dict)
    photo: Mapping[str, Any] | None = None

    def text(self, key: str) -> str:
        """The answer as text without outer blanks, or empty."""
        value = self.answers.get(key)
        return value.strip() if isinstance(value, str) else ""

    def rows(self, key: str) -> Rows:
        """The rows of a table; empty when there are none."""
        rows = self.answers.get(key)
        return rows if isinstance(rows, list) else ()

    def path(self, table: str, index: int, column: str = "") -> str:
        """The answer path of a row (0-based) or its cell: `work_history[r1].unit`."""
        ids = self.row_ids.get(table, ())
        row = ids[index] if index < len(ids) else f"r{index + 1}"
        return f"{table}[{row}].{column}" if column else f"{table}[{row}]"

    def row_name(self, table: str, index: int) -> str:
        """What a row is called: 「主要工作经历」第2段."""
        spec = self.form.tables.get(table)
        name = (spec.row_name if spec else "第{n}条").format(n=index + 1)
        return f"「{spec.name}」{name}" if spec else name

    def spec(self, key: str) -> FieldSpec | TableSpec | None:
        """The question of a top-level key, or None when this edition has no such field."""
        return self.form.fields.get(key) or self.form.tables.get(key)

    def find(self, code: str, path: str, **values: object) -> Finding:
        """A finding of the book about `path`, citing that field's rule where the book names none."""
        return self.book.finding(code, path, spec=self.spec(path.partition("[")[0]), **values)

    def level(self, value: object) -> int | None:
        """Rank of a level (`技师（二级）` → 3), lowest 0; None when it is no level of the edition."""
        return level_rank(self.book, value)

    def current_row(self) -> int | None:
        """Index of the work row the person is in now: the one 至今, else the last."""
        rows = self.rows("work_history")
        for index, row in enumerate(rows):
            if row.get("end") == self.book.ongoing:
                return index
        return len(rows) - 1 if rows else None


def level_rank(book: Book, value: object) -> int | None:
    """Rank of a certificate level by the word before its bracket; None for anything else."""
    if not isinstance(value, str):
        return None
    word = value.replace("(", "（").partition("（")[0].strip()
    return book.levels.index(word) if word in book.levels else None


def applies(spec: FieldSpec | TableSpec, answers: Mapping[str, Any]) -> bool:
    """Whether a field is asked at all: every `when` condition holds."""
    for path, wanted in spec.when.items():
        options = wanted if isinstance(wanted, list | tuple) else [wanted]
        if answers.get(path) not in options:
            return False
    return True


def expected(form: Form) -> Iterator[tuple[FieldSpec | TableSpec, bool]]:
    """Every field and table in form order, with whether its section is optional."""
    for section in form.sections:
        for key in section.items:
            yield form.spec(key), section.optional
