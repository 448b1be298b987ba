from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from dialogs.catalogue import Catalogue, Edition, load_edition
from dialogs.consult import Consult
from dialogs.consult.faq import selection
from dialogs.consult.lint import lint_entries, lint_neighbours


def test_the_shipped_entries_have_no_findings(catalogue: Catalogue) -> None:
    for edition in catalogue.editions.values():
        assert lint_entries(edition) == []
    assert lint_neighbours() == []


@pytest.fixture
def copy(catalogue: Catalogue, tmp_path: Path) -> Edition:
    source = catalogue.get("beijing-technician-allowance").folder
    shutil.copytree(source, tmp_path / "p" / "2024")
    return load_edition(tmp_path / "p" / "2024")


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("quote: 2024年评选享受市特贴人员不超过100名。", "quote: 2024年评选享受市特贴人员不超过200名。", "quote"),
        ("answer: 2024年评选享受市特贴人员不超过100名。", "answer: 2024年评选不超过120名。", "figure"),
        ("answer: 要不要交个人所得税，通知未载明。", "answer: 要不要交个人所得税，不好说。", "silent"),
        ("answer: 要不要交个人所得税，通知未载明。", "answer: 通知未载明，一般是2万元。", "figure"),
        ("answer: 要不要交个人所得税，通知未载明。", "answer: 通知未载明，见第三条。", "article"),
        ("      津贴要交税吗", "      津贴多少钱", "twice"),
        ("      part_four", "      no_such_idea", "rule"),
    ],
)
def test_a_slip_in_an_entry_is_found_with_its_line(copy: Edition, before: str, after: str, code: str) -> None:
    file = next(f for f in (copy.folder / "faq").glob("*.yaml") if before in f.read_text(encoding="utf-8"))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(before, after), encoding="utf-8")
    found = [f for f in lint_entries(copy) if f[2] == code]
    assert found
    assert found[0][0] == file.name
    assert found[0][1] > 1


def test_an_answered_entry_without_a_source_is_found(copy: Edition) -> None:
    file = copy.folder / "faq" / "1-who.yaml"
    text = re.sub(
        r"(?m)^    sources:\n(      - article: .*\n        quote: .*\n)+", "", file.read_text("utf-8"), count=1
    )
    file.write_text(text, encoding="utf-8")
    assert "no_source" in {code for _, _, code, _ in lint_entries(copy)}


def test_every_answer_names_its_document_and_the_draft_says_it_is_one(consult: Consult) -> None:
    for entry in consult.entries:
        said = consult.entry(entry.id)
        if entry.edition is None:
            assert "不在本通知范围" in said.full
            continue
        assert all(s.document == entry.edition.meta.document for s in said.sources)
        assert said.sources
        if entry.draft:
            assert "征求意见稿" in said.full


def test_entries_named_elsewhere_exist(consult: Consult) -> None:
    chosen = selection()
    named = [*chosen.general, *chosen.always, *(e for rule in chosen.when for e in rule.entries)]
    named += [other for entry in consult.entries for other in entry.covers]
    assert [key for key in named if not consult.has(key)] == []
