"""Draw the official blanks from the pinned notice: `python -m templates.make_blank`.

The words, their order, rows and merges come from the notice's own text; `layout.yaml` beside the blanks says how
wide and high things are. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import zipfile
from collections.abc import Iterable
from itertools import accumulate, pairwise
from pathlib import Path

from dialogs.form import Model
from dialogs.yamlfile import read_yaml
from templates import notice, wordxml
from templates.wordxml import paragraph, run, twips

BLANKS = Path(__file__).parent / "blanks"
_STAMP = "2024-01-26T00:00:00Z"
_RIGHT = ("（盖章", "年")
_FOOT = ("（盖章", "专家签字", "单位负责人签字", "本人签字")
_SIGNED_LINE = 18.0
_SECOND_LEVEL = re.compile(r"^\d+\.")


class RowLayout(Model):
    """One row, or `repeat` equal ones: cell `edges` and least `height` in millimetres, and what sort of row it is."""

    edges: tuple[float, ...]
    height: float
    repeat: int = 1
    title: bool = False
    heading: bool = False
    repeat_header: bool = False
    essay: bool = False
    signed: bool = False
    photo: str = ""


class TableLayout(Model):
    rows: tuple[RowLayout, ...]


class PaperLayout(Model):
    text_width: float
    margins: dict[str, float]
    tables: tuple[TableLayout, ...]


class Layout(Model):
    """`layout.yaml` of one edition."""

    application: PaperLayout
    roster: PaperLayout


def application_body(forms: notice.PrintedForms, layout: PaperLayout) -> str:
    """附件1: cover, 填表说明 and the four parts."""
    mark, year_title, title, *fields, printer, date = forms.cover
    body = (
        paragraph("TeMark", run(mark)) + paragraph("TeCover", run(year_title)) + paragraph("TeCoverTitle", run(title))
    )
    for field in fields:
        body += paragraph("TeCoverLine", run(field), run("\t"), run("\t\t", underline=True))
    before = '<w:spacing w:before="2400"/>'
    body += paragraph("TeCoverFoot", run(printer), extra=before) + paragraph("TeCoverFoot", run(date))
    heading, *notes = forms.instructions
    body += paragraph("TeNoteTitle", run(heading))
    for note in notes:
        body += paragraph("TeNote" if _SECOND_LEVEL.match(note) else "TeNoteHead", run(note))
    for part, drawn in zip(forms.parts, layout.tables, strict=True):
        body += paragraph("TeHeading", run(part.title)) + _table(part.rows, drawn)
    return body + paragraph("TeEnd") + wordxml.section(layout.margins, landscape=False)


def roster_body(forms: notice.PrintedForms, layout: PaperLayout) -> str:
    """附件2: heading, the line above, ten columns, the line below."""
    heading, above, below = forms.roster_lines
    return (
        paragraph("TeRosterTitle", run(heading))
        + paragraph("TeRosterLine", run(above))
        + _table(forms.roster_rows, layout.tables[0])
        + paragraph("TeRosterLine", run(below))
        + wordxml.section(layout.margins, landscape=True)
    )


def _table(rows: tuple[notice.Row, ...], layout: TableLayout) -> str:
    drawn = [row for row in layout.rows for _ in range(row.repeat)]
    points = sorted({edge for row in drawn for edge in row.edges})
    columns = {edge: index for index, edge in enumerate(points)}
    grid = [twips(right) - twips(left) for left, right in pairwise(points)]
    starts = [0, *accumulate(grid)]
    made = ""
    for cells, shape in zip(rows, drawn, strict=True):
        line = ""
        for number, (words, (left, right)) in enumerate(zip(cells, pairwise(shape.edges), strict=True)):
            first, last = columns[left], columns[right]
            photo = shape.photo and number == len(cells) - 1
            line += wordxml.cell(
                starts[last] - starts[first],
                _content(words, shape, label=number % 2 == 0, photo=bool(photo)),
                span=last - first,
                merge=("restart" if shape.photo == "start" else "continue") if photo else "",
                align="top" if shape.essay or (shape.signed and number) else "center",
            )
        made += wordxml.row(line, height=twips(shape.height), header=shape.repeat_header)
    return wordxml.table(made, grid=grid)


def _content(words: notice.Cell, shape: RowLayout, *, label: bool, photo: bool) -> str:
    """The paragraphs of a cell, each in the style of its place."""
    if photo:
        return "".join(paragraph("TePhoto", *_runs(word)) for word in words if word) or paragraph("TePhoto")
    if shape.essay:
        return paragraph("TeEssay")
    if shape.signed and (len(shape.edges) == 2 or not label):
        return _signed(words, height=shape.height * 72 / 25.4)
    if shape.title:
        return paragraph("TeTitle", run(words[0]))
    if shape.heading or shape.signed:
        return "".join(paragraph("TeLabel", run(word)) for word in words)
    if len(shape.edges) > 8 or shape.repeat > 1:
        return paragraph("TeRow")
    return "".join(paragraph("TeLabel" if label else "TeAnswer", *_runs(word)) for word in words)


def _signed(words: notice.Cell, *, height: float) -> str:
    """A cell for hand and seal, `height` in points: what is signed stands at its foot, dates and seals to the right."""
    foot = next((n for n, word in enumerate(words) if word.strip().startswith(_FOOT)), len(words))
    spare = max(0.0, height - len(words) * _SIGNED_LINE - 12)
    made = ""
    for number, word in enumerate(words):
        bare = word.strip()
        gap = f'<w:spacing w:before="{round(spare * 20)}"/>' if number == foot else ""
        if bare.startswith(_RIGHT):
            made += paragraph("TeSigned", run(bare), extra=gap + '<w:ind w:right="567"/><w:jc w:val="right"/>')
        elif bare.startswith(_FOOT):
            made += paragraph("TeSigned", run(bare), extra=gap + '<w:ind w:left="567"/>')
        else:
            made += paragraph("TeSigned", *_runs(word), extra=gap)
    return made


def _runs(word: str) -> Iterable[str]:
    return (run(word),) if word else ()


def pack(parts: dict[str, bytes]) -> bytes:
    """The parts as one file, without the hour it was made in."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            archive.writestr(info, data)
    return buffer.getvalue()


def make(source: str, layout: Layout) -> dict[str, bytes]:
    """Both blanks by file name, drawn from the text of the notice."""
    forms = notice.printed_forms(source)
    heading = f"{forms.cover[1]}{forms.cover[2].replace(' ', '')}"
    return {
        "申报表.docx": pack(wordxml.parts(application_body(forms, layout.application), title=heading, stamp=_STAMP)),
        "一览表.docx": pack(
            wordxml.parts(roster_body(forms, layout.roster), title=forms.roster_lines[0], stamp=_STAMP)
        ),
    }


def main() -> int:
    """Write the blanks of an edition; the notice is the edition's `notice.txt`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--policy", default="beijing-technician-allowance")
    parser.add_argument("--edition", default="2024")
    chosen = parser.parse_args()
    place = Path(chosen.policy) / chosen.edition
    source = BLANKS.parent.parent / "dialogs" / "policies" / place / "notice.txt"
    layout = Layout.model_validate(read_yaml(BLANKS / place / "layout.yaml"))
    for name, data in make(source.read_text(encoding="utf-8"), layout).items():
        (BLANKS / place / name).write_bytes(data)
        sys.stdout.write(f"{name} {len(data)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
