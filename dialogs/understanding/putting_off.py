"""Another field put off by its name: 单位电话我得问问人事, 照片回头让闺女弄."""

from __future__ import annotations

from dialogs.answers import FACTS
from dialogs.commands import Control, PutOff
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import squeeze
from dialogs.understanding.scene import Scene
from dialogs.understanding.words import pattern


def put_off(scene: Scene, clause: str) -> PutOff | Control | None:
    """The field that a clause (folded) leaves for later; 以后补 where it is the one being asked, None where it leaves none."""
    text = squeeze(clause)
    if len(text) > 30 or scene.overlay:
        return None
    match = pattern(rf"(?:我的?|本人的?)?(?P<name>{scene.names.field_pattern})").match(text)
    if match is None or not expression("putoff.rest").fullmatch(text[match.end() :]):
        match = pattern(rf"(?P<before>.{{1,10}}?)(?P<name>{scene.names.field_pattern})(?P<rest>.{{0,12}})").fullmatch(
            text
        )
        if (
            match is None
            or not expression("putoff.before").fullmatch(match["before"])
            or not expression("putoff.after").fullmatch(match["rest"])
        ):
            return None
    paths, asked = scene.names.fields[match["name"]], scene.focus.path or ""
    if asked.startswith(FACTS) and scene.parsed(asked, clause) is not None:
        return None  # 没有单位 is an answer where it is asked in what kind of unit somebody works
    if scene.focus.path in paths:
        return Control("later")
    return PutOff(paths[0]) if len(paths) == 1 else None
