"""An earlier answer taken back for now: 学历先删了, 电话去掉 先空着, 把单位电话清空 回头问清楚再填."""

from __future__ import annotations

import re

from dialogs.commands import Clear
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import Clause
from dialogs.understanding.scene import TABLES, Scene
from dialogs.understanding.words import pattern

LONGEST = 40
"""characters of such an order with the reason for it"""


def emptied(scene: Scene, clause: str) -> Clear | None:
    """The answer that a clause (folded) takes back; None where it takes none back."""
    text = clause.strip()
    lead = expression("empty.lead").match(text)
    at = lead.end() if lead else 0
    named = pattern(scene.names.field_pattern).match(text, at)
    if len(text) > LONGEST or scene.overlay or named is None:
        return None
    paths = [p for p in scene.names.fields[named[0]] if scene.filled(p) and p in scene.form.fields]
    order = expression("empty.order").match(text, named.end())
    if not paths or order is None or not expression("empty.reason").fullmatch(text, order.end()):
        return None
    spec = scene.form.fields[paths[0]]
    if spec.parser in TABLES or spec.parser == "essay":
        return None
    return Clear(paths[0], later=bool(expression("empty.for_now").search(text, named.end())))


def parted_orders(scene: Scene, clause: Clause) -> list[Clause]:
    """群众 学历先空着: the order behind an answer as a clause of its own."""
    for blank in re.finditer(r"[ \t]+", clause.key):
        rest = clause.key[blank.end() :]
        if emptied(scene, rest) is not None:
            head = Clause(
                clause.start,
                clause.start + blank.start(),
                ",",
                clause.text[: blank.start()],
                clause.key[: blank.start()],
            )
            return [head, Clause(clause.start + blank.end(), clause.end, clause.stop, clause.text[blank.end() :], rest)]
    return [clause]
