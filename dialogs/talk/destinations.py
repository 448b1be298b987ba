"""Where to go: the form, the guided talks, the papers, one item of the form."""

from __future__ import annotations

from dialogs.agenda import agenda
from dialogs.answers import FACTS, split_path
from dialogs.draft import Draft
from dialogs.form import FieldSpec, TableSpec
from dialogs.place import Place
from dialogs.session import Pending
from dialogs.talk import essay, papers, picking, review, verdicts


def to_form(draft: Draft, here: Place) -> None:
    draft.set(goal="form", target="", pending=None, essay="")
    opened = agenda(draft.session, draft.form)
    if not opened:
        draft.say("form.all_asked")
    elif not draft.answers:
        draft.say("form.intro")


def to_precheck(draft: Draft, here: Place) -> None:
    verdicts.begin(draft, "precheck")


def to_chaoyang(draft: Draft, here: Place) -> None:
    verdicts.begin(draft, "chaoyang")


def to_menu(draft: Draft, here: Place) -> None:
    draft.set(goal="", target="", pending=None, essay="")


def to_consult(draft: Draft, here: Place) -> None:
    draft.say("consult.invite")


def to_materials(draft: Draft, here: Place) -> None:
    papers.send(draft, "materials")


def to_draft(draft: Draft, here: Place) -> None:
    review.tell_progress(draft)
    review.show(draft)


def to_papers(draft: Draft, here: Place) -> None:
    papers.send(draft, *papers.NAMES)


def to_roster(draft: Draft, here: Place) -> None:
    papers.send(draft, "roster")


def to_review(draft: Draft, here: Place) -> None:
    draft.set(pending=None, essay="")
    review.show(draft)


def change(draft: Draft, here: Place) -> None:
    picking.begin(draft)


def go_to(draft: Draft, path: str) -> None:
    """Ask for `path` again; what stood there is offered, of a row its cells."""
    if path.startswith(FACTS):
        draft.set(pending=None, essay="", misses=0, target=path)
        return
    table, row, column = split_path(path)
    if row and not column:
        picking.begin_row(draft, table, row)
        return
    spec = draft.form.spec(path)
    draft.set(pending=None, essay="", misses=0, goal=draft.get("goal") or "form")
    if isinstance(spec, FieldSpec) and spec.parser == "essay":
        essay.begin(draft, path)
    elif isinstance(spec, TableSpec) and draft.rows.get(path):
        draft.set(pending=Pending(kind="pick", data={"section": _section(draft, path), "table": path}))
    else:
        draft.set(target=path)


def _section(draft: Draft, key: str) -> str:
    return next(s.id for s in draft.form.sections if key in s.items)
