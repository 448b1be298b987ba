"""Things that wait for a clear yes: what is asked, and what happens on yes and no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dialogs.agenda import standing
from dialogs.answers import FACTS, row_values, split_path
from dialogs.commands import RowDelete
from dialogs.display import excerpt, row_line
from dialogs.draft import Draft
from dialogs.effects import Phrase
from dialogs.form import FieldSpec, Option, TableSpec
from dialogs.session import Pending
from dialogs.talk import corrections, essay, filling, importing, opening, papers, privacy, rows, shown_rows, upgrading
from dialogs.talk.menus import menu
from dialogs.talk.names import path_name, shown_at
from dialogs.text import plain_key
from dialogs.understanding.choices import number
from dialogs.understanding.expressions import expression

Step = Callable[[Draft, Pending], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of pending decision: its question, buttons (a name in menus.yaml) and outcomes."""

    question: Callable[[Draft, Pending], Phrase]
    buttons: str
    yes: Step
    no: Step


def pending(draft: Draft) -> Pending:
    found: Pending | None = draft.get("pending")
    if found is None:
        raise LookupError("nothing is pending")
    return found


def question(draft: Draft) -> tuple[Phrase, tuple[Option, ...]]:
    """What is being waited for, with its buttons."""
    waiting = pending(draft)
    if waiting.kind == "unclear":
        return _which(draft, waiting)
    kind = KINDS[waiting.kind]
    return kind.question(draft, waiting), menu(kind.buttons)


def _which(draft: Draft, waiting: Pending) -> tuple[Phrase, tuple[Option, ...]]:
    """What a message may have meant: one thing to say yes or no to, or up to three to pick from."""
    texts = [o["text"] for o in waiting.data["options"]]
    options = tuple(Option(id=f"m{n + 1}", text=text) for n, text in enumerate(texts))
    alone = len(texts) == 1
    asked = (
        Phrase(waiting.data.get("ask", "unclear.one"), {"text": texts[0], **waiting.data.get("values", {})})
        if alone
        else Phrase(waiting.data.get("which", "unclear.which"), waiting.data.get("values", {}))
    )
    none = draft.env.library.wording.template("unclear.no" if alone else "unclear.none")
    return asked, (*options, Option(id="no", text=none))


def accept(draft: Draft) -> None:
    """A clear yes."""
    waiting = pending(draft)
    draft.set(pending=None)
    KINDS[waiting.kind].yes(draft, waiting)
    shown_rows.come_back(draft, waiting)


def refuse(draft: Draft) -> None:
    """A no: everything stays as it was."""
    waiting = pending(draft)
    draft.set(pending=None)
    if waiting.kind in KINDS:
        KINDS[waiting.kind].no(draft, waiting)
    else:
        draft.say("unclear.dropped")
    shown_rows.come_back(draft, waiting)


def typed(draft: Draft, text: str) -> bool:
    """Words a confirmation takes as they are: the typed word of a deletion, the reason for a gap."""
    waiting = pending(draft)
    if waiting.kind == "erase" and plain_key(text) == plain_key(draft.env.library.wording.template("erase.word")):
        privacy.erase(draft)
        return True
    if waiting.kind == "drop" and expression("drop.yes").fullmatch(plain_key(text)):
        accept(draft)
        return True
    if waiting.kind == "rows" and _all_there(waiting, text):
        accept(draft)
        return True
    if waiting.kind == "reason":
        draft.set(pending=None)
        if plain_key(text) not in ("取消", "算了", "返回"):
            keep_reason(draft, waiting.path, text)
        return True
    return False


def _all_there(waiting: Pending, text: str) -> bool:
    """Whether the words say that the rows on screen are all of them; another number than theirs is no yes."""
    said = expression("rows.these").fullmatch(plain_key(text)) if not text.rstrip().endswith(("?", "？")) else None
    return said is not None and (said["count"] is None or number(said["count"]) == len(waiting.data["rows"]))


def keep_reason(draft: Draft, path: str, text: str) -> None:
    """Why something the checks point out is so; it goes with the finding into the 预审报告."""
    reason = text.strip()[:200]
    draft.answers[path] = draft.answers[path].model_copy(update={"reason": reason})
    draft.say("gap.reason_kept", reason=reason)


