"""Awards and honours below 国家级、省市级、本行业 (headings of part 二): the same reading as when the row was told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dialogs.checks.finding import Book
from dialogs.parsing.standing import standing

TEXTS = {"awards": ("award", "category", "grade", "project"), "honours": ("authority", "title")}
"""the cells that tell how high a row stands, the one that says most first"""


def below(book: Book, table: str, row: Mapping[str, Any]) -> str:
    """The cell, in full, that shows a row to be the firm's, the workshop's or the district's; empty for any other.

    What an award or honour is called, and who gave it, outweighs a word like 行业 in the cells beside it.
    """
    texts = [str(row.get(key) or "") for key in TEXTS[table]]
    first = texts[0] or texts[-1]
    if any(mark in first for mark in book.wide_marks):
        return ""
    told = standing(first) if table == "awards" else standing(texts[1], texts[0])
    if told == "below" or re.search(book.narrow_bodies, first):
        return first
    if any(mark in " ".join(texts) for mark in book.wide_marks):
        return ""
    return next((text for text in texts if any(mark in text for mark in book.narrow_marks)), "")


def unclear(book: Book, table: str, row: Mapping[str, Any]) -> str:
    """What a row is called when neither its cells nor who gave it tell how high it stands, as asked in the chat."""
    texts = [str(row.get(key) or "") for key in TEXTS[table]]
    name = texts[0] or texts[-1] if table == "awards" else texts[1]
    told = standing(name) if table == "awards" else standing(name, texts[0])
    wide = any(mark in " ".join(texts) for mark in book.wide_marks)
    return name if name and told == "unclear" and not wide and not below(book, table, row) else ""
