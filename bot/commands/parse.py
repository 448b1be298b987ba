"""`tetie parse`: what one reply to one field means, or every field of one message."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bot.console import emit, show, tell
from dialogs.catalogue import Catalogue
from dialogs.form import Form
from dialogs.parsing import Problem, display, parse
from dialogs.parsing.reply import wording

POLICY = "beijing-technician-allowance"
MESSAGE = "message"


def run(
    *, field: str | None, text: str | None, batch: Path | None, as_json: bool, today: date, catalogue: Catalogue
) -> int:
    """Reads one reply (0 taken, 1 refused, 2 no such field) or a file of replies (0; 1 when it cannot be read)."""
    form = catalogue.get(POLICY).form
    if form is None:
        tell(_say("unknown_field", field=field or ""))
        return 2
    if batch is not None:
        return _batch(batch, form, as_json=as_json, today=today)
    raw = sys.stdin.buffer.read().decode("utf-8", "replace").removesuffix("\n") if text == "-" else text or ""
    if field != MESSAGE and not _exists(form, field or ""):
        tell(_say("unknown_field", field=field or ""))
        return 2
    result = read(form, field or "", raw, context={}, today=today)
    _show(form, result, as_json=as_json)
    return 1 if "problem" in result else 0


def read(form: Form, field: str, raw: str, *, context: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The answer of INTERFACE's `tetie parse --json` for one reply."""
    head: dict[str, Any] = {"field": field, "raw": _printable(raw)}
    if field == MESSAGE:
        return head | _message(form, raw, context, today)
    if not _exists(form, field):
        return head | _refusal("unknown_field", field=field)
    outcome = parse(form.spec(field), raw, context=context, today=today)
    if isinstance(outcome, Problem):
        problem: dict[str, Any] = {"code": outcome.code, "message": outcome.message, "article": outcome.article}
        if outcome.ask:
            problem["ask"] = list(outcome.ask)
        return head | {"problem": problem}
    warnings = [{"code": n.code, "message": n.message} for n in outcome.warnings]
    return head | {"value": outcome.value, "display": outcome.display, "warnings": warnings, "derived": outcome.derived}


def _message(form: Form, raw: str, context: Mapping[str, Any], today: date) -> dict[str, Any]:
    from dialogs.understanding.reading import read_message

    read = read_message(raw, form, context=context, today=today)
    values, question = read.values, read.question
    if not values and not question:
        return _refusal("nothing_found")
    known = {k: v for k, v in values.items() if _exists(form, k)}
    lines = [f"{form.spec(k).name}：{display(form.spec(k), v)}" for k, v in known.items()]
    warnings = [{"code": n.code, "message": n.message} for n in read.notes]
    found = {"value": values, "display": "；".join(lines), "warnings": warnings, "derived": read.derived}
    return {**found, "question": question}


def _batch(file: Path, form: Form, *, as_json: bool, today: date) -> int:
    try:
        entries = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        tell(_say("bad_file", file=file.name, reason=type(error).__name__))
        return 1
    if not isinstance(entries, list):
        tell(_say("bad_file", file=file.name, reason=type(entries).__name__))
        return 1
    for entry in entries:
        _show(form, _entry(form, entry, today), as_json=as_json)
    return 0


def _entry(form: Form, entry: Any, today: date) -> dict[str, Any]:
    """One entry of a batch; one that cannot be read is answered like any other refusal."""
    if not isinstance(entry, dict):
        return {"field": "", "raw": _printable(str(entry))} | _refusal("bad_entry")
    field, raw, context, day = (entry.get(k) for k in ("field", "raw", "context", "today"))
    try:
        on = date.fromisoformat(day) if day else today
    except (TypeError, ValueError):
        return {"field": str(field), "raw": _printable(str(raw))} | _refusal("bad_entry")
    if not isinstance(field, str) or not isinstance(raw, str):
        return {"field": str(field), "raw": _printable(str(raw))} | _refusal("bad_entry")
    return read(form, field, raw, context=context if isinstance(context, dict) else {}, today=on)


def _show(form: Form, result: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        emit(result)
    elif "problem" in result:
        tell("\n".join([result["problem"]["message"], *result["problem"].get("ask", [])]))
    else:
        show(result["display"])
        for warning in result["warnings"]:
            tell(warning["message"])


def _exists(form: Form, field: str) -> bool:
    try:
        form.spec(field)
    except KeyError:
        return False
    return True


def _refusal(code: str, **values: str) -> dict[str, Any]:
    return {"problem": {"code": code, "message": _say(code, **values), "article": ""}}


def _say(code: str, **values: str) -> str:
    return wording()["problems"][code].format(**{k: _printable(v) for k, v in values.items()})


def _printable(text: str) -> str:
    """Text that standard output can hold: lone surrogates become the replacement character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
