"""One character of an answer put right by what it looks or sounds like: 名字里那个岩是颜色的颜, 姓写错了 是禾呈程, 我姓章不姓张."""

from __future__ import annotations

import re

from dialogs.commands import Correct
from dialogs.consult.sounds import alike
from dialogs.understanding.choices import number
from dialogs.understanding.expressions import expression
from dialogs.understanding.scene import Scene
from dialogs.understanding.spoken import speak_of

NAMES = ("name", "unit_contact")
_SPELT = frozenset({"name", "unit", "address", "occupation"})
"""parsers of what is written in characters of its own"""


def one_character(scene: Scene, text: str) -> Correct | None:
    """The answer with the one character changed; None unless position and character are beyond doubt. `text` is folded."""
    if (said := expression("character.surname").match(text)) is not None:
        for path in _paths(scene, said["what"], surname=True):
            old = str(scene.value(path))
            if old.startswith(said["old"] or old[:1]):
                return _changed(scene, path, old, 0, said["new"], text, length=len(said["old"] or "?"))
        return None
    if (said := expression("character.unplaced").match(text)) is not None:
        return _unplaced(scene, said["what"], _described(said["desc"], surname=False), text)
    said = expression("character.at").match(text)
    new = _described(said["desc"], surname=said["surname"] is not None) if said else ""
    if said is None or not new:
        return None
    for path in _paths(scene, said["what"], surname=said["surname"] is not None):
        old = str(scene.value(path))
        at = _place(said, old)
        if 0 <= at < len(old) and old[at] != new and (not said["old"] or old.count(said["old"]) == 1):
            return _changed(scene, path, old, at, new, text)
    return None


def _unplaced(scene: Scene, what: str, new: str, raw: str) -> Correct | None:
    """名字写错了，是颜色的颜: the one character of the name that sounds like it."""
    for path in _paths(scene, what, surname=True):
        old = str(scene.value(path))
        places = [n for n, ch in enumerate(old) if alike(ch, new)] or ([1] if len(old) == 2 else [])
        if new and len(places) == 1 and new not in old:
            return _changed(scene, path, old, places[0], new, raw)
    return None


def _place(said: re.Match[str], old: str) -> int:
    if said["old"]:
        return old.find(said["old"])
    if said["surname"] is not None:
        return 0
    if said["nth"]:
        return number(said["nth"]) - 1
    return (1 if len(old) == 3 else -1) if said["middle"] is not None else len(old) - 1


def _described(text: str, *, surname: bool) -> str:
    """The character that 颜色的颜, 程 禾呈程, 三点水那个洪 or 立早章 speaks of; empty where it may be a whole name."""
    for name in ("character.of_word", "character.twice", "character.with_part", "character.parted", "character.alone"):
        if (found := expression(name).fullmatch(text)) is not None:
            return found["c"]
    loose = None if surname else expression("character.three").fullmatch(text)
    return loose["c"] if loose is not None else ""


def _paths(scene: Scene, what: str, *, surname: bool) -> list[str]:
    """The answers that may be meant, the one given last first where none is named."""
    anywhere = [scene.focus.last, *NAMES, *(() if surname else scene.form.fields)]
    found = ["name"] if what in ("我", "本人") else speak_of(scene, what) if what else anywhere
    if what and not found:  # 弓长张, 华佳的佳: a word the character is known by
        found = [p for p in anywhere if what in str(scene.value(p))] or (
            list(NAMES) if len(what) < len("弓长张") else []
        )
    specs = {p: scene.spec_of(p) for p in dict.fromkeys(found) if p and isinstance(scene.value(p), str)}
    wanted = frozenset({"name"}) if surname else _SPELT
    return [p for p, spec in specs.items() if spec is not None and spec.parser in wanted and scene.filled(p)]


def _changed(scene: Scene, path: str, old: str, at: int, new: str, raw: str, *, length: int = 1) -> Correct | None:
    parsed = scene.parsed(path, old[:at] + new + old[at + length :])
    return Correct(path, parsed, raw) if parsed is not None and parsed.value != old else None
