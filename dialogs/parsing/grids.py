"""Tables pasted with a header, and cells written one a line as 标签：值: the words of the header say which cell is which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dialogs.parsing.results import NONE

_SPLITS = (r"\t", r"[|｜│┃]", r"[,，;；]", r"[/／]", r"\s{2,}", r"\s+")
_BESIDE = re.compile(r"序号?|编?序|行号|[Nn][Oo]\.?|#|备注|说明|单位|工作单位|姓名|佐证材料|附件")
_RULER = re.compile(r"[\s|:｜│┃+\-—=_]+")
_SERIAL = re.compile(r"\s*(?:[0-9]{1,2}|[①-⑳]|[一二三四五六七八九十])\s*[.、]?\s*")


@dataclass(slots=True)
class Record:
    """One row of a table: its cells as `(column, text)` in reading order, an empty text for 无, and what stood in no cell."""

    cells: list[tuple[str, str]] = field(default_factory=list)
    rest: str = ""

    def first(self) -> dict[str, str]:
        """The cells by column; of a column that comes twice, the first."""
        return {column: text for column, text in reversed(self.cells) if text}


def column_of(word: str, labels: Mapping[str, str]) -> str:
    """The column whose label `word` is; empty for another word."""
    word = re.sub(r"[\s:：*]+", "", word)
    return next((column for label, column in labels.items() if re.fullmatch(label, word)), "")


def grid(text: str, labels: Mapping[str, str]) -> tuple[list[Record], str] | None:
    """The rows under a header, and the lines that are no rows of it; None where there is no header.

    `labels` maps a regular expression of header words to a column. A row with more cells than the header is left to the rest.
    """
    lines = [line for line in text.split("\n") if line.strip() and not _RULER.fullmatch(line)]
    stood = _standing(lines, labels)
    if stood:
        return stood, ""
    for at, line in enumerate(lines):
        for split in _SPLITS:
            header = _header(_cells(line, split), labels)
            if header:
                while at + 1 < len(lines) and (finer := _header(_cells(lines[at + 1], split), labels)):
                    header, at = finer, at + 1
                before = [b for b in lines[:at] if re.search(r"[0-9]{2}", b)]
                return _under(lines[at + 1 :], split, header, before)
    return None


def _cells(line: str, split: str) -> list[str]:
    bare = re.sub(r"^\s*[|｜│┃]|[|｜│┃]\s*$", "", line) if "|" in split else line
    return [c.strip() for c in re.split(split, bare if split == r"\t" else bare.strip())]


def _header(cells: list[str], labels: Mapping[str, str]) -> list[str]:
    """The column of each header cell (empty where it is none of ours); no list where this is no header."""
    columns = [column_of(c, labels) for c in cells]
    known = sum(1 for c in columns if c)
    odd = [c for c, column in zip(cells, columns, strict=True) if c and not column and not _BESIDE.fullmatch(c)]
    return columns if known >= 2 and not odd else []


def _under(lines: list[str], split: str, header: list[str], rest: list[str]) -> tuple[list[Record], str]:
    records: list[Record] = []
    for line in lines:
        cells = _cells(line, split)
        if len(cells) > len(header) and not any(cells[len(header) :]):
            cells = cells[: len(header)]
        if len(cells) == len(header) + 1 and _SERIAL.fullmatch(cells[0]):
            cells = cells[1:]
        tight = split in (r"\t", r"[|｜│┃]")
        if len(cells) > len(header) or (len(cells) < len(header) and not tight) or not any(cells):
            rest.append(line)
            continue
        records.append(Record(_known(zip(header, cells, strict=False))))
    return [r for r in records if r.first()], "\n".join(rest)


def _known(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(c, "" if NONE.match(v) else v) for c, v in pairs if c]


def _standing(lines: list[str], labels: Mapping[str, str]) -> list[Record]:
    """A table of which every cell came on a line of its own: the header's words first, then the rows."""
    width = 0
    while (width < len(lines) and _header([lines[width], lines[width]], labels)) or (
        width < len(lines) and _BESIDE.fullmatch(lines[width].strip())
    ):
        width += 1
    columns = [column_of(line, labels) for line in lines[:width]]
    body = lines[width:]
    if width < 3 or not body or len(body) % width:
        return []
    rows = [body[i : i + width] for i in range(0, len(body), width)]
    return [Record(_known((c, v.strip()) for c, v in zip(columns, row, strict=True))) for row in rows]


def block(text: str, labels: Mapping[str, str]) -> list[Record]:
    """Rows of which each cell stands on its own line behind its label; a label that comes again begins the next row.

    Empty where fewer than two lines, or not nearly all of them, are such cells.
    """
    names = "|".join(labels)
    cell = re.compile(
        rf"\s*(?:[-•·*]\s*)?(?P<label>{names})(?:\s*(?:[:：|｜=]+|\t+)\s*(?P<value>.*\S)|(?:\s+|(?:就|名字|名称)?(?:是|叫做?)\s*)"
        rf"(?P<word>[^\s,，;；。]+))\s*|\s*(?P<bare>{names})\s*[:：]?\s*"
    )
    another = re.compile(rf"(?<![\s,，;；])[\s,，;；]+(?=(?:{names})(?:\s*[:：]|\s))")
    found: list[tuple[str, str]] = []
    others = 0
    for line in text.split("\n"):
        for part in another.split(re.sub(r"^\s*[0-9]{1,2}\s*[.、)）]\s*", "", line)):
            hit = cell.fullmatch(part)
            if hit:
                column = column_of(hit["label"] or hit["bare"], labels)
                value, *more = re.split(
                    r"[;；]" if column == "collaborators" else r"[,，;；]",
                    hit["value"] or hit["word"] or "",
                    maxsplit=1,
                )
                found.append((column, value.strip(" 。")))
                found += [("", m.strip()) for m in more if m.strip(" ;；。,，")]
            elif part.strip() and not re.fullmatch(
                r"第?[一二三四五六七八九十0-9]{1,2}[、.个项条]?[:：]?", part.strip()
            ):
                others += 1
                found.append(("", part.strip()))
    if sum(1 for column, _ in found if column) < 2 or others > 1 or not ("\n" in text.strip() or len(found) > 2):
        return []
    records: list[Record] = []
    for column, value in found:
        if not records or (column and any(c == column for c, _ in records[-1].cells)):
            records.append(Record())
        if column:
            records[-1].cells.append((column, value))
        else:
            records[-1].rest += "\t" + value
    if len(found) < 2 * len(records):
        return []
    for record in records:
        record.cells = _known(record.cells)
    return [r for r in records if r.first()]
