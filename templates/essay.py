"""The long texts: 主要事迹 in its cell or on an 附页, and the draft of 所在单位推荐意见 between its printed lines."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from templates.cells import Room, filled, first_paragraph, new_run, run_look, write
from templates.labels import plain
from templates.ooxml import PPR, Element, P, paragraphs, text_of, w
from templates.words import word

_LEAST_SPACE = 3
"""empty lines kept in the opinion's cell for the seal"""


def write_essay(cell: Element, lines: Sequence[str], room: Room) -> float:
    """主要事迹, a paragraph a line; gives its height in points. Longer than its cell, it goes on over the page."""
    return write(cell, lines, room)


def append_appendix(body: Element, cell: Element, lines: Sequence[str]) -> None:
    """The whole text on pages of its own at the end of the document."""
    model = first_paragraph(cell)
    title = etree.Element(P)
    properties = etree.SubElement(title, PPR)
    for name in ("keepNext", "pageBreakBefore"):
        etree.SubElement(properties, w(name))
    spacing = etree.SubElement(properties, w("spacing"))
    spacing.set(w("after"), "200")
    etree.SubElement(properties, w("jc")).set(w("val"), "center")
    title.append(new_run(word("paper", "appendix_title"), run_look(model)))
    made = [title, *(filled(model, line) for line in lines)]
    end = body.find(w("sectPr"))
    position = len(body) if end is None else body.index(end)
    for offset, paragraph in enumerate(made):
        body.insert(position + offset, paragraph)


def write_opinion(cell: Element, lines: Sequence[str], room: Room, *, printed: Sequence[str]) -> float:
    """The unit's draft, marked as one, after the printed hint and above the seal; spare empty lines give way."""
    everything = list(paragraphs(cell))
    known = {plain(x) for x in printed}
    words = [plain(text_of(p)) for p in everything]
    hints = [i for i, text in enumerate(words) if text in known and i == 0]
    after = everything[hints[-1]] if hints else None
    empty = [p for p, text in zip(everything, words, strict=True) if not text]
    model = everything[0] if everything else first_paragraph(cell)
    texts = [word("paper", "opinion_mark"), *lines]
    made = [filled(model, text) for text in texts]
    parent = model.getparent()
    position = parent.index(after) + 1 if after is not None else parent.index(model)
    for offset, paragraph in enumerate(made):
        parent.insert(position + offset, paragraph)
    taken = room.lines(texts, room.size)
    spare = min(taken, max(0, len(empty) - _LEAST_SPACE))
    for paragraph in empty[:spare]:
        paragraph.getparent().remove(paragraph)
    return (room.lines(texts, room.size) + len(everything) - spare) * room.leading
