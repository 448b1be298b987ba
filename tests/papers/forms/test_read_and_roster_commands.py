"""`tetie read` and `tetie roster` as a program meets them: JSON on standard output, people's words on the other."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.commands import read, roster
from dialogs.catalogue import Catalogue, load_catalogue
from templates.application import fill_application
from templates.blank import Blank
from tests.papers.forms.people import id_number, jpeg, person, tables

DAY = date(2024, 3, 15)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def form(tmp_path: Path, blank: Blank) -> Path:
    path = tmp_path / "表.docx"
    path.write_bytes(fill_application(blank, person(), photo=jpeg()).data)
    return path


def said(capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, Any], str]:
    """The one JSON object and what was said to people."""
    out, err = capsys.readouterr()
    return json.loads(out), err


def written(folder: Path, file: str, **changes: Any) -> Path:
    path = folder / file
    path.write_text(json.dumps({"edition": "2024", "answers": person(**changes)}), encoding="utf-8")
    return path


def test_a_form_is_read_into_the_answers_it_was_made_of(
    form: Path, catalogue: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read.run(form=form, as_json=True, catalogue=catalogue, today=DAY) == 0
    found, words = said(capsys)
    assert found["edition"] == "2024"
    assert found["answers"] == person()
    assert words == ""
    assert not [f for f in found["findings"] if f["field"] == "photo" and f["severity"] == "error"]


def test_words_of_ones_own_are_put_into_the_forms_words(
    tmp_path: Path, blank: Blank, catalogue: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(fill_application(blank, person(education="大专", ethnicity="汉", sex="男性")).data)
    read.run(form=path, as_json=True, catalogue=catalogue, today=DAY)
    answers = said(capsys)[0]["answers"]
    assert answers["education"] == "大学专科和专科学校"
    assert answers["ethnicity"] == "汉族"
    assert answers["sex"] == "男"


def test_what_breaks_a_rule_of_the_form_is_found(
    tmp_path: Path, blank: Blank, catalogue: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(fill_application(blank, person(id_number=id_number(12)[:-1] + "A", mobile=None)).data)
    read.run(form=path, as_json=True, catalogue=catalogue, today=DAY)
    found, _ = said(capsys)
    assert found["answers"]["id_number"] == id_number(12)[:-1] + "A"
    fields = [f["field"] for f in found["findings"] if f["severity"] == "error"]
    assert fields.count("id_number") == 1
    assert "mobile" in fields


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nothing", b"%PDF"])
def test_a_file_that_is_refused_ends_with_one_and_a_reason(
    tmp_path: Path, catalogue: Catalogue, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    assert read.run(form=path, as_json=True, catalogue=catalogue, today=DAY) == 1
    found, words = said(capsys)
    assert found["answers"] == {}
    assert found["findings"][0]["message"] in words


def test_a_file_that_is_not_there_is_named(
    tmp_path: Path, catalogue: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read.run(form=tmp_path / "没有.docx", as_json=True, catalogue=catalogue, today=DAY) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "没有.docx" in err


def test_a_person_without_json_sees_what_was_read(
    form: Path, catalogue: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read.run(form=form, as_json=False, catalogue=catalogue, today=DAY) == 0
    out = capsys.readouterr().out
    assert "1985年3月6日" in out
    assert person()["unit"] in out


def test_a_roster_ranks_people_in_the_order_of_the_files(
    tmp_path: Path, catalogue: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [written(tmp_path, f"{n}.json", name=f"试{'甲乙丙'[n]}", id_number=id_number(n)) for n in (2, 0, 1)]
    out = tmp_path / "新" / "一览表.docx"
    code = roster.run(answers=files, out=out, body="市工商联", contact="试丁", as_json=True, catalogue=catalogue)
    found, words = said(capsys)
    assert (code, words) == (0, "")
    assert [row[:2] for row in found["rows"]] == [["1", "试丙"], ["2", "试甲"], ["3", "试乙"]]
    assert tables(Path(found["path"]).read_bytes())[0][1:4] == found["rows"]
    assert found["findings"] == []


def test_a_person_sent_twice_is_reported_and_the_list_is_made(
    tmp_path: Path, catalogue: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [written(tmp_path, "a.json"), written(tmp_path, "b.json", recommending_body="首钢集团有限公司")]
    assert roster.run(answers=files, out=tmp_path / "r.docx", as_json=True, catalogue=catalogue) == 0
    codes = {f["code"] for f in said(capsys)[0]["findings"]}
    assert {"duplicate_person", "two_channels"} <= codes


def test_a_file_that_is_no_answers_stops_the_roster(
    tmp_path: Path, catalogue: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "b.json"
    broken.write_text("{", encoding="utf-8")
    files = [written(tmp_path, "a.json"), broken]
    assert roster.run(answers=files, out=tmp_path / "r.docx", as_json=True, catalogue=catalogue) == 1
    assert not (tmp_path / "r.docx").exists()
    assert "b.json" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_said(
    tmp_path: Path, catalogue: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    out = tmp_path / "file" / "r.docx"
    assert roster.run(answers=[written(tmp_path, "a.json")], out=out, catalogue=catalogue) == 1
    assert "r.docx" in capsys.readouterr().err
