"""A document as text with gaps: serialised once, so that filling it is joining pieces."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from templates.ooxml import Element, w

Side = Literal["whole", "inside", "before", "after"]
_GAP = re.compile(r"<\?gap ([0-9]+)\?>")


@dataclass(frozen=True, slots=True)
class Cut:
    """Pieces of text, and for every gap its place among them; a gap's piece is what stands there by default."""

    pieces: list[str]
    places: dict[int, int]

    def joined(self, values: Mapping[int, str]) -> str:
        """The whole text with some gaps filled otherwise."""
        result, places = self.pieces.copy(), self.places
        for gap, text in values.items():
            result[places[gap]] = text
        return "".join(result)


def cut(root: Element, gaps: Sequence[tuple[Element, Side]], *, within: Element | None = None) -> Cut:
    """Serialise `root` with a gap for every (element, side): the whole element, a cell's content, a place beside it.

    Gaps are numbered as given, in any order; they must not lie within each other.
    A piece that goes back into a document is cut `within` its root.
    """
    made = copy.deepcopy(root)
    twins = dict(zip(root.iter(), made.iter(), strict=True))
    defaults: list[str] = []
    for number, (original, side) in enumerate(gaps):
        element = twins[original]
        mark = etree.ProcessingInstruction("gap", str(number))
        if side == "inside":
            content = [child for child in element if child.tag != w("tcPr")]
            defaults.append("".join(fragment(child, root) for child in content))
            for child in content:
                element.remove(child)
            element.append(mark)
        elif side == "whole":
            defaults.append(fragment(element, root))
            element.getparent().replace(element, mark)
        else:
            defaults.append("")
            parent = element.getparent()
            parent.insert(parent.index(element) + (side == "after"), mark)
    text = etree.tostring(made, encoding="unicode") if within is None else fragment(made, within)
    pieces: list[str] = []
    places: dict[int, int] = {}
    for position, piece in enumerate(_GAP.split(text)):
        if position % 2:
            places[int(piece)] = position
            pieces.append(defaults[int(piece)])
        else:
            pieces.append(piece)
    return Cut(pieces, places)


def fragment(element: Element, root: Element) -> str:
    """An element as text that can stand inside `root`: names that `root` declares are not declared again."""
    if element.getparent() is None and element.nsmap != root.nsmap:
        holder = etree.Element(root.tag, nsmap=root.nsmap)
        holder.append(element)
        etree.cleanup_namespaces(holder, keep_ns_prefixes=list(filter(None, root.nsmap)))
        element = holder[0]
    text: str = etree.tostring(element, encoding="unicode", with_tail=False)
    head, mark, rest = text.partition(">")
    for prefix, name in root.nsmap.items():
        head = head.replace(f' xmlns:{prefix}="{name}"' if prefix else f' xmlns="{name}"', "")
    return head + mark + rest
