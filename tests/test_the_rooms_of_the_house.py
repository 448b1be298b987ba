"""Imports run one way, dialogs stays pure, modules stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "dialogs", "storage", "templates")
ALLOWED = {
    "bot": {"bot", "dialogs", "storage", "templates"},
    "storage": {"storage", "dialogs"},
    "templates": {"templates", "dialogs"},
    "dialogs": {"dialogs"},
}
IMPURE = {"asyncio", "random", "secrets", "socket", "sqlalchemy", "telegram", "httpx", "time", "threading", "uuid"}
LONGEST = 400


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_the_rooms_below_it(room: str) -> None:
    wrong = [
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules(room)
        for name in imported(module)
        if name.partition(".")[0] in ROOMS and name.partition(".")[0] not in ALLOWED[room]
    ]
    assert modules(room)
    assert wrong == []


def test_dialogs_knows_no_network_no_database_no_clock_and_no_chance() -> None:
    wrong = [
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules("dialogs")
        for name in imported(module)
        if name.partition(".")[0] in IMPURE
    ]
    clocks = [
        str(module.relative_to(ROOT))
        for module in modules("dialogs")
        if any(call in module.read_text(encoding="utf-8") for call in ("datetime.now(", "date.today(", ".utcnow("))
    ]
    assert wrong == []
    assert clocks == []


def test_no_module_is_too_long_to_read_in_one_sitting() -> None:
    long = [
        f"{module.relative_to(ROOT)}: {lines}"
        for room in ROOMS
        for module in modules(room)
        if (lines := len(module.read_text(encoding="utf-8").splitlines())) > LONGEST
    ]
    assert long == []
