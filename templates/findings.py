"""What deserves a look in a paper, in the one shape every command prints."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`field` is an answer path or empty, `code` a stable word, `message` Chinese and without personal values."""

    field: str
    code: str
    message: str
    severity: Severity = "warning"

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a blank: `file` is its name, `code` one of missing unknown doubled unreadable labels."""

    file: str
    code: str
    message: str
