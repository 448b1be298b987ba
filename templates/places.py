"""Where in a document each answer stands: found by the printed labels, wherever they were moved to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from templates.labels import CellLabel, Column, LineLabel, PaperLabels, RowsLabel, plain
from templates.ooxml import TBL, Element, GridRow, children, lines_of, paragraphs, rows, text_of

_SAME = {"：": "[：:]", "（": "[（(]", "）": "[）)]"}


@dataclass(slots=True)
class CellPlace:
    """The cells an answer stands in: one, or several under each other where an essay runs on."""

    label: CellLabel
    cells: list[Element]


@dataclass(slots=True)
class RowsPlace:
    """A table of rows: its columns with the grid columns they cover, and the rows for answers."""

    spec: RowsLabel
    columns: list[tuple[Column, int, int]]
    rows: list[GridRow]

    def cells(self, row: GridRow) -> Iterator[tuple[Column, Element | None]]:
        """Each column with its cell in `row`; None where the row has none of its own."""
        starts = {cell.start: cell.element for cell in row.cells}
        for column, start, _ in self.columns:
            yield column, starts.get(start)


@dataclass(slots=True)
class Places:
    """What was found; `issues` are (code, label) for labels missing, unknown, doubled or without an answer's cell."""

    cells: dict[str, CellPlace] = field(default_factory=dict)
    rows: dict[str, RowsPlace] = field(default_factory=dict)
    lines: dict[str, tuple[LineLabel, Element]] = field(default_factory=dict)
    issues: list[tuple[str, str]] = field(default_factory=list)


def find_places(body: Element, labels: PaperLabels) -> Places:
    """Look the whole body through, once, in reading order."""
    return _Finder(labels).find(body)


def words_of(cell: Element) -> str:
    """A cell's words for comparing with a label; the one under the photo is hidden."""
    return plain("".join(lines_of(cell, hidden=True))).rstrip(":")


@lru_cache(maxsize=256)
def label_pattern(label: str) -> re.Pattern[str]:
    """A label inside a line, blanks between its characters allowed; one without a colon stands at the line's start."""
    pattern = r"\s*".join(_SAME.get(ch, re.escape(ch)) for ch in label)
    return re.compile(pattern if label.endswith("：") else r"^\s*" + pattern)


