"""`tetie ask`: policy questions, one or a whole file, with what is known, the pending field and the question before."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.clock import now
from bot.console import emit, show, tell
from dialogs.catalogue import BadPolicy, Catalogue
from dialogs.consult import Answer, Consult, load_consult
from dialogs.consult.entries import BadEntries


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its surroundings."""

    question: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    field: str | None = None
    after: str | None = None


class Unreadable(ValueError):
    """A file that cannot be used; the message says which and why."""


def run(
    *,
    question: str | None,
    batch: Path | None,
    facts: Path | None,
    field: str | None,
    after: str | None,
    explain: bool,
    as_json: bool,
    catalogue: Catalogue,
) -> int:
    """Answer; 0 whatever the outcome, 1 when a file cannot be read (the reason is told)."""
    try:
        known = _facts(facts) if facts else {}
        if batch is not None:
            asked = list(_batch(batch, Asked("", known, field, after)))
        else:
            asked = [Asked(_text(question or ""), known, field, after)]
        consult = load_consult(catalogue)
    except (Unreadable, BadEntries, BadPolicy) as error:
        tell(str(error))
        return 1
    for one in asked:
        answer = consult.ask(one.question, facts=one.facts, field=one.field, after=one.after, today=now().date())
        if as_json:
            emit(answer.to_json())
        else:
            _show(answer, numbered=batch is not None)
        if explain:
            _explain(consult, one, as_json)
    return 0


def _text(question: str) -> str:
    return sys.stdin.read().strip() if question == "-" else question


def _read(path: Path) -> str:
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Unreadable(f"{path}：读不了：{error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path}：不是 UTF-8 文本") from error


def _facts(path: Path) -> Mapping[str, Any]:
    try:
        data = json.loads(_read(path))
    except (json.JSONDecodeError, RecursionError) as error:
        raise Unreadable(f"{path}：不是能读的 JSON：{error}") from error
    if not isinstance(data, dict):
        raise Unreadable(f'{path}：应是一个 JSON 对象，如 {{"cert_level": "技师"}}')
    return data


def _batch(path: Path, default: Asked) -> Iterator[Asked]:
    text = _read(path)
    if not text.lstrip().startswith("["):
        for line in text.splitlines():
            if line.strip():
                yield Asked(line.strip(), default.facts, default.field, default.after)
        return
    try:
        items = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise Unreadable(f"{path}：不是能读的 JSON：{error}") from error
    for n, item in enumerate(items, 1):
        yield _item(item, default, f"{path}：第 {n} 项")


def _item(item: Any, default: Asked, where: str) -> Asked:
    if isinstance(item, str):
        return Asked(item, default.facts, default.field, default.after)
    if not isinstance(item, dict) or not isinstance(item.get("question"), str):
        raise Unreadable(f"{where}：应是一个问题，或带 question 的对象")
    facts, field_, after = item.get("facts"), item.get("field"), item.get("after")
    if facts is not None and not isinstance(facts, dict):
        raise Unreadable(f"{where}：facts 应是一个对象")
    if not all(v is None or isinstance(v, str) for v in (field_, after)):
        raise Unreadable(f"{where}：field 和 after 应是文字")
    return Asked(item["question"], facts or default.facts, field_ or default.field, after or default.after)


def _show(answer: Answer, *, numbered: bool) -> None:
    if numbered:
        show(f"问：{answer.question}")
    show(answer.full)
    for n, choice in enumerate(answer.choices, 1):
        show(f"{n}. {choice.question}")
    if numbered:
        show("")


def _explain(consult: Consult, one: Asked, as_json: bool) -> None:
    explained = consult.explain(one.question, facts=one.facts, field=one.field, after=one.after)
    if as_json:
        emit({"explain": explained})
        return
    show(json.dumps(explained, ensure_ascii=False, indent=2))
