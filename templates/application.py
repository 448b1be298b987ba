"""Filling 附件1 申报表: every answer into the cell its label names, everything for hand or seal left alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from templates.blank import Blank, RowsSpot
from templates.essay import appendix as appendix_of
from templates.essay import opinion
from templates.findings import Finding
from templates.growth import fill_rows
from templates.heading import RELS, with_relationship
from templates.package import Entry, entry
from templates.picture import PHOTO_ID, BadPhoto, photo_content, photo_part
from templates.values import NotText, display, display_period
from templates.words import finding, word
from templates.wordxml import R

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
    work.cells(apart=bool(work.answers.get("deeds_appendix")) if appendix is None else appendix)
    work.tables()
    if photo is not None:
        work.photo(photo)
    header = header_line(edition_line, draft=draft)
    return Filled(blank.written(work.values, header=header, parts=work.parts), work.findings)


def header_line(edition_line: str, *, draft: bool) -> str:
    """The words above every page; empty when there is nothing to say."""
    pieces = [word("paper", "draft") if draft else "", edition_line.strip()]
    return word("paper", "join").join(p for p in pieces if p)


def blank_findings(blank: Blank) -> list[Finding]:
    """The blank's own faults, as findings of the paper: an answer may have found no place."""
    return [Finding("", p.code, word("findings", "blank", problem=p.message), "error") for p in blank.faults]


class _Filling:
    """One person's answers on their way into the gaps of one blank."""

    def __init__(self, blank: Blank, answers: Mapping[str, Any]) -> None:
        self.blank, self.answers = blank, answers
        self.values: dict[int, str] = {}
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
        for spot in self.blank.lines:
            texts = [self.text("", "tight", self.answers.get(key)) for key in spot.keys]
            if any(texts):
                self.values[spot.gap] = spot.model.written(texts)

    def cells(self, *, apart: bool) -> None:
        """The single cells and the essays, 主要事迹 `apart` on an 附页 when so chosen."""
        for key, spot in self.blank.cells.items():
            if not spot.label.key or spot.label.kind == "photo":
                continue
            text = self.text(key, spot.label.kind, self.answers.get(key))
            if not text:
                continue
            lines = text.split("\n")
            if spot.label.kind == "opinion":
                room, printed = spot.model.room, spot.label.printed
                content, height = opinion(spot.cell, lines, room, self.blank.root, printed=printed)
            elif spot.label.kind == "essay" and apart:
                content, height = spot.model.written([word("paper", "appendix_note")])
                name = self.text("", "tight", self.answers.get("name"))
                self.values[self.blank.end] = appendix_of(spot.cell, name, lines, self.blank.root)
            else:
                content, height = spot.model.written(lines)
            self.values[spot.gap] = content
            if spot.row is not None:
                self.values |= spot.row.over(height)

    def tables(self) -> None:
        """The tables of rows, grown where there are more rows than the blank holds."""
        for key, table in self.blank.rows.items():
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
                texts.append(self._row_texts(f"{key}[r{number}]", row, table))
            fill_rows(self.values, table, [t for t in texts if any(t.values())])

    def _row_texts(self, path: str, row: Mapping[str, Any], table: RowsSpot) -> dict[str, str]:
        texts: dict[str, str] = {}
        for column, *_ in table.more.columns:
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
        self.values[spot.gap] = photo_content(spot.cell, ratio, word("paper", "photo_alt"), self.blank.root)
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