class _Finder:
    """One pass over a document."""

    def __init__(self, labels: PaperLabels) -> None:
        self.labels = labels
        self.found = Places()
        self.by_label = {plain(c.label).rstrip(":"): c for c in labels.cells}
        self.by_title = {plain(r.title): r for r in labels.rows if r.title}
        self.untitled = [r for r in labels.rows if not r.title]
        self.seen: set[str] = set()

    def find(self, body: Element) -> Places:
        for table in children(body, TBL):
            self._table(list(rows(table)))
        self._lines(body)
        for label, spec in self.by_label.items():
            if label not in self.seen:
                self.found.issues.append(("missing", spec.label))
        for rows_spec in self.labels.rows:
            if rows_spec.key not in self.found.rows:
                self.found.issues.append(("missing", rows_spec.title or rows_spec.columns[0].label))
        return self.found

    def _lines(self, body: Element) -> None:
        candidates = [(p, text_of(p)) for p in paragraphs(body)]
        for line in self.labels.lines:
            pattern = label_pattern(line.label)
            hits = [p for p, text in candidates if pattern.search(text)]
            if hits:
                self.found.lines[line.key] = (line, hits[0])
            if len(hits) != 1:
                self.found.issues.append(("doubled" if hits else "missing", line.label))

    def _table(self, grid: list[GridRow]) -> None:
        index = 0
        while index < len(grid):
            title = self._title(grid[index])
            untitled = None if title else self._heading_of_untitled(grid[index])
            if title is not None:
                index = self._rows(title, grid, index + 1)
            elif untitled is not None:
                index = self._rows(untitled, grid, index)
            else:
                index = self._cells(grid, index)

    def _title(self, row: GridRow) -> RowsLabel | None:
        return self.by_title.get(words_of(row.cells[0].element)) if len(row.cells) == 1 else None

    def _heading_of_untitled(self, row: GridRow) -> RowsLabel | None:
        words = {words_of(cell.element) for cell in row.cells}
        for spec in self.untitled:
            known = {plain(c.label) for c in spec.columns}
            if len(words & known) * 2 > len(known):
                return spec
        return None

    def _label(self, words: str) -> CellLabel | None:
        """The label a cell shows; one for hand or seal, and the photo's, may have more after it."""
        exact = self.by_label.get(words)
        if exact is not None or not words:
            return exact
        for label, spec in self.by_label.items():
            if spec.answer in ("here", "none") and words.startswith(label[:8]):
                return spec
        return None

    def _cells(self, grid: list[GridRow], index: int) -> int:
        """The labels of one row and their answers; gives the next row's index."""
        row, position, following = grid[index], 0, index + 1
        while position < len(row.cells):
            cell = row.cells[position]
            position += 1
            words = "" if cell.continues else words_of(cell.element)
            if not words:
                continue
            spec = self._label(words)
            if spec is None:
                self.found.issues.append(("unknown", "".join(lines_of(cell.element)).strip()))
                continue
            if spec.answer == "right":
                answer = row.cells[position : position + 1]
                position += 1
                self._place(spec, [c.element for c in answer])
            elif spec.answer == "below":
                answers, following = self._below(grid, index + 1)
                self._place(spec, answers)
            else:
                if spec.answer == "none" and words != plain(spec.label):
                    self.found.issues.append(("unknown", "".join(lines_of(cell.element)).strip()))
                self._place(spec, [cell.element])
        return following

    def _below(self, grid: list[GridRow], index: int) -> tuple[list[Element], int]:
        """The single cells under a label, down to the next label."""
        cells: list[Element] = []
        while index < len(grid) and len(grid[index].cells) == 1:
            cell = grid[index].cells[0].element
            if cells and (self._title(grid[index]) or self._label(words_of(cell))):
                break
            cells.append(cell)
            index += 1
        return cells, index

    def _place(self, spec: CellLabel, answers: list[Element]) -> None:
        label = plain(spec.label).rstrip(":")
        if label in self.seen:
            self.found.issues.append(("doubled", spec.label))
            return
        self.seen.add(label)
        if not answers:
            self.found.issues.append(("no_answer", spec.label))
            return
        self.found.cells[spec.key or label] = CellPlace(spec, answers)
        expected = "".join(plain(x) for x in spec.printed) if spec.answer in ("right", "below") else None
        stands = plain("".join(x for a in answers for x in lines_of(a)))
        if expected is not None and stands != expected:
            self.found.issues.append(("filled", spec.label))

    def _rows(self, spec: RowsLabel, grid: list[GridRow], index: int) -> int:
        """Headings and rows of a table of rows; gives the index of the row after it."""
        grouped = any(c.group for c in spec.columns)
        if index + grouped >= len(grid):
            self.found.issues.append(("missing", spec.columns[0].label))
            return index
        groups = grid[index] if grouped else None
        heading = grid[index + grouped]
        columns = self._columns(spec, heading, groups)
        index += 1 + grouped
        lines: list[GridRow] = []
        words = [words_of(cell.element) for cell in heading.cells]
        while index < len(grid) and not self._ends(grid[index], len(heading.cells)):
            if [words_of(cell.element) for cell in grid[index].cells] != words:
                lines.append(grid[index])
            index += 1
        if spec.key in self.found.rows:
            self.found.issues.append(("doubled", spec.title or spec.columns[0].label))
            self.found.rows[spec.key].rows += lines
        elif columns:
            self.found.rows[spec.key] = RowsPlace(spec, columns, lines)
            if not lines:
                self.found.issues.append(("no_rows", spec.title or spec.columns[0].label))
        return index

    def _ends(self, row: GridRow, width: int) -> bool:
        if len(row.cells) == width:
            return False
        first = words_of(row.cells[0].element) if row.cells else ""
        return first in self.by_title or self._label(first) is not None

    def _columns(self, spec: RowsLabel, heading: GridRow, groups: GridRow | None) -> list[tuple[Column, int, int]]:
        waiting = list(spec.columns)
        columns: list[tuple[Column, int, int]] = []
        for cell in heading.cells:
            words = words_of(cell.element)
            above = next((g for g in groups.cells if g.start <= cell.start < g.end), None) if groups else None
            group = words_of(above.element) if above else ""
            match = next((c for c in waiting if plain(c.label) == words and plain(c.group) == group), None)
            if match is not None:
                waiting.remove(match)
                columns.append((match, cell.start, cell.end))
            elif words:
                known = any(plain(c.label) == words for c in spec.columns)
                code = "doubled" if known else "unknown"
                self.found.issues.append((code, "".join(lines_of(cell.element)).strip()))
        self.found.issues += [("missing", column.label) for column in waiting]
        return columns
