"""The fields in a text, without a conversation (`tetie parse message`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dialogs.commands import Control, Correct, Fill, Focus, Known, Question, WhatIf
from dialogs.form import Form
from dialogs.parsing import Parsed
from dialogs.understanding.message import Message
from dialogs.understanding.resolve import understand


def read_fields(text: str, form: Form, *, context: Mapping[str, Any], today: date) -> tuple[dict[str, Any], str | None]:
    """Every field found in `text` as it will stand in the form, and the question asked in it, if any."""
    commands = understand(text, focus=Focus(), known=Known(form=form, answers=dict(context)), today=today)
    values: dict[str, Any] = {}
    questions: list[str] = []
    for command in commands:
        if isinstance(command, (Fill, Correct)) and isinstance(command.parsed, Parsed):
            values[command.path] = command.parsed.value
        elif isinstance(command, Question):
            questions.append(command.text)
        elif isinstance(command, WhatIf):
            questions.append(command.raw)
        elif isinstance(command, Control) and command.word in ("eligible", "missing", "why", "rule", "progress"):
            questions.append(Message(text).raw.strip())
    return values, "\n".join(questions) or None
