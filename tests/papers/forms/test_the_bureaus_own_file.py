"""A form made the way offices make them: blanks of underlined spaces, merged cells, fixed heights, a table style."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from openxml_audit import OpenXmlValidator

from templates.application import fill_application
from templates.blank import BUILT_IN, Blank, paper_labels
from templates.notice import PrintedForms, Row, printed_forms
from templates.reading import read_form
from templates.roster import fill_roster
from tests.papers.forms.people import EDITION, POLICY, jpeg, parts, person, squeezed, tables

MAP = BUILT_IN / POLICY / EDITION / "labels.yaml"
SPANS = {
    7: (1, 2, 1, 1, 1, 3, 3),
    5: (2, 3, 1, 3, 3),
    4: (3, 3, 3, 3),
    2: (3, 9),
    1: (12,),
    9: (1, 2, 2, 1, 1, 1, 1, 1, 2),
}
SPANS |= {8: (2, 1, 2, 1, 2, 1, 1, 2)}


@pytest.fixture(scope="module")
def forms(source: str) -> PrintedForms:
    return printed_forms(source)


def drawn(document: Any, rows: tuple[Row, ...]) -> None:
    """A table of twelve columns in a table style, its rows of a fixed height."""
    table = document.add_table(len(rows), 12, style="Table Grid")
    for tr, cells in zip(table.rows, rows, strict=True):
        tr.height, tr.height_rule = Cm(1.2), WD_ROW_HEIGHT_RULE.EXACTLY
        start = 0
        widths = SPANS[len(cells)] if len(cells) != 10 else (1,) * 9 + (3,)
        for words, width in zip(cells, widths, strict=True):
            cell = tr.cells[start].merge(tr.cells[start + width - 1]) if width > 1 else tr.cells[start]
            cell.text = "\n".join(words)
            start += width
    if len(rows[0]) == 7:
        for n, tr in enumerate(table._tbl.tr_lst[:3]):
            merge = tr.tc_lst[-1].get_or_add_tcPr().get_or_add_vMerge()
            if not n:
                merge.set(qn("w:val"), "restart")


@pytest.fixture(scope="module")
def office(forms: PrintedForms) -> bytes:
    """附件1 made by hand in a word processor."""
    document = Document()
    for line in forms.cover[:3]:
        document.add_paragraph(line)
    for line in forms.cover[3:7]:
        paragraph = document.add_paragraph("             ")
        paragraph.add_run(line[:2]).font.size = Pt(16)
        paragraph.add_run(line[2:])
        paragraph.add_run(" " * 24).underline = True
    for line in (*forms.cover[7:], *forms.instructions):
        document.add_paragraph(line)
    for part in forms.parts:
        document.add_paragraph(part.title)
        drawn(document, part.rows)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def blank_of_office(office: bytes) -> Blank:
    return Blank(office, kind="application", labels=paper_labels(MAP, "application", EDITION), edition=EDITION)


def test_its_labels_are_all_found(blank_of_office: Blank) -> None:
    assert blank_of_office.faults == ()


def complaints(data: bytes, path: Path) -> list[str]:
    """What the validator says of a file, without its name."""
    path.write_bytes(data)
    return [error.description for error in OpenXmlValidator().validate(path).errors]


def test_it_is_filled_read_back_and_as_valid_as_before(office: bytes, blank_of_office: Blank, tmp_path: Path) -> None:
    answers = person(awards=person()["awards"] * 8)
    data = fill_application(blank_of_office, answers, photo=jpeg(), edition_line="某版").data
    read = read_form(data)
    assert read.answers == answers
    assert read.photo == jpeg()
    assert read.findings == []
    assert complaints(data, tmp_path / "a.docx") == complaints(office, tmp_path / "b.docx")
    assert "某版" in Document(io.BytesIO(data)).sections[0].header.paragraphs[0].text


def test_the_underlined_blank_gives_way_to_the_value(blank_of_office: Blank) -> None:
    document = Document(io.BytesIO(fill_application(blank_of_office, person()).data))
    line = next(p for p in document.paragraphs if squeezed(p.text).startswith("工作单位"))
    said = [run for run in line.runs if person()["unit"] in run.text]
    assert [run.underline for run in said] == [True]
    assert squeezed(line.text) == "工作单位" + person()["unit"]


def test_a_row_of_fixed_height_grows_rather_than_hide_words(blank_of_office: Blank) -> None:
    def rules(answers: dict[str, Any]) -> list[str]:
        document = Document(io.BytesIO(fill_application(blank_of_office, answers).data))
        return [tr.trPr.find(qn("w:trHeight")).get(qn("w:hRule")) for t in document.tables for tr in t._tbl.tr_lst]

    long = person(unit_address="很长的地址" * 60)
    changed = [n for n, (a, b) in enumerate(zip(rules({}), rules(long), strict=True)) if a != b]
    assert 4 in changed
    assert 4 not in [n for n, (a, b) in enumerate(zip(rules({}), rules(person()), strict=True)) if a != b]
    assert person()["unit_address"] not in tables(fill_application(blank_of_office, long).data)[0][4][1]


def test_the_units_draft_stands_between_hint_and_seal(blank_of_office: Blank) -> None:
    cell = Document(io.BytesIO(fill_application(blank_of_office, person()).data)).tables[2].rows[0].cells[-1]
    lines = [squeezed(line) for line in cell.text.split("\n") if line.strip()]
    assert lines[0].startswith("（需填写")
    assert lines[2:4] == ["业绩突出。", "同意推荐。"]
    assert lines[-2:] == ["（盖章）", "单位负责人签字：年月日"]


def test_only_the_picture_and_header_parts_join_its_own(office: bytes, blank_of_office: Blank) -> None:
    before = parts(office)
    after = parts(fill_application(blank_of_office, person(), edition_line="某版").data)
    assert after.keys() - before.keys() == {"word/headerEdition.xml"}
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def test_its_roster_is_filled_too(forms: PrintedForms) -> None:
    document = Document()
    for line in forms.roster_lines[:2]:
        document.add_paragraph(line)
    drawn(document, forms.roster_rows)
    document.add_paragraph(forms.roster_lines[2])
    buffer = io.BytesIO()
    document.save(buffer)
    blank = Blank(buffer.getvalue(), kind="roster", labels=paper_labels(MAP, "roster", EDITION), edition=EDITION)
    assert blank.faults == ()
    data, rows, _ = fill_roster(blank, [person(name=f"试{n}") for n in range(9)], contact="试乙")
    assert tables(data)[0][1:] == rows
    texts = [squeezed(p.text) for p in Document(io.BytesIO(data)).paragraphs]
    assert "联系人：试乙联系电话：手机：" in texts
