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
    """The cell, in full, that shows a row to be the firm's, the workshop's or the district's; empty for any other."""
    texts = [str(row.get(key) or "") for key in TEXTS[table]]
    if any(mark in " ".join(texts) for mark in book.wide_marks):
        return ""
    marked = next((text for text in texts if any(mark in text for mark in book.narrow_marks)), "")
    if marked or re.search(book.narrow_bodies, texts[0]):
        return marked or texts[0]
    first = texts[0] or texts[-1]
    told = standing(first) if table == "awards" else standing(texts[1], texts[0])
    return first if told == "below" else ""
