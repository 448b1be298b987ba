"""Reading a filled 申报表 back into answers: ours, or one typed by hand into the blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from templates.blank import BUILT_IN, paper_labels
from templates.findings import Finding
from templates.labels import PaperLabels, load_labels, plain
from templates.lines import value_after
from templates.nature import chosen_nature
from templates.ooxml import BODY, DRAWING, Element, P, lines_of, paragraphs, text_of
from templates.opening import Opened, Refused
from templates.places import CellPlace, Places, RowsPlace, find_places
from templates.values import understood, understood_period
from templates.words import finding, word
from templates.wordxml import R

_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_POLICY = "beijing-technician-allowance"
_FEWEST = 8
"""labels that make a document an 申报表"""
_YEAR = re.compile(r"([0-9]{4})年享受北京市政府技师特殊津贴")


@dataclass(slots=True)
class ReadBack:
    """What a form says: `answers` with INTERFACE's keys, `photo` its picture, `edition` the year it is for."""

    answers: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    photo: bytes | None = None
    edition: str = ""


def read_application(data: bytes, labels: PaperLabels | None = None) -> tuple[dict[str, Any], list[Finding]]:
    """The answers in a filled 申报表 and what deserves a look; see `read_form`."""
    read = read_form(data, labels)
    return read.answers, read.findings


def read_form(data: bytes, labels: PaperLabels | None = None) -> ReadBack:
    """Everything a filled 申报表 says. A file that cannot be taken gives no answers and one ``error``; never raises.

    Without `labels` the map of the edition named on the cover is used, else the newest one.
    """
    read = ReadBack()
    try:
        opened = Opened(data)
        body = opened.document.find(BODY)
        if body is None:
            raise Refused("damaged")
        everything = plain("".join(text_of(p) for p in body.iter(P)))
        read.edition, known = _edition(everything)
        labels = labels or _labels(read.edition)
        places = find_places(body, labels)
        if len(places.cells) + len(places.rows) < _FEWEST:
            raise Refused("other_form")
        if not known:
            read.findings.append(finding("", "edition_unknown", group="reading"))
        _Reader(opened, body, labels, places, read).read()
    except Refused as refused:
        return ReadBack(findings=[finding("", refused.code, group="reading", severity="error")])
    return read


def _edition(everything: str) -> tuple[str, bool]:
    """The edition a form names, and whether it is one that is known here."""
    found = _YEAR.search(everything)
    kept = sorted(p.parent.name for p in (BUILT_IN / _POLICY).glob("*/labels.yaml"))
    if found and found[1] in kept:
        return found[1], True
    return (found[1] if found else kept[-1]), False


def _labels(edition: str) -> PaperLabels:
    own = BUILT_IN / _POLICY / edition / "labels.yaml"
    path = own if own.is_file() else sorted((BUILT_IN / _POLICY).glob("*/labels.yaml"))[-1]
    return paper_labels(path, "application", load_labels(path).edition)


