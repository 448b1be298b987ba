"""Answers inside a line of text: after a label, in place of the blanks that stand there."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from templates.cells import new_run, resized, units
from templates.cuts import fragment
from templates.ooxml import RPR, Element, T, run_text, runs, text_of, w
from templates.places import label_pattern

_BLANKS = re.compile(r"^[ \u3000\xa0_]+")


_MARK = "\ue000"
_SIZES = (32, 28, 24, 21)


class LineModel:
    """How values are written into one line of a blank; a line ruled by tabs is written out once per size."""

    def __init__(self, paragraph: Element, labels: Sequence[str], root: Element, *, width: float = 0.0) -> None:
        self._paragraph, self._labels, self._root, self._width = paragraph, labels, root, width
        self._frames: dict[int, str] = {}
        if len(labels) == 1 and width:
            for size in _SIZES:
                short, long = (self._made([_MARK * n], size) for n in (1, 30))
                if short == long.replace(_MARK * 30, _MARK) and short.count(_MARK) == 1:
                    self._frames[size] = short

    def written(self, values: Sequence[str]) -> str:
        """The line with the values after its labels, empty ones left blank."""
        size = _fitting(values[0], self._width) if self._width else 0
        frame = self._frames.get(size)
        return frame.replace(_MARK, escape(values[0])) if frame and values[0] else self._made(values, size)

    def _made(self, values: Sequence[str], size: int) -> str:
        paragraph = copy.deepcopy(self._paragraph)
        for label, value in zip(self._labels, values, strict=True):
            write_after(paragraph, label, value, size=size)
        return fragment(paragraph, self._root)


def write_after(paragraph: Element, label: str, value: str, *, size: int = 0) -> None:
    """Put `value` after `label`. Ruled tabs keep their line; blanks give way to the value; nothing else moves.

    `size` in half points: that of the value's letters, when it is not the line's own.
    """
    match = label_pattern(label).search(text_of(paragraph))
    if match is None or not value:
        return
    place, offset = _run_after(paragraph, match.end())
    if place is None:
        paragraph.append(new_run(value, None))
        return
    look = place.find(RPR)
    shown = resized(look, size) if size and size != _SIZES[0] else look
    words = run_text(place)
    before, after = words[:offset], words[offset:]
    if after.startswith("\t"):
        before, after = before + "\t", after[1:]
    else:
        blanks = _BLANKS.match(after)
        if blanks is not None:
            kept = max(0, len(blanks.group()) - round(units(value) * 2))
            after = " " * kept + after[blanks.end() :]
    index = place.getparent().index(place)
    parent = place.getparent()
    parent.remove(place)
    for words, style in ((before, look), (value, shown), (after, look)):
        if words:
            parent.insert(index, _kept_blanks(new_run(words, style)))
            index += 1


def value_after(text: str, label: str, following: list[str]) -> str:
    """What stands after a label in a line, up to the next label."""
    match = label_pattern(label).search(text)
    if match is None:
        return ""
    rest = text[match.end() :]
    ends = [found.start() for other in following if (found := label_pattern(other).search(rest))]
    return rest[: min(ends, default=len(rest))].strip(" \u3000\xa0\t_")


def _run_after(paragraph: Element, position: int) -> tuple[Element | None, int]:
    """The run in which the answer begins, and how many of its characters come before it.

    At a seam the following run wins when it is the blank one; separating tabs without a line are passed over.
    """
    start = 0
    found: tuple[Element | None, int] = (None, 0)
    for run in runs(paragraph):
        length = len(run_text(run))
        if found[0] is None and start <= position <= start + length:
            found = (run, position - start)
        elif found[0] is not None:
            ended = not run_text(found[0])[found[1] :].strip()
            if ended and not run_text(run).strip(" \u3000\xa0\t_"):
                found = (run, 0)
                if _ruled(run):
                    break
            else:
                break
        start += length
    return found


def _ruled(run: Element) -> bool:
    properties = run.find(RPR)
    return properties is not None and properties.find(w("u")) is not None


def _fitting(value: str, width: float) -> int:
    """The largest size at which a value takes one line."""
    return next((size for size in _SIZES if units(value) * size / 2 <= width), _SIZES[-1])


def _kept_blanks(run: Element) -> Element:
    for child in run:
        if child.tag == T:
            child.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run
