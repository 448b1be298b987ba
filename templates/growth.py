"""Tables that grow: rows are filled in order, and more of them are copies of the blank's last row, in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from templates.blank import Blank, RowSpot, Sheet
from templates.cells import let_tear, too_high, write
from templates.ooxml import TC, Element, children, lines_of


def fill_rows(
    blank: Blank, sheet: Sheet, spots: Sequence[RowSpot], rows: Sequence[Mapping[str, str]], *, first: int = 1
) -> None:
    """Write texts by column key into the rows at `spots`; 序号 counts from `first` unless the blank prints it."""
    if not spots:
        return
    last = spots[-1]
    pristine = blank.pristine_row(last.row) if len(rows) > len(spots) else None
    tail = sheet.rows[last.row]
    for number, texts in enumerate(rows):
        spot = spots[min(number, len(spots) - 1)]
        if number < len(spots):
            row = sheet.rows[spot.row]
        else:
            row = pristine.__copy__() if pristine is not None else tail
            tail.addnext(row)
            tail = row
        _fill(row, spot, texts, number + first, grown=number >= len(spots))


def _fill(row: Element, spot: RowSpot, texts: Mapping[str, str], number: int, *, grown: bool) -> None:
    cells = list(children(row, TC))
    height = 0.0
    for column, order, room in spot.columns:
        cell = cells[order]
        text = texts.get(column.key, "") if column.key else ""
        if column.kind == "number":
            printed = "".join(lines_of(cell)).strip()
            text = "" if printed and not grown else str(number)
        if text:
            height = max(height, write(cell, text.split("\n"), room))
    if too_high(height):
        let_tear(row)
