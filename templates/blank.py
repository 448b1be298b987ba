"""A blank form, parsed once: where each answer goes, how much room it has, and what is wrong with the blank."""

from __future__ import annotations

import copy
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from templates.cells import CellModel, Room
from templates.cuts import Cut, Side, cut, fragment
from templates.findings import Problem
from templates.heading import HeaderLine
from templates.labels import (
    BadLabels,
    CellLabel,
    Column,
    LineLabel,
    PaperKind,
    PaperLabels,
    load_labels,
    plain,
)
from templates.lines import LineModel
from templates.ooxml import BODY, TBL, TR, Element, GridRow, P, children, lines_of, parse, text_of, w
from templates.package import Entry, Package, entry
from templates.places import Places, RowsPlace, find_places
from templates.rooms import Styles, row_height, table_rooms
from templates.words import word

BUILT_IN = Path(__file__).parent / "blanks"
DOCUMENT = "word/document.xml"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_COVER_WIDTH = 196.0
"""points of a line on the cover"""
_PAGE = 620.0
"""points of a page that a row may take before it has to be torn"""
_FREE = Room(width=400.0, height=0.0, size=21, leading=16.0)
DAMAGE = (
    OSError, ValueError, KeyError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error,
    etree.XMLSyntaxError,
)  # fmt: skip


class NoBlank(LookupError):
    """An edition without a blank of this kind."""


