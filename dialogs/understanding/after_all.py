"""算了 房山人社; 不查了 就写98年9月; 门牌多少来着 我看一眼: words to oneself around an answer, which is what counts."""

from __future__ import annotations

import re

from dialogs.commands import Fill
from dialogs.parsing import Parsed
from dialogs.understanding.controls import control_in
from dialogs.understanding.expressions import expression
from dialogs.understanding.scene import TABLES, Scene

LONGEST = 60
_GAPS = re.compile(r"[\s,，。;；!！…~]+")


def after_all(scene: Scene) -> Fill | None:
    """The answer that is left when words to oneself are left out; None where there are none, or no answer beside them."""
    path, spec, raw = scene.focus.path, scene.spec, scene.message.raw.strip()
    if path is None or spec is None or scene.overlay or len(raw) > LONGEST or spec.parser in (*TABLES, "essay", "text"):
        return None
    pieces = [piece for piece in _GAPS.split(raw) if piece]
    keys = [piece for piece in _GAPS.split(scene.message.key.strip()) if piece]
    kept = [n for n, key in enumerate(keys) if not _to_oneself(key)]
    if len(pieces) != len(keys) or not kept or len(kept) == len(keys):
        return None
    rest = " ".join(pieces[n] for n in kept)
    lead = expression("after_all.lead").match(rest)
    rest = rest[lead.end() :] if lead else rest
    if any(control_in(keys[n]) for n in kept) or "?" in scene.message.key:
        return None
    parsed = scene.parsed(path, rest)
    return Fill(path, parsed, raw) if parsed is not None and _sure(scene, parsed, rest) else None


def _to_oneself(piece: str) -> bool:
    return any(expression(name).fullmatch(piece) for name in ("after_all.given_up", "after_all.musing"))


def _sure(scene: Scene, parsed: Parsed, rest: str) -> bool:
    """Whether it is an answer beyond doubt where any words would be taken."""
    if not scene.free:
        return True
    loose = all(note.code == "no_house_number" for note in parsed.warnings)
    return loose and not expression("after_all.goes_on").search(rest)
