"""What is missing, wrong or at risk in a form, each finding with its article.

The one source for the chat's 复核, for 预审报告 and for `--json`: ``check_form(edition, answers, ...)`` gives
the findings, ``shape_answers(form, book, raw)`` puts an outside object into the form's types first,
``in_order(rows, order)`` sorts rows as the form wants them, ``photo_findings(edition, report)`` words what
the examination of a photo found, ``checklist(edition, ...)`` gives the 材料清单.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dialogs.catalogue import BadPolicy, Edition
from dialogs.checks.achievements import check_achievements
from dialogs.checks.case import Case
from dialogs.checks.channel import check_channel
from dialogs.checks.completeness import check_completeness
from dialogs.checks.doubts import check_doubts
from dialogs.checks.finding import Book, Finding, book_of
from dialogs.checks.history import check_history
from dialogs.checks.identity import check_identity
from dialogs.checks.lists import check_lists
from dialogs.checks.materials import Checklist, ChecklistItem, checklist
from dialogs.checks.periods import in_order
from dialogs.checks.photo import check_photo, photo_findings
from dialogs.checks.said import check_said
from dialogs.checks.shape import shape_answers
from dialogs.checks.skills import check_skills
from dialogs.checks.texts import check_texts

__all__ = [
    "Book",
    "Checklist",
    "ChecklistItem",
    "Finding",
    "book_of",
    "check_form",
    "checklist",
    "in_order",
    "is_draft",
    "photo_findings",
    "shape_answers",
]

_CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    check_completeness,
    check_lists,
    check_identity,
    check_history,
    check_skills,
    check_achievements,
    check_doubts,
    check_texts,
    check_photo,
    check_said,
    check_channel,
)


def check_form(
    edition: Edition,
    answers: Mapping[str, Any],
    *,
    facts: Mapping[str, Any] | None = None,
    today: date,
    statuses: Mapping[str, str] | None = None,
    kept: Mapping[str, str] | None = None,
    row_ids: Mapping[str, Sequence[str]] | None = None,
    photo: Mapping[str, Any] | None = None,
) -> list[Finding]:
    """Every finding about `answers` (INTERFACE: ANSWERS.json), in form order, a field's errors first.

    `facts` are eligibility facts said elsewhere; `statuses` holds `skipped`, `unasked`, `later` or `stale` by answer
    path; `kept` the reason a person gave for keeping something, by path (a table's for all its rows);
    `row_ids` the stable ids of the rows of a table (default r1, r2 …); `photo` the report of the photo's
    examination. Values of a wrong type are named and taken as missing. Raises `BadPolicy` for an edition
    without a form or without usable `findings.yaml`, nothing else.
    """
    form = edition.form
    if form is None:
        raise BadPolicy(f"{edition.meta.policy}：没有表")
    book = book_of(edition)
    shaped, findings = shape_answers(form, book, answers)
    named = {found.field for found in findings if found.code == "wrong_type"}
    case = Case(
        edition=edition,
        form=form,
        book=book,
        answers=shaped,
        facts=facts or {},
        today=today,
        statuses=statuses or {},
        kept=kept or {},
        row_ids=row_ids or {},
        photo=photo,
    )
    for check in _CHECKS:
        findings += (found for found in check(case) if not (found.open and found.field in named))
    return _sorted(case, [_kept(case, found) for found in findings])


def is_draft(findings: Iterable[Finding]) -> bool:
    """Whether a paper still carries the 草稿 mark: something is not there that was asked for, as the chat counts it."""
    return any(found.open for found in findings)


def _kept(case: Case, found: Finding) -> Finding:
    reason = case.kept.get(found.field) or case.kept.get(found.field.partition("[")[0], "")
    if not reason or found.severity != "warning" or found.open:
        return found
    message = case.book.findings["kept"].message.format(message=found.message, reason=reason)
    return replace(found, message=message)


def _sorted(case: Case, findings: list[Finding]) -> list[Finding]:
    place = {spec.key: n for n, spec in enumerate(case.form.items())}

    def key(found: Finding) -> tuple[int, bool]:
        head = found.field.partition("[")[0].partition(".")[0]
        return place.get(head, len(place)), found.severity == "warning"

    return sorted(findings, key=key)
