"""复核: what stands in the form, what is missing or at risk; derived each time, never kept."""

from __future__ import annotations

from dialogs.agenda import cells_open, matters, put_off, standing
from dialogs.answers import has_value, row_values
from dialogs.display import excerpt, on_screen, row_line
from dialogs.draft import Draft
from dialogs.effects import Phrase
from dialogs.form import FieldSpec, Option, TableSpec
from dialogs.talk import papers
from dialogs.talk.findings import all_findings
from dialogs.talk.menus import menu
from dialogs.talk.names import path_name

MOST_NAMED = 12
MOST_CELLS = 4


def show(draft: Draft) -> None:
    """The whole form in short, section by section, then what the checks found."""
    show_values(draft)
    tell_findings(draft)
    draft.set(goal="review", target="")


def show_values(draft: Draft) -> None:
    """What has been said, section by section; sensitive values masked, what was not said left out."""
    for section in draft.form.sections:
        lines: list[Phrase] = []
        for key in section.items:
            spec = draft.form.spec(key)
            if matters(spec, draft.answers):
                lines += table_lines(draft, spec) if isinstance(spec, TableSpec) else _field(draft, spec)
        if lines:
            draft.say("review.section", title=section.title, lines=tuple(lines))


def table_lines(draft: Draft, spec: TableSpec) -> list[Phrase]:
    """A table as it stands, row by row."""
    rows = draft.rows.get(spec.key, ())
    if not rows:
        return _nothing(draft, spec)
    count = draft.env.library.wording.text(Phrase("review.rows", {"count": len(rows)}))
    lines = [Phrase("review.line", {"name": spec.name, "value": count})]
    for n, row in enumerate(rows):
        line = row_line(spec, row_values(draft.session, spec, row))
        lines.append(Phrase("rows.line", {"n": n + 1, "line": line or "—"}))
    return lines


def _field(draft: Draft, spec: FieldSpec) -> list[Phrase]:
    answer = draft.answers.get(spec.key)
    if answer is None or not has_value(answer):
        return _nothing(draft, spec)
    wording = draft.env.library.wording
    value = wording.template("review.photo") if spec.parser == "photo" else excerpt(on_screen(spec, answer.value), 60)
    if answer.status == "stale":
        value = wording.text(Phrase("review.stale", {"value": value}))
    return [Phrase("review.line", {"name": spec.name, "value": value})]


def _nothing(draft: Draft, spec: FieldSpec | TableSpec) -> list[Phrase]:
    """Said to be empty: shown as such; not yet said or put off: left to the list of what is open."""
    answer = draft.answers.get(spec.key)
    if answer is None or answer.status not in ("answered", "skipped"):
        return []
    value = draft.env.library.wording.template(f"review.{answer.status}")
    return [Phrase("review.line", {"name": spec.name, "value": value})]


def tell_findings(draft: Draft) -> None:
    """What is still open in one line; then errors before warnings, each with its article; or that all is well."""
    found = all_findings(draft)
    still_open = standing(draft.session, draft.form).open
    others = sorted((f for f in found if not f.open), key=lambda f: f.severity != "error")
    if still_open:
        draft.say("review.open", count=len(still_open), names=open_names(draft))
    if others:
        lines = tuple(
            Phrase("review.finding", {"n": n + 1, "text": f.message, "article": f.article})
            for n, f in enumerate(others)
        )
        draft.say("review.findings", count=len(others), lines=lines)
    if not found:
        draft.say("review.clean")


def open_names(draft: Draft) -> str:
    """The open items by name; a table with the cells it lacks."""
    names: list[str] = []
    for key in standing(draft.session, draft.form).open:
        spec = draft.form.spec(key)
        cells = list(cells_open(spec, draft.session)) if isinstance(spec, TableSpec) else []
        lacking = "、".join(path_name(draft, path) for path in cells[:MOST_CELLS])
        names.append(f"{spec.name}（{lacking}）" if lacking else spec.name)
    more = "……" if len(names) > MOST_NAMED else ""
    return "、".join(names[:MOST_NAMED]) + more


def missing(draft: Draft) -> None:
    """还差什么: open and put-off items by name."""
    still_open = standing(draft.session, draft.form).open
    if still_open:
        draft.say("review.missing", count=len(still_open), names=open_names(draft))
    else:
        draft.say("review.nothing_missing")


def tell_progress(draft: Draft) -> None:
    """进度."""
    now = standing(draft.session, draft.form)
    later = put_off(draft.session, draft.form)
    names = "、".join(path_name(draft, p) for p in later[:8])
    draft.say("review.progress_later" if later else "review.progress", done=now.done, total=now.total, later=names)


def question(draft: Draft) -> tuple[Phrase, tuple[Option, ...]]:
    """The end of the form: what next."""
    still_open = standing(draft.session, draft.form).open
    if still_open:
        return Phrase("review.ask_open", {"count": len(still_open)}), (*menu("review_open"), *menu("review"))
    if papers.outdated(draft):
        return Phrase("review.ask_outdated"), menu("review")
    return Phrase("review.ask_again" if papers.made(draft) else "review.ask"), menu("review")
