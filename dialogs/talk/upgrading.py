"""When the form's data changed since the person was last here: what is new is asked, and it is said what changed."""

from __future__ import annotations

from dialogs.answers import cell
from dialogs.draft import Draft
from dialogs.form import Form, TableSpec
from dialogs.parsing import Problem, parse
from dialogs.session import Pending


def follow(draft: Draft) -> None:
    """Bring the session to the form as it is now, once, and say what changed."""
    _other_edition(draft)
    known: dict[str, str] = draft.get("shape")
    now = draft.form.shape
    if known == now:
        return
    draft.set(shape=now)
    if not known or not draft.answers:
        return
    added = [p for p in now if p not in known]
    gone = [p for p in known if p not in now]
    changed = [p for p in now if p in known and now[p] != known[p]]
    for path in changed:
        _recheck(draft, path)
    names = {p: _name(draft.form, p) for p in (*added, *changed)}
    draft.say(
        "upgrade.what",
        added="、".join(names[p] for p in added) or "无",
        changed="、".join(names[p] for p in changed) or "无",
        gone=str(len(gone)),
    )
    if draft.get("open_row") and draft.get("open_row").split("[")[0] not in draft.form.tables:
        draft.set(open_row="")
    for field in ("target", "essay"):
        if draft.get(field) and not _exists(draft.form, draft.get(field)):
            draft.set(**{field: ""})


def _other_edition(draft: Draft) -> None:
    """An edition that is no longer there is replaced by the newest; a newer one is only pointed out."""
    library = draft.env.library
    editions = dict(draft.get("editions"))
    for policy in library.catalogue.policies:
        newest = library.catalogue.get(policy).meta.edition
        mine = editions.get(policy, "")
        if (policy, mine) not in library.catalogue.editions:
            editions[policy] = newest
        elif mine != newest and policy == library.main and draft.get("told").get("edition") != newest:
            draft.set(told={**draft.get("told"), "edition": newest})
            if draft.get("pending") is None:
                title = library.catalogue.get(policy).meta.document
                draft.set(pending=Pending(kind="edition", data={"edition": newest, "title": title}))
    if editions != draft.get("editions"):
        draft.set(editions=editions)


def move(draft: Draft, edition: str) -> None:
    """Go on with the newer edition: every answer is kept and checked against it."""
    draft.set(editions={**draft.get("editions"), draft.env.library.main: edition})


def _recheck(draft: Draft, path: str) -> None:
    """An answer the changed question would not take any more is asked again, with its old value offered."""
    head, _, column = path.partition("[].")
    spec = draft.form.tables[head].column(column) if column else draft.form.spec(path)
    paths = [cell(head, r, column) for r in draft.rows.get(head, ())] if column else [path]
    for found in paths:
        answer = draft.answers.get(found)
        if answer is None or answer.status != "answered" or isinstance(spec, TableSpec):
            continue
        if isinstance(answer.value, str) and spec.parser != "photo":
            outcome = parse(spec, answer.value, context={}, today=draft.env.today)
            if isinstance(outcome, Problem):
                draft.mark(found, "stale")


def _exists(form: Form, path: str) -> bool:
    try:
        form.spec(path)
    except KeyError:
        return False
    return True


def _name(form: Form, path: str) -> str:
    head, _, column = path.partition("[].")
    if column:
        return f"{form.tables[head].name}·{form.tables[head].column(column).name}"
    return form.spec(path).name
