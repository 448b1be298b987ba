"""The made-up person of these tests."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from dialogs.checks.identity import check_character

TODAY = date(2024, 3, 15)


def id_number(birth: str, serial: str) -> str:
    """A number with a right check character; area 110101 and low serials are the tests' own."""
    digits = f"110101{birth}{serial}"
    return digits + check_character(digits)


def complete() -> dict[str, Any]:
    """Answers with nothing to mend, new on every call."""
    person: dict[str, Any] = json.loads(Path(__file__).with_name("complete.json").read_text(encoding="utf-8"))
    return {**person, "id_number": id_number("19780301", "001")}
