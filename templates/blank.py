"""A blank form, parsed once: where each answer goes, how much room it has, and what is wrong with the blank."""

from __future__ import annotations

import copy
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from templates.cells import Room
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
from templates.ooxml import BODY, TBL, TC, TR, Element, P, children, parse, text_of
from templates.package import Entry, Package, entry
from templates.places import Places, find_places
from templates.rooms import Styles, table_rooms
from templates.words import word

BUILT_IN = Path(__file__).parent / "blanks"
DOCUMENT = "word/document.xml"
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
class CellSpot:
    """An answer's cell: its place among the document's cells, its row's among the rows."""

    label: CellLabel
    cell: int
    row: int
    room: Room


@dataclass(frozen=True, slots=True)
class RowSpot:
    """A row for answers; `columns` are (column, which cell of the row, its room)."""

    row: int
    columns: tuple[tuple[Column, int, Room], ...]


@dataclass(frozen=True, slots=True)
class LineSpot:
    label: LineLabel
    paragraph: int


class Sheet:
    """A fresh copy of a blank's document, with its elements in the order the spots count them."""

    def __init__(self, root: Element) -> None:
        self.root = copy.deepcopy(root)
        self.body = self.root.find(BODY)
        self.cells = list(self.root.iter(TC))
        self.rows = list(self.root.iter(TR))

    def paragraph(self, index: int) -> Element:
        """The paragraph at an index; only before anything is written."""
        return next(p for number, p in enumerate(self.root.iter(P)) if number == index)


class Blank:
    """A blank with its label map applied. Its answers' places are found once; filling starts from `sheet()`."""

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
        styles = self.package.parts.get("word/styles.xml")
        rooms: dict[Element, Room] = {}
        shapes = Styles(parse(styles) if styles else None)
        for table in children(body, TBL):
            rooms |= table_rooms(table, shapes)
        self._index(rooms)

    def _index(self, rooms: dict[Element, Room]) -> None:
        cells = {tc: n for n, tc in enumerate(self.root.iter(TC))}
        rows = {tr: n for n, tr in enumerate(self.root.iter(TR))}
        lines = {p: n for n, p in enumerate(self.root.iter(P))}
        self.cells = {
            key: CellSpot(
                place.label, cells[place.cells[0]], rows[next(place.cells[0].iterancestors(TR))],
                rooms.get(place.cells[0], _FREE),
            )
            for key, place in self.places.cells.items()
        }  # fmt: skip
        self.rows: dict[str, tuple[RowSpot, ...]] = {}
        for key, table in self.places.rows.items():
            spots = []
            for row in table.rows:
                order = {cell.element: n for n, cell in enumerate(row.cells)}
                columns = tuple(
                    (column, order[cell], rooms.get(cell, _FREE))
                    for column, cell in table.cells(row)
                    if cell is not None
                )
                spots.append(RowSpot(rows[row.element], columns))
            self.rows[key] = tuple(spots)
        self.lines = {key: LineSpot(label, lines[p]) for key, (label, p) in self.places.lines.items()}

    def sheet(self) -> Sheet:
        return Sheet(self.root)

    def pristine_row(self, index: int) -> Element:
        """A copy of one of the blank's own rows, to grow a table with."""
        row = next(tr for number, tr in enumerate(self.root.iter(TR)) if number == index)
        return copy.deepcopy(row)

    def written(self, sheet: Sheet, *, header: str = "", parts: dict[str, Entry] | None = None) -> bytes:
        """The .docx of a filled sheet; only what changed is compressed again."""
        document = etree.tostring(sheet.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        changed = {DOCUMENT: entry(DOCUMENT, document)} | self.header.entries(header) | (parts or {})
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
        except BadLabels as error:
            problems.append(Problem("labels.yaml", "labels", word("problems", "labels", label=str(error))))
    return problems


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
        raise BadBlank([Problem("labels.yaml", "labels", word("problems", "labels", label=str(error)))]) from error
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
        raise BadBlank([Problem("labels.yaml", "labels", word("problems", "labels", label=str(error)))]) from error
    path = next((folder / name for folder in (own, kept) if (folder / name).is_file()), None)
    if path is None:
        raise NoBlank(f"{policy} {edition} {name}")
    return path, map_path
