"""The fields in a text, without a conversation (`tetie parse message`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dialogs.commands import Control, Correct, Fill, Focus, Known, Miss, Question, WhatIf
from dialogs.form import Form
from dialogs.parsing import Note, Parsed, Problem
from dialogs.understanding.message import Message
from dialogs.understanding.resolve import understand


@dataclass(frozen=True, slots=True)
class FieldsRead:
    """What stands in a text: values by path, what deserves a look, what follows, and the question asked in it."""

    values: dict[str, Any]
    notes: tuple[Note, ...]
    derived: dict[str, Any]
    question: str | None


def read_message(text: str, form: Form, *, context: Mapping[str, Any], today: date) -> FieldsRead:
    """Every field found in `text` as it will stand in the form, with its warnings, and the question asked, if any."""
    commands = understand(text, focus=Focus(), known=Known(form=form, answers=dict(context)), today=today)
    values: dict[str, Any] = {}
    notes: list[Note] = []
    derived: dict[str, Any] = {}
    questions: list[str] = []
    for command in commands:
        if isinstance(command, (Fill, Correct)) and isinstance(command.parsed, Parsed):
            values[command.path] = command.parsed.value
            notes += command.parsed.warnings
            derived.update(command.parsed.derived)
        elif isinstance(command, (Miss, Correct)):
            problem = command.problem if isinstance(command, Miss) else command.parsed
            notes += [Note(problem.code, problem.message)] if isinstance(problem, Problem) else []
        elif isinstance(command, Question):
            questions.append(command.text)
        elif isinstance(command, WhatIf):
            questions.append(command.raw)
        elif isinstance(command, Control) and command.word in ("eligible", "missing", "why", "rule", "progress"):
            questions.append(Message(text).raw.strip())
    return FieldsRead(values, tuple(notes), derived, "\n".join(questions) or None)


def read_fields(text: str, form: Form, *, context: Mapping[str, Any], today: date) -> tuple[dict[str, Any], str | None]:
    """The values and the question of `read_message`."""
    read = read_message(text, form, context=context, today=today)
    return read.values, read.question
