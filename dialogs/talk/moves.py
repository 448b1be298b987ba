"""Moving in the form: skip, later, back, done, more, keep, cancel, stop."""

from __future__ import annotations

from collections.abc import Callable

from dialogs.agenda import agenda, standing
from dialogs.answers import has_value, split_path
from dialogs.commands import Fill
from dialogs.draft import Draft
from dialogs.form import FieldSpec
from dialogs.parsing import Parsed, parse
from dialogs.place import Place
from dialogs.session import Pending
from dialogs.talk import confirm, destinations, essay, filling, picking, review, rows, verdicts
from dialogs.talk.names import known_path, path_name


def skip(draft: Draft, here: Place) -> None:
    if here.kind == "cell" and here.path in draft.answers and draft.answers[here.path].status == "skipped":
        return
    if here.kind == "fact":
        unsure(draft, here)
    elif here.kind == "essay":
        essay.put_off(draft)
    elif here.kind == "table":
        rows.close(draft, here.table)
    elif _stands(draft, here):
        keep(draft, here)
    elif here.kind in ("field", "cell") and isinstance(here.spec, FieldSpec):
        _leave(draft, here, "later" if here.spec.required else "skipped")
    elif here.kind in ("confirm", "pick"):
        confirm.refuse(draft)


def later(draft: Draft, here: Place) -> None:
    if here.kind == "essay":
        essay.put_off(draft)
    elif here.kind == "confirm" and draft.get("pending").kind == "half_row":
        confirm.half_row(draft, "later")
    elif here.kind in ("field", "cell", "table"):
        _leave(draft, here, "later")
    elif here.kind == "fact":
        unsure(draft, here)


def put_off(draft: Draft, path: str) -> None:
    """Another field is put off; what was answered before stays."""
    if has_value(draft.answers.get(path)):
        draft.say("form.has_it", name=path_name(draft, path))
        return
    draft.mark(path, "later")
    draft.say("form.later", name=path_name(draft, path))


def _stands(draft: Draft, here: Place) -> bool:
    """Whether somebody only came back to look: an answer stands here and needs nothing."""
    answer = draft.answers.get(here.path)
    return here.kind in ("field", "cell") and has_value(answer) and answer is not None and answer.status == "answered"


def _leave(draft: Draft, here: Place, status: str) -> None:
    draft.mark(here.path, "skipped" if status == "skipped" else "later")
    draft.set(misses=0)
    if draft.get("target") == here.path:
        draft.set(target="")
    draft.say(f"form.{status}", name=path_name(draft, here.path))
    rows.close_if_full(draft)


def back(draft: Draft, here: Place) -> None:
    """上一步: the answer given before this question, to be looked at and changed."""
    if here.kind in ("confirm", "pick"):
        confirm.refuse(draft)
        return
    if here.kind == "essay":
        essay.put_off(draft)
        return
    if here.kind == "fact":
        _fact_before(draft)
        return
    if here.kind in ("menu", "review", "consent"):
        destinations.to_menu(draft, here)
        return
    path = _before(draft, here)
    if not path:
        draft.say("form.first")
        return
    destinations.go_to(draft, path)


def _fact_before(draft: Draft) -> None:
    """The eligibility question settled last, or put aside as 说不准, is asked again."""
    last = draft.get("last_path")
    fact = last.removeprefix("facts.")
    if last.startswith("facts.") and last in draft.answers:
        draft.answers.pop(last)
    elif fact in draft.get("cannot_say"):
        draft.set(cannot_say=tuple(f for f in draft.get("cannot_say") if f != fact))
    else:
        draft.restate = True


def _before(draft: Draft, here: Place) -> str:
    """The item that stands before this one: the cell before in the row, else the item before in the form."""
    if here.kind == "cell":
        table = draft.form.tables[here.table]
        _, row, column = split_path(here.path)
        index = [c.key for c in table.columns].index(column)
        if index:
            return f"{here.table}[{row}].{table.columns[index - 1].key}"
        return ""
    keys = [key for section in draft.form.sections for key in section.items]
    index = keys.index(here.path)
    for key in reversed(keys[:index]):
        if key in draft.answers:
            return key
    return ""


def done(draft: Draft, here: Place) -> None:
    if here.kind == "essay":
        essay.finish(draft)
    elif here.kind == "cell":
        if draft.get("open_row"):
            rows.close(draft, here.table)
        else:
            draft.set(target="")
    elif here.kind == "table":
        rows.close(draft, here.table)
    elif here.kind == "review":
        draft.say("review.all_kept")
        draft.restate = True
    elif here.kind == "field" and draft.get("target"):
        draft.set(target="")
    else:
        draft.restate = True


def more(draft: Draft, here: Place) -> None:
    if here.kind == "table":
        rows.begin(draft, here.table)
    elif here.kind == "confirm" and draft.get("pending").kind == "gap":
        confirm.accept(draft)
    elif here.kind == "essay":
        draft.restate = True
    elif draft.get("open_row") and rows.begun(draft):
        rows.ask_half(draft)
    else:
        last = split_path(draft.get("last_path"))[0]
        if last in draft.form.tables:
            rows.begin(draft, last)