class BadBlank(ValueError):
    """A blank that cannot be filled at all; `problems` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("；".join(p.message for p in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Stretch:
    """A row's own rules: their gap, what they become when the row's words are higher than `limit` points."""

    gap: int
    loose: str
    limit: float

    def over(self, height: float) -> dict[int, str]:
        """The gap to fill for words of a height: nothing while they stay inside."""
        return {self.gap: self.loose} if height > self.limit else {}


@dataclass(frozen=True, slots=True)
class CellSpot:
    """An answer's cell: how words are written in it, its gap, and its row's rules."""

    label: CellLabel
    cell: Element
    model: CellModel
    gap: int
    row: Stretch | None


@dataclass(frozen=True, slots=True)
class RowSpot:
    """A row for answers: (column, how its cell is written, the cell's gap, whether the blank prints something)."""

    columns: tuple[tuple[Column, CellModel, int, bool], ...]
    row: Stretch | None


@dataclass(frozen=True, slots=True)
class RowsSpot:
    """A table of rows: those of the blank, and what more of them are made of and where they go."""

    rows: tuple[RowSpot, ...]
    more: RowSpot
    pattern: Cut
    gap: int


@dataclass(frozen=True, slots=True)
class LineSpot:
    """A line of text with labels in it, and the keys of their answers."""

    keys: tuple[str, ...]
    model: LineModel
    gap: int


class Blank:
    """A blank with its label map applied. Its answers' places are found once and become gaps in its text."""

    def __init__(self, data: bytes, *, kind: PaperKind, labels: PaperLabels, edition: str) -> None:
        """Raises what reading a broken .docx raises (`DAMAGE`)."""
        self.kind, self.labels, self.edition = kind, labels, edition
        self.package = Package(data)
        self.root = parse(self.package.parts[DOCUMENT])
        body = self.root.find(BODY)
        if body is None:
            raise ValueError("no body")
        self.header = HeaderLine(self.package, self.root)
        self.places: Places = find_places(body, labels)
        self._compile(body)

    def _compile(self, body: Element) -> None:
        styles = self.package.parts.get("word/styles.xml")
        shapes = Styles(parse(styles) if styles else None)
        rooms: dict[Element, Room] = {}
        for table in children(body, TBL):
            rooms |= table_rooms(table, shapes)
        gaps = _Gaps(self.root, rooms)
        self.cells = {
            key: CellSpot(
                place.label, place.cells[0], gaps.model(place.cells[0]), gaps.inside(place.cells[0]),
                gaps.stretch(next(place.cells[0].iterancestors(TR))),
            )
            for key, place in self.places.cells.items()
        }  # fmt: skip
        self.rows = {key: gaps.rows(table) for key, table in self.places.rows.items() if table.rows}
        together: dict[Element, list[LineLabel]] = {}
        for label, paragraph in self.places.lines.values():
            together.setdefault(paragraph, []).append(label)
        width = _COVER_WIDTH if self.kind == "application" else 0.0
        self.lines = tuple(
            LineSpot(
                tuple(one.key for one in labels),
                LineModel(paragraph, [one.label for one in labels], self.root, width=width),
                gaps.whole(paragraph),
            )
            for paragraph, labels in together.items()
        )
        end = body.find(w("sectPr"))
        self.end = gaps.beside(body[-1] if end is None else end, "after" if end is None else "before")
        self.cut = cut(self.root, gaps.wanted)
        self.faults = tuple(self.problems(self.labels.file))

    def written(
        self, values: Mapping[int, str], *, header: str = "", parts: Mapping[str, Entry] | None = None
    ) -> bytes:
        """The .docx with the gaps filled; only what changed is compressed again."""
        document = _DECLARATION + self.cut.joined(values).encode()
        changed = {DOCUMENT: entry(DOCUMENT, document), **self.header.entries(header), **(parts or {})}
        return self.package.written(changed)

    def problems(self, file: str) -> list[Problem]:
        """Labels missing, unknown or doubled, and a blank of another year."""
        found = [
            Problem(file, f"{code}_label", word("problems", code, label=label)) for code, label in self.places.issues
        ]
        title = plain(self.labels.title)
        everything = plain("".join(text_of(p) for p in self.root.iter(P)))
        if title not in everything:
            found.insert(0, Problem(file, "wrong_title", word("problems", "wrong_title", label=self.labels.title)))
        return found


class _Gaps:
    """The gaps of a document, numbered as they are asked for."""

    def __init__(self, root: Element, rooms: dict[Element, Room]) -> None:
        self.root, self.rooms = root, rooms
        self.wanted: list[tuple[Element, Side]] = []
        self._rows: dict[Element, Stretch | None] = {}

    def beside(self, element: Element, side: Side) -> int:
        self.wanted.append((element, side))
        return len(self.wanted) - 1

    def inside(self, cell: Element) -> int:
        return self.beside(cell, "inside")

    def whole(self, element: Element) -> int:
        return self.beside(element, "whole")

    def model(self, cell: Element) -> CellModel:
        return CellModel(cell, self.rooms.get(cell, _FREE), self.root)

    def stretch(self, row: Element) -> Stretch | None:
        """A row's rules: one of an exact height grows when it must, one higher than a page is torn over two."""
        if row not in self._rows:
            rules = row.find(w("trPr"))
            self._rows[row] = None if rules is None else self._stretch(rules)
        return self._rows[row]

    def _stretch(self, rules: Element) -> Stretch:
        limit, loose = _PAGE, copy.deepcopy(rules)
        for rule in loose.findall(w("cantSplit")):
            loose.remove(rule)
        for rule in loose.findall(w("trHeight")):
            if rule.get(w("hRule")) == "exact":
                rule.set(w("hRule"), "atLeast")
                limit = row_height(rules)
        return Stretch(self.whole(rules), fragment(loose, self.root), limit)

    def rows(self, table: RowsPlace) -> RowsSpot:
        """A table of rows; more of them are copies of the last one, put after it."""
        last = table.rows[-1]
        pattern = _Gaps(self.root, self.rooms)
        more = pattern._row(table, last)
        made = cut(last.element, pattern.wanted, within=self.root)
        spots = tuple(self._row(table, row) for row in table.rows)
        return RowsSpot(spots, more, made, self.beside(last.element, "after"))

    def _row(self, table: RowsPlace, row: GridRow) -> RowSpot:
        columns = tuple(
            (column, self.model(cell), self.inside(cell), bool("".join(lines_of(cell)).strip()))
            for column, cell in table.cells(row)
            if cell is not None
        )
        return RowSpot(columns, self.stretch(row.element))


def paper_labels(path: Path, kind: PaperKind, edition: str) -> PaperLabels:
    """The map of one paper, with the edition's year in its title; raises `BadLabels`."""
    labels = load_labels(path).paper(kind)
    return labels.model_copy(update={"title": labels.title.replace("{year}", edition[:4])})


def check_blank(path: Path, labels: PaperLabels, *, kind: PaperKind = "application") -> list[Problem]:
    """What is wrong with the blank at `path` under a label map; never raises."""
    try:
        data = path.read_bytes()
    except OSError:
        return [Problem(path.name, "no_file", word("problems", "no_file"))]
    try:
        blank = Blank(data, kind=kind, labels=labels, edition="")
    except DAMAGE:
        return [Problem(path.name, "unreadable", word("problems", "unreadable"))]
    return blank.problems(path.name)


def lint_blanks(edition_folder: Path, policy: str, edition: str) -> list[Problem]:
    """What is wrong with the blanks of an edition, the folder's own first; an edition without blanks has none."""
    problems: list[Problem] = []
    for kind in ("application", "roster"):
        try:
            path, map_path = _located(edition_folder, policy, edition, kind)
            problems += check_blank(path, paper_labels(map_path, kind, edition), kind=kind)
        except NoBlank:
            continue
        except (BadLabels, BadBlank) as error:
            problems.append(_of_map(error))
    return list(dict.fromkeys(problems))


def _of_map(error: BadLabels | BadBlank) -> Problem:
    if isinstance(error, BadBlank):
        return error.problems[0]
    return Problem("labels.yaml", "labels", word("problems", "labels", label=str(error)))


def blank_for(edition_folder: Path, policy: str, edition: str, kind: PaperKind = "application") -> Blank:
    """The blank of an edition, parsed once; raises `NoBlank` or `BadBlank`."""
    path, map_path = _located(edition_folder, policy, edition, kind)
    stamps = tuple((p.stat().st_mtime_ns, p.stat().st_size) for p in (path, map_path))
    return _loaded(path, map_path, kind, edition, stamps)


@lru_cache(maxsize=8)
def _loaded(path: Path, map_path: Path, kind: PaperKind, edition: str, stamps: object) -> Blank:
    try:
        labels = paper_labels(map_path, kind, edition)
        return Blank(path.read_bytes(), kind=kind, labels=labels, edition=edition)
    except BadLabels as error:
        raise BadBlank([_of_map(error)]) from error
    except DAMAGE as error:
        raise BadBlank([Problem(path.name, "unreadable", word("problems", "unreadable"))]) from error


def _located(edition_folder: Path, policy: str, edition: str, kind: PaperKind) -> tuple[Path, Path]:
    """The blank's file and its label map: the edition folder's own, else the ones kept here.

    A folder with a blank but no map uses the newest map of the policy: the labels rarely change.
    """
    own, kept = edition_folder / "blanks", BUILT_IN / policy / edition
    maps = [
        own / "labels.yaml",
        kept / "labels.yaml",
        *sorted((BUILT_IN / policy).glob("*/labels.yaml"), reverse=True),
    ]
    map_path = next((m for m in maps if m.is_file()), None)
    if map_path is None:
        raise NoBlank(f"{policy} {edition}")
    try:
        name = load_labels(map_path).paper(kind).file
    except BadLabels as error:
        raise BadBlank([_of_map(error)]) from error
    path = next((folder / name for folder in (own, kept) if (folder / name).is_file()), None)
    if path is None:
        raise NoBlank(f"{policy} {edition} {name}")
    return path, map_path
