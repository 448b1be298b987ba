"""What the checks find, said at the moment it can still be mended easily."""

from __future__ import annotations

from dialogs.answers import filled_rows, nested, said_facts, statuses
from dialogs.checks import Finding, check_form
from dialogs.draft import Draft
from dialogs.effects import Phrase
from dialogs.form import TableSpec
from dialogs.session import Pending

GAPS = frozenset({"history_gap", "history_overlap"})


def all_findings(draft: Draft) -> list[Finding]:
    """Everything the checks say about the form as it stands; the same list as in the 预审报告."""
    library = draft.env.library
    session = draft.session
    edition = library.edition(library.main, session.editions.get(library.main, ""))
    report = session.answers.get("photo_report") if "photo" in session.answers else None
    reasons = {p: a.reason for p, a in session.answers.items() if a.reason}
    return check_form(
        edition,
        nested(session, draft.form),
        facts=said_facts(session),
        today=draft.env.today,
        statuses=statuses(session, draft.form),
        kept=reasons,
        row_ids=filled_rows(session, draft.form),
        photo=report.value if report is not None else None,
    )


def _of_table(draft: Draft, table: str) -> list[Finding]:
    return [f for f in all_findings(draft) if f.field.split("[")[0] == table]


def tell_table(draft: Draft, spec: TableSpec) -> None:
    """Gaps, overlaps and the like among the rows so far; as a remark, never a refusal."""
    seen = [f for f in _of_table(draft, spec.key) if f.code in GAPS]
    if seen:
        draft.say("echo.notes", lines=tuple(Phrase("echo.note", {"text": f.message}) for f in seen[:3]))


def close_table(draft: Draft, spec: TableSpec) -> None:
    """When the table is closed: what else the checks see in it, and a gap or overlap left is asked about."""
    others = [f for f in _of_table(draft, spec.key) if f.code not in GAPS and not f.open]
    if others:
        draft.say("echo.notes", lines=tuple(Phrase("echo.note", {"text": f.message}) for f in others[:3]))
    gaps = [f for f in _of_table(draft, spec.key) if f.code in GAPS]
    answer = draft.answers.get(spec.key)
    if gaps and (answer is None or not answer.reason):
        draft.set(pending=Pending(kind="gap", path=spec.key, data={"message": gaps[0].message}))
