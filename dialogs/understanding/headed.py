"""A pasted piece of a table: a line of field names, and below it their values in the same order."""

from __future__ import annotations

import re

from dialogs.commands import Command, Fill, Miss
from dialogs.parsing import Parsed
from dialogs.understanding.message import fold, squeeze
from dialogs.understanding.scene import TABLES, Scene

FEWEST = 3
"""names that make a line a heading; two do where bars or tabs part them"""
_EDGE = "|｜│ \t"
_BARS = re.compile(r"[\t|｜│]")
_RULED = re.compile(r"[|｜│+\s:\-—=]*")


def headed(scene: Scene) -> list[Command]:
    """The values under their names; empty where the message is no such table."""
    lines = [line.strip() for line in scene.message.raw.split("\n") if not _RULED.fullmatch(line)]
    if len(lines) < 2 or len(lines) % 2:
        return []
    found: list[Command] = []
    for names, values in zip(lines[::2], lines[1::2], strict=True):
        paths = _paths(scene, names)
        cells = _cells(values, len(paths))
        if not cells:
            return []
        for path, cell in zip(paths, cells, strict=True):
            outcome = scene.parse(path, cell)
            found.append(Fill(path, outcome, cell) if isinstance(outcome, Parsed) else Miss(path, outcome, cell))
    return found


def _paths(scene: Scene, line: str) -> list[str]:
    """The fields a heading names, in order; empty where a word of it names none."""
    words = _parts(line)
    paths = [next(iter(scene.names.fields.get(squeeze(fold(word)), [])), "") for word in words]
    whole = (
        len(paths) >= FEWEST - bool(_BARS.search(line.strip(_EDGE)))
        and all(paths)
        and not any(path in TABLES for path in paths)
    )
    return paths if whole else []


def _cells(line: str, count: int) -> list[str]:
    cells = _parts(line)
    return cells if count and len(cells) == count else []


def _parts(line: str) -> list[str]:
    """The line parted at bars or tabs where it has any, else at blanks and commas."""
    sharp = re.split(rf"\s*{_BARS.pattern}\s*", line.strip(_EDGE))
    return [p for p in (sharp if len(sharp) > 1 else re.split(r"[\s,，、;；]+", line)) if p]
