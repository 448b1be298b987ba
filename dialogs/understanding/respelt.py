"""Corrections that name no new value as such: a name written again beside 打错了, a date that 按身份证 settles."""

from __future__ import annotations

import re

from dialogs.commands import Correct
from dialogs.understanding.expressions import expression
from dialogs.understanding.halfsaid import NAMES
from dialogs.understanding.scene import Scene

LONGEST = 40
"""characters of a message that may be such a correction"""


def told_otherwise(scene: Scene) -> list[tuple[Correct, int]]:
    """The correction and where its words end in the message; at most one."""
    if len(scene.message.key) > LONGEST:
        return []
    return _respelt(scene) or _by_id(scene)


def _respelt(scene: Scene) -> list[tuple[Correct, int]]:
    """名字打错字了，王瑞生: a name is said to be wrong, and another that differs in one character stands beside it."""
    key = scene.message.key
    if not expression("correct.name_wrong").search(key):
        return []
    for hit in re.finditer(r"[^\s,，。;；!！]+", key):
        new = scene.message.raw[hit.start() : hit.end()]
        for path in NAMES:
            old = scene.value(path)
            if not isinstance(old, str) or len(old) != len(new) or _differing(old, new) != 1:
                continue
            parsed = scene.parsed(path, new)
            if parsed is not None:
                return [(Correct(path, parsed, new), hit.end())]
    return []


def _differing(old: str, new: str) -> int:
    return sum(a != b for a, b in zip(old, new, strict=True))


def _by_id(scene: Scene) -> list[tuple[Correct, int]]:
    """按身份证: the birth date that differs from the ID number gets the number's."""
    key = scene.message.key
    if scene.focus.path == "birth_date" or not scene.filled("birth_date") or not expression("by_id").search(key):
        return []
    outcome = scene.parsed("birth_date", "跟身份证一样")
    if outcome is None or outcome.value == scene.value("birth_date"):
        return []
    return [(Correct("birth_date", outcome, scene.message.raw), len(key))]
