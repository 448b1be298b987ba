"""Valid by schema, reopened by python-docx, converted without loss: seven pages for a normal form."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator

from templates.application import fill_application
from templates.blank import Blank
from templates.roster import fill_roster
from tests.papers.forms.people import jpeg, person

FORMS: dict[str, dict[str, Any]] = {
    "empty": {},
    "normal": person(),
    "hostile": person(
        name="A&B<{{x}}>\x00👷" * 9, deeds="W" * 5000 + "\n\t\n" * 9, awards=person()["awards"] * 30, hukou="长" * 900
    ),
    "appendix": person(deeds="成绩\n" * 300, deeds_appendix=True),
}
OFFICE, PAGES, TEXT = shutil.which("soffice"), shutil.which("pdfinfo"), shutil.which("pdftotext")


@pytest.mark.parametrize("answers", FORMS.values(), ids=FORMS.keys())
def test_the_schema_holds(blank: Blank, tmp_path: Path, answers: dict[str, Any]) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(fill_application(blank, answers, photo=jpeg(), edition_line="某版").data)
    result = OpenXmlValidator().validate(path)
    assert result.is_valid, [str(e) for e in result.errors]


def test_the_schema_holds_for_the_roster(roster_blank: Blank, tmp_path: Path) -> None:
    path = tmp_path / "roster.docx"
    path.write_bytes(fill_roster(roster_blank, [person(remark="A&B\x00")] * 12, body="某处", contact="试")[0])
    result = OpenXmlValidator().validate(path)
    assert result.is_valid, [str(e) for e in result.errors]


@pytest.mark.parametrize("answers", FORMS.values(), ids=FORMS.keys())
def test_python_docx_saves_it_again(blank: Blank, answers: dict[str, Any]) -> None:
    document = Document(io.BytesIO(fill_application(blank, answers, photo=jpeg()).data))
    document.save(io.BytesIO())
    assert len(document.tables) == 4


if OFFICE and PAGES and TEXT:

    def printed(data: bytes, folder: Path) -> tuple[int, str]:
        """Page count and words of the PDF that LibreOffice makes."""
        (folder / "a.docx").write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            OFFICE,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(folder / "a.docx"),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        info = subprocess.run([PAGES, str(folder / "a.pdf")], check=True, capture_output=True, text=True).stdout
        words = subprocess.run([TEXT, str(folder / "a.pdf"), "-"], check=True, capture_output=True, text=True).stdout
        return int(info.partition("Pages:")[2].split()[0]), "".join(words.split())

    def test_a_normal_form_prints_on_seven_pages(blank: Blank, tmp_path: Path) -> None:
        deeds = "\n".join(["改进工艺四十六项，一次合格率提高到99.6%，年节约成本320万元。" * 6] * 4)
        assert 800 < len(deeds) <= 1000
        full = person(
            deeds=deeds,
            work_history=person()["work_history"] * 3,
            awards=person()["awards"] * 5,
            honours=person()["honours"] * 6,
            trainees=person()["trainees"] * 5,
        )
        pages, words = printed(fill_application(blank, full, photo=jpeg(), edition_line="某版").data, tmp_path)
        assert pages == 7
        assert "".join(deeds.split()) in words.replace("\x0c", "")

    def test_an_empty_blank_prints_on_seven_pages(blank: Blank, tmp_path: Path) -> None:
        assert printed(fill_application(blank, {}).data, tmp_path)[0] == 7

    @pytest.mark.parametrize("paper", ["application", "roster"])
    def test_no_date_is_broken_over_two_lines(blank: Blank, roster_blank: Blank, tmp_path: Path, paper: str) -> None:
        history = [{**person()["work_history"][0], "start": "2011-11", "end": "至今"}]
        one = person(birth_date="1985-11-23", work_start="2003-12", work_history=history)
        form = fill_application(blank, one).data
        printed(form if paper == "application" else fill_roster(roster_blank, [one])[0], tmp_path)
        pdf = str(tmp_path / "a.pdf")
        lines = subprocess.run([TEXT, "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout.split(
            "\n"
        )
        wanted = ["1985年11月23日"] + (["2003年12月", "2011年11月至今"] if paper == "application" else [])
        for words in wanted:
            assert any(words in line.replace(" ", "") for line in lines), words

    def test_the_roster_prints_on_one_page(roster_blank: Blank, tmp_path: Path) -> None:
        people = [person(name=f"试{n}") for n in range(7)]
        assert printed(fill_roster(roster_blank, people, contact="试乙")[0], tmp_path)[0] == 1
