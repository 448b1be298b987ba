"""The blank has every label of the notice, in its order, with its rows and merges; the script gives it again."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from dialogs.yamlfile import read_yaml
from templates.blank import BUILT_IN, Blank
from templates.make_blank import Layout, make
from templates.notice import printed_forms
from tests.papers.forms.people import EDITION, POLICY, squeezed, tables

PLACE = BUILT_IN / POLICY / EDITION


def kept(name: str) -> bytes:
    return (PLACE / name).read_bytes()


def raw_cells(source: str, start: str, end: str) -> list[str]:
    """The cells between two marks of the notice, read without the code that draws the blank."""
    text = source[source.index(start) + len(start) : source.index(end)]
    return [squeezed(cell) for cell in text.split("\t")[1:]]


@pytest.mark.parametrize(
    ("number", "start", "end"),
    [
        (0, "一、基本情况（由申报人填写）", "二、工作业绩情况（由申报人填写）"),
        (1, "二、工作业绩情况（由申报人填写）", "三、推荐意见（由推荐单位"),
        (2, "三、推荐意见（由推荐单位、归口单位分别填写）", "四、市级评审意见"),
        (3, "四、市级评审意见", "\n附件2\n"),
    ],
)
def test_every_cell_of_a_part_stands_in_the_notices_order(source: str, number: int, start: str, end: str) -> None:
    drawn = [squeezed(cell) for row in tables(kept("申报表.docx"))[number] for cell in row]
    assert drawn == raw_cells(source, start, end)


def test_rows_have_as_many_cells_as_the_notices(source: str) -> None:
    first, second, third, fourth = tables(kept("申报表.docx"))
    assert [len(row) for row in first] == [7, 5, 5, 4, 2, 4, 2, 4, 4, 1, 5] + [5] * 6
    assert [len(row) for row in second] == [1] + [9] * 6 + [1] + [5] * 7 + [1, 4] + [8] * 6 + [1, 1, 1, 1]
    assert [len(row) for row in third] == [len(row) for row in fourth] == [2, 2]
    (roster,) = tables(kept("一览表.docx"))
    assert [len(row) for row in roster] == [10] * 8
    assert [squeezed(c) for row in roster for c in row] == raw_cells(source, "情况一览表\n", "\n\n\n联系人：")


def test_cover_and_instructions_are_printed_whole(source: str) -> None:
    printed = squeezed("".join(p.text for p in Document(io.BytesIO(kept("申报表.docx"))).paragraphs))
    cover = source[source.index("\n附件1\n") : source.index(" 一、基本情况（由")]
    assert squeezed(cover) in printed


def test_the_photo_cell_is_merged_over_the_first_three_rows() -> None:
    table = Document(io.BytesIO(kept("申报表.docx"))).tables[0]
    merges = [
        tr.tc_lst[-1].tcPr.find(qn("w:vMerge")) is not None and tr.tc_lst[-1].tcPr.find(qn("w:vMerge")).get(qn("w:val"))
        for tr in table._tbl.tr_lst[:4]
    ]
    assert merges == ["restart", None, None, False]
    assert Mm(39) <= table._tbl.tr_lst[0].tc_lst[-1].width <= Mm(40.2)


def test_pages_are_a4_upright_and_landscape() -> None:
    for name, sides in (("申报表.docx", (210, 297)), ("一览表.docx", (297, 210))):
        page = Document(io.BytesIO(kept(name))).sections[0]
        assert (round(page.page_width.mm), round(page.page_height.mm)) == sides


def test_labels_and_answers_name_their_chinese_fonts() -> None:
    styles = Document(io.BytesIO(kept("申报表.docx"))).styles.element
    fonts = {rf.get(qn("w:eastAsia")) for rf in styles.iter(qn("w:rFonts"))}
    assert {"方正小标宋简体", "黑体", "宋体", "仿宋_GB2312"} <= fonts


def test_the_script_draws_the_same_bytes_again(source: str) -> None:
    layout = Layout.model_validate(read_yaml(PLACE / "layout.yaml"))
    assert make(source, layout) == {name: kept(name) for name in ("申报表.docx", "一览表.docx")}


def test_nothing_is_printed_that_the_notice_does_not_say(source: str) -> None:
    everything = squeezed(source)
    for name in ("申报表.docx", "一览表.docx"):
        for paragraph in Document(io.BytesIO(kept(name))).element.body.iter(qn("w:p")):
            words = squeezed("".join(t.text or "" for t in paragraph.iter(qn("w:t"))))
            assert words in everything


def test_the_blanks_fit_their_label_maps(blank: Blank, roster_blank: Blank) -> None:
    assert not blank.faults
    assert not roster_blank.faults


def test_the_instructions_are_read_to_the_last(source: str) -> None:
    notes = printed_forms(source).instructions
    assert notes[0] == "填 表 说 明"
    assert notes[-1].startswith("2.“归口单位”栏")
