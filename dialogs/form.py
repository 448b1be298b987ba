"""The shape of a form's data: every question a person is asked, with its rule, parser, examples and errors.

An edition's `form/*.yaml` files are read into these models; nothing here knows a particular field.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Model(BaseModel):
    """Frozen data that refuses unknown keys: a typing slip in a YAML file is an error, not silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(Model):
    """What a source demands: `quote` is verbatim in the pinned source, `plain` says it in everyday words."""

    article: str
    quote: str
    plain: str = ""


class Option(Model):
    """One button: `id` is a short ASCII word, `text` what is read, `value` what is stored (default: `text`)."""

    id: str = Field(pattern=r"^[a-z0-9_.]{1,20}$")
    text: str
    value: Any = None

    @property
    def stored(self) -> Any:
        return self.text if self.value is None else self.value


class Example(Model):
    """A reply and what becomes of it; run as a test. `code` names the expected problem or warning."""

    raw: str
    value: Any = None
    code: str = ""
    context: dict[str, Any] = {}
    today: str = "2024-03-15"


class FieldSpec(Model):
    """One question. `key` is the answer's key (INTERFACE names); in a table, the column's."""

    key: str
    label: str
    short: str = ""
    ask: str
    again: str = ""
    help: str = ""
    rule: Rule | None = None
    parser: str
    options: dict[str, Any] = {}
    choices: tuple[Option, ...] = ()
    further: tuple[Option, ...] = ()
    """choices offered only when what is known of the person leads to them (the district of the unit's address)"""
    good: tuple[Example, ...] = ()
    bad: tuple[Example, ...] = ()
    errors: dict[str, str] = {}
    required: bool = True
    quiet: bool = False
    """a cell not asked for any more when its row came as a sentence that did not mention it"""
    needed_with: str = ""
    """the column beside which this one must not stay empty (a number of people and their trade)"""
    sensitive: bool = False
    """masked on screen, kept out of anything but the paper"""
    agrees_with: tuple[str, ...] = ()
    """paths that are checked again when this one changes"""
    when: dict[str, Any] = {}
    """asked only while every `path: value or [values]` here holds; empty: always"""

    @property
    def name(self) -> str:
        """What the field is called in a sentence."""
        return self.short or self.label

    def option(self, choice: str) -> Option | None:
        """The choice with this id, whether or not it is offered to everybody."""
        return next((o for o in (*self.choices, *self.further) if o.id == choice), None)


class TableSpec(Model):
    """A table: rows of the same columns, asked one cell at a time or read from a sentence."""

    key: str
    label: str
    short: str = ""
    ask: str
    more: str = ""
    help: str = ""
    rule: Rule | None = None
    parser: str
    options: dict[str, Any] = {}
    columns: tuple[FieldSpec, ...]
    good: tuple[Example, ...] = ()
    bad: tuple[Example, ...] = ()
    errors: dict[str, str] = {}
    required: bool = False
    """at least one row is expected before the form counts as complete"""
    blank_rows: int = 0
    """rows printed in the official blank"""
    order: Literal["", "start", "year", "-year"] = ""
    """`start`/`year`: earliest first; `-year`: latest first"""
    row_name: str = "第{n}条"
    line: tuple[str, ...] = ()
    """how a row reads on screen: a piece for each group of cells (`高级工 {senior_occupation} {senior_count:人}`: what
    stands behind the colon follows the value), left out where none of its cells is filled; without it the cells one after another"""
    when: dict[str, Any] = {}

    @property
    def name(self) -> str:
        return self.short or self.label

    def column(self, key: str) -> FieldSpec:
        """The column called `key`; raises `KeyError`."""
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> dict[str, FieldSpec]:
        return {c.key: c for c in self.columns}


class Section(Model):
    """A part of the form in the order it is asked; `items` are fields and tables by key."""

    id: str
    title: str
    intro: str = ""
    items: tuple[str, ...]
    optional: bool = False
    """offered, but not part of what makes the form complete"""


class Form(Model):
    """The whole form of one edition."""

    title: str
    sections: tuple[Section, ...]
    fields: dict[str, FieldSpec]
    tables: dict[str, TableSpec]

    def spec(self, path: str) -> FieldSpec | TableSpec:
        """The question behind an answer path (`name`, `work_history`, `work_history[r1].unit`); raises `KeyError`."""
        head, _, rest = path.partition("[")
        if not rest:
            found = self.fields.get(head) or self.tables.get(head)
            if found is None:
                raise KeyError(path)
            return found
        _, _, column = rest.partition("].")
        table = self.tables[head]
        return table.column(column) if column else table

    def items(self) -> Iterator[FieldSpec | TableSpec]:
        """Every field and table in the order of the form."""
        for section in self.sections:
            for key in section.items:
                yield self.spec(key)

    @cached_property
    def shape(self) -> dict[str, str]:
        """Each question's fingerprint by path (`work_history[].unit` for a column): what is asked for and how it is
        checked, not how it is worded."""
        found: dict[str, str] = {}
        for spec in self.items():
            found[spec.key] = _fingerprint(spec)
            if isinstance(spec, TableSpec):
                found.update({f"{spec.key}[].{c.key}": _fingerprint(c) for c in spec.columns})
        return found


def _fingerprint(spec: FieldSpec | TableSpec) -> str:
    rule = spec.rule.model_dump() if spec.rule else None
    demand = [spec.label, spec.parser, spec.options, rule, spec.required]
    text = json.dumps(demand, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:10]
