"""No aid passes for an official paper: its header, its first lines and its edition say so on every page."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.catalogue import load_catalogue
from dialogs.checks import checklist
from templates.aids import (
    Article,
    Colophon,
    Entry,
    Ground,
    Leaf,
    Point,
    Reference,
    Report,
    Verdict,
    draw_chaoyang,
    draw_faq,
    draw_materials,
    draw_review,
)
from tests.checks.person import complete
from tests.fuzzing import rounds
from tests.papers.aids.reading import headers, opened, tables, whole

EDITION = load_catalogue().get("beijing-technician-allowance", "2024")
ROUGH = st.text(alphabet=st.characters(), max_size=40)


def all_four(said: str = "张试验", long: str = "", person: dict | None = None) -> dict[str, bytes]:
    colophon = Colophon(person=said, edition="2024年版（京人社能字〔2024〕15号）", status="已截止", day="2024年5月1日")
    ground = Ground(article="通知·三", quote="具有技师及以上国家职业资格或技能等级证书")
    verdict = Verdict(
        state="unknown",
        window="closed",
        submit_by="2024年4月26日",
        leaves=(Leaf(ground=ground, state="met", reason=said), Leaf(ground=ground, state="unknown", judged=True)),
        needed=(said,),
        bodies=("市工商联",),
    )
    point = Point(where=said, what=long or said, ground=ground)
    report = Report(verdict=verdict, missing=(point,), wrong=(), risk=(point,), last=())
    reference = Reference(document="某文", article="通知·五", quote="原文")
    entry = Entry(question=said, answer=long or said, references=(reference,))
    return {
        "材料清单": draw_materials(colophon, checklist(EDITION, person or {})),
        "预审报告": draw_review(colophon, report),
        "政策问答": draw_faq(colophon, [entry], personal=True),
        "朝阳核对": draw_chaoyang(colophon, verdict, [Article(title=said, ground=ground, note=long, state="met")]),
    }


@pytest.mark.parametrize("title", ["材料清单", "预审报告", "政策问答", "朝阳核对"])
def test_every_page_names_the_paper_an_aid_and_its_edition(title):
    data = all_four()[title]
    assert all(title in header and "不是官方文书" in header and "2024" in header for header in headers(data))
    assert "不是官方文书" in whole(data)
    assert not opened(data).sections[0].different_first_page_header_footer


def test_the_draft_is_called_a_draft_on_every_page():
    assert all("征求意见稿" in header for header in headers(all_four()["朝阳核对"]))


@rounds(25)
@given(ROUGH, ROUGH)
def test_rough_text_breaks_no_paper(said, long):
    for title, data in all_four(said, long).items():
        assert title in whole(data)


@pytest.mark.parametrize("said", ["A&B<公司>", "{{name}}", "a\x00b\ud800c", "好😀", "长" * 6000, "第一行\n第二行\t尾"])
def test_what_people_type_stands_as_they_typed_it(said):
    from dialogs.text import clean

    text = whole(all_four(said, said)["预审报告"]).replace("\n", "")
    assert clean(said).replace("\n", "").replace("\t", " ") in text


def test_a_list_names_number_basis_and_state_of_every_material():
    items, _steps = tables(all_four(person={"occupation": "焊工", "skill_level": "技师（二级）"})["材料清单"])
    rows = {row[1].split("\n")[0]: row for row in items[1:]}
    assert "纸质：1份" in rows["申报表"][2]
    assert "Word" in rows["申报表"][2]
    assert all("通知·六（一）" in row[3] or "填表说明" in row[3] for row in items[1:])
    assert all(row[4] for row in items[1:])
    assert rows["申报表"][4] == "待补"
    assert any("照片页、等级页、职业工种页" in row[2] for row in items[1:])


def test_secrecy_comes_before_the_materials_and_the_steps_after():
    listed = checklist(EDITION, {})
    quotes = [listed.before.quote, listed.items[0].quote, listed.binding.quote, *(step.quote for step in listed.steps)]
    text = whole(all_four()["材料清单"])
    places = [text.index(quote) for quote in quotes]
    assert places == sorted(places)
    assert [step.id for step in listed.steps] == [
        "hr_check", "signature", "unit_opinion", "body_review", "publicity", "submission",
    ]  # fmt: skip


def test_the_schema_of_word_holds(tmp_path):
    from openxml_audit import OpenXmlValidator

    validator = OpenXmlValidator()
    for title, data in all_four("A&B<", "好" * 3000).items():
        path = tmp_path / f"{title}.docx"
        path.write_bytes(data)
        result = validator.validate(str(path))
        assert result.is_valid, [str(error) for error in result.errors]


def test_a_row_of_a_table_may_break_over_the_page():
    for data in all_four().values():
        assert b"cantSplit" not in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")


if shutil.which("soffice") and shutil.which("pdftotext"):

    def test_a_printed_list_ends_with_its_last_step_however_many_rows_it_has(tmp_path):
        award, honour = complete()["awards"][0], complete()["honours"][0]
        for number in range(18):
            rows = [{**honour, "title": f"首都劳动奖章{'之一' * n}"} for n in range(number % 6)]
            person = {**complete(), "awards": [award] * (number // 6 + 1), "honours": rows}
            (tmp_path / f"{number}.docx").write_bytes(all_four(person=person)["材料清单"])
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
        papers = sorted(tmp_path.glob("*.docx"))
        subprocess.run([*command, *map(str, papers)], check=True, capture_output=True)
        for paper in papers:
            printed = subprocess.run(["pdftotext", paper.with_suffix(".pdf"), "-"], check=True, capture_output=True)
            pages = ["".join(page.split()) for page in printed.stdout.decode().split("\f")[:-1]]
            assert all(step.title[:4] in "".join(pages) for step in checklist(EDITION, {}).steps), paper.name
            assert "证明人" in pages[-1] and min(map(len, pages)) > 100, paper.name


if shutil.which("soffice"):

    def test_libreoffice_opens_them_and_loses_no_text(tmp_path):
        for title, data in all_four().items():
            (tmp_path / f"{title}.docx").write_bytes(data)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
        files = [str(tmp_path / f"{title}.docx") for title in all_four()]
        subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True)
        for title, data in all_four().items():
            read = "".join((tmp_path / f"{title}.txt").read_text(encoding="utf-8-sig").split())
            assert all("".join(line.split()) in read for line in whole(data).split("\n"))
else:

    def test_only_where_libreoffice_is_installed_are_papers_converted():
        assert shutil.which("soffice") is None
