"""Walking through a Word document's tree as it really is: merged cells, content controls, deleted and hidden words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from templates.wordxml import R, W

Element = Any
"""an lxml element"""

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_R = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_STRICT_A = b"http://purl.oclc.org/ooxml/drawingml/main"


def w(name: str) -> str:
    """The full name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


BODY, TBL, TR, TC, P, RUN, T = (w(name) for name in ("body", "tbl", "tr", "tc", "p", "r", "t"))
PPR, RPR, TAB = w("pPr"), w("rPr"), w("tab")
_BREAKS = {w("br"), w("cr")}
_WRAPPERS = {w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "smartTag", "moveTo")}
_INLINE = _WRAPPERS | {w("hyperlink"), w("fldSimple"), w("bdo"), w("dir")}


def parse(data: bytes) -> Element:
    """The tree of a part; strict files are read as transitional ones.

    Raises `etree.XMLSyntaxError`, or `ValueError` for one with a document type.
    """
    if b"purl.oclc.org" in data:
        data = data.replace(_STRICT, W.encode()).replace(_STRICT_R, R.encode()).replace(_STRICT_A, DRAWING.encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise ValueError("document type")
    return root


def children(parent: Element, tag: str) -> Iterator[Element]:
    """Children of a kind, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, tag)


def paragraphs(parent: Element) -> Iterator[Element]:
    """The paragraphs of a body or cell, without those of tables inside."""
    return children(parent, P)


def runs(paragraph: Element) -> Iterator[Element]:
    """The runs of a paragraph in reading order, without deleted ones."""
    for child in paragraph:
        if child.tag == RUN:
            yield child
        elif child.tag in _INLINE:
            yield from runs(child)


def run_text(run: Element, *, hidden: bool = False) -> str:
    """The words of a run; `hidden` ones usually count as nothing, a tab as a tab, a break as a newline."""
    properties = None if hidden else run.find(RPR)
    if properties is not None and properties.find(w("vanish")) is not None:
        return ""
    pieces = []
    for child in run:
        if child.tag == T:
            pieces.append(child.text or "")
        elif child.tag == TAB:
            pieces.append("\t")
        elif child.tag in _BREAKS:
            pieces.append("\n")
        elif child.tag == w("noBreakHyphen"):
            pieces.append("-")
    return "".join(pieces)


def text_of(paragraph: Element, *, hidden: bool = False) -> str:
    """The words of a paragraph."""
    return "".join(run_text(run, hidden=hidden) for run in runs(paragraph))


def lines_of(cell: Element, *, hidden: bool = False) -> list[str]:
    """The paragraphs of a cell as texts, with those of tables inside it at their place."""
    lines: list[str] = []
    for child in cell:
        if child.tag == P:
            lines.append(text_of(child, hidden=hidden))
        elif child.tag in _WRAPPERS:
            lines += lines_of(child, hidden=hidden)
        elif child.tag == TBL:
            lines += [" ".join(x for c in row.cells for x in lines_of(c.element)) for row in rows(child)]
    return lines


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell and the grid columns it covers, `start` inclusive to `end` exclusive."""

    element: Element
    start: int
    end: int
    continues: bool
    """the lower part of a cell merged downwards"""


@dataclass(frozen=True, slots=True)
class GridRow:
    element: Element
    cells: tuple[GridCell, ...]


def rows(table: Element) -> Iterator[GridRow]:
    """The rows of a table with every cell's place on the grid."""
    for tr in children(table, TR):
        properties = tr.find(w("trPr"))
        skipped = None if properties is None else properties.find(w("gridBefore"))
        start = _number(skipped, 0)
        cells = []
        for tc in children(tr, TC):
            tc_pr = tc.find(w("tcPr"))
            span = None if tc_pr is None else tc_pr.find(w("gridSpan"))
            merge = None if tc_pr is None else tc_pr.find(w("vMerge"))
            end = start + max(1, _number(span, 1))
            continues = merge is not None and merge.get(w("val"), "continue") != "restart"
            cells.append(GridCell(tc, start, end, continues))
            start = end
        yield GridRow(tr, tuple(cells))


def _number(element: Element | None, default: int) -> int:
    value = "" if element is None else element.get(w("val"), "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else default
