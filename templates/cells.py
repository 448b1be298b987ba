"""Words for a cell: the cell's own paragraph and font, smaller letters only where the place is short.

What a cell's paragraph looks like is written out once per size; filling the cell is then joining texts.
"""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from xml.sax.saxutils import escape

from lxml import etree

from templates.cuts import fragment
from templates.ooxml import PPR, RPR, RUN, Element, P, paragraphs, runs, w

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARK = "\ue000"
_MARKED = f"<w:t>{_MARK}</w:t>"
_PRESERVED = '<w:t xml:space="preserve">'
_LEADING = 1.28
_STEPS = (24, 21, 18)
_READABLE = 21
_MOMENT = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日|至今)?)?")
"""what is not broken over lines: a date, a month, 2010年7月至今"""
_SEAM = re.compile(r"\d(?=[年月日])|[年月](?=\d)")
_GAP = 0.25
"""em that Word leaves between figures and Chinese characters"""


@dataclass(frozen=True)
class Room:
    """A cell's inside in points and its letters' size in half points; `height` 0: as high as it likes."""

    width: float
    height: float
    size: int
    leading: float
    indent: float = 0.0

    def lines(self, widths: Sequence[float], size: int) -> int:
        """How many printed lines texts of these widths (em) take at a size."""
        em, room = size / 2, max(self.width, size / 2)
        indent = self.indent * em
        return sum([math.ceil((width * em + indent) / room) or 1 for width in widths])

    def fitting(self, widths: Sequence[float]) -> int:
        """The largest size, from the cell's own downwards, at which the texts stay inside."""
        if len(widths) == 1:
            return next((size for most, size in self._single if widths[0] <= most), self._sizes[-1])
        for size in self._sizes:
            if not self.height or self.lines(widths, size) * self.line_height(size) <= self.height:
                return size
        return self._sizes[-1]

    def unbroken(self, width: float) -> int:
        """The largest size at which a text of this width (em) stands on one line; where none does, as it fits."""
        on_one = (size for size in self._sizes if (width + self.indent) * size / 2 <= self.width)
        return next(on_one, None) or self.fitting([width])

    @cached_property
    def _sizes(self) -> list[int]:
        return [self.size, *(s for s in _STEPS if s < self.size)]

    @cached_property
    def _single(self) -> list[tuple[float, int]]:
        """For one paragraph: the most em and the size it then has; one line is worth slightly smaller letters."""
        lines = [(size, self._held(size)) for size in self._sizes]
        wanted = [(size, min(held, 1)) for size, held in lines if size >= _READABLE and not self.indent]
        return [
            ((held * max(self.width, size / 2) - self.indent * size / 2) / (size / 2), size)
            for size, held in (*wanted, *lines)
        ]

    def _held(self, size: int) -> float:
        """How many lines stay inside at a size."""
        return self.height // self.line_height(size) if self.height else math.inf

    def line_height(self, size: int) -> float:
        """Points from line to line at a size."""
        return self.leading if size == self.size else round(size / 2 * _LEADING)


def units(text: str) -> float:
    """The width of a text in em: Chinese characters one, ASCII somewhat more than a half."""
    return len(text) - 0.4 * len(text.encode("ascii", "ignore"))


class CellModel:
    """How lines of text are written in one cell of a blank."""

    def __init__(self, cell: Element, room: Room, root: Element) -> None:
        self.room = room
        model = first_paragraph(cell)
        self._frames: dict[int, tuple[str, str, str]] = {}
        for size in {room.size, *(s for s in _STEPS if s < room.size)}:
            before, _, after = fragment(filled(model, _MARK, room=room, size=size), root).partition(_MARKED)
            empty = fragment(filled(model, "", room=room, size=size), root)
            self._frames[size] = (before, after, empty)

    def written(self, lines: Sequence[str]) -> tuple[str, float]:
        """The cell's content that says the lines, and the height it takes in points."""
        room = self.room
        widths = [units(line) for line in lines]
        if len(lines) == 1 and _MOMENT.fullmatch(lines[0]):
            widths = [widths[0] + _GAP * len(_SEAM.findall(lines[0]))]
            size = room.unbroken(widths[0])
        else:
            size = room.fitting(widths)
        before, after, empty = self._frames[size]
        made = "".join(f"{before}{_words(line)}{after}" if line else empty for line in lines)
        return made, room.lines(widths, size) * room.line_height(size)


