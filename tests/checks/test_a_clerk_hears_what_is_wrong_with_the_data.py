"""`tetie policies lint`: findings, materials and articles are data; a slip in them is named with file and line."""

from __future__ import annotations

import shutil

import pytest

from dialogs.catalogue import BadPolicy, load_catalogue, load_edition
from dialogs.checks import book_of, checklist
from dialogs.checks.articles import article_notes
from dialogs.checks.lint import lint_checks


@pytest.fixture
def folder(edition, tmp_path):
    return shutil.copytree(edition.folder, tmp_path / "2024")


def changed(folder, name, before, after):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return load_edition(folder)


def test_what_is_shipped_is_sound():
    for one in load_catalogue().editions.values():
        assert lint_checks(one) == []


@pytest.mark.parametrize(
    ("name", "before", "after", "code"),
    [
        ("findings.yaml", "应与身份证的出生年月日一致。", "应与身份证一致。", "quote"),
        ("findings.yaml", "{id_birth}", "{id_birth", "value"),
        ("findings.yaml", "severity: error", "severity: fatal", "value"),
        ("findings.yaml", "  education:", "  schooling:", "unknown_field"),
        ("findings.yaml", "lowest_level: 技师", "lowest_level: 大师", "value"),
        ("materials.yaml", "左侧装订成册，确保", "右侧装订成册，确保", "quote"),
        ("materials.yaml", "table: honours", "table: honors", "unknown_field"),
        ("materials.yaml", "id: patents", "id: awards", "duplicate_key"),
        ("materials.yaml", "optional: true", "optinal: true", "value"),
    ],
)
def test_one_slip_is_one_issue_with_its_line(folder, name, before, after, code):
    text = (folder / name).read_text(encoding="utf-8")
    line = text[: text.index(before)].count("\n") + 1
    issues = lint_checks(changed(folder, name, before, after))
    assert [(i.file, i.code) for i in issues] == [(name, code)]
    assert abs(issues[0].line - line) <= 3


def test_a_missing_file_is_named(folder):
    (folder / "materials.yaml").unlink()
    assert [(i.file, i.code) for i in lint_checks(load_edition(folder))] == [("materials.yaml", "missing_file")]


def test_a_quote_that_is_not_there_is_never_used(folder):
    with pytest.raises(BadPolicy):
        book_of(changed(folder, "findings.yaml", "应与身份证的出生年月日一致。", "应与身份证一致。"))
    with pytest.raises(BadPolicy):
        checklist(changed(folder, "materials.yaml", "左侧装订成册，确保", "右侧装订成册，确保"), {})


def test_an_article_that_is_not_there_is_never_shown(tmp_path):
    source = load_catalogue().get("chaoyang-leading-talent").folder
    folder = shutil.copytree(source, tmp_path / "2025-draft")
    with pytest.raises(BadPolicy):
        article_notes(changed(folder, "articles.yaml", "10萬元", "20萬元"))


def test_next_years_numbers_are_data(edition, folder, answers):
    from dialogs.checks import check_form
    from tests.checks.person import TODAY

    later = changed(folder, "findings.yaml", "since_year: 2019", "since_year: 2024")
    assert check_form(edition, answers, today=TODAY) == []
    assert {f.code for f in check_form(later, answers, today=TODAY)} == {"none_since", "deeds_no_recent"}