def _rows_question(draft: Draft, waiting: Pending) -> Phrase:
    lines = tuple(Phrase("rows.shown", line) for line in waiting.data["lines"])
    name = draft.form.spec(waiting.path).name
    return Phrase("rows.confirm", {"lines": lines, "count": len(lines), "name": name})


def _rows_yes(draft: Draft, waiting: Pending) -> None:
    spec = draft.form.spec(waiting.path)
    if isinstance(spec, TableSpec):
        rows.add(draft, spec, waiting.data["rows"], raw=waiting.data["raw"])


def _rows_no(draft: Draft, waiting: Pending) -> None:
    draft.set(refused=waiting)
    draft.say("rows.not_taken", count=len(waiting.data["rows"]))


def _correct_question(draft: Draft, waiting: Pending) -> Phrase:
    values = {
        "name": path_name(draft, waiting.path),
        "old": excerpt(shown_at(draft, waiting.path), 60),
        "new": waiting.data["display"],
        "count": len(waiting.data["touches"]),
        "lines": tuple(Phrase("correct.touch", {"text": t}) for t in waiting.data["touches"]),
    }
    return Phrase("correct.impact" if waiting.data["touches"] else "correct.sure", values)


def _correct_yes(draft: Draft, waiting: Pending) -> None:
    corrections.apply(draft, waiting.path, waiting.data["value"], waiting.data["display"], raw=waiting.data["raw"])


def _half_finish(draft: Draft, waiting: Pending) -> None:
    draft.set(open_row=waiting.path, goal="form")


def _gap_question(draft: Draft, waiting: Pending) -> Phrase:
    return Phrase("gap.ask", {"message": waiting.data["message"]})


def _gap_more(draft: Draft, waiting: Pending) -> None:
    rows.begin(draft, waiting.path)


def _gap_keep(draft: Draft, waiting: Pending) -> None:
    draft.set(pending=Pending(kind="reason", path=waiting.path))


def _stay(draft: Draft, waiting: Pending) -> None:
    draft.say("confirm.unchanged")


def _quiet(draft: Draft, waiting: Pending) -> None:
    """Nothing to say: the next question follows."""


def half_row(draft: Draft, choice: str) -> None:
    """补完 / 删掉这行 / 以后补."""
    waiting = pending(draft)
    draft.set(pending=None)
    if choice == "finish":
        _half_finish(draft, waiting)
    elif choice == "drop":
        draft.set(open_row=waiting.path)
        rows.cancel(draft)
    else:
        draft.set(open_row=waiting.path)
        rows.put_off_half(draft)
        rows.close(draft, split_path(waiting.path)[0])


def _import_question(draft: Draft, waiting: Pending) -> Phrase:
    return importing.question(draft, waiting)


def _import_yes(draft: Draft, waiting: Pending) -> None:
    importing.accept(draft, waiting)


def _withdraw_yes(draft: Draft, waiting: Pending) -> None:
    opening.withdraw(draft)


def _edition_yes(draft: Draft, waiting: Pending) -> None:
    upgrading.move(draft, waiting.data["edition"])
    upgrading.follow(draft)


def _stale_question(draft: Draft, waiting: Pending) -> Phrase:
    answer = draft.answers.get(waiting.path)
    old = excerpt(shown_at(draft, waiting.path), 40) if answer is not None else "—"
    values = {"name": path_name(draft, waiting.path), "old": old, "new": waiting.data["display"]}
    return Phrase("stale.ask", values)


def _stale_yes(draft: Draft, waiting: Pending) -> None:
    if waiting.path.startswith(FACTS):
        filling.store_fact(draft, waiting.path[len(FACTS) :], waiting.data["value"], raw=waiting.data["display"])
    else:
        filling.store(draft, waiting.path, waiting.data["value"], raw=waiting.data["display"])
    filling.tell(draft, filling.echo(draft, waiting.path, waiting.data["display"]))


def _print_question(draft: Draft, waiting: Pending) -> Phrase:
    still_open = len(standing(draft.session, draft.form).open)
    return Phrase("papers.ask_draft" if still_open else "papers.ask", {"count": still_open})


