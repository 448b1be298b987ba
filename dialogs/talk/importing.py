"""A file that was sent: a photo, a filled form coming back, a text instead of typing."""

from __future__ import annotations

from typing import Any

from dialogs.answers import cell
from dialogs.display import excerpt, on_screen, row_line
from dialogs.draft import Draft
from dialogs.effects import Phrase
from dialogs.events import Attachment
from dialogs.form import FieldSpec, TableSpec
from dialogs.place import Place
from dialogs.session import Pending
from dialogs.talk import essay, findings

PHOTO = "photo"
# what the examination of the photo found, kept beside it so that 复核 can say it again
REPORT = "photo_report"


def photo(draft: Draft, file: Attachment, here: Place) -> None:
    """The applicant's photo: taken with remarks; only what is no picture at all is refused."""
    if file.problem:
        _refuse(draft, file)
        return
    if here.path != PHOTO and draft.get("goal") == "":
        draft.set(goal="form")
    before = draft.answers.get(PHOTO)
    draft.write(REPORT, file.report)
    draft.write(PHOTO, file.key, raw=file.name)
    if draft.get("target") == PHOTO:
        draft.set(target="")
    draft.set(misses=0)
    template = "photo.replaced" if before is not None and before.value else "photo.taken"
    draft.say(template, width=file.report.get("width", "?"), height=file.report.get("height", "?"))
    notes = [str(w.get("message", "")) for w in file.report.get("warnings", [])]
    if notes:
        draft.say("echo.notes", lines=tuple(Phrase("echo.note", {"text": n}) for n in notes))


def document(draft: Draft, file: Attachment, here: Place) -> None:
    """A Word form is read back and shown before it is taken; a text goes where a text is being written."""
    if file.problem:
        _refuse(draft, file)
    elif file.report.get("answers"):
        _offer(draft, file.report)
    elif file.report.get("text"):
        if here.kind == "essay":
            essay.add(draft, here.path, str(file.report["text"]))
        else:
            essay.begin(draft, "deeds")
            essay.add(draft, "deeds", str(file.report["text"]))
    else:
        draft.complain("file.nothing")
        draft.restate = True


def _refuse(draft: Draft, file: Attachment) -> None:
    template = f"file.{file.problem}"
    draft.complain(template if template in draft.env.library.wording else "file.unreadable")
    draft.restate = True


def _offer(draft: Draft, report: dict[str, Any]) -> None:
    """Show what the file says and what it lacks; nothing is taken before a yes."""
    answers = {k: v for k, v in report["answers"].items() if k in draft.form.fields or k in draft.form.tables}
    remarks = tuple(
        Phrase("review.finding", {"n": n + 1, "text": f["message"], "article": f.get("article", "")})
        for n, f in enumerate(report.get("findings", [])[:12])
    )
    if remarks:
        draft.say("file.findings", lines=remarks, count=len(remarks))
    draft.set(pending=Pending(kind="import", data={"answers": answers, "photo": report.get("photo", "")}), essay="")


def question(draft: Draft, waiting: Pending) -> Phrase:
    """The values read, with those that would replace something marked."""
    lines: list[Phrase] = []
    for key, value in waiting.data["answers"].items():
        spec = draft.form.spec(key)
        if isinstance(spec, TableSpec):
            lines.append(Phrase("review.line", {"name": spec.name, "value": f"{len(value)} 行"}))
            lines += [Phrase("rows.line", {"n": n + 1, "line": row_line(spec, row)}) for n, row in enumerate(value)]
            continue
        old = draft.answers.get(key)
        values = {"name": spec.name, "value": excerpt(on_screen(spec, value), 40)}
        changed = old is not None and old.value not in (None, value)
        lines.append(Phrase("file.replaces" if changed else "review.line", values))
    return Phrase("file.confirm", {"lines": tuple(lines), "count": len(waiting.data["answers"])})


def accept(draft: Draft, waiting: Pending) -> None:
    """Take the values over as one undoable change."""
    for key, value in waiting.data["answers"].items():
        spec = draft.form.spec(key)
        if isinstance(spec, TableSpec):
            _take_rows(draft, spec, value)
        elif isinstance(spec, FieldSpec):
            draft.write(key, value, raw=str(value))
    if waiting.data.get("photo"):
        draft.write(PHOTO, waiting.data["photo"])
    draft.set(goal="form", target="", open_row="")
    draft.say("file.taken", count=len(waiting.data["answers"]))
    found = findings.all_findings(draft)
    if found:
        draft.say("file.still", count=len(found))


def _take_rows(draft: Draft, spec: TableSpec, values: list[dict[str, Any]]) -> None:
    ids = []
    for value in values:
        row = f"r{draft.get('next_row')}"
        draft.set(next_row=draft.get("next_row") + 1)
        ids.append(row)
        for column in spec.columns:
            path = cell(spec.key, row, column.key)
            if value.get(column.key) not in (None, ""):
                draft.write(path, value[column.key], raw=str(value[column.key]))
            else:
                draft.mark(path, "later" if column.required else "skipped")
    draft.rows[spec.key] = tuple(ids)
    draft.write(spec.key, None)