class _Reader:
    """One form on its way into answers."""

    def __init__(self, opened: Opened, body: Element, labels: PaperLabels, places: Places, read: ReadBack) -> None:
        self.opened, self.body, self.places, self.into = opened, body, places, read
        self._photo_label = next((c.label for c in labels.cells if c.kind == "photo"), "")

    def note(self, path: str, code: str, **values: Any) -> None:
        self.into.findings.append(finding(path, code, group="reading", **values))

    def read(self) -> None:
        for key, place in self.places.cells.items():
            if place.label.key and place.label.kind != "photo":
                self._cell(key, place)
        for key, table in self.places.rows.items():
            rows = [self._row(key, table, n) for n in range(len(table.rows))]
            if kept := [row for row in rows if row]:
                self.into.answers[key] = kept
        self._cover()
        self._photo()
        for code, label in self.places.issues:
            if label == self._photo_label:
                continue
            if code in ("missing", "no_answer"):
                self.note("", "label_missing", label=label)
            elif code == "doubled":
                self.note("", "label_doubled", label=label)

    def _cell(self, key: str, place: CellPlace) -> None:
        lines = [line for cell in place.cells for line in lines_of(cell)]
        kind = place.label.kind
        if kind == "nature":
            value, sure = chosen_nature(lines, place.label.printed)
            if value and not sure:
                self.note(key, "several_natures")
        elif kind == "essay":
            value, sure = self._essay(place), True
        elif kind == "opinion":
            value, sure = understood(kind, _without(lines, [*place.label.printed, word("paper", "opinion_mark")]))
        else:
            bare = plain("".join(lines))
            empty = bare in {plain(p) for p in place.label.printed}
            value, sure = (None, True) if empty else understood(kind, lines)
            if not sure:
                self.note(key, "unreadable_value", label=place.label.label)
        if value not in (None, ""):
            self.into.answers[key] = value

    def _essay(self, place: CellPlace) -> str:
        """主要事迹 from its cell and the cells under it, or from the 附页 it points to."""
        pieces = ["\n".join(lines_of(cell)).strip("\n") for cell in place.cells]
        text, _ = understood("essay", ["\n".join(p for p in pieces if p)])
        if plain(text or "") == plain(word("paper", "appendix_note")):
            self.into.answers["deeds_appendix"] = True
            return self._appendix()
        return text or ""

    def _appendix(self) -> str:
        found = [text_of(p) for p in paragraphs(self.body)]
        title = plain(word("paper", "appendix_title"))
        start = next((n for n, text in enumerate(found) if plain(text).startswith(title)), len(found))
        text, _ = understood("essay", found[start + 1 :])
        return text or ""

    def _row(self, key: str, table: RowsPlace, number: int) -> dict[str, Any]:
        """One row; where cells were merged by hand, what is there goes to the column it begins in."""
        row: dict[str, Any] = {}
        path = f"{key}[r{number + 1}]"
        whole = True
        for column, cell in table.cells(table.rows[number]):
            if cell is None:
                whole = False
                continue
            if column.kind == "number" or not column.key:
                continue
            lines = lines_of(cell)
            if column.kind == "period":
                period, sure = understood_period(lines)
                row |= period
            else:
                value, sure = understood(column.kind, lines)
                if value not in (None, ""):
                    row[column.key] = value
            if not sure:
                self.note(f"{path}.{column.key}", "unreadable_value", label=column.label)
        if row and not whole:
            self.note(path, "merged_row", label=table.spec.title)
        return row

    def _cover(self) -> None:
        """The cover's lines; what the form itself says wins."""
        for key, (line, paragraph) in self.places.lines.items():
            text, _ = understood("tight", [value_after(text_of(paragraph), line.label, [])])
            if not text:
                continue
            inside = self.into.answers.setdefault(key, text)
            if plain(str(inside)) != plain(text):
                self.note(key, "cover_differs", label=line.label)

    def _photo(self) -> None:
        place = self.places.cells.get("photo")
        pictures = [] if place is None else [p for cell in place.cells for p in self._pictures(cell)]
        if not pictures:
            pictures = list(dict.fromkeys(self._pictures(self.body)))
            if len(pictures) != 1:
                return
            if place is not None:
                self.note("photo", "photo_elsewhere")
        if pictures[0].startswith(_IMAGES):
            self.into.photo = pictures[0]
        else:
            self.note("photo", "photo_kind")

    def _pictures(self, element: Element) -> list[bytes]:
        """The pictures below an element, drawn either way Word draws them."""
        ids = [blip.get(f"{{{R}}}embed") for blip in element.iter(f"{{{DRAWING}}}blip")]
        ids += [data.get(f"{{{R}}}id") for data in element.iter("{urn:schemas-microsoft-com:vml}imagedata")]
        return [data for i in dict.fromkeys(ids) if i and (data := self.opened.related(i))]


def _without(lines: Sequence[str], printed: Sequence[str]) -> list[str]:
    """The lines that a person wrote among those the blank prints; a signed or dated line is a printed one."""
    starts = [re.sub(r"年月日$", "", plain(p)) for p in printed]
    kept = []
    for line in lines:
        bare = plain(line)
        if any(bare.startswith(s) for s in starts if s) or re.fullmatch(r"[0-9]*年[0-9]*月[0-9]*日", bare):
            continue
        kept.append(line)
    return kept
