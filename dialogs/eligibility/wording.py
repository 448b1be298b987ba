"""Texts of the rules with what the person said filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialogs.eligibility.telling import told
from dialogs.text import said_month

if TYPE_CHECKING:
    from dialogs.eligibility.evaluate import Evaluation


def shown(value: Any) -> str:
    """A fact's value as it reads in a Chinese sentence."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return "".join(str(v) for v in value.values() if isinstance(v, str | int) and not isinstance(v, bool))
    if isinstance(value, list | tuple):
        return "、".join(shown(v) for v in value)
    return str(value)


class _Values(dict[str, str]):
    def __init__(self, at: Evaluation) -> None:
        super().__init__()
        self._at = at

    def __missing__(self, key: str) -> str:
        if key in self._at.facts:
            return shown(self._at.facts[key])
        reading = self._at.rules.readings.get(key)
        months = getattr(reading, "months", None)
        if months is not None:
            return "或".join(said_month(m) for m in months(self._at.facts, self._at.as_of)) or "（待算）"
        return "、".join(told(reading, self._at)) or "（未说）"


def fill(text: str, at: Evaluation) -> str:
    """`{fact}` replaced by what was said; `{reading}` of a working age by its retirement month, of titles and records
    by those that speak strongest.
    """
    return text.format_map(_Values(at)) if "{" in text else text
