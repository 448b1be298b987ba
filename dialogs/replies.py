"""What a turn sends back, ready to show: neutral between channels, which only split, escape and draw it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Style = Literal["plain", "bold", "quote"]
Kind = Literal["say", "ask", "document", "error", "acknowledge"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style; `quote` is a verbatim sentence of a source."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Button:
    """A choice. `id` is a stable word (`skip`, `consent.yes`), `token` (≤ 64 bytes) what a tap sends back."""

    id: str
    text: str
    token: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to the person.

    `field` is the answer path or one of `consent menu confirm row review precheck.FACT chaoyang.FACT`;
    `paper` names a paper to make and send (`application`, …) for kind `document`;
    kind `acknowledge` only answers a tap (its text may be shown as a toast);
    `progress` is (done, total).
    """

    kind: Kind
    spans: tuple[Span, ...]
    field: str | None = None
    choices: tuple[Button, ...] = ()
    progress: tuple[int, int] | None = None
    paper: str | None = None
    numbered: bool = True
    """whether the choices may be given by number: not where the answer itself is one"""

    @property
    def text(self) -> str:
        """The message without styles."""
        return "".join(f"「{s.text}」" if s.style == "quote" else s.text for s in self.spans)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Reply:
        return cls(
            kind=data["kind"],
            spans=tuple(Span(**s) for s in data["spans"]),
            field=data["field"],
            choices=tuple(Button(**b) for b in data["choices"]),
            progress=tuple(data["progress"]) if data["progress"] else None,
            paper=data["paper"],
            numbered=data.get("numbered", True),
        )
