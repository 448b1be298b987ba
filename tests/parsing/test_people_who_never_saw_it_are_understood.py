"""Replies by people who did not know the product (by_others.yaml): read as a careful clerk would, or asked back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dialogs.parsing import Problem
from dialogs.understanding.reading import read_message
from dialogs.yamlfile import read_yaml
from tests.parsing.asking import TODAY, answer, form

HERE = Path(__file__).parent


def told() -> list[tuple[str, str, Any]]:
    """(field, reply, expected); see the head of the file for the notation."""
    data: dict[str, list[list[Any]]] = read_yaml(HERE / "by_others.yaml")
    return [(field, raw, expected) for field, replies in data.items() for raw, expected in replies]


@pytest.mark.parametrize(("field", "raw", "expected"), told(), ids=lambda v: str(v)[:24])
def test_a_reply_is_read_as_a_clerk_would(field: str, raw: str, expected: Any) -> None:
    if field == "message":
        values = read_message(raw, form(), context={}, today=TODAY).values
        assert (expected == "!" and not values) or (expected != "!" and _cells(expected, values)), values
        return
    outcome = answer(field, raw)
    if isinstance(outcome, Problem):
        assert isinstance(expected, str) and "!" in expected.split("|"), outcome
        assert outcome.message
    elif isinstance(expected, list):
        assert len(outcome.value) == len(expected)
        assert all(_cells(want, got) for want, got in zip(expected, outcome.value, strict=True)), outcome.value
    elif isinstance(expected, dict):
        assert _cells(expected, _joined(outcome.value)), outcome.value
    else:
        assert _fits(expected, outcome.value), outcome.value


def _joined(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The cells of all rows, of a cell that comes twice the first."""
    return {key: value for row in reversed(rows) for key, value in row.items()}


def _cells(expected: dict[str, Any], found: dict[str, Any]) -> bool:
    return all(_fits(want, found.get(key)) for key, want in expected.items())


def _fits(expected: Any, found: Any) -> bool:
    if expected is None or found is None:
        return found in (None, "", []) and expected is None
    said = _plain(found)
    return any(
        all(_plain(part) in said for part in way[1:].split("&")) if way.startswith("~") else _plain(way) == said
        for way in str(expected).split("|")
    )


def _plain(value: Any) -> str:
    return "".join(str(value).replace("（", "(").replace("）", ")").split()).lower()
