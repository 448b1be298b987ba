"""What a message asks for, once read: `understand` gives commands, `read_fields` the values in a text.

The recognisers and their expressions are loaded with the first message, not with the first prompt.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dialogs.commands import Command, Focus, Known
from dialogs.form import Form

__all__ = ["read_fields", "understand"]


def understand(text: str, *, focus: Focus, known: Known, today: date) -> list[Command]:
    """The commands in a message: see `dialogs.understanding.resolve`."""
    from dialogs.understanding import resolve

    return resolve.understand(text, focus=focus, known=known, today=today)


def read_fields(text: str, form: Form, *, context: Mapping[str, Any], today: date) -> tuple[dict[str, Any], str | None]:
    """The values and the question in a text without a conversation: see `dialogs.understanding.reading`."""
    from dialogs.understanding import reading

    return reading.read_fields(text, form, context=context, today=today)
