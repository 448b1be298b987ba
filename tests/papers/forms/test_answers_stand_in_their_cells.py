"""Every answer stands beside its label; hand and seal stay empty; tables grow in place; 草稿 goes when complete."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from templates.application import fill_application
from templates.blank import Blank
from tests.papers.forms.people import jpeg, parts, person, squeezed, tables


def header_of(data: bytes) -> str:
    return Document(io.BytesIO(data)).sections[0].header.paragraphs[0].text


def test_single_answers_stand_right_of_their_labels(blank: Blank) -> None:
    first = tables(fill_application(blank, person()).data)[0]
    beside = {squeezed(label): answer for row in first[:9] for label, answer in zip(row[::2], row[1::2], strict=False)}
    p = person()
    assert beside["姓名"] == p["name"]
    assert beside["性别"] == "女"
    assert beside["民族"] == "满族"
    assert beside["出生日期"] == "1985年3月6日"
    assert beside["户籍所在地"] == p["hukou"]
    assert beside["文化程度"] == "技工学校"
    assert beside["政治面貌"] == "无党派民主人士"
    assert beside["工作单位"] == p["unit"]
    assert beside["参加工作时间"] == "2003年7月"
    assert beside["单位地址"] == p["unit_address"]
    assert beside["单位联系人"] == p["unit_contact"]
    assert beside["单位电话"] == p["unit_phone"]
    assert beside["单位性质"] == "非公经济企业（民营）"
    assert beside["职业（工种）名称"] == p["occupation"]
    assert beside["职业资格等级（职业技能等级）"] == "技师（二级）"
    assert beside["身份证号码"] == p["id_number"]
    assert beside["本人手机号码"] == p["mobile"]


def test_the_cover_says_who_and_through_whom(blank: Blank) -> None:
    document = Document(io.BytesIO(fill_application(blank, person()).data))
    lines = [squeezed(p.text) for p in document.paragraphs[:12]]
    p = person()
    for label, value in (
        ("姓名", p["name"]),
        ("工作单位", p["unit"]),
        ("职业（工种）", p["occupation"]),
        ("归口单位", p["recommending_body"]),
    ):
        assert label + value in lines


def test_rows_stand_under_their_headings(blank: Blank) -> None:
    first, second, *_ = tables(fill_application(blank, person()).data)
    assert first[11] == ["2003年7月至2010年12月", "北京试验电梯厂维修班", "电梯安装维修工", "维修工", "中级工"]
    assert first[12][0] == "2011年1月至今"
    assert second[2] == [
        "1", "曳引机减振改造", "职工技术创新成果", "技术革新", "二等奖", "第2", "2021", "SY-2021-7", "试丙、试丁",
    ]  # fmt: skip
    assert second[9] == ["1", "北京市技术能手", "试验机关", "2022", "JN-3"]
    assert second[18] == ["电梯安装维修工", "6", "电梯安装维修工", "3", "电梯安装维修工", "1", "0", "2"]
    assert second[3] == [""] * 9


def test_essays_stand_whole_with_their_paragraphs(blank: Blank) -> None:
    _, second, third, _ = tables(fill_application(blank, person()).data)
    assert second[24] == [person()["deeds"]]
    opinion = third[0][1].split("\n")
    assert opinion[0].startswith("（需填写申报人的主要业绩")
    assert "拟稿" in opinion[1]
    assert opinion[2:4] == ["业绩突出。", "同意推荐。"]
    assert squeezed("".join(opinion)).endswith("（盖章）单位负责人签字：年月日")


def test_what_is_for_hand_and_seal_stays_as_printed(blank: Blank) -> None:
    empty, full = tables(fill_application(blank, {}).data), tables(fill_application(blank, person()).data)
    assert full[1][26] == empty[1][26]
    assert full[2][1] == empty[2][1]
    assert full[3] == empty[3]


@pytest.mark.parametrize(("key", "held"), [("work_history", 6), ("awards", 5), ("honours", 6), ("trainees", 5)])
def test_more_rows_than_the_blank_holds_go_on_in_place(blank: Blank, key: str, held: int) -> None:
    row = person()[key][0]
    text = next(k for k, v in row.items() if isinstance(v, str) and k not in ("start", "end"))
    many = [{**row, text: f"第{n}个"} for n in range(held + 4)]
    grown = tables(fill_application(blank, person(**{key: many})).data)
    plain = tables(fill_application(blank, person()).data)
    flat = [cell for table in grown for row in table for cell in row]
    assert [flat.count(f"第{n}个") for n in range(held + 4)] == [1] * (held + 4)
    assert [len(t) for t in grown] == [len(t) + 4 * (n == (key != "work_history")) for n, t in enumerate(plain)]
    titles = [[row[0] for row in table if len(row) == 1 and row[0]] for table in (plain[1], grown[1])]
    assert titles[0] == titles[1]


def test_numbers_of_grown_rows_go_on(blank: Blank) -> None:
    second = tables(fill_application(blank, person(awards=person()["awards"] * 8)).data)[1]
    assert [row[0] for row in second[2:10]] == [str(n) for n in range(1, 9)]


def test_empty_rows_take_no_place(blank: Blank) -> None:
    honours = [{}, {"title": None}, *person()["honours"]]
    second = tables(fill_application(blank, person(honours=honours)).data)[1]
    assert second[9][1] == "北京市技术能手"


def test_the_draft_mark_goes_when_the_form_is_complete(blank: Blank) -> None:
    draft = fill_application(blank, person(), draft=True, edition_line="某版 · 某状态").data
    done = fill_application(blank, person(), draft=False, edition_line="某版 · 某状态").data
    assert "草稿" in header_of(draft)
    assert "某版 · 某状态" in header_of(draft)
    assert header_of(done) == "某版 · 某状态"
    assert tables(draft) == tables(done)


def test_only_the_cells_filled_later_differ(blank: Blank) -> None:
    before = fill_application(blank, person(mobile=None, hukou=None)).data
    after = fill_application(blank, person()).data
    changed = [
        (b, a)
        for old, new in zip(tables(before), tables(after), strict=True)
        for row, again in zip(old, new, strict=True)
        for b, a in zip(row, again, strict=True)
        if b != a
    ]
    assert changed == [("", person()["hukou"]), ("", person()["mobile"])]


def test_the_photo_lies_in_its_cell_and_nowhere_else(blank: Blank) -> None:
    picture = jpeg()
    data = fill_application(blank, person(), photo=picture).data
    document = Document(io.BytesIO(data))
    drawings = list(document.element.body.iter(qn("w:drawing")))
    cell = document.tables[0]._tbl.tr_lst[0].tc_lst[-1]
    assert [d for d in drawings if cell in list(d.iterancestors())] == drawings != []
    shape = document.inline_shapes[0]
    assert (round(shape.width.mm), round(shape.height.mm)) == (35, 49)
    assert parts(data)["word/media/photo.jpeg"] == picture
    assert squeezed(tables(data)[0][0][-1]).startswith("照片（二寸")


def test_a_narrow_photo_is_not_stretched(blank: Blank) -> None:
    shape = Document(io.BytesIO(fill_application(blank, person(), photo=jpeg(300, 600)).data)).inline_shapes[0]
    assert abs(shape.height / shape.width - 2) < 0.01


def test_a_broken_photo_is_said_and_the_rest_stands(blank: Blank) -> None:
    filled = fill_application(blank, person(), photo=jpeg()[:40])
    assert [f.field for f in filled.findings] == ["photo"]
    assert tables(filled.data) == tables(fill_application(blank, person()).data)


def test_chosen_appendix_carries_the_whole_essay(blank: Blank) -> None:
    essay = "\n".join(f"第{n}段，" + "成绩" * 300 for n in range(6))
    filled = fill_application(blank, person(deeds=essay, deeds_appendix=True)).data
    document = Document(io.BytesIO(filled))
    texts = [p.text for p in document.paragraphs]
    assert texts[-6:] == essay.split("\n")
    assert "附页" in tables(filled)[1][24][0]
    assert len(tables(filled)[1]) == len(tables(fill_application(blank, person()).data)[1])


def test_an_essay_over_the_limit_without_appendix_is_not_cut(blank: Blank) -> None:
    essay = "句" * 3000
    assert tables(fill_application(blank, person(deeds=essay)).data)[1][24] == [essay]
