"""Tables that grow: rows are filled in order, and more of them are copies of the blank's last row, in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from templates.blank import RowSpot, RowsSpot


def fill_rows(values: dict[int, str], table: RowsSpot, rows: Sequence[Mapping[str, str]]) -> None:
    """Add to `values` the gaps of a table for texts by column key; 序号 counts from 1 unless the blank prints it."""
    held = len(table.rows)
    for number, (spot, texts) in enumerate(zip(table.rows, rows, strict=False), 1):
        values.update(_filled(spot, texts, number))
    if len(rows) > held:
        more = [
            table.pattern.joined(_filled(table.more, texts, number, grown=True))
            for number, texts in enumerate(rows[held:], held + 1)
        ]
        values[table.gap] = "".join(more)


def _filled(spot: RowSpot, texts: Mapping[str, str], number: int, *, grown: bool = False) -> dict[int, str]:
    """The gaps of one row; its own rules give way where the words need it."""
    values: dict[int, str] = {}
    highest = 0.0
    for column, model, gap, printed in spot.columns:
        if column.kind == "number":
            text = "" if printed and not grown else str(number)
        else:
            text = texts.get(column.key, "") if column.key else ""
        if text:
            values[gap], height = model.written(text.split("\n"))
            highest = max(highest, height)
    return values | spot.row.over(highest) if spot.row else values
