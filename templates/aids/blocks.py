"""What an aid is made of: paragraphs and tables, as plain values and as WordprocessingML text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dialogs.text import clean
from templates.aids.package import run

LineStyle = Literal[
    "AidTitle",
    "AidSub",
    "AidNotice",
    "AidHeading1",
    "AidHeading2",
    "AidText",
    "AidPoint",
    "AidQuote",
    "AidHead",
    "AidCell",
    "AidMiddle",
    "AidSmall",
]
_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_GAP = '<w:p><w:pPr><w:pStyle w:val="AidSmall"/></w:pPr></w:p>'
_END = '<w:p><w:pPr><w:pStyle w:val="AidSmall"/><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `lead` stands before it in bold."""

    text: str
    style: LineStyle = "AidText"
    lead: str = ""

    def xml(self) -> str:
        lead = run(clean(self.lead), bold=True) if self.lead else ""
        text = run(clean(self.text).replace("\t", " ")) if self.text else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.style}"/></w:pPr>{lead}{text}</w:p>'


Cell = str | Line | Sequence[Line]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading row repeated on every page; `widths` are the columns' in millimetres.

    Rows may break over pages: where a row that may not would fit but for the line under it, LibreOffice drops that row
    and all after it from the PDF.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]

    def xml(self) -> str:
        columns = [round(width * 1440 / 25.4) for width in self.widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
        head = _row([Line(text, "AidHead") for text in self.head], columns, head=True)
        body = "".join(_row(row, columns) for row in self.rows)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
            f"<w:tblBorders>{_LINES}</w:tblBorders>"
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80"'
            ' w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
        )


Block = Line | Table


def _row(cells: Sequence[Cell], widths: Sequence[int], *, head: bool = False) -> str:
    mark = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    made = "".join(_cell(cell, width, head) for cell, width in zip(cells, widths, strict=True))
    return f"<w:tr>{mark}{made}</w:tr>"


def _cell(cell: Cell, width: int, head: bool) -> str:
    lines: Sequence[Line] = (
        [Line(cell, "AidCell")] if isinstance(cell, str) else [cell] if isinstance(cell, Line) else cell
    )
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>' if head else ""
    content = "".join(line.xml() for line in lines or [Line("", "AidCell")])
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )


def draw(blocks: Sequence[Block]) -> str:
    """The body of a document: a small gap after each table; the paragraph Word wants at the end takes no page."""
    last = len(blocks) - 1
    gaps = (("" if isinstance(block, Line) else _END if n == last else _GAP) for n, block in enumerate(blocks))
    return "".join(block.xml() + gap for block, gap in zip(blocks, gaps, strict=True))
