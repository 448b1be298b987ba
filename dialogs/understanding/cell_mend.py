"""While a cell of a row is asked, another cell of the same row put right, with the answer or without it:
高级工 结束月份错了 是9月; 开始月份是3月 我记岔了; 银奖写错了 是铜奖; 这段其实是2001年5月开始的."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.commands import Command, Correct, Fill
from dialogs.parsing import Parsed
from dialogs.parsing.row_above import like_above
from dialogs.understanding.corrections import part_of
from dialogs.understanding.expressions import expression
from dialogs.understanding.rowrefs import row_said
from dialogs.understanding.scene import FREE, TABLES, Scene, split_path
from dialogs.understanding.words import pattern

LONGEST = 60
"""characters of such a message"""
_GAPS = re.compile(r"[\s,，。;；!！]+")
_CLOSED = frozenset({"grade", "rank", "year", "count", "skill_level", "month"})


@dataclass(frozen=True, slots=True)
class _Mended:
    """The cell, its new value, and the stretch of the message that told it."""

    path: str
    parsed: Parsed
    start: int
    end: int


def cell_mended(scene: Scene) -> list[Command]:
    """The change of another cell, and the answer beside it; empty where no other cell is put right."""
    table, row, column = split_path(scene.focus.path or "")
    key, spec = scene.message.key, scene.spec
    if not column or table not in TABLES or spec is None or len(key) > LONGEST or "?" in key:
        return []
    if not expression("cell.cue").search(key) or any(row_said(scene, piece) for piece in _GAPS.split(key)):
        return []
    found = (
        _by_period(scene, table, row, column)
        or _by_name(scene, table, row, column)
        or _by_value(scene, table, row, column)
    )
    if found is None:
        return []
    raw = scene.message.raw
    change: Command = (Correct if scene.filled(found.path) else Fill)(found.path, found.parsed, raw.strip())
    answer = _answer(scene, [raw[: found.start], raw[found.end :]])
    return [change, answer] if answer is not None else [change]


def _by_period(scene: Scene, table: str, row: str, column: str) -> _Mended | None:
    """这段其实是2001年5月开始的: the beginning or the end is known by the word for it."""
    spec = scene.form.tables.get(table)
    for other, told in (("start", "cell.began"), ("end", "cell.ended")):
        hit = expression(told).search(scene.message.key)
        if hit is None or other == column or spec is None or other not in {c.key for c in spec.columns}:
            continue
        group = "left" if hit.groupdict().get("left") else "value"
        if (found := _new(scene, f"{table}[{row}].{other}", hit, hit.start(), group)) is not None:
            return found
    return None


def _by_name(scene: Scene, table: str, row: str, column: str) -> _Mended | None:
    """工种应该是古建木工, 开始月份是3月 我记岔了: the cell is called by its name."""
    columns = {n: c for n, owners in scene.names.columns.items() for t, c in owners if t == table}
    columns = _counted(scene, table, columns) | columns
    either = "|".join(map(re.escape, sorted(columns, key=len, reverse=True)))
    source = expression("cell.named").pattern.replace("COLUMNNAME", either)
    for hit in pattern(f"(?x){source}").finditer(scene.message.key):
        other = columns[hit["name"]]
        if other == column or not (hit["amiss"] or hit["should"] or (hit["is"] and _taken_back(scene, hit))):
            continue
        if (found := _new(scene, f"{table}[{row}].{other}", hit, hit.start())) is not None:
            return found
    return None


def _counted(scene: Scene, table: str, columns: Mapping[str, str]) -> dict[str, str]:
    """The names of the columns that count people without that word: 高级工那个应该是六个."""
    counts = {c.key for c in scene.form.tables[table].columns if c.parser == "count"}
    bare = {re.sub(r"的?人数$", "", name): column for name, column in columns.items() if column in counts}
    return {name: column for name, column in bare.items() if name}


def _taken_back(scene: Scene, hit: re.Match[str]) -> bool:
    """Whether the words around 开始月份是3月 say that it was told otherwise before."""
    around = f"{scene.message.key[: hit.start()]} {scene.message.key[hit.end() :]}"
    return bool(expression("cell.cue").search(around)) or "不是" in hit["value"]


def _by_value(scene: Scene, table: str, row: str, column: str) -> _Mended | None:
    """银奖写错了 是铜奖, 前面说的排第二不对 我排第三: the cell is known by what stands in it."""
    hit = expression("cell.held").search(scene.message.key)
    if hit is None:
        return None
    for other, value in scene.row(table, row).items():
        path = f"{table}[{row}].{other}"
        spec = scene.spec_of(path)
        if other == column or spec is None:
            continue
        held = scene.parsed(path, hit["old"]) if spec.parser in _CLOSED else None
        same = held.value == value if held is not None else str(value) == scene.message.raw[slice(*hit.span("old"))]
        if same and (found := _new(scene, path, hit, hit.start())) is not None:
            return found
    return None


def _new(scene: Scene, path: str, hit: re.Match[str], start: int, group: str = "value") -> _Mended | None:
    """The new value, where it is one, and is another than the one that stands there."""
    text = scene.message.raw[slice(*hit.span(group))]
    denied = re.search(r"不是|而不是", text)
    text = expression("rowedit.tail").sub("", text[: denied.start()] if denied else text)
    parsed = scene.parsed(path, text) or part_of(scene, path, text) if text else None
    spec = scene.spec_of(path)
    loose = parsed is not None and parsed.warnings and spec is not None and spec.parser in FREE
    if parsed is None or loose or parsed.value == scene.value(path):
        return None
    return _Mended(path, parsed, start, hit.end())


def _answer(scene: Scene, rests: list[str]) -> Fill | None:
    """The answer to what is asked, from the words before the change or behind it; remarks are none."""
    path, spec = scene.focus.path or "", scene.spec
    column = split_path(path)[2]
    for rest in rests:
        for piece in filter(None, _GAPS.split(rest)):
            said = expression("cell.remark").sub("", piece)
            label = expression("cell.label").match(said)
            said = said[label.end() :] if label and _names_focus(scene, label["name"]) else said
            if not said or expression("cell.cue").search(said):
                continue
            above = scene.context(path).get("previous")
            if isinstance(above, dict) and like_above(said, column) and above.get(column):
                said = str(above[column])
            parsed = scene.parsed(path, said)
            if parsed is not None and not (spec is not None and spec.parser in FREE and len(said) < 2):
                return Fill(path, parsed, said)
    return None


def _names_focus(scene: Scene, name: str) -> bool:
    table, _, column = split_path(scene.focus.path or "")
    return (table, column) in scene.names.columns.get(name, ())
