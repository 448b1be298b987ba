"""同上, 跟单位地址一样, 跟工作经历第一段开头一样, 手机就是前面单位电话那个: the answer is one that was given already."""

from __future__ import annotations

import re

from dialogs.commands import Fill
from dialogs.parsing import Parsed
from dialogs.parsing.row_above import like_above
from dialogs.understanding.expressions import expression
from dialogs.understanding.scene import Scene, split_path
from dialogs.understanding.spoken import speak_of
from dialogs.understanding.words import pattern

LONGEST = 32
"""characters of such a message"""


def same_as(scene: Scene) -> Fill | None:
    """The pending question answered by an earlier answer, or None where none fits."""
    path, said = scene.focus.path, scene.message.squeezed
    if path is None or scene.spec is None or scene.overlay:
        return None
    if said in scene.words.same:
        return _first(scene, path, _sources(scene, path))
    table, row, column = split_path(path)
    if row and table == "work_history" and like_above(said, column):
        return _first(scene, path, _sources(scene, path))
    match = expression("same.as").fullmatch(said)
    found = _first(scene, path, speak_of(scene, match["what"]) or []) if match is not None else None
    return found or _first(scene, path, _spoken_of(scene, path, said))


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


def _spoken_of(scene: Scene, path: str, said: str) -> list[str]:
    """The one earlier answer that the message speaks of and says nothing else but that it is the same."""
    if len(said) > LONGEST or not expression("same.cue").search(said) or expression("same.not").search(said):
        return []
    for start, end, sources in (_row_spoken_of(scene, said), _field_spoken_of(scene, path, said)):
        mine = sorted((n for n, paths in scene.names.fields.items() if path in paths), key=len, reverse=True)
        own = pattern("|".join(map(re.escape, mine)) or "(?!)")
        if sources and expression("same.around").fullmatch(own.sub("", said[:start] + "," + said[end:])):
            return sources
    return []


def _row_spoken_of(scene: Scene, said: str) -> tuple[int, int, list[str]]:
    """A cell of a numbered row (第一段经历的开始时间); of a row as a whole its first cell of the kind that is asked."""
    for begin in range(len(said) - 1):
        if expression("row_said").match(said, begin) is None:
            continue
        for end in range(len(said), begin + 1, -1):
            paths = speak_of(scene, said[begin:end])
            if paths and "[" in paths[0]:
                return begin, end, [c for p in paths[:1] for c in _cells(scene, p)]
    return 0, 0, []


def _cells(scene: Scene, path: str) -> list[str]:
    table, row, column = split_path(path)
    if column:
        return [path]
    kind = scene.spec.parser if scene.spec is not None else ""
    return [f"{table}[{row}].{c.key}" for c in scene.form.tables[table].columns if c.parser == kind][:1]


def _field_spoken_of(scene: Scene, path: str, said: str) -> tuple[int, int, list[str]]:
    found: dict[str, tuple[int, int]] = {}
    for hit in pattern(scene.names.field_pattern).finditer(said):
        for source in scene.names.fields[hit[0]]:
            if source != path and source in scene.form.fields and scene.filled(source) and _fits(scene, path, source):
                found[source] = hit.span()
    if len(found) != 1:
        return 0, 0, []
    source, (start, end) = next(iter(found.items()))
    return start, end, [source]


def _fits(scene: Scene, path: str, source: str) -> Parsed | None:
    """The answer at `source` as one to `path`, where it can be: of an identity number the birth date."""
    value = scene.value(source)
    if source == path or value in (None, ""):
        return None
    return scene.parsed(path, str(value)) or (scene.parsed(path, "跟身份证一样") if source == "id_number" else None)


def _first(scene: Scene, path: str, sources: list[str]) -> Fill | None:
    for source in sources:
        parsed = _fits(scene, path, source)
        if parsed is not None:
            return Fill(path, parsed, scene.message.raw.strip())
    return None
