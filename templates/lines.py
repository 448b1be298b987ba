"""Answers inside a line of text: after a label, in place of the blanks that stand there."""

from __future__ import annotations

import re

from templates.cells import new_run, resized, units
from templates.ooxml import RPR, Element, T, run_text, runs, text_of, w
from templates.places import label_pattern

_BLANKS = re.compile(r"^[ \u3000\xa0_]+")


def write_after(paragraph: Element, label: str, value: str, *, width: float = 0.0) -> None:
    """Put `value` after `label`. Ruled tabs keep their line; blanks give way to the value; nothing else moves.

    `width` in points: the room of one line, for which long values get smaller letters.
    """
    match = label_pattern(label).search(text_of(paragraph))
    if match is None or not value:
        return
    place, offset = _run_after(paragraph, match.end())
    if place is None:
        paragraph.append(new_run(value, None))
        return
    look = place.find(RPR)
    size = _fitting(look, value, width)
    shown = look if size is None else resized(look, size)
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


def _fitting(look: Element | None, value: str, width: float) -> int | None:
    if not width:
        return None
    for size in (32, 28, 24, 21):
        if units(value) * size / 2 <= width:
            return None if size == 32 else size
    return 21


def _kept_blanks(run: Element) -> Element:
    for child in run:
        if child.tag == T:
            child.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run
