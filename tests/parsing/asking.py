"""The form of the newest edition, made-up identity numbers with a right check digit, and the corpus of replies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from dialogs.catalogue import load_catalogue
from dialogs.form import Form
from dialogs.parsing import Outcome, parse
from dialogs.yamlfile import read_yaml

TODAY = date(2024, 3, 15)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@lru_cache(maxsize=1)
def form() -> Form:
    """The form people fill."""
    found = load_catalogue().get("beijing-technician-allowance").form
    assert found is not None
    return found


def answer(field: str, raw: str, *, context: dict[str, Any] | None = None, today: date = TODAY) -> Outcome:
    """What becomes of a reply."""
    return parse(form().spec(field), raw, context=context or {}, today=today)


def identity(first17: str) -> str:
    """The 17 digits with their check character."""
    return first17 + "10X98765432"[sum(int(d) * w for d, w in zip(first17, WEIGHTS, strict=True)) % 11]


def _ending_in_x() -> str:
    return next(n for n in (identity(f"11010519850307{s:03d}") for s in range(1, 99)) if n.endswith("X"))


def _filled(text: str) -> str:
    def one(hit: re.Match[str]) -> str:
        kind, digits = hit[1], hit[2] or ""
        if kind in ("X", "x"):
            return _ending_in_x() if kind == "X" else _ending_in_x().lower()
        if kind == "old":
            return digits
        number = identity(digits)
        if kind == "bad":
            return number[:-1] + ("1" if number[-1] != "1" else "2")
        if kind == "spaced":
            return f"{number[:6]} {number[6:14]} {number[14:]}"
        if kind == "wide":
            return "".join(chr(ord(c) + 0xFEE0) for c in number)
        return number

    return re.sub(r"\{(id|bad|old|spaced|wide|x|X)(?::(\d+))?\}", one, text)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _filled(value)
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return {k: _plain(v) for k, v in value.items()} if isinstance(value, dict) else value


@dataclass(frozen=True)
class Reply:
    """One line of the corpus; `expected` beginning with "!" is a refusal."""

    field: str
    raw: str
    expected: Any
    warn: str
    context: dict[str, Any]
    today: date


def corpus() -> list[Reply]:
    """Every reply of corpus.yaml."""
    result = []
    for field, lines in read_yaml(Path(__file__).parent / "corpus.yaml").items():
        for raw, expected, *more in lines:
            extra = _plain(more[0]) if more else {}
            day = date.fromisoformat(extra["today"]) if "today" in extra else TODAY
            said = str(_plain(raw))
            result.append(Reply(field, said, _plain(expected), extra.get("warn", ""), extra.get("context", {}), day))
    return result
