"""Every part of the package before and after: only the answers' cells, the header line and the photo differ."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from templates.application import fill_application
from templates.blank import BUILT_IN, Blank
from templates.roster import fill_roster
from tests.papers.forms.people import EDITION, POLICY, jpeg, parts, person

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def skeleton(document: bytes) -> list[str]:
    """The document with the paragraphs of every cell and every cover line taken out: borders, merges, fonts, grid."""
    root = etree.fromstring(document)
    lines = []
    for element in root.iter():
        if element.tag == f"{W}tc":
            lines.append(etree.tostring(element.find(f"{W}tcPr")).decode())
        elif element.tag in (f"{W}tblPr", f"{W}tblGrid", f"{W}trPr", f"{W}sectPr"):
            lines.append(etree.tostring(element).decode().strip())
    return lines


def test_static_parts_are_the_same_to_the_byte(blank: Blank) -> None:
    before = parts((BUILT_IN / POLICY / EDITION / "申报表.docx").read_bytes())
    after = parts(fill_application(blank, person(), edition_line="某版").data)
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml", "word/header1.xml"}


def test_without_a_word_to_say_nothing_changes_at_all(blank: Blank) -> None:
    before = parts((BUILT_IN / POLICY / EDITION / "申报表.docx").read_bytes())
    after = parts(fill_application(blank, {}, draft=False).data)
    assert {n for n in before if before[n] != after[n]} <= {"word/document.xml"}
    as_read = [etree.canonicalize(p["word/document.xml"].decode().partition("?>")[2]) for p in (before, after)]
    assert as_read[0] == as_read[1]


def test_a_photo_adds_the_picture_and_its_relationship(blank: Blank) -> None:
    without = parts(fill_application(blank, person()).data)
    pictured = parts(fill_application(blank, person(), photo=jpeg()).data)
    assert pictured.keys() - without.keys() == {"word/media/photo.jpeg"}
    changed = {name for name in without if without[name] != pictured[name]}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels"}


@pytest.mark.parametrize(
    "answers", [person(), person(name="长" * 90, unit="W" * 200), {}], ids=["full", "long", "empty"]
)
def test_borders_merges_grid_and_rows_stay(blank: Blank, answers: dict[str, Any]) -> None:
    before = parts((BUILT_IN / POLICY / EDITION / "申报表.docx").read_bytes())["word/document.xml"]
    assert skeleton(parts(fill_application(blank, answers).data)["word/document.xml"]) == skeleton(before)


def test_a_grown_row_looks_like_the_row_before_it(blank: Blank) -> None:
    data = fill_application(blank, person(awards=person()["awards"] * 7)).data
    root = etree.fromstring(parts(data)["word/document.xml"])
    rows = list(root.iter(f"{W}tr"))[17 + 2 : 17 + 9]
    looks = [[etree.tostring(x) for x in row.iter(f"{W}trPr", f"{W}tcPr", f"{W}pPr", f"{W}rPr")] for row in rows]
    assert looks[5] == looks[6] == looks[4]


def test_answers_wear_the_font_of_their_cell(blank: Blank) -> None:
    before = etree.fromstring(parts((BUILT_IN / POLICY / EDITION / "申报表.docx").read_bytes())["word/document.xml"])
    after = etree.fromstring(parts(fill_application(blank, person()).data)["word/document.xml"])
    styles = [
        [[p.get(f"{W}val") for p in tc.iter(f"{W}pStyle")][:1] for tc in root.iter(f"{W}tc")]
        for root in (before, after)
    ]
    assert styles[0] == styles[1]


def test_the_roster_changes_its_document_and_header_only(roster_blank: Blank) -> None:
    before = parts((BUILT_IN / POLICY / EDITION / "一览表.docx").read_bytes())
    after = parts(fill_roster(roster_blank, [person()], edition_line="某版")[0])
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml", "word/header1.xml"}


def test_filling_one_person_leaves_no_trace_in_the_next(blank: Blank) -> None:
    clean = fill_application(blank, {}, edition_line="某版").data
    fill_application(blank, person(), photo=jpeg(), edition_line="某版")
    assert fill_application(blank, {}, edition_line="某版").data == clean
