"""How much room a blank's cells have: widths off the grid, heights off the rows, letters off the styles."""

from __future__ import annotations

from dataclasses import dataclass

from templates.cells import Room, first_paragraph, run_look
from templates.ooxml import PPR, Element, rows, w

_PADDING = 10.8
"""points left and right of a cell's words where the table names nothing else: Word's own"""
_BREATH = 0.5


@dataclass(frozen=True, slots=True)
class _Look:
    """What a style settles: letters in half points, line height in points (0: not exact), indent in em."""

    size: int = 21
    line: float = 0.0
    indent: float = 0.0


class Styles:
    """The paragraph styles of a document, as far as room is concerned."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {} if root is None else {s.get(w("styleId")): s for s in root.findall(w("style"))}
        defaults = None if root is None else root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self._base = _read(_Look(), None, defaults)
        self._normal = next(
            (
                name
                for name, s in self._styles.items()
                if s.get(w("default")) in ("1", "true") and s.get(w("type")) == "paragraph"
            ),
            None,
        )

    def look(self, paragraph: Element) -> _Look:
        """The look of a paragraph's words."""
        properties = paragraph.find(PPR)
        named = None if properties is None else properties.find(w("pStyle"))
        name = self._normal if named is None else named.get(w("val"))
        chain: list[Element] = []
        while name in self._styles and len(chain) < 12:
            style = self._styles[name]
            chain.append(style)
            base = style.find(w("basedOn"))
            name = None if base is None else base.get(w("val"))
        look = self._base
        for style in reversed(chain):
            look = _read(look, style.find(PPR), style.find(w("rPr")))
        return _read(look, properties, run_look(paragraph))


def _read(look: _Look, paragraph: Element | None, run: Element | None) -> _Look:
    size, line, indent = look.size, look.line, look.indent
    if run is not None and (mark := run.find(w("sz"))) is not None:
        size = _whole(mark.get(w("val")), size)
    if paragraph is not None:
        spacing, ind = paragraph.find(w("spacing")), paragraph.find(w("ind"))
        if spacing is not None and spacing.get(w("line")):
            exact = spacing.get(w("lineRule")) == "exact"
            line = _whole(spacing.get(w("line")), 0) / 20 if exact else 0.0
        if ind is not None and ind.get(w("firstLineChars")):
            indent = _whole(ind.get(w("firstLineChars")), 0) / 100
    return _Look(size, line, indent)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else default


def table_rooms(table: Element, styles: Styles) -> dict[Element, Room]:
    """The room of every cell of a table."""
    grid = [_whole(c.get(w("w")), 0) / 20 for c in table.findall(f"{w('tblGrid')}/{w('gridCol')}")]
    rooms: dict[Element, Room] = {}
    padding = _padding(table)
    for row in rows(table):
        for cell in row.cells:
            width = sum(grid[cell.start : cell.end]) or 400.0
            look = styles.look(first_paragraph(cell.element))
            rooms[cell.element] = Room(
                width=max(width - padding, 8.0),
                height=max(row_height(row.element.find(w("trPr"))) - _BREATH, 0.0),
                size=look.size,
                leading=look.line or look.size * 0.65,
                indent=look.indent,
            )
    return rooms


def _padding(table: Element) -> float:
    margins = table.find(f"{w('tblPr')}/{w('tblCellMar')}")
    if margins is None:
        return _PADDING
    sides = [margins.find(w(side)) for side in ("left", "right", "start", "end")]
    return sum(_whole(side.get(w("w")), 0) / 20 for side in sides if side is not None)


def row_height(rules: Element | None) -> float:
    """The height in points that a row's rules name, 0 where they name none."""
    mark = None if rules is None else rules.find(w("trHeight"))
    return 0.0 if mark is None else _whole(mark.get(w("val")), 0) / 20
