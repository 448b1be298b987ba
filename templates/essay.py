"""The long texts: 主要事迹 on an 附页, and the draft of 所在单位推荐意见 between the lines its cell prints."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from lxml import etree

from templates.cells import Room, filled, first_paragraph, new_run, run_look, units
from templates.cuts import fragment
from templates.labels import plain
from templates.ooxml import PPR, Element, P, paragraphs, text_of, w
from templates.words import word

_LEAST_SPACE = 3
"""empty lines kept in the opinion's cell for the seal"""


def appendix(cell: Element, name: str, lines: Sequence[str], root: Element) -> str:
    """The whole text of 主要事迹 as pages of its own, in the look of its cell, with whose they are."""
    model = first_paragraph(cell)
    title = etree.Element(P)
    properties = etree.SubElement(title, PPR)
    for name in ("keepNext", "pageBreakBefore"):
        etree.SubElement(properties, w(name))
    etree.SubElement(properties, w("spacing")).set(w("after"), "200")
    etree.SubElement(properties, w("jc")).set(w("val"), "center")
    words = word("paper", "appendix_title") + (word("paper", "appendix_of", name=name) if name else "")
    title.append(new_run(words, run_look(model)))
    made = [title, *(filled(model, line) for line in lines)]
    return "".join(fragment(paragraph, root) for paragraph in made)


def opinion(
    cell: Element, lines: Sequence[str], room: Room, root: Element, *, printed: Sequence[str]
) -> tuple[str, float]:
    """The cell's content with the unit's draft, marked as one, after the printed hint and above the seal.

    Gives its height in points as well; spare empty lines give way to the draft.
    """
    made = _by_lines(copy.deepcopy(cell))
    everything = list(paragraphs(made)) or [first_paragraph(made)]
    known = {plain(x) for x in printed}
    words = [plain(text_of(p)) for p in everything]
    empty = [p for p, text in zip(everything, words, strict=True) if not text]
    texts = [word("paper", "opinion_mark"), *lines]
    parent = everything[0].getparent()
    position = parent.index(everything[0]) + (words[0] in known)
    for offset, text in enumerate(texts):
        parent.insert(position + offset, filled(everything[0], text))
    taken = room.lines([units(text) for text in texts], room.size)
    spare = min(taken, max(0, len(empty) - _LEAST_SPACE))
    for paragraph in empty[:spare]:
        paragraph.getparent().remove(paragraph)
    content = "".join(fragment(child, root) for child in made if child.tag != w("tcPr"))
    return content, (taken + len(everything) - spare) * room.leading


def _by_lines(cell: Element) -> Element:
    """The cell with a paragraph for every printed line, where they were one paragraph with line breaks."""
    for paragraph in list(paragraphs(cell)):
        lines = text_of(paragraph).split("\n")
        if len(lines) > 1:
            parent, position = paragraph.getparent(), paragraph.getparent().index(paragraph)
            parent.remove(paragraph)
            for offset, line in enumerate(lines):
                parent.insert(position + offset, filled(paragraph, line))
    return cell
