"""撤销 and 重做: one message at a time, over the journal kept in the session."""

from __future__ import annotations

from dialogs.agenda import open_cells
from dialogs.answers import has_value
from dialogs.display import excerpt
from dialogs.draft import Draft
from dialogs.place import Place
from dialogs.session import Change, Pending
from dialogs.talk import moves, verdicts
from dialogs.talk.names import known_path, path_name, shown_at


def undo(draft: Draft, here: Place) -> None:
    changes: tuple[Change, ...] = draft.get("undo")
    if not changes and draft.get("last_path") in draft.answers:
        moves.look_again(draft, here)
        return
    if not changes:
        draft.say("form.nothing_to_undo")
        return
    if draft.before.unchanged:
        _ask_which(draft, draft.before.unchanged, changes[-1])
        return
    draft.rewind(changes[-1], forward=False)
    again = _emptied(draft, changes[-1]) if here.kind in ("field", "confirm", "pick") else ""
    draft.set(undo=changes[:-1], redo=(*draft.get("redo"), changes[-1]), pending=None, open_row="", target=again)
    _reopen_half_row(draft)
    _tell(draft, "form.undone", changes[-1])
    verdicts.announce_if_decided(draft)


def _ask_which(draft: Draft, same: str, change_: Change) -> None:
    """The message before changed nothing (本来就是…): what would go instead is asked about."""
    names = {"name": path_name(draft, same), "names": _names(draft, change_)}
    option = {"text": draft.env.library.wording.template("form.undo_it"), "word": "undo"}
    data = {"options": [option], "ask": "form.undo_before", "values": names}
    draft.set(pending=Pending(kind="unclear", data=data))


def redo(draft: Draft, here: Place) -> None:
    changes: tuple[Change, ...] = draft.get("redo")
    if not changes:
        draft.say("form.nothing_to_redo")
        return
    draft.rewind(changes[-1], forward=True)
    draft.set(redo=changes[:-1], undo=(*draft.get("undo"), changes[-1]), pending=None, open_row="", target="")
    _reopen_half_row(draft)
    _tell(draft, "form.redone", changes[-1])
    verdicts.announce_if_decided(draft)


def bring_back(draft: Draft, here: Place) -> bool:
    """别删: the answer that was cleared just now stands again; False where the last change cleared none."""
    changes: tuple[Change, ...] = draft.get("undo")
    last = list(changes[-1].answers.values()) if changes and not changes[-1].rows else []
    cleared = len(last) == 1 and has_value(last[0][0]) and last[0][1] is not None and not has_value(last[0][1])
    if cleared:
        undo(draft, here)
    return cleared


def _emptied(draft: Draft, change: Change) -> str:
    """The one field that has no answer any more: it is asked again before anything else."""
    paths = [p for p in change.answers if p in draft.form.fields]
    alone = len(paths) == len(change.answers) == 1 and not change.rows
    return paths[0] if alone and paths[0] not in draft.answers else ""


def _reopen_half_row(draft: Draft) -> None:
    """A row that is half filled after the change is the open one again."""
    for table, spec in draft.form.tables.items():
        for row in draft.rows.get(table, ()):
            if open_cells(spec, row, draft.answers):
                draft.set(open_row=f"{table}[{row}]")


def _names(draft: Draft, change_: Change) -> str:
    paths = [p for p in change_.answers if known_path(draft, p)]
    tables = [t for t in change_.rows if not any(p.startswith(f"{t}[") for p in paths)]
    names = [path_name(draft, p) for p in [*paths, *tables]]
    return "、".join(dict.fromkeys(names[:6]))


def _tell(draft: Draft, template: str, change_: Change) -> None:
    """What the step was about; of one answer how it reads now."""
    paths = [p for p in change_.answers if known_path(draft, p)]
    if len(paths) != 1 or change_.rows:
        draft.say(template, names=_names(draft, change_))
        return
    value = excerpt(shown_at(draft, paths[0]), 40) or draft.env.library.wording.template("review.skipped")
    draft.say(f"{template}_one", name=path_name(draft, paths[0]), value=value)
