"""What a turn wants to happen, by name and values; `dialogs/wording` turns it into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dialogs.form import Option


@dataclass(frozen=True, slots=True)
class Phrase:
    """A template of dialogs/wording/*.yaml with its values: text, numbers, other phrases or tuples of lines."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source, shown as a quotation."""

    text: str


@dataclass(frozen=True, slots=True)
class Say:
    """Tell something. `error`: the message could not be taken, and this tells how to mend it."""

    phrase: Phrase
    error: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the one thing. `field` as in `Reply.field`; `options` are the choices in order."""

    field: str
    phrase: Phrase
    options: tuple[Option, ...] = ()
    progress: tuple[int, int] | None = None
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Answer a tap."""

    phrase: Phrase


@dataclass(frozen=True, slots=True)
class SendPaper:
    """Make and send a paper (`application`, `roster`, …, `export`)."""

    name: str
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Schedule:
    """Set the timer `name`, or cancel it with `at=None`."""

    name: str
    at: datetime | None


Effect = Say | Ask | Acknowledge | SendPaper | Schedule
