"""The bureau's own file in place of ours: moved labels are followed; missing, unknown, doubled ones reported."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from templates.application import fill_application
from templates.blank import BUILT_IN, BadBlank, Blank, NoBlank, blank_for, check_blank, lint_blanks, paper_labels
from tests.papers.forms.people import EDITION, POLICY, person, repacked, tables, with_document

PLACE = BUILT_IN / POLICY / EDITION


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An edition folder with blanks of its own."""
    shutil.copytree(PLACE, tmp_path / "blanks")
    return tmp_path


def change(folder: Path, by: Callable[[str], str], name: str = "申报表.docx") -> Blank:
    path = folder / "blanks" / name
    path.write_bytes(with_document(path.read_bytes(), by))
    return blank_for(folder, POLICY, EDITION)


def codes(folder: Path) -> list[tuple[str, str]]:
    return [(p.file, p.code) for p in lint_blanks(folder, POLICY, EDITION)]


def test_untouched_blanks_have_no_problem(folder: Path) -> None:
    assert codes(folder) == []


def test_a_missing_label_is_named_and_the_rest_is_filled(folder: Path) -> None:
    blank = change(folder, lambda xml: xml.replace(">民族<", "><"))
    (problem,) = lint_blanks(folder, POLICY, EDITION)
    assert problem.code == "missing_label"
    assert "民族" in problem.message
    filled = fill_application(blank, person())
    assert [f.severity for f in filled.findings] == ["error"]
    assert person()["name"] in tables(filled.data)[0][0]


def test_an_unknown_label_is_named(folder: Path) -> None:
    change(folder, lambda xml: xml.replace(">民族<", ">籍贯<"))
    assert codes(folder) == [("申报表.docx", "unknown_label"), ("申报表.docx", "missing_label")]


def test_a_doubled_label_is_named_and_the_first_is_filled(folder: Path) -> None:
    blank = change(folder, lambda xml: xml.replace(">民族<", ">性别<"))
    assert ("申报表.docx", "doubled_label") in codes(folder)
    row = tables(fill_application(blank, person()).data)[0][0]
    assert row[2:6] == ["性别", "女", "性别", ""]


def test_labels_that_changed_places_take_their_answers_along(folder: Path) -> None:
    def swap(xml: str) -> str:
        return xml.replace(">性别<", ">甲<").replace(">民族<", ">性别<").replace(">甲<", ">民族<")

    blank = change(folder, swap)
    assert codes(folder) == []
    row = tables(fill_application(blank, person()).data)[0][0]
    assert row[2:6] == ["民族", "满族", "性别", "女"]


def test_columns_that_changed_places_take_their_answers_along(folder: Path) -> None:
    def swap(xml: str) -> str:
        return xml.replace(">类别<", ">甲<").replace(">等级<", ">类别<").replace(">甲<", ">等级<")

    blank = change(folder, swap)
    assert codes(folder) == []
    second = tables(fill_application(blank, person()).data)[1]
    assert (second[1][3], second[2][3]) == ("等级", "二等奖")
    assert (second[1][4], second[2][4]) == ("类别", "技术革新")


def test_blanks_inside_a_label_and_half_width_brackets_do_not_matter(folder: Path) -> None:
    change(folder, lambda xml: xml.replace(">姓名<", ">姓　 名<").replace("（职业技能等级）", "(职业技能等级)"))
    assert codes(folder) == []


def test_words_printed_in_an_answers_cell_are_reported(folder: Path) -> None:
    change(folder, lambda xml: xml.replace(">年  月  日</w:t></w:r></w:p></w:tc>", ">不填</w:t></w:r></w:p></w:tc>", 1))
    assert codes(folder) == [("申报表.docx", "filled_label")]


def test_numbers_printed_by_the_blank_are_kept_and_go_on(folder: Path) -> None:
    from lxml import etree

    def numbered(xml: str) -> str:
        root = etree.fromstring(xml.encode())
        w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        rows = list(root.iter(f"{w}tr"))
        for n in range(5):
            paragraph = rows[17 + 2 + n].find(f"{w}tc/{w}p")
            text = etree.SubElement(etree.SubElement(paragraph, f"{w}r"), f"{w}t")
            text.text = str(n + 1)
        return etree.tostring(root, encoding="unicode")

    blank = change(folder, numbered)
    second = tables(fill_application(blank, person(awards=person()["awards"] * 7)).data)[1]
    assert [row[0] for row in second[2:9]] == [str(n) for n in range(1, 8)]


def test_a_form_of_another_year_is_noticed(folder: Path) -> None:
    change(folder, lambda xml: xml.replace("2024年享受北京市", "2023年享受北京市"))
    assert codes(folder) == [("申报表.docx", "wrong_title")]


def test_a_blank_without_a_header_is_given_the_line(folder: Path) -> None:
    import io
    import re

    from docx import Document

    blank = change(folder, lambda xml: re.sub(r"<w:headerReference[^>]*/>", "", xml))
    data = fill_application(blank, person(), edition_line="某版").data
    header = Document(io.BytesIO(data)).sections[0].header
    assert [p.text for p in header.paragraphs if "某版" in p.text]


def test_a_header_of_the_bureau_is_kept_below_the_line(folder: Path) -> None:
    import io

    from docx import Document

    path = folder / "blanks" / "申报表.docx"
    document = Document(io.BytesIO(path.read_bytes()))
    document.sections[0].header.paragraphs[0].add_run("局里的页眉")
    document.save(str(path))
    data = fill_application(blank_for(folder, POLICY, EDITION), person(), edition_line="某版").data
    texts = [p.text for p in Document(io.BytesIO(data)).sections[0].header.paragraphs]
    assert "某版" in texts[0]
    assert texts[1] == "局里的页眉"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", repacked({"a": b"b"}), repacked({"word/document.xml": b"<a"})])
def test_a_file_that_is_no_blank_is_said_and_never_raises(folder: Path, content: bytes) -> None:
    (folder / "blanks" / "申报表.docx").write_bytes(content)
    assert codes(folder) == [("申报表.docx", "unreadable")]
    with pytest.raises(BadBlank):
        blank_for(folder, POLICY, EDITION)


def test_a_map_with_a_typing_slip_is_said(folder: Path) -> None:
    path = folder / "blanks" / "labels.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("answer: below", "answer: beneath"), encoding="utf-8")
    assert {code for _, code in codes(folder)} == {"labels"}


def test_next_years_blank_alone_uses_the_map_of_this_year(folder: Path) -> None:
    (folder / "blanks" / "labels.yaml").unlink()
    path = folder / "blanks" / "申报表.docx"
    path.write_bytes(with_document(path.read_bytes(), lambda xml: xml.replace("2024年享受", "2025年享受")))
    assert not blank_for(folder, POLICY, "2025").faults


def test_an_edition_without_blanks_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoBlank):
        blank_for(tmp_path, POLICY, "1999")
    assert lint_blanks(tmp_path, POLICY, "1999") == []


def test_a_blank_that_is_not_there_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    labels = paper_labels(PLACE / "labels.yaml", "application", EDITION)
    assert [p.code for p in check_blank(tmp_path / "申报表.docx", labels)] == ["no_file"]


def test_a_blank_saved_again_is_read_again(folder: Path) -> None:
    assert not blank_for(folder, POLICY, EDITION).faults
    assert change(folder, lambda xml: xml.replace(">民族<", ">籍贯在哪里<")).faults
