"""A field's or a table's name and nothing else (工作经历, 照片, 政治面貌): that is where the person wants to go."""

from __future__ import annotations

from dialogs.answers import FACTS
from dialogs.commands import Clear, Command, Control, GoTo, Look, Unclear
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import Clause, squeeze
from dialogs.understanding.scene import Scene
from dialogs.understanding.spoken import column_of_open_row

MOST_OFFERED = 3
LONGEST = 24


def topic(scene: Scene, clause: Clause) -> Command | None:
    """Where a bare name leads, unless the pending question takes these very words as its answer."""
    if clause.asks:
        return None
    text = expression("topic.tail").sub("", squeeze(clause.key))
    cells = column_of_open_row(scene, text)
    paths = cells or list(scene.names.fields.get(text, ()))
    if len(text) < 2 or not paths:
        return None
    path = scene.focus.path
    if path in paths:
        return Control("repeat")
    if path and not scene.free and scene.parsed(path, clause.text) is not None:
        return None
    if len(paths) == 1:
        return GoTo(paths[0])
    return Unclear(clause.text, tuple((GoTo(p), _name(scene, p)) for p in paths[:MOST_OFFERED]))


def item_command(scene: Scene, clause: Clause) -> Command | None:
    """看看我的手机号, 我叫什么来着, 把手机号删了: one answer to be shown or cleared, where there is one."""
    text = squeeze(clause.key)
    if len(text) > LONGEST:
        return None
    if expression("item.my_name").fullmatch(text):
        return Look("name")
    for fact, spec in scene.known.questions.items():
        if spec.name in text and expression("item.look").fullmatch(text.replace(spec.name, "<>", 1)):
            return Look(f"{FACTS}{fact}")
    for name, named in scene.names.fields.items():
        if name not in text:
            continue
        paths = [p for p in named if scene.filled(p)]
        around = text.replace(name, "<>", 1)
        if (paths or expression("item.shown").match(around)) and expression("item.look").fullmatch(around):
            return Look((paths or named)[0])
        if paths and paths[0] in scene.form.fields and expression("item.clear").fullmatch(around):
            return Clear(paths[0])
    return None


def _name(scene: Scene, path: str) -> str:
    spec = scene.spec_of(path)
    return spec.name if spec is not None else path
