"""Corrections that name no new value as such: a name written again beside 打错了, a date that 按身份证 settles."""

from __future__ import annotations

import re

from dialogs.commands import Correct
from dialogs.form import FieldSpec, TableSpec
from dialogs.parsing.addresses import is_house_number
from dialogs.understanding.characters import NAMES
from dialogs.understanding.expressions import expression
from dialogs.understanding.scene import FREE, Scene

FEWEST = 2
LONGEST = 40
"""characters of a message that may be such a correction"""


def told_otherwise(scene: Scene) -> list[tuple[Correct, int]]:
    """The correction and where its words end in the message; at most one."""
    if len(scene.message.key) > LONGEST:
        return []
    return _numbered(scene) or _respelt(scene) or _by_id(scene) or _longer(scene) or _fuller(scene)


def _numbered(scene: Scene) -> list[tuple[Correct, int]]:
    """36号院 after an address that lacks its number."""
    last, raw = scene.focus.last, scene.message.raw.strip()
    spec = scene.spec_of(last) if last and last != scene.focus.path else None
    if spec is None or spec.parser != "address" or not scene.filled(last) or not is_house_number(raw):
        return []
    parsed = scene.parsed(last, raw)
    return [(Correct(last, parsed, raw), len(scene.message.key))] if parsed is not None else []


def _longer(scene: Scene) -> list[tuple[Correct, int]]:
    """写漏了，后头还有个有限公司: what is to stand behind the answer given last."""
    match, last = expression("correct.longer").search(scene.message.key.strip()), scene.focus.last
    old = scene.value(last) if last else None
    if match is None or not isinstance(old, str):
        return []
    more = scene.message.raw.strip()[slice(*match.span("more"))]
    parsed = scene.parsed(last, old + more)
    return [(Correct(last, parsed, more), len(scene.message.key))] if parsed is not None else []


def _fuller(scene: Scene) -> list[tuple[Correct, int]]:
    """看了，养老护理员: the answer given last once more, now in full."""
    last, pieces = scene.focus.last, re.split(r"[\s,，。;；!！]+", scene.message.raw.strip(" ,，。!！"))
    spec, old = (scene.spec_of(last), scene.value(last)) if last else (None, None)
    if (
        spec is None
        or spec.parser not in FREE
        or last == scene.focus.path
        or not isinstance(old, str)
        or len(pieces) > 2
    ):
        return []
    paper = expression("paper.says").fullmatch(scene.message.raw.strip(" 。.!！"))
    said = scene.parsed(last, paper["v"]) if paper and spec.parser in ("occupation", "unit") else None
    if said is not None and not said.warnings and said.value != old and not _asked_alike(scene, spec):
        return [(Correct(last, said, scene.message.raw), len(scene.message.key))]
    parsed = scene.parsed(last, pieces[-1]) if old in pieces[-1] and len(old) >= FEWEST < len(pieces[-1]) else None
    if parsed is None or parsed.warnings or parsed.value == old:
        return []
    return [(Correct(last, parsed, pieces[-1]), len(scene.message.key))]


def _respelt(scene: Scene) -> list[tuple[Correct, int]]:
    """名字打错字了，王瑞生: a name is said to be wrong, and another that differs in one character stands beside it."""
    key = scene.message.key
    if not expression("correct.name_wrong").search(key) and not expression("correct.name_spelt").search(key):
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


def _asked_alike(scene: Scene, spec: FieldSpec | TableSpec) -> bool:
    """Whether what is asked now is of the same kind, so that the paper may speak of it as well."""
    return scene.spec is not None and scene.spec.parser == spec.parser


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
