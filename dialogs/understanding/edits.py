"""Words put into an answer or taken out of it: 单位后面加上“有限责任”四个字, 地址9号前头落了个甲, 安装两个字去掉."""

from __future__ import annotations

import re

from dialogs.commands import Correct
from dialogs.understanding.expressions import expression
from dialogs.understanding.scene import Scene
from dialogs.understanding.spoken import speak_of
from dialogs.understanding.words import pattern

_WRITTEN = frozenset({"name", "unit", "address", "occupation", "place", "certificate"})


def edited_words(scene: Scene, text: str) -> Correct | None:
    """The answer with the words put in or taken out; None where the place is not beyond doubt. `text` is folded."""
    if (said := expression("edit.put_in").fullmatch(text)) is not None and expression("edit.verb").search(text):
        return _put_in(scene, said, text)
    if (said := expression("edit.address_more").fullmatch(text)) is not None:
        return _more_address(scene, said, text)
    if (said := expression("edit.left_out").fullmatch(text)) is not None:
        return _by_fragment(scene, said, text)
    if (said := expression("edit.take_out").fullmatch(text)) is not None:
        return _take_out(scene, said, text)
    return None


def _put_in(scene: Scene, said: re.Match[str], raw: str) -> Correct | None:
    behind = said["behind"] is not None
    for path, anchor in _meant(scene, said["what"], raw):
        old = str(scene.value(path))
        if anchor and old.count(anchor) != 1:
            continue
        at = old.find(anchor) + (len(anchor) if behind else 0) if anchor else (len(old) if behind else 0)
        if (found := _as(scene, path, old[:at] + said["new"] + old[at:], raw)) is not None:
            return found
    return None


def _more_address(scene: Scene, said: re.Match[str], raw: str) -> Correct | None:
    """地址还有楼号 3号楼."""
    meant = _meant(scene, said["what"], raw) if said["what"] else [(scene.focus.last, "")]
    for path, _ in meant:
        spec = scene.spec_of(path) if path else None
        if spec is not None and spec.parser == "address" and scene.filled(path):
            return _as(scene, path, str(scene.value(path)) + said["new"], raw)
    return None


def _by_fragment(scene: Scene, said: re.Match[str], raw: str) -> Correct | None:
    """单位里少了个市，是北京市华嘉: the piece as it should read tells where the word belongs."""
    new, piece = said["new"], said["piece"]
    for path, _ in _meant(scene, said["what"], raw):
        old, without = str(scene.value(path)), piece.replace(new, "", 1)
        if new in piece and without and old.count(without) == 1:
            return _as(scene, path, old.replace(without, piece), raw)
    return None


def _take_out(scene: Scene, said: re.Match[str], raw: str) -> Correct | None:
    named = [path for path, _ in _meant(scene, said["what"], raw)] if said["what"] else []
    for path in named or _written(scene):
        old = str(scene.value(path))
        if old.count(said["old"]) == 1:
            return _as(scene, path, old.replace(said["old"], ""), raw)
    return None


def _meant(scene: Scene, what: str, text: str) -> list[tuple[str, str]]:
    """The answers a phrase of the text speaks of, each with the words in it that tell the place (地址9号: 9号; 公司 within the name)."""
    if not what and len(text) < len(scene.message.key.strip()):
        return []  # it goes on from what stands before it in the message
    if not what:
        return [(p, "") for p in _written(scene) if p == scene.focus.last]
    inside = [(p, what) for p in _written(scene) if str(scene.value(p)).count(what) == 1 and len(what) > 1]
    named = [(p, "") for p in speak_of(scene, what) if p in _written(scene)]
    head = pattern(scene.names.field_pattern).match(what)
    if not named and head is not None:
        rest = what[head.end() :].lstrip("的里那个")
        named = [(p, rest) for p in scene.names.fields[head[0]] if rest and p in _written(scene)]
    return inside + named if inside and named and inside[0][0] == named[0][0] else named or inside


def _written(scene: Scene) -> list[str]:
    """The answers made of words, the one given last first."""
    paths = dict.fromkeys([scene.focus.last, *scene.form.fields])
    specs = {p: scene.spec_of(p) for p in paths if p and isinstance(scene.value(p), str) and scene.filled(p)}
    return [p for p, spec in specs.items() if spec is not None and spec.parser in _WRITTEN]


def _as(scene: Scene, path: str, value: str, raw: str) -> Correct | None:
    parsed, before = scene.parsed(path, value), scene.parsed(path, str(scene.value(path)))
    doubts = {note.code for note in before.warnings} if before is not None else set()
    if parsed is None or parsed.value == scene.value(path) or {note.code for note in parsed.warnings} - doubts:
        return None
    return Correct(path, parsed, raw)