def _words(line: str) -> str:
    if "\t" not in line:
        return f"{_PRESERVED}{escape(line)}</w:t>"
    pieces = [f"{_PRESERVED}{escape(piece)}</w:t>" if piece else "" for piece in line.split("\t")]
    return "<w:tab/>".join(pieces)


def first_paragraph(cell: Element) -> Element:
    """The paragraph whose look the cell's words have; a cell without one gets one."""
    found = next(paragraphs(cell), None)
    return etree.SubElement(cell, P) if found is None else found


def filled(model: Element, text: str, *, room: Room | None = None, size: int = 0) -> Element:
    """A paragraph like `model` that says `text`; a size other than the room's own is named, with its line."""
    made = etree.Element(P)
    properties = model.find(PPR)
    if properties is not None:
        made.append(copy.copy(properties))
    look = run_look(model)
    if room is not None and size != room.size:
        look = resized(look, size)
        set_leading(made, round(room.line_height(size) * 20), "exact")
    if text:
        made.append(new_run(text, look))
    return made


def new_run(text: str, look: Element | None) -> Element:
    """A run; tabs and newlines become marks."""
    made = etree.Element(RUN)
    if look is not None:
        made.append(copy.copy(look))
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(made, w("br"))
        for column, piece in enumerate(line.split("\t")):
            if column:
                etree.SubElement(made, w("tab"))
            if piece:
                words = etree.SubElement(made, w("t"))
                words.text = piece
                if piece != piece.strip() or "  " in piece:
                    words.set(_SPACE, "preserve")
    return made


def run_look(paragraph: Element) -> Element | None:
    """The character formatting of a paragraph's words: its first run's, else the paragraph mark's."""
    first = next(runs(paragraph), None)
    if first is not None:
        return first.find(RPR)
    properties = paragraph.find(PPR)
    mark = None if properties is None else properties.find(RPR)
    if mark is None or not len(mark):
        return None
    return mark


_AFTER_SIZE = [
    w(name)
    for name in (
        "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
        "eastAsianLayout", "specVanish", "oMath",
    )
]  # fmt: skip


def resized(look: Element | None, size: int) -> Element:
    """Character formatting with another size in half points, in the order the schema wants."""
    made = etree.Element(RPR) if look is None else copy.copy(look)
    for tag in (w("sz"), w("szCs")):
        for old in made.findall(tag):
            made.remove(old)
    position = next((i for i, child in enumerate(made) if child.tag in _AFTER_SIZE), len(made))
    for tag in (w("szCs"), w("sz")):
        mark = etree.Element(tag)
        mark.set(w("val"), str(size))
        made.insert(position, mark)
    return made


_BEFORE_SPACING = [
    w(name)
    for name in (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
        "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
        "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid",
    )
]  # fmt: skip


def set_leading(paragraph: Element, twentieths: int, rule: str) -> None:
    """Name a paragraph's line spacing: `rule` is ``exact`` (in twentieths of a point) or ``auto`` (240 a line)."""
    properties = paragraph.find(PPR)
    if properties is None:
        properties = etree.Element(PPR)
        paragraph.insert(0, properties)
    spacing = properties.find(w("spacing"))
    if spacing is None:
        spacing = etree.Element(w("spacing"))
        properties.insert(sum(child.tag in _BEFORE_SPACING for child in properties), spacing)
    spacing.set(w("line"), str(twentieths))
    spacing.set(w("lineRule"), rule)
