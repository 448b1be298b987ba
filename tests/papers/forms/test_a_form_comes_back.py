"""A filled form read back gives what was filled in: ours, typed by hand, or saved by another program."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from lxml import etree

from templates.application import fill_application
from templates.blank import BUILT_IN, Blank, blank_for
from templates.reading import read_application, read_form
from tests.fuzzing import rounds
from tests.papers.forms.people import EDITION, POLICY, id_number, jpeg, parts, person, repacked, with_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LIST = "国有企业（中央、市属、区属）、事业单位、非公经济企业（外资、民营、个体）、其他"
OFFICE = shutil.which("soffice")


def blank_bytes() -> bytes:
    return (BUILT_IN / POLICY / EDITION / "申报表.docx").read_bytes()


def typed(cells: dict[str, str]) -> bytes:
    """The blank with words typed into the cells right of labels, each character group a run of its own."""

    def change(xml: str) -> str:
        root = etree.fromstring(xml.encode())
        for tr in root.iter(f"{W}tr"):
            tcs = tr.findall(f"{W}tc")
            for label, answer in pairwise(tcs):
                said = re.sub(r"\s+", "", "".join(label.itertext()))
                if said in cells:
                    paragraph = answer.find(f"{W}p")
                    for run in paragraph.findall(f"{W}r"):
                        paragraph.remove(run)
                    for piece in re.findall(r"..?", cells[said]):
                        text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
                        text.text = piece
        return etree.tostring(root, encoding="unicode")

    return with_document(blank_bytes(), change)


def test_what_was_filled_in_comes_back(blank: Blank) -> None:
    read = read_form(fill_application(blank, person(), photo=jpeg()).data)
    assert read.answers == person()
    assert read.findings == []
    assert read.photo == jpeg()
    assert read.edition == EDITION


def test_grown_tables_come_back_whole(blank: Blank) -> None:
    long = person(
        awards=person()["awards"] * 9, honours=person()["honours"] * 11, work_history=person()["work_history"] * 6
    )
    assert read_application(fill_application(blank, long).data)[0] == long


def test_an_essay_on_an_appendix_comes_back(blank: Blank) -> None:
    essay = "\n".join(["一段成绩" * 200] * 4)
    answers, _ = read_application(fill_application(blank, person(deeds=essay), appendix=True).data)
    assert answers["deeds"] == essay
    assert answers["deeds_appendix"] is True


def test_an_empty_blank_says_nothing() -> None:
    read = read_form(blank_bytes())
    assert (read.answers, read.findings, read.photo) == ({}, [], None)


def test_values_that_look_like_labels_stay_values(blank: Blank) -> None:
    odd = person(name="性别", hukou="工作单位", unit="主要工作经历", occupation="姓名")
    assert read_application(fill_application(blank, odd).data)[0] == odd


@pytest.mark.parametrize(
    ("label", "typed_in", "key", "value"),
    [
        ("姓名", "张 建　国 ", "name", "张建国"),
        ("出生日期", "1985.3.6", "birth_date", "1985-03-06"),
        ("出生日期", "１９８５ 年 03 月 06 日", "birth_date", "1985-03-06"),
        ("出生日期", "1985-03-06", "birth_date", "1985-03-06"),
        ("参加工作时间", "2003.07", "work_start", "2003-07"),
        ("参加工作时间", "2003/7", "work_start", "2003-07"),
        ("参加工作时间", "2003 年 7 月", "work_start", "2003-07"),
        ("身份证号码", "110199 19850306 013x", "id_number", "11019919850306013X"),
        ("本人手机号码", "139 0000 0000", "mobile", "13900000000"),
        ("单位性质", LIST.replace("市属", "√市属"), "unit_nature", "国有企业（市属）"),
        ("单位性质", LIST.replace("事业", "☑事业"), "unit_nature", "事业单位"),
        ("单位性质", LIST.replace("民营", "民营√"), "unit_nature", "非公经济企业（民营）"),
        ("单位性质", "其他", "unit_nature", "其他"),
    ],
)  # fmt: skip
def test_what_a_hand_types_is_read(label: str, typed_in: str, key: str, value: str) -> None:
    answers, findings = read_application(typed({label: typed_in}))
    assert answers == {key: value}
    assert findings == []


def test_a_date_nobody_can_read_is_kept_and_said() -> None:
    answers, findings = read_application(typed({"出生日期": "八五年三月"}))
    assert answers == {"birth_date": "八五年三月"}
    assert [(f.field, f.code) for f in findings] == [("birth_date", "unreadable_value")]


def test_two_ticks_are_asked_about() -> None:
    ticked = "√国有企业（中央、市属、区属）、√事业单位、非公经济企业（外资、民营、个体）、其他"
    assert [f.code for f in read_application(typed({"单位性质": ticked}))[1]] == ["several_natures"]


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2003.07-2010.12", "2003-07", "2010-12"),
        ("2003.7—2010.12", "2003-07", "2010-12"),
        ("2003年7月-2010年12月", "2003-07", "2010-12"),
        ("2003年7月至2010年12月", "2003-07", "2010-12"),
        ("2003-07至2010-12", "2003-07", "2010-12"),
        ("2003-07-2010-12", "2003-07", "2010-12"),
        ("2003/07~2010/12", "2003-07", "2010-12"),
        ("2003.07～今", "2003-07", "至今"),
        ("2003.07-至今", "2003-07", "至今"),
        ("2003年7月至今", "2003-07", "至今"),
        ("200307-201012", "2003-07", "2010-12"),
    ],
)
def test_periods_are_read_however_they_are_written(blank: Blank, period: str, start: str, end: str) -> None:
    data = fill_application(blank, person()).data
    answers, findings = read_application(with_document(data, lambda xml: xml.replace("2003年7月至2010年12月", period)))
    assert answers["work_history"][0] | {"start": start, "end": end} == answers["work_history"][0]
    assert findings == []


def test_rows_added_by_hand_are_read() -> None:
    def change(xml: str) -> str:
        row = "<w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>某称号</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc>"
        row += "<w:tc><w:p><w:r><w:t>2020年</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
        root = etree.fromstring(xml.encode())
        after = next(tr for tr in root.iter(f"{W}tr") if "获得荣誉称号情况" in "".join(tr.itertext())).getnext()
        made = etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{row}</x>')[0]
        spans = [tc.find(f"{W}tcPr") for tc in after.getnext().findall(f"{W}tc")]
        for tc, properties in zip(made, spans, strict=True):
            tc.insert(0, etree.fromstring(etree.tostring(properties)))
        after.addnext(made)
        return etree.tostring(root, encoding="unicode")

    answers, _ = read_application(with_document(blank_bytes(), change))
    assert answers == {"honours": [{"title": "某称号", "year": 2020}]}


def test_words_in_content_controls_and_tracked_insertions_are_read_deleted_ones_not(blank: Blank) -> None:
    def change(xml: str) -> str:
        run = re.search(r"<w:r>(?:(?!<w:r>).)*?试甲·测</w:t></w:r>(?=</w:p></w:tc>)", xml)
        assert run
        wrapped = f'<w:ins w:id="1" w:author="x"><w:sdt><w:sdtContent>{run.group()}</w:sdtContent></w:sdt></w:ins>'
        gone = '<w:del w:id="2" w:author="x"><w:r><w:delText>旧名</w:delText></w:r></w:del>'
        return xml[: run.start()] + wrapped + gone + xml[run.end() :]

    assert read_application(with_document(fill_application(blank, person()).data, change))[0] == person()


def test_a_cover_that_says_otherwise_is_reported(blank: Blank) -> None:
    data = with_document(fill_application(blank, person()).data, lambda xml: xml.replace("电梯安装维修工", "钳工", 1))
    answers, findings = read_application(data)
    assert answers["occupation"] == "电梯安装维修工"
    assert [(f.field, f.code) for f in findings] == [("occupation", "cover_differs")]


def test_a_photo_pasted_beside_its_cell_is_taken_and_said(blank: Blank) -> None:
    def move(xml: str) -> str:
        root = etree.fromstring(xml.encode())
        drawing = next(root.iter(f"{W}drawing")).getparent()
        next(root.iter(f"{W}p")).append(drawing)
        return etree.tostring(root, encoding="unicode")

    read = read_form(with_document(fill_application(blank, person(), photo=jpeg()).data, move))
    assert read.photo == jpeg()
    assert [f.code for f in read.findings] == ["photo_elsewhere"]


def test_a_label_that_was_deleted_is_named(blank: Blank) -> None:
    data = with_document(fill_application(blank, person()).data, lambda xml: xml.replace(">民族<", "><"))
    answers, findings = read_application(data)
    assert "ethnicity" not in answers
    assert [f.code for f in findings] == ["label_missing"]


def test_a_form_of_an_unknown_year_is_read_and_said(blank: Blank) -> None:
    data = with_document(fill_application(blank, person()).data, lambda xml: xml.replace("2024年享受", "2031年享受"))
    read = read_form(data)
    assert read.answers == person()
    assert [f.code for f in read.findings] == ["edition_unknown"]


def test_strict_open_xml_is_read(blank: Blank) -> None:
    strict = {
        name: data.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, data in parts(fill_application(blank, person()).data).items()
    }
    assert read_application(repacked(strict))[0] == person()


names = st.text("测试甲乙丙丁王李张·", min_size=1, max_size=6)
texts = st.text("测试设备改造项目一二三ABC019-（）《》&<>{}", min_size=1, max_size=40).filter(
    lambda x: len(x.split()) == 1
)
months = st.dates(min_value=datetime.date(1960, 1, 1)).map(lambda d: d.strftime("%Y-%m"))


@rounds(25, suppress_health_check=[HealthCheck.too_slow])
@given(
    changes=st.fixed_dictionaries(
        {
            "name": names,
            "unit": texts,
            "work_start": months,
            "id_number": st.integers(0, 999).map(id_number),
            "honours": st.lists(
                st.fixed_dictionaries({"title": texts, "authority": texts, "year": st.integers(1950, 2030)}),
                min_size=1,
                max_size=12,
            ),
            "work_history": st.lists(
                st.fixed_dictionaries({"start": months, "end": months | st.just("至今"), "unit": texts}),
                min_size=1,
                max_size=9,
            ),
        }
    )
)
def test_property_filling_and_reading_are_each_others_reverse(changes: dict[str, Any]) -> None:
    blank = blank_for(Path("nowhere"), POLICY, EDITION)
    answers = person(**changes)
    assert read_application(fill_application(blank, answers).data)[0] == answers


if OFFICE:

    def test_a_form_saved_by_libreoffice_comes_back(blank: Blank, tmp_path: Path) -> None:
        long = person(awards=person()["awards"] * 7)
        (tmp_path / "a.docx").write_bytes(fill_application(blank, long, photo=jpeg(), edition_line="某版").data)
        for target, source, folder in (("odt", "a.docx", tmp_path), ("docx", "a.odt", tmp_path / "out")):
            command = [OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", target]
            command += ["--outdir", str(folder), str(tmp_path / source)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
        read = read_form((tmp_path / "out" / "a.docx").read_bytes())
        assert read.answers == long
        assert read.photo is not None
