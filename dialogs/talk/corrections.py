"""Changing what was said before: what it touches is shown first, old dependents are offered again."""

from __future__ import annotations

from typing import Any

from dialogs.answers import FACTS, cell, has_value, nested, split_path
from dialogs.commands import Correct, Miss
from dialogs.display import excerpt
from dialogs.draft import Draft
from dialogs.effects import Phrase
from dialogs.form import FieldSpec, TableSpec
from dialogs.parsing import Outcome, Parsed, Problem, parse
from dialogs.session import Answer, Pending
from dialogs.talk import filling, papers, repair, rows, verdicts
from dialogs.talk.essay import ONE_PLACE
from dialogs.talk.names import known_path, path_name, shown_at, spec_at
from dialogs.understanding import read_fields


def take(draft: Draft, command: Correct) -> None:
    """A correction by words: nothing changes while the new value cannot stand."""
    if isinstance(command.parsed, Problem):
        repair.missed(draft, Miss(command.path, command.parsed, command.raw))
        return
    if command.path.startswith(FACTS):
        _of_a_fact(draft, command.path, command.parsed, command.raw)
        return
    old = draft.answers.get(command.path)
    value, display = command.parsed.value, command.parsed.display
    if old is not None and old.value == value and old.status == "answered":
        draft.set(unchanged=command.path)
        draft.say("correct.same", name=path_name(draft, command.path), value=excerpt(display, 60))
        _tell_left_over(draft, command.parsed)
        return
    touches = impact(draft, command.path, value)
    spec = spec_at(draft, command.path)
    essay = isinstance(spec, FieldSpec) and spec.parser == "essay"
    # a whole text is never replaced by one sentence unasked
    long = essay and not _in_one_place(str(old.value if old else ""), str(value))
    if (touches or long) and has_value(old) and old is not None:
        _wait(draft, command, command.parsed, touches, kind="correct")
        return
    apply(draft, command.path, value, display, raw=command.raw)
    notes = tuple(Phrase("echo.note", {"text": n.message}) for n in command.parsed.warnings)
    if notes:
        draft.say("echo.notes", lines=notes)


def _of_a_fact(draft: Draft, path: str, parsed: Parsed, raw: str) -> None:
    """A condition told of otherwise: stored with all it settles; the verdict it changes is said."""
    if filling.store_fact(draft, path[len(FACTS) :], parsed.value, raw=raw):
        draft.set(misses=0)
        draft.say("correct.done", name=path_name(draft, path), value=shown_at(draft, path))
        verdicts.announce_if_decided(draft)


def _tell_left_over(draft: Draft, parsed: Parsed) -> None:
    left = tuple(Phrase("echo.note", {"text": n.message}) for n in parsed.warnings if n.code == "not_placed")
    if left:
        draft.say("echo.notes", lines=left)


