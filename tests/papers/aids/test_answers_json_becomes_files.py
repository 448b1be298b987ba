"""`tetie render`: six files and a photo out of one ANSWERS.json; a file that cannot be used is refused by name."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.commands.render import run
from tests.papers.aids.pictures import portrait
from tests.papers.aids.reading import whole

FILES = {"申报表.docx", "一览表.docx", "材料清单.docx", "预审报告.docx", "政策问答.docx", "朝阳核对.docx"}
NOW = datetime(2024, 3, 15, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def render(tmp_path, catalogue, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def call(document, *, only=(), pdf=False, as_json=True):
        path = tmp_path / "ANSWERS.json"
        if isinstance(document, bytes):
            path.write_bytes(document)
        else:
            path.write_text(json.dumps(document), encoding="utf-8")
        code = run(
            answers=path, out=Path("out"), only=list(only), pdf=pdf, as_json=as_json, now=NOW, catalogue=catalogue
        )
        spoken = capsys.readouterr()
        return code, [json.loads(line) for line in spoken.out.splitlines()] if as_json else spoken.out, spoken.err

    return call


def test_the_six_files_are_written_with_their_findings(render, document, tmp_path):
    code, lines, _ = render(document)
    assert code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES
    assert {Path(line["path"]).name for line in lines} == FILES
    for line in lines:
        assert {"name", "path", "findings"} <= set(line)
        for found in line["findings"]:
            assert {"field", "code", "message", "severity"} <= set(found)


def test_a_photo_named_relative_to_the_working_folder_is_used(render, document, tmp_path):
    (tmp_path / "me.jpg").write_bytes(portrait())
    document["answers"]["photo"] = "me.jpg"
    code, lines, _ = render(document)
    assert code == 0
    assert (tmp_path / "out" / "照片.jpg").read_bytes()[:3] == b"\xff\xd8\xff"
    assert all(found["field"] != "photo" for line in lines for found in line["findings"])


@pytest.mark.parametrize("name", ["gone.jpg", ".", "a\u0000b", "/"])
def test_a_photo_that_is_not_there_is_a_finding(render, document, name):
    document["answers"]["photo"] = name
    code, lines, _ = render(document, only=["application"])
    assert code == 0
    assert "photo_not_found" in {found["code"] for found in lines[0]["findings"]}


def test_only_what_was_asked_for_is_written(render, document, tmp_path):
    code, lines, _ = render(document, only=["review", "materials"])
    assert code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"材料清单.docx", "预审报告.docx"}
    assert {line["name"] for line in lines} == {"materials", "review"}


def test_an_empty_person_gets_empty_papers(render):
    code, lines, _ = render({})
    assert code == 0
    assert len(lines) == 6


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "ANSWERS.json"),
        (b"{", "ANSWERS.json"),
        (b"[1]", "ANSWERS.json"),
        (b"\xff\xfe{}", "ANSWERS.json"),
        (b'{"answers": 3}', "answers"),
        (b'{"edition": "1998"}', "1998"),
        (b"[" * 100_000, "ANSWERS.json"),
        (b'{"answers": {"name": ' + b"9" * 5000 + b"}}", "ANSWERS.json"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_name(render, tmp_path, content, named):
    code, lines, err = render(content)
    assert (code, lines) == (1, [])
    assert named in err
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()


def test_a_missing_file_is_refused(tmp_path, catalogue, capsys):
    code = run(
        answers=tmp_path / "none.json",
        out=tmp_path / "out",
        only=[],
        pdf=False,
        as_json=True,
        now=NOW,
        catalogue=catalogue,
    )
    assert code == 1
    assert "none.json" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_named(render, document, tmp_path):
    (tmp_path / "out").write_text("a file")
    code, _, err = render(document)
    assert code == 1
    assert "out" in err


def test_without_libreoffice_the_word_files_are_there_and_it_says_so(render, document, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    code, lines, err = render(document, only=["application"], pdf=True)
    assert code == 0
    assert "LibreOffice" in err
    assert [line["name"] for line in lines] == ["application"]


if shutil.which("soffice"):

    def test_with_libreoffice_each_word_file_has_its_pdf(render, document, tmp_path):
        code, lines, _ = render(document, only=["materials", "review"], pdf=True)
        assert code == 0
        assert {line["name"] for line in lines} == {"materials", "review", "pdf"}
        assert all((tmp_path / "out" / f"{n}.pdf").read_bytes()[:4] == b"%PDF" for n in ("材料清单", "预审报告"))


def test_what_goes_to_people_names_each_file_with_what_is_open(render, document):
    code, out, _ = render(document, as_json=False)
    assert code == 0
    assert all(name in out for name in FILES)


def test_an_unknown_part_of_the_file_is_named_and_does_no_harm(render, document):
    code, _, err = render({**document, "colour": "red"})
    assert code == 0
    assert "colour" in err


HOSTILE = [
    "A&B<c>\"'",
    "{{name}} {% for %}",
    "a\u0000b\u001fc\u007f",
    "\ud800\udfff",
    "好😀\U0001f468\u200d\U0001f469",
    "\u202e反\u200b",
    "长" * 6000,
    "x" * 6000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_leave_every_paper_whole(render, document, tmp_path, text):
    answers = document["answers"]
    for key in ("name", "unit", "unit_address", "deeds", "unit_opinion", "hukou", "occupation"):
        answers[key] = text
    for table in ("work_history", "awards", "honours"):
        answers[table][0] = dict.fromkeys(answers[table][0], text)
    code, lines, _ = render(document)
    assert code == 0
    for line in lines:
        assert whole(Path(line["path"]).read_bytes())


@pytest.mark.parametrize("value", [None, 3, 2.5, True, [], {}, ["x"], {"a": {"b": 1}}, [[[]]], -1, 10**30])
def test_values_of_any_type_are_findings_and_never_a_crash(render, document, value):
    keys = [*document["answers"], "evidence", "remark", "deeds_appendix", "photo", "foo"]
    code, lines, err = render({"edition": "2024", "answers": dict.fromkeys(keys, value), "facts": {}})
    assert code == 0
    assert len(lines) >= 6
    assert "Traceback" not in err


@pytest.mark.parametrize("value", [3, "x", ["x"], {"a": 1}, None, True])
def test_facts_of_any_type_hold_up_no_form(render, document, value):
    names = ("cert_level", "past_allowance", "contests", "honours", "birth", "foo", "seal_unit", "dispatched")
    document["facts"] = dict.fromkeys(names, value)
    code, lines, _ = render(document)
    assert code == 0
    assert {line["name"] for line in lines} >= {"application", "review"}