def nothing(draft: Draft, here: Place) -> None:
    """没有: an answer where one is wanted (no award, no allowance so far), else the field stays empty."""
    if here.kind == "fact":
        _answer_fact(draft, here, "没有")
    elif here.kind == "table":
        rows.close(draft, here.table)
    elif here.kind in ("confirm", "pick"):
        confirm.refuse(draft)
    elif here.kind == "cell" and _stands(draft, here):
        confirm.empty_cell(draft, here.path)
    else:
        skip(draft, here)


def keep(draft: Draft, here: Place) -> None:
    """沿用旧值."""
    if here.kind == "confirm" and draft.get("pending").kind == "gap":
        confirm.refuse(draft)
        return
    if here.kind == "review":
        ask_to_print(draft)
        return
    answer = draft.answers.get(here.path)
    if answer is None:
        draft.restate = True
        return
    draft.answers[here.path] = answer.model_copy(update={"status": "answered"})
    draft.set(target="" if draft.get("target") == here.path else draft.get("target"), last_path=here.path)
    draft.say("form.kept", name=path_name(draft, here.path))
    rows.close_if_full(draft)


def nothing_to_change(draft: Draft) -> None:
    """好, 没问题 at the end: with everything filled that means the papers; else it is still one of two."""
    if standing(draft.session, draft.form).open:
        draft.restate = True
    else:
        ask_to_print(draft)


def ask_to_print(draft: Draft) -> None:
    """The papers are made on a clear yes only."""
    draft.set(pending=Pending(kind="print"))


def cancel(draft: Draft, here: Place) -> None:
    """取消: of what is open only; never of anything finished, and of what was typed only after a clear yes."""
    if here.kind in ("confirm", "pick"):
        confirm.refuse(draft)
    elif draft.get("open_row"):
        rows.ask_half(draft) if rows.begun(draft) else rows.cancel(draft)
    elif here.kind == "essay":
        essay.put_off(draft)
    elif draft.get("target"):
        draft.set(target="")
        draft.say("confirm.unchanged")
    else:
        stop(draft, here)


def stop(draft: Draft, here: Place) -> None:
    """退出-like words: nothing is lost, nothing is deleted."""
    if draft.get("open_row") and not rows.begun(draft):
        rows.cancel(draft, quiet=True)
    draft.set(goal="", target="", pending=None, essay="")
    draft.restate = True
    now = standing(draft.session, draft.form)
    draft.say("form.stopped" if draft.answers else "form.stopped_at_start", done=now.done, total=now.total)


def resume(draft: Draft, here: Place) -> None:
    """继续: back to the first open thing; what was put off is asked again when nothing else is open."""
    if here.kind == "pick":
        draft.set(pending=None)
        return
    if _stands(draft, here) and draft.get("target") == here.path:
        draft.set(target="")
        return
    draft.restate = here.kind not in ("menu", "review")
    if not draft.restate:
        draft.set(goal="form", target="")
        review.tell_progress(draft)
        if not agenda(draft.session, draft.form):
            for path, answer in list(draft.answers.items()):
                if answer.status == "later" and not path.startswith("facts."):
                    _reopen(draft, path)


def _reopen(draft: Draft, path: str) -> None:
    answer = draft.answers[path]
    if answer.value is None:
        draft.answers.pop(path)
    else:
        draft.mark(path, "stale")


def unsure(draft: Draft, here: Place) -> None:
    """说不准: remembered, so that it is not asked again; it never counts as a no."""
    if here.kind == "fact":
        fact = here.path.removeprefix("facts.")
        draft.set(cannot_say=(*draft.get("cannot_say"), fact), misses=0, last_path=here.path)
        draft.say("precheck.unsure")
        verdicts.finish_if_done(draft)
    else:
        later(draft, here)


def look_again(draft: Draft, here: Place) -> None:
    """Something said last is wrong: it is asked again, a row with its cells; of nothing said, what to change."""
    path = draft.get("last_path")
    if here.kind == "essay":
        draft.say("essay.mistake")
        return
    if path == here.path or not draft.answers:
        draft.restate = True
        return
    if not known_path(draft, path) or path.startswith("facts.") or path not in draft.answers:
        picking.begin(draft)
        return
    table, row, _ = split_path(path)
    if row and row in draft.rows.get(table, ()):
        picking.begin_row(draft, table, row)
        return
    draft.say("correct.which", name=path_name(draft, path))
    destinations.go_to(draft, path)


def _answer_fact(draft: Draft, here: Place, word: str, otherwise: Callable[[Draft, Place], None] = unsure) -> None:
    """A bare 没有 / 不是 as the reply to an eligibility question; not taken where it says nothing."""
    if not isinstance(here.spec, FieldSpec):
        return
    outcome = parse(here.spec, word, context={}, today=draft.env.today)
    if isinstance(outcome, Parsed):
        filling.take(draft, [Fill(here.path, outcome, word)], here)
    else:
        otherwise(draft, here)


def deny(draft: Draft, here: Place, *, otherwise: Callable[[Draft, Place], None] = unsure) -> None:
    """不是 to an eligibility question; `otherwise` where that says nothing."""
    _answer_fact(draft, here, "不是", otherwise)
