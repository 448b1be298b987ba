"""Words offered a place in the form that was not their turn yet: kept, and offered again when that place is reached."""

from __future__ import annotations

from typing import Any

from dialogs.answers import has_value
from dialogs.display import excerpt
from dialogs.draft import Draft
from dialogs.form import FieldSpec
from dialogs.place import Place, place
from dialogs.session import Pending

MOST = 10
"""pieces kept at a time"""
SHOWN = 60


def leave(draft: Draft, pending: Pending) -> None:
    """An offer that was passed by: its words are kept for the place they were offered; a second time only told so."""
    option = next((o for o in pending.data.get("options", ()) if _has_a_place(draft, o)), None)
    if option is None:
        return
    name, text = draft.form.spec(option["path"]).name, excerpt(str(option["raw"]), SHOWN)
    if pending.data.get("again"):
        draft.say("unclear.let_go", name=name, text=text)
        return
    kept = tuple(o for o in draft.get("aside") if o != option)
    draft.set(aside=(*kept, option)[-MOST:])
    draft.say("unclear.left_aside", name=name, text=text)


def _has_a_place(draft: Draft, option: dict[str, Any]) -> bool:
    path = str(option.get("path", ""))
    spec = draft.form.fields.get(path)
    return "value" in option and (path in draft.form.tables or (spec is not None and spec.parser == "essay"))


def offer(draft: Draft, path: str) -> None:
    """The oldest words kept for `path`, if any, asked about."""
    option = next((o for o in draft.get("aside") if o["path"] == path), None)
    if option is None or draft.get("pending") is not None:
        return
    draft.set(aside=tuple(o for o in draft.get("aside") if o is not option))
    name = draft.form.spec(path).name
    wording = draft.env.library.wording.template("unclear.put_in")
    data = {
        "options": [{**option, "text": wording}],
        "ask": "unclear.put_again",
        "values": {"name": name, "text": excerpt(str(option["raw"]), SHOWN)},
        "again": True,
    }
    draft.set(pending=Pending(kind="unclear", data=data))


def at(draft: Draft, here: Place) -> Place:
    """Where the conversation stands once words kept for this place have been offered."""
    if here.kind == "table" or (here.kind == "field" and _is_text(here)) or _just_opened(draft, here):
        offer(draft, here.path)
    return place(draft.session, draft.env.library, draft.env.today)


def _is_text(here: Place) -> bool:
    return isinstance(here.spec, FieldSpec) and here.spec.parser == "essay"


def _just_opened(draft: Draft, here: Place) -> bool:
    """A long text gone to in this turn; while it is being written nothing breaks in."""
    if here.kind != "essay":
        return False
    told = has_value(draft.answers.get(here.path)) and not has_value(draft.before.answers.get(here.path))
    return draft.before.essay != here.path and not told