def _in_one_place(old: str, new: str) -> bool:
    """Whether a long text was changed in one short stretch only."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    return head + tail > 0 and max(len(old), len(new)) - head - tail <= ONE_PLACE


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def offer(draft: Draft, command: Correct) -> None:
    """A change that a message may have meant: shown with the old value, made on a yes."""
    if isinstance(command.parsed, Parsed):
        touches = impact(draft, command.path, command.parsed.value)
        _wait(draft, command, command.parsed, touches, kind="offer")


def _wait(draft: Draft, command: Correct, parsed: Parsed, touches: list[str], *, kind: str) -> None:
    old = draft.answers.get(command.path)
    data = {"value": parsed.value, "display": parsed.display, "raw": command.raw, "touches": touches}
    draft.set(pending=Pending(kind=kind, path=command.path, data={**data, "old": old.value if old else None}))


def impact(draft: Draft, path: str, value: Any) -> list[str]:
    """What a new value would touch: the verdicts, answers that must agree with it, papers already made."""
    wording = draft.env.library.wording
    found = [wording.text(p) for p in verdicts.differences(draft, path, value)]
    found += contradicted(draft, path, value).values()
    if found and (made := papers.made(draft)):
        found.append(wording.text(Phrase("correct.paper", {"name": made[0], "count": len(made)})))
    return found


def dependents(draft: Draft, path: str) -> list[str]:
    """Answered paths that have to agree with `path`, by the form's own data; table columns mean every row's cell."""
    row = split_path(path)[1]
    spec = draft.form.spec(path)
    if row or isinstance(spec, TableSpec):
        return []
    found: list[str] = []
    for other in spec.agrees_with:
        head, _, column = other.partition("[].")
        if column:
            found += [cell(head, r, column) for r in draft.rows.get(head, ())]
        else:
            found.append(other)
    return [p for p in found if has_value(draft.answers.get(p))]


def contradicted(draft: Draft, path: str, value: Any) -> dict[str, str]:
    """The answers that no longer agree once `path` reads `value`, each with what does not agree; those that do are
    left alone."""
    found: dict[str, str] = {}
    own = draft.form.spec(path)
    following = derived_with(draft, path, value)
    for other in dependents(draft, path):
        if other in following:
            continue
        held, spec = draft.answers[other].value, draft.form.spec(other)
        why = _doubt(draft, spec, held, {path: value}) or _doubt(draft, own, value, {other: held})
        if why:
            found[other] = why
    return found


def derived_with(draft: Draft, path: str, value: Any) -> dict[str, Any]:
    """The answers that nobody said, only read off the old value at `path`, as they read off the new one."""
    old, spec = draft.answers.get(path), draft.form.spec(path)
    outcome = parse(spec, str(value), context={}, today=draft.env.today)
    if old is None or not has_value(old) or not isinstance(outcome, Parsed):
        return {}
    held = draft.answers
    return {k: v for k, v in outcome.derived.items() if k in held and _same_words(held[k], old)}


def _same_words(one: Answer, other: Answer) -> bool:
    return bool(one.message) and (one.message, one.raw) == (other.message, other.raw)


def _doubt(draft: Draft, spec: FieldSpec | TableSpec, value: Any, beside: dict[str, Any]) -> str:
    """What the parser of `spec` finds wrong with its own value only because of the answer beside it."""
    alone = {code for code, _ in _remarks(parse(spec, str(value), context={}, today=draft.env.today))}
    remarks = _remarks(parse(spec, str(value), context=beside, today=draft.env.today))
    return next((message for code, message in remarks if code not in alone), "")


def _remarks(outcome: Outcome) -> list[tuple[str, str]]:
    if isinstance(outcome, Problem):
        return [(outcome.code, outcome.message)]
    return [(note.code, note.message) for note in outcome.warnings]


def apply(draft: Draft, path: str, value: Any, display: str, *, raw: str) -> None:
    """Write the new value; what must agree with it is asked again, with its old value offered."""
    old: Answer | None = draft.answers.get(path)
    touched = contradicted(draft, path, value) if has_value(old) else {}
    following = derived_with(draft, path, value)
    filling.store(draft, path, value, raw=raw)
    for other, read in following.items():
        draft.write(other, read, raw=raw)
    for other in touched:
        draft.mark(other, "stale")
    draft.set(last_path=path, misses=0)
    table, row, _ = split_path(path)
    if row:
        rows.sort(draft, draft.form.tables[table])
    draft.say("correct.done", name=path_name(draft, path), value=excerpt(display, 120))
    if touched:
        draft.say("correct.recheck", names="、".join(path_name(draft, p) for p in touched))
        if not draft.get("goal"):
            draft.set(goal="form")
    papers.tell_outdated(draft)
    verdicts.announce_if_decided(draft)


def edited(draft: Draft, message: str, text: str, *, quiet: bool = False) -> bool:
    """An edited (or replied-to) message: the answers it once gave are corrected. False when it had given none.

    `quiet`: a text that fits none of them changes nothing and says nothing.
    """
    paths = _given_by(draft, message)
    if not paths:
        return False
    found, _ = read_fields(text, draft.form, context=nested(draft.session, draft.form), today=draft.env.today)
    outcomes: dict[str, Outcome] = {}
    for path in paths:
        spec = draft.form.spec(path)
        if isinstance(spec, FieldSpec):
            if path in found:
                outcomes[path] = parse(spec, str(found[path]), context={}, today=draft.env.today)
            elif len(paths) == 1 or not found:
                outcomes[path] = parse(spec, text, context={}, today=draft.env.today)
    good = {p: o for p, o in outcomes.items() if isinstance(o, Parsed)}
    for path, outcome in good.items():
        take(draft, Correct(path, outcome, text))
        if draft.get("pending") is not None:
            break
    if not good and not quiet and outcomes:
        path, problem = next(iter(outcomes.items()))
        take(draft, Correct(path, problem, text))
    return bool(good) or not quiet


def _given_by(draft: Draft, message: str) -> list[str]:
    """The answers a message gave, of rows that still stand."""
    if not message:
        return []
    paths = [p for p, a in draft.answers.items() if a.message == message and not p.startswith(FACTS)]
    alive = {f"{t}[{r}]" for t, rows_ in draft.rows.items() for r in rows_}
    return [p for p in paths if known_path(draft, p) and ("[" not in p or p.partition(".")[0] in alive)]
