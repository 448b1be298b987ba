"""Filling 附件1 申报表: every answer into the cell its label names, everything for hand or seal left alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from templates.blank import Blank, Sheet
from templates.cells import let_tear, too_high, write
from templates.essay import append_appendix, write_essay, write_opinion
from templates.findings import Finding
from templates.growth import fill_rows
from templates.heading import RELS, with_relationship
from templates.lines import write_after
from templates.package import Entry, entry
from templates.picture import PHOTO_ID, BadPhoto, photo_part, place_photo
from templates.values import NotText, display, display_period
from templates.words import finding, word
from templates.wordxml import R

_COVER_WIDTH = 196.0
_CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Filled:
    """A paper: the bytes of the .docx and what deserves a look."""

    data: bytes
    findings: list[Finding] = field(default_factory=list)


def fill_application(
    blank: Blank,
    answers: Mapping[str, Any],
    *,
    photo: bytes | None = None,
    draft: bool = True,
    edition_line: str = "",
    appendix: bool | None = None,
) -> Filled:
    """The 申报表 of one person. Never raises on any `answers`; what no cell can hold is a finding.

    `answers` has INTERFACE's keys; `photo` is a JPEG or PNG; `draft` puts 草稿 before `edition_line` in the header.
    `appendix` moves 主要事迹 to an 附页 (default: the answer `deeds_appendix`).
    """
    work = _Filling(blank, answers if isinstance(answers, Mapping) else {})
    work.lines()
    work.cells(appendix=bool(work.answers.get("deeds_appendix")) if appendix is None else appendix)
    work.tables()
    if photo is not None:
        work.photo(photo)
    header = header_line(edition_line, draft=draft)
    return Filled(blank.written(work.sheet, header=header, parts=work.parts), work.findings)


def header_line(edition_line: str, *, draft: bool) -> str:
    """The words above every page; empty when there is nothing to say."""
    pieces = [word("paper", "draft") if draft else "", edition_line.strip()]
    return word("paper", "join").join(p for p in pieces if p)


def blank_findings(blank: Blank) -> list[Finding]:
    """The blank's own faults, as findings of the paper: an answer may have found no place."""
    return [
        Finding("", p.code, word("findings", "blank", problem=p.message), "error")
        for p in blank.problems(blank.labels.file)
    ]


class _Filling:
    """One person's answers on their way into one sheet."""

    def __init__(self, blank: Blank, answers: Mapping[str, Any]) -> None:
        self.blank, self.answers = blank, answers
        self.sheet: Sheet = blank.sheet()
        self.findings: list[Finding] = blank_findings(blank)
        self.parts: dict[str, Entry] = {}

    def text(self, key: str, kind: Any, value: Any) -> str:
        """An answer as it stands in the form; a shape no cell can hold is left out and said."""
        try:
            return display(kind, value)
        except NotText:
            self.findings.append(finding(key, "shape", severity="error"))
            return ""

    def lines(self) -> None:
        """The cover."""
        spots = [(spot, self.sheet.paragraph(spot.paragraph)) for spot in self.blank.lines.values()]
        for spot, paragraph in spots:
            value = self.text("", "tight", self.answers.get(spot.label.key))
            write_after(paragraph, spot.label.label, value, width=_COVER_WIDTH)

    def cells(self, *, appendix: bool) -> None:
        """The single cells and the essays."""
        for key, spot in self.blank.cells.items():
            if not spot.label.key or spot.label.kind == "photo":
                continue
            text = self.text(key, spot.label.kind, self.answers.get(key))
            if not text:
                continue
            cell, row = self.sheet.cells[spot.cell], self.sheet.rows[spot.row]
            if spot.label.kind == "opinion":
                height = write_opinion(cell, text.split("\n"), spot.room, printed=spot.label.printed)
            elif spot.label.kind == "essay" and appendix:
                height = write(cell, [word("paper", "appendix_note")], spot.room)
                append_appendix(self.sheet.body, cell, text.split("\n"))
            elif spot.label.kind == "essay":
                height = write_essay(cell, text.split("\n"), spot.room)
            else:
                height = write(cell, text.split("\n"), spot.room)
            if too_high(height):
                let_tear(row)

    def tables(self) -> None:
        """The tables of rows, grown where there are more rows than the blank holds."""
        for key, spots in self.blank.rows.items():
            given = self.answers.get(key)
            rows = [given] if isinstance(given, Mapping) else given
            if rows is None:
                continue
            if not isinstance(rows, list | tuple):
                self.findings.append(finding(key, "shape", severity="error"))
                continue
            texts = []
            for number, row in enumerate(rows, 1):
                if not isinstance(row, Mapping):
                    self.findings.append(finding(f"{key}[r{number}]", "shape", severity="error"))
                    continue
                texts.append(self._row_texts(f"{key}[r{number}]", row, spots[0].columns if spots else ()))
            fill_rows(self.blank, self.sheet, spots, [t for t in texts if any(t.values())])

    def _row_texts(self, path: str, row: Mapping[str, Any], columns: tuple[Any, ...]) -> dict[str, str]:
        texts: dict[str, str] = {}
        for column, _, _ in columns:
            if column.kind == "period":
                try:
                    texts[column.key] = display_period(row.get("start"), row.get("end"))
                except NotText:
                    self.findings.append(finding(f"{path}.start", "shape", severity="error"))
            elif column.key:
                texts[column.key] = self.text(f"{path}.{column.key}", column.kind, row.get(column.key))
        return texts

    def photo(self, data: bytes) -> None:
        """The picture into its cell."""
        spot = self.blank.cells.get("photo")
        if spot is None:
            return
        try:
            name, part, ratio = photo_part(data)
        except BadPhoto:
            self.findings.append(finding("photo", "photo_unreadable"))
            return
        place_photo(self.sheet.cells[spot.cell], ratio, word("paper", "photo_alt"))
        parts = self.blank.package.parts
        link = f'<Relationship Id="{PHOTO_ID}" Type="{R}/image" Target="media/{name}"/>'
        self.parts[f"word/media/{name}"] = part
        self.parts[RELS] = entry(RELS, with_relationship(parts[RELS], link))
        extension = name.rpartition(".")[2]
        types = parts[_CONTENT_TYPES]
        if f'Extension="{extension}"'.encode() not in types:
            default = f'<Default Extension="{extension}" ContentType="image/{extension}"/>'.encode()
            head, mark, tail = types.partition(b"<Override")
            self.parts[_CONTENT_TYPES] = entry(_CONTENT_TYPES, head + default + mark + tail)
