"""What is wrong with an edition's `findings.yaml`, `materials.yaml` and `articles.yaml`, for `tetie policies lint`."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from dialogs.catalogue import BadPolicy, Edition
from dialogs.checks.articles import ArticleNotes
from dialogs.checks.finding import Book
from dialogs.checks.materials import Materials
from dialogs.eligibility.lint import Issue, Lines
from dialogs.form import Form, Model

_FILES: tuple[tuple[str, type[Model], bool], ...] = (
    ("findings.yaml", Book, True),
    ("materials.yaml", Materials, True),
    ("articles.yaml", ArticleNotes, False),
)
"""file, its shape, whether it belongs to an edition with a form (else to one without)"""


def lint_checks(edition: Edition) -> list[Issue]:
    """Every flaw: files missing or misshapen, quotes that are not verbatim, unknown fields, broken messages."""
    try:
        form = edition.form
    except (BadPolicy, ValidationError, OSError, ValueError, KeyError, TypeError):
        return []  # the form's own lint tells
    issues: list[Issue] = []
    for name, shape, with_form in _FILES:
        if (form is not None) == with_form:
            issues += _file(edition, form, name, shape)
    return issues


def _file(edition: Edition, form: Form | None, name: str, shape: type[Model]) -> Iterator[Issue]:
    path = edition.folder / name
    if not path.exists():
        yield Issue(name, 0, "missing_file", f"没有 {name}")
        return
    raw = edition.data(name)
    lines = Lines(path)
    try:
        data = shape.model_validate(raw)
    except ValidationError as error:
        for one in error.errors():
            place = tuple(one["loc"])
            yield Issue(name, lines.of(place), "value", ".".join(map(str, place)) + "：" + one["msg"])
        return
    for place, quote in _quotes(raw, ()):
        if not edition.holds(quote):
            yield Issue(name, lines.of(place), "quote", f"引文不是原文的原句：{quote[:40]}")
    if isinstance(data, Book):
        yield from _book(data, form, name, lines)
    elif isinstance(data, Materials):
        yield from _materials(data, form, name, lines)


def _quotes(node: Any, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "quote" and isinstance(value, str):
                if value:
                    yield (*place, key), value
            else:
                yield from _quotes(value, (*place, key))
    elif isinstance(node, list):
        for n, value in enumerate(node):
            yield from _quotes(value, (*place, n))


def _book(book: Book, form: Form | None, name: str, lines: Lines) -> Iterator[Issue]:
    for key in book.lists:
        if form is not None and key not in form.fields:
            yield Issue(name, lines.of(("lists", key)), "unknown_field", f"表里没有 {key} 这一栏")
    if book.lowest_level not in book.levels:
        yield Issue(name, lines.of(("lowest_level",)), "value", f"levels 里没有 {book.lowest_level}")
    try:
        re.compile(book.narrow_bodies)
    except re.error as error:
        yield Issue(name, lines.of(("narrow_bodies",)), "value", f"正则表达式写错了：{error}")
    for code, text in book.findings.items():
        try:
            list(string.Formatter().parse(text.message))
        except ValueError as error:
            yield Issue(name, lines.of(("findings", code, "message")), "value", f"花括号写错了：{error}")


def _materials(materials: Materials, form: Form | None, name: str, lines: Lines) -> Iterator[Issue]:
    seen: set[str] = set()
    for n, item in enumerate(materials.items):
        if item.id in seen:
            yield Issue(name, lines.of(("items", n, "id")), "duplicate_key", f"{item.id} 出现两次")
        seen.add(item.id)
        known = {**form.fields, **form.tables} if form is not None else {}
        for key in (*item.fields, *([item.table] if item.table else [])):
            if key not in known:
                yield Issue(name, lines.of(("items", n)), "unknown_field", f"表里没有 {key} 这一栏")
