"""Another field is named and something is to be done about it (等级你给我改高级技师, 手机号给我去掉): never an answer to the
question that happens to be open, even where what is to be done is not understood in full."""

from __future__ import annotations

import re

from dialogs.commands import Clear, Command, Correct, GoTo
from dialogs.parsing import Parsed
from dialogs.understanding.corrections import part_of
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import squeeze
from dialogs.understanding.scene import FREE, TABLES, Scene
from dialogs.understanding.words import pattern

LONGEST = 60
"""characters of such a message"""
_PIECES = re.compile(r"[\s,，。;；!！?？…]+")


def other_field(scene: Scene) -> Command | None:
    """What the message wants of a field that is filled and not the one being asked; None where it names none."""
    key = scene.message.key
    if len(key) > LONGEST or scene.overlay:
        return None
    if (sex := told_sex(scene)) is not None:
        return sex
    if not expression("meant.action").search(key):
        return None
    if _answered(scene):
        return None
    for hit in pattern(scene.names.field_pattern).finditer(key):
        path = next((p for p in scene.names.fields[hit[0]] if scene.filled(p)), "")
        if not path or path == scene.focus.path or len(hit[0]) < 2 or _table(scene, path):
            continue
        return _whole(scene, path, hit) or _done(scene, path, hit.end())
    return None


def told_sex(scene: Scene) -> Correct | None:
    """怎么给我写成女的了，我男的: said without naming the field."""
    said = expression("meant.sex").search(scene.message.key) if len(scene.message.key) <= LONGEST else None
    if said is None or said["is"] == said["was"] or said["was"] != scene.value("sex"):
        return None
    parsed = scene.parsed("sex", said["is"])
    return Correct("sex", parsed, scene.message.raw) if parsed is not None else None


def _answered(scene: Scene) -> bool:
    """Whether the first piece answers a question that does not take any words (男的 名字起得像女的 …)."""
    path, pieces = scene.focus.path, [p for p in _PIECES.split(scene.message.raw) if p]
    if path is None or not pieces or scene.free or scene.spec is None:
        return False
    parsed = scene.parsed(path, pieces[0])
    return parsed is not None and not parsed.warnings


def _whole(scene: Scene, path: str, hit: re.Match[str]) -> Correct | None:
    """前年改名了 现在叫北京华嘉热能科技有限公司: what looks like the field's name is the end of its new value."""
    piece = next(p for p in re.finditer(rf"{_PIECES.pattern}|$", hit.string[hit.end() :]))
    start = max((p.end() for p in _PIECES.finditer(hit.string, 0, hit.start())), default=0)
    raw = scene.message.raw[start : hit.end() + piece.start()]
    parsed = scene.parsed(path, raw)
    if parsed is None or parsed.warnings or parsed.value == scene.value(path) or hit[0] not in str(parsed.value):
        return None
    return Correct(path, parsed, raw)


def _table(scene: Scene, path: str) -> bool:
    spec = scene.spec_of(path)
    return spec is None or spec.parser in TABLES or spec.parser == "essay"


def _done(scene: Scene, path: str, after: int) -> Command:
    rest = scene.message.raw[after:]
    if expression("meant.away").search(squeeze(scene.message.key[after:])):
        return Clear(path)
    if (mended := _tail(scene, path, rest)) is not None:
        return mended
    added = expression("meant.more").search(rest)
    if added is not None and (longer := scene.parsed(path, f"{scene.value(path)}{added['more']}")) is not None:
        return Correct(path, longer, rest.strip())
    for piece in _values(rest):
        parsed = scene.parsed(path, piece) or part_of(scene, path, piece)
        if parsed is not None and parsed.value != scene.value(path) and not _doubted(scene, path, parsed):
            return Correct(path, parsed, piece)
    return GoTo(path)


def _tail(scene: Scene, path: str, rest: str) -> Correct | None:
    """尾号4420改4402: figures of the stored number put right."""
    match, old = expression("meant.figures").search(rest), scene.value(path)
    if match is None or not isinstance(old, str) or old.count(match["old"]) != 1:
        return None
    return Correct(path, scene.parse(path, old.replace(match["old"], match["new"])), rest.strip())


def _values(rest: str) -> list[str]:
    """What may be the new value: what follows 改成, 是 …, then each piece, the last first."""
    told = [hit["value"].strip() for hit in expression("meant.value").finditer(rest)]
    return [v for v in (*told, *reversed([p for p in _PIECES.split(rest) if p])) if len(v) > 1]


def _doubted(scene: Scene, path: str, parsed: Parsed) -> bool:
    """Whether a field of any words took a piece that hardly is a value of it."""
    spec = scene.spec_of(path)
    return bool(parsed.warnings) and spec is not None and spec.parser in FREE
