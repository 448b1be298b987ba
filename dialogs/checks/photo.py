"""What the examination of the photo found, as findings (通知·六（一）1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dialogs.catalogue import Edition
from dialogs.checks.case import Case
from dialogs.checks.finding import Book, Finding, book_of


def check_photo(case: Case) -> Iterator[Finding]:
    """Problems and warnings of the photo's report; `{"problem": "not_found"}` for a file that is gone."""
    if case.photo is None:
        return
    if case.photo.get("problem") == "not_found":
        yield case.find("photo_not_found", "photo")
    else:
        yield from _findings(case.book, case.photo)


def photo_findings(edition: Edition, report: Mapping[str, Any]) -> list[Finding]:
    """The findings of one report: `{"problem", "message", "warnings": [{"code", "message"}]}`."""
    return list(_findings(book_of(edition), report))


def _findings(book: Book, report: Mapping[str, Any]) -> Iterator[Finding]:
    problem = report.get("problem")
    if problem:
        text = book.findings["photo_unreadable"]
        message = text.message.format(message=report.get("message", ""))
        yield Finding("photo", f"photo_{problem}", message, text.severity, text.article, text.quote, text.open)
    text = book.findings["photo"]
    for note in report.get("warnings", ()):
        message = text.message.format(message=note["message"])
        yield Finding("photo", f"photo_{note['code']}", message, text.severity, text.article, text.quote)
