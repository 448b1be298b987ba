"""What a recogniser may look at: the message, what is being asked, what is known, and the field parsers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from dialogs.commands import Focus, Known
from dialogs.form import FieldSpec, Form, TableSpec
from dialogs.parsing import Outcome, Parsed, Problem, parse
from dialogs.understanding.message import Message
from dialogs.understanding.words import Names, Words, names_of, words

_PATH = re.compile(r"^([a-z_]+)\[([^\]]+)\](?:\.([a-z_]+))?$")

# what a parser takes: anything a person writes, or only what has its own shape
FREE = frozenset({"name", "unit", "address", "occupation", "text", "certificate", "list", "essay"})
COUNTED = frozenset({"count", "year", "rank"})
TABLES = frozenset({"work_history", "awards", "honours", "trainees"})


def split_path(path: str) -> tuple[str, str, str]:
    """`work_history[r1].unit` → its table, row id and column; a plain key has the last two empty."""
    match = _PATH.match(path)
    return (match[1], match[2], match[3] or "") if match else (path, "", "")


@dataclass(frozen=True)
class Scene:
    """One message and everything around it. Nothing here changes."""

    message: Message
    focus: Focus
    known: Known
    today: date

    @cached_property
    def words(self) -> Words:
        return words()

    @property
    def form(self) -> Form:
        return self.known.form

    @cached_property
    def names(self) -> Names:
        return names_of(self.known.form)

    @cached_property
    def spec(self) -> FieldSpec | TableSpec | None:
        """The question being asked, if it has a parser."""
        if self.focus.spec is not None:
            return self.focus.spec
        return self.spec_of(self.focus.path or "")

    def spec_of(self, path: str) -> FieldSpec | TableSpec | None:
        """The question behind a form path or a fact's path (`facts.NAME`, `precheck.NAME`), or None."""
        head, _, fact = path.partition(".")
        if head in ("facts", "precheck", "chaoyang"):
            return self.known.questions.get(fact)
        try:
            return self.form.spec(path)
        except KeyError:
            return None

    @property
    def free(self) -> bool:
        """Whether the question being asked takes any words."""
        return self.spec is not None and self.spec.parser in FREE

    @property
    def overlay(self) -> bool:
        """Whether a yes or no of ours is open."""
        return self.focus.path in ("consent", "confirm")

    def value(self, path: str) -> Any:
        """The stored value at `path`, or None."""
        table, row, column = split_path(path)
        if not row:
            found = self.known.answers.get(path)
            return self.known.unread.get(path) if found is None else found
        cells = self.row(table, row)
        return cells.get(column) if column else (cells or None)

    def row(self, table: str, row: str) -> Mapping[str, Any]:
        """The filled cells of a row; empty when unknown."""
        ids, rows = self.known.rows.get(table, ()), self.rows(table)
        if row in ids and len(rows) == len(ids):
            return rows[ids.index(row)]
        return {}

    def rows(self, table: str) -> list[Mapping[str, Any]]:
        """The rows of a table as answered."""
        rows = self.known.answers.get(table)
        return [r for r in rows if isinstance(r, Mapping)] if isinstance(rows, list) else []

    def filled(self, path: str) -> bool:
        """Whether an answer stands at `path`; a reply that could not be stored is none."""
        value = self.value(path) if "[" in path else self.known.answers.get(path)
        return value not in (None, "")

    def context(self, path: str) -> Mapping[str, Any]:
        """The earlier answers a parser may look at; for a cell its row so far and the row before it."""
        table, row, _ = split_path(path)
        if not row:
            return self.known.answers
        ids, rows = self.known.rows.get(table, ()), self.rows(table)
        found = dict(self.known.answers)
        if row in ids and len(rows) == len(ids):
            at = ids.index(row)
            found["row"] = rows[at]
            if at:
                found["previous"] = rows[at - 1]
        elif rows:
            found["previous"] = rows[-1]
        return found

    def parse(self, path: str, raw: str) -> Outcome:
        """`raw` read as an answer to `path` (a form path or the question being asked)."""
        spec = self.spec if path == self.focus.path else self.spec_of(path)
        if spec is None:
            return Problem("unknown_field", "")
        return parse(spec, raw, context=self.context(path), today=self.today)

    def parsed(self, path: str, raw: str) -> Parsed | None:
        """As `parse`, None where there is a problem."""
        outcome = self.parse(path, raw) if raw.strip() else None
        return outcome if isinstance(outcome, Parsed) else None
