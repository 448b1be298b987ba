"""The answer given last, told anew by the next message: 瞧我这记性 前年改名了 现在叫…, 哎呀这是我的 我爸的是…, 看了身份证 是…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.commands import Correct
from dialogs.parsing import Parsed
from dialogs.parsing.units import is_employer
from dialogs.understanding.emptying import emptied
from dialogs.understanding.expressions import expression
from dialogs.understanding.next_row import tells_rows
from dialogs.understanding.scene import FREE, TABLES, Scene

LONGEST = 60
"""characters of such a message"""
SHORT = frozenset("男女")
"""answers of one character"""
_GAPS = re.compile(r"[\s,，。;；!！…~]+")


def afterthought(scene: Scene) -> tuple[Correct, int] | None:
    """The change and where its words end in the message; None unless the message both takes back and tells anew."""
    last, key = scene.focus.last, scene.message.key
    spec = scene.spec_of(last) if last else None
    if spec is None or last == scene.focus.path or not scene.filled(last) or len(key) > LONGEST or "?" in key:
        return None
    if spec.parser in (*TABLES, "essay", "text") or (_asked_alike(scene, spec.parser) and not _replaced(scene)):
        return None
    if _answers_what_is_asked(scene) and not _replaced(scene):
        return None
    cue = expression("after.cue").search(key)
    if cue is None or tells_rows(scene) or emptied(scene, key) is not None:
        return None
    for told in _told(scene, own=expression("after.of_another").search(key) is not None):
        text = expression("after.tail").sub("", told) if spec.parser in FREE else told
        parsed = scene.parsed(last, text)
        if parsed is not None and parsed.value != scene.value(last) and _sure(spec.parser, parsed, text):
            return Correct(last, parsed, scene.message.raw.strip()), len(key)
    return None


def _asked_alike(scene: Scene, parser: str) -> bool:
    """Whether what is asked now takes the same kind of answer, so that the message may be about that."""
    kinds = ({"mobile", "office_phone"}, {"day", "month", "year"}, {"unit", "text", "body"}, {"name"})
    asked = scene.spec.parser if scene.spec is not None else ""
    return asked == parser or any({asked, parser} <= kind for kind in kinds)


def _answers_what_is_asked(scene: Scene) -> bool:
    """Whether the message as it stands is an answer beyond doubt to the question that is open."""
    path, raw = scene.focus.path, scene.message.raw
    asked = scene.parsed(path, raw) if path and not scene.overlay else None
    if asked is None or scene.spec is None:
        return False
    return is_employer(str(asked.value)) if scene.spec.parser == "unit" else not asked.warnings


def _replaced(scene: Scene) -> bool:
    """Whether the message speaks of the answer given last, or of somebody who takes a place (王芳调走了 现在是刘畅)."""
    named = str(scene.value(scene.focus.last)) in scene.message.raw
    return named or expression("after.replaced").search(scene.message.key) is not None


def _told(scene: Scene, *, own: bool) -> Iterator[str]:
    """What may be the new answer: behind 现在叫, 我的是 …, then each piece from the last; whose it is stays in view where that is said."""
    raw, key = scene.message.raw, scene.message.key
    if own:
        yield raw
    else:
        for hit in reversed(list(expression("after.new").finditer(key))):
            yield _GAPS.split(raw[hit.end() :].strip())[0]
        yield from reversed([piece for piece in _GAPS.split(raw) if len(piece) > 1 or piece in SHORT])


def _sure(parser: str, parsed: Parsed, text: str) -> bool:
    """Whether a field of any words has got a new value, and no remark."""
    told = [
        note
        for note in parsed.warnings
        if note.code not in ("kept_to_district", "took_last", "differs_from_birth_date")
    ]
    if parser == "unit":
        return is_employer(text) and not told and not expression("after.lead").search(text)
    if parser in ("name", "occupation", "address"):
        about = expression("after.remark").search(text) or expression("after.lead").search(text)
        return not told and not about
    return all(note.code in ("differs_from_sex", "mobile_as_office") for note in told)
