"""The forms as the notice prints them: cover, instructions and tables, read out of the pinned text.

In that text a tab starts a cell, a cell ends with a newline and a row with one more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Cell = tuple[str, ...]
"""the paragraphs of a cell"""
Row = tuple[Cell, ...]

_PART = re.compile(r"^[ 　]*[一二三四]、.*（由.*填写）$|^四、市级评审意见$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part of 附件1: its title and the rows of its table."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PrintedForms:
    """附件1 and 附件2; blank lines of the cover are left out, everything else stands as printed."""

    cover: tuple[str, ...]
    instructions: tuple[str, ...]
    parts: tuple[PrintedPart, ...]
    roster_lines: tuple[str, ...]
    """heading, line above the table, line below it"""
    roster_rows: tuple[Row, ...]


def rows_of(text: str) -> tuple[Row, ...]:
    """The table in `text`, which begins with its first tab."""
    rows: list[Row] = []
    cells: list[Cell] = []
    chunks = text.strip(" \n").split("\t")[1:]
    for index, chunk in enumerate(chunks):
        last = index == len(chunks) - 1
        ends_row = last or chunk.endswith("\n\n")
        body = chunk if last else chunk[: -2 if ends_row else -1]
        cells.append(tuple(line.rstrip() for line in body.split("\n")))
        if ends_row:
            rows.append(tuple(cells))
            cells = []
    return tuple(rows)


def printed_forms(source: str) -> PrintedForms:
    """The two forms of the notice `source`; raises `ValueError` when its marks are not there."""
    attachment = source.index("\n附件1\n")
    second = source.index("\n附件2\n", attachment)
    first = source[attachment:second]
    instructions = first.index("填 表 说 明")
    starts = list(_PART.finditer(first, instructions))
    if len(starts) != 4:
        raise ValueError("附件1 的四个部分没有找全")
    parts = []
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        body = first[start.end() : following.start() if following else len(first)]
        parts.append(PrintedPart(start.group().strip(), rows_of(_to_first_tab(body))))
    roster = source[second:]
    above, tab, rest = roster.partition("\t")
    table, _, below = rest.rpartition("\n\n联系人")
    heading, line = [x.strip() for x in above.split("\n") if x.strip()][1:]
    return PrintedForms(
        cover=_lines(first[:instructions]),
        instructions=_lines(first[instructions : starts[0].start()]),
        parts=tuple(parts),
        roster_lines=(heading, line, "联系人" + below.strip()),
        roster_rows=rows_of(tab + table),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _to_first_tab(text: str) -> str:
    return text[text.index("\t") :]
