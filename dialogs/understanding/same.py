"""同上, 跟刚才一样, 跟单位地址一样: the answer is one that was given already."""

from __future__ import annotations

from dialogs.commands import Fill
from dialogs.parsing import Parsed
from dialogs.parsing.row_above import like_above
from dialogs.understanding.expressions import expression
from dialogs.understanding.scene import Scene, split_path
from dialogs.understanding.spoken import speak_of


def same_as(scene: Scene) -> Fill | None:
    """The pending question answered by an earlier answer, or None where none fits."""
    path = scene.focus.path
    if path is None or scene.spec is None:
        return None
    said = scene.message.squeezed
    if said in scene.words.same:
        return _first(scene, path, _sources(scene, path))
    table, row, column = split_path(path)
    if row and table == "work_history" and like_above(said, column):
        return _first(scene, path, _sources(scene, path))
    match = expression("same.as").fullmatch(said)
    if match is None:
        return None
    return _first(scene, path, speak_of(scene, match["what"]) or [])


def _sources(scene: Scene, path: str) -> list[str]:
    """Where 同上 points: the same column one row up, the field of the same name, then the answer given last, if it is of the same kind."""
    table, row, column = split_path(path)
    found: list[str] = []
    if row:
        ids = scene.known.rows.get(table, ())
        at = ids.index(row) if row in ids else len(ids)
        if at:
            return [f"{table}[{ids[at - 1]}].{column}"]
        if column in scene.form.fields:
            found.append(column)
    last = scene.spec_of(scene.focus.last) if scene.focus.last else None
    if last is not None and scene.spec is not None and last.parser == scene.spec.parser:
        found.append(scene.focus.last)
    return found


def _first(scene: Scene, path: str, sources: list[str]) -> Fill | None:
    for source in sources:
        value = scene.value(source)
        if source == path or value in (None, ""):
            continue
        parsed = scene.parsed(path, str(value))
        if isinstance(parsed, Parsed):
            return Fill(path, parsed, scene.message.raw.strip())
    return None
