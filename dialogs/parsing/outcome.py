"""What a parser hands back: a value as it will stand in the form, or a problem a person can mend."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Note:
    """A soft finding: the value stands, but something deserves a look. `code` is stable, `message` is Chinese."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value (str, int, dict of a row, list of rows, None for 「没有」), how it reads, and what follows from it."""

    value: Any
    display: str
    warnings: tuple[Note, ...] = ()
    derived: dict[str, Any] = field(default_factory=dict)
    """other answers that follow, by key: an ID number gives `birth_date` and `sex`"""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why nothing was stored. `message` says what is wrong and how to mend it; `ask` lists choices to ask back with."""

    code: str
    message: str
    article: str = ""
    ask: tuple[str, ...] = ()
    partial: Any = None
    """what was understood all the same: the cells of a row whose end month is missing; None when nothing was"""


Outcome = Parsed | Problem


@dataclass(frozen=True, slots=True)
class Found:
    """A typed value inside a longer text: `text[start:end]` reads `text`, and would be stored as `value`."""

    start: int
    end: int
    value: Any
    text: str