def _clear_question(draft: Draft, waiting: Pending) -> Phrase:
    values = {"name": path_name(draft, waiting.path), "old": excerpt(shown_at(draft, waiting.path), 40)}
    return Phrase("clear.ask", values)


def _clear_yes(draft: Draft, waiting: Pending) -> None:
    _empty(draft, waiting.path)


def _empty(draft: Draft, path: str) -> None:
    old = excerpt(shown_at(draft, path), 40)
    draft.answers.pop(path, None)
    draft.mark(path, "later")
    draft.say("clear.done", name=path_name(draft, path), old=old)


def clear(draft: Draft, path: str, *, later: bool = False) -> None:
    """把手机号删了: a field is asked about first; one that is only left open for now goes at once, and so does a cell of a row."""
    if later and not split_path(path)[1]:
        _empty(draft, path)
        return
    if not split_path(path)[1]:
        draft.set(pending=Pending(kind="clear", path=path))
        return
    empty_cell(draft, path)


def drop_row(draft: Draft, command: RowDelete) -> None:
    """第二条删了: at once, and easily undone; 那条不是我的: only after a yes."""
    ids = draft.rows.get(command.table, ())
    if command.sure or not 0 <= command.index < len(ids):
        rows.delete(draft, command.table, command.index)
        return
    draft.set(pending=Pending(kind="drop", path=f"{command.table}[{ids[command.index]}]"))


def _drop_question(draft: Draft, waiting: Pending) -> Phrase:
    table, row, _ = split_path(waiting.path)
    spec = draft.form.tables[table]
    line = row_line(spec, row_values(draft.session, spec, row))
    return Phrase("rows.drop_ask", {"row": path_name(draft, waiting.path), "line": line})


def _drop_yes(draft: Draft, waiting: Pending) -> None:
    table, row, _ = split_path(waiting.path)
    rows.delete(draft, table, draft.rows.get(table, ()).index(row))


def empty_cell(draft: Draft, path: str) -> None:
    """A cell of a row becomes empty; a needed one is kept for later."""
    spec = draft.form.spec(path)
    draft.answers.pop(path, None)
    draft.mark(path, "later" if isinstance(spec, FieldSpec) and spec.required else "skipped")
    draft.set(last_path=path, misses=0, target="" if draft.get("target") == path else draft.get("target"))
    draft.say(
        "clear.cell_later" if draft.answers[path].status == "later" else "clear.cell", name=path_name(draft, path)
    )
    rows.close_if_full(draft)


KINDS: dict[str, Kind] = {
    "cut": Kind(essay.cut_question, "yes_no", lambda d, p: essay.take_out(d, p.path, p.data["pieces"]), _stay),
    "rows": Kind(_rows_question, "yes_no", _rows_yes, _rows_no),
    "correct": Kind(_correct_question, "yes_no", _correct_yes, _stay),
    "offer": Kind(_correct_question, "yes_no", _correct_yes, _stay),
    "print": Kind(_print_question, "yes_no", lambda d, p: papers.send(d, *papers.NAMES), _stay),
    "drop": Kind(_drop_question, "yes_no", _drop_yes, _stay),
    "clear": Kind(_clear_question, "yes_no", _clear_yes, _stay),
    "half_row": Kind(lambda d, p: rows.half_question(d), "half_row", _half_finish, _half_finish),
    "gap": Kind(_gap_question, "gap", _gap_more, _gap_keep),
    "reason": Kind(lambda d, p: Phrase("gap.reason"), "gap_reason", _quiet, _quiet),
    "import": Kind(_import_question, "yes_no", _import_yes, _stay),
    "privacy": Kind(lambda d, p: Phrase("privacy.ask"), "privacy", _quiet, _quiet),
    "edition": Kind(lambda d, p: Phrase("upgrade.edition", p.data), "yes_no", _edition_yes, _stay),
    "erase": Kind(lambda d, p: Phrase("erase.ask"), "erase", lambda d, p: privacy.ask_erase(d), _stay),
    "withdraw": Kind(lambda d, p: Phrase("consent.withdraw_ask"), "yes_no", _withdraw_yes, _stay),
    "stale": Kind(_stale_question, "yes_no", _stale_yes, _stay),
}
