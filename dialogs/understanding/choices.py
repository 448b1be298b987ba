"""The choices on screen: by their words, their number, 第二个, or `#id`."""

from __future__ import annotations

import re

from dialogs.commands import Choose
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import fold, squeeze
from dialogs.understanding.scene import COUNTED, Scene

_BARE = re.compile(r"[0-9]{1,2}|[一二三四五六七八九十]")
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_ID = re.compile(r"#\s*([a-z0-9_.]{1,40})")


def number(text: str) -> int:
    """A small number in figures or characters; 0 when it is none."""
    if text.isdigit():
        return int(text)
    if text in _DIGITS:
        return _DIGITS[text]
    tens, ten, ones = text.partition("十")
    if ten and (not tens or tens in _DIGITS) and (not ones or ones in _DIGITS):
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return 0


def choice_in(scene: Scene) -> Choose | None:
    """The offered choice that the whole message names, or None."""
    offered = scene.focus.offered
    text = scene.message.key.strip()
    if match := _ID.fullmatch(text):
        at = number(match[1]) - 1
        return Choose(offered[at].id if 0 <= at < len(offered) else match[1])
    if not offered:
        return None
    said = squeeze(text)
    for option in offered:
        if said and said == squeeze(fold(option.text)):
            return Choose(option.id)
    if (part := _in_part(scene, said)) is not None:
        return part
    ordinals = scene.words.ordinals
    if said in ordinals.get("last", ()):
        return Choose(offered[-1].id)
    if said in ordinals.get("first", ()):
        return Choose(offered[0].id)
    match = expression("choice.number").fullmatch(said)
    if match is None:
        return None
    at = number(match[1])
    if not 1 <= at <= len(offered):
        return None
    if _BARE.fullmatch(said) and (not scene.focus.numbered or _takes_numbers(scene)):
        return None
    if not _BARE.fullmatch(said) and _takes_numbers(scene):
        return None
    return Choose(offered[at - 1].id)


def _in_part(scene: Scene, said: str) -> Choose | None:
    """不写 for “不写，答我”, 写进去吧 for “写进去”: a choice of ours by one half of its words."""
    if scene.focus.path != "confirm" or len(said) < 2:
        return None
    bare = expression("after.tail").sub("", said)
    parts = {o.id: [squeeze(part) for part in re.split(r"[,，]", fold(o.text))] for o in scene.focus.offered}
    meant = [id for id, halves in parts.items() if said in halves or bare in halves]
    return Choose(meant[0]) if len(meant) == 1 else None


def _takes_numbers(scene: Scene) -> bool:
    """Whether a small number is itself an answer to the question being asked."""
    spec = scene.spec
    if spec is None:
        return False
    if spec.parser in COUNTED:
        return True
    return any(e.raw.strip().isdigit() and len(e.raw.strip()) <= 2 and not e.code for e in spec.good)
