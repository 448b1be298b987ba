"""The loader refuses, and lint says where: a changed quote, a slip in a key, an answer without a bin, a changed seal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dialogs.catalogue import load_catalogue, load_edition
from dialogs.eligibility import BadRules, load_rules
from dialogs.eligibility.editions import status_of
from dialogs.eligibility.frozen import FROZEN, freeze
from dialogs.eligibility.lint import lint_edition
from tests.editions.conftest import changed, fresh

Change = Callable[[dict[str, Any]], Any]


def first(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["conditions"]["all"][0]
    return found


def fact(data: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = data["facts"][key]
    return found


FLAWS: dict[str, tuple[Change, str]] = {
    "a quote one character off": (lambda d: first(d).update(quote=first(d)["quote"].replace("一线", "二线")), "quote"),
    "a quote in other words": (lambda d: d["benefits"][0].update(quote="发给津贴三万元"), "quote"),
    "a route's quote": (lambda d: d["routes"].update(quote="各区负责"), "quote"),
    "an unknown key": (lambda d: first(d).update(colour="red"), "unknown_key"),
    "a missing key": (lambda d: first(d).pop("article"), "missing_key"),
    "a fact without a question": (lambda d: fact(d, "post_frontline").pop("question"), "no_question"),
    "a value without a bin": (lambda d: first(d)["ask"].remove("机关"), "uncovered"),
    "a bin for what nobody says": (lambda d: first(d)["ask"].append("火星"), "unknown_word"),
    "a value in two bins": (lambda d: first(d)["met"].append("机关"), "duplicate"),
    "the same condition twice": (lambda d: d["conditions"]["all"].append(dict(first(d))), "duplicate"),
    "a table that leaves a case out": (lambda d: d["readings"]["unit"]["table"].pop(), "uncovered"),
    "a reading of what is not there": (lambda d: first(d).update(reads="moon"), "unknown_name"),
    "readings in a circle": (
        lambda d: d["readings"].update(
            working={"table": [{"when": {"working": ["在职"]}, "then": "在职"}, {"then": "返聘"}]}
        ),
        "cycle",
    ),
    "a choice no bin knows": (
        lambda d: fact(d, "unit_kind")["question"]["choices"].append({"id": "x", "text": "火星"}),
        "choice",
    ),
    "a question no parser reads": (lambda d: fact(d, "unit_kind")["question"].update(parser="moon"), "parser"),
    "words for a choice that is not offered": (
        lambda d: fact(d, "unit_kind")["question"]["options"]["hears"].update(moon="月亮"),
        "choice",
    ),
    "words that are no expression": (
        lambda d: fact(d, "unit_kind")["question"]["options"]["hears"].update(company="("),
        "pattern",
    ),
    "no reason to give": (lambda d: first(d)["reasons"].pop("met"), "reason"),
    "an article of another document": (lambda d: first(d).update(article="办法·一"), "article"),
    "another edition's rules": (lambda d: d.update(edition="2030"), "edition"),
    "an unknown channel": (lambda d: d["routes"]["rows"][0].update(choose=["moon"]), "unknown_body"),
    "a broken pattern": (lambda d: d["readings"]["parent"]["words"]["patterns"][0].update(find=["("]), "pattern"),
}


@pytest.mark.parametrize("name", FLAWS)
def test_refused_with_the_line(copy_of_2024: Path, name: str) -> None:
    change, code = FLAWS[name]
    changed(copy_of_2024, "rules.yaml", change)
    with pytest.raises(BadRules):
        load_rules(load_edition(copy_of_2024))
    issues = [i for i in lint_edition(copy_of_2024) if i.file == "rules.yaml"]
    assert code in [i.code for i in issues]
    assert all(i.line > 0 for i in issues)


def test_the_copy_itself_is_sound(copy_of_2024: Path) -> None:
    assert lint_edition(copy_of_2024) == []


def test_the_line_is_the_one_with_the_flaw(copy_of_2024: Path) -> None:
    path = copy_of_2024 / "rules.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines, 1) if "quote: 技术技能高超" in line)
    lines[at - 1] = lines[at - 1].replace("技术技能高超", "技术技能很高")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [(i.file, i.line, i.code) for i in lint_edition(copy_of_2024)] == [("rules.yaml", at, "quote")]


@pytest.mark.parametrize("file", ["rules.yaml", "policy.yaml"])
def test_a_key_twice_is_found_with_its_line(copy_of_2024: Path, file: str) -> None:
    path = copy_of_2024 / file
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text(
        "\n".join([*lines, next(line for line in lines if line.startswith("edition"))]) + "\n", encoding="utf-8"
    )
    assert [(i.file, i.line, i.code) for i in lint_edition(copy_of_2024)] == [(file, len(lines) + 1, "duplicate_key")]


def test_yaml_that_is_none_is_refused_not_raised(copy_of_2024: Path) -> None:
    (copy_of_2024 / "rules.yaml").write_text("facts: [a: *b", encoding="utf-8")
    assert [i.code for i in lint_edition(copy_of_2024)] == ["yaml"]
    with pytest.raises(BadRules):
        load_rules(load_edition(copy_of_2024))


def test_a_draft_with_an_effective_date(copy_of_2024: Path) -> None:
    changed(copy_of_2024, "policy.yaml", lambda d: d.update(status="draft", effective="2025-01-01"))
    found = [(i.file, i.code) for i in lint_edition(copy_of_2024)]
    assert ("policy.yaml", "draft_effective") in found
    with pytest.raises(BadRules):
        load_rules(load_edition(copy_of_2024))


def test_a_changed_source_is_found(copy_of_2024: Path) -> None:
    with (copy_of_2024 / "notice.txt").open("a", encoding="utf-8") as stream:
        stream.write("津贴三万元。")
    assert [i.code for i in lint_edition(copy_of_2024)] == ["source"]


def test_a_form_quote_one_character_off(copy_of_2024: Path) -> None:
    file = min((copy_of_2024 / "form").glob("*.yaml"))
    text = file.read_text(encoding="utf-8")
    assert "身份证所用的姓名" in text
    file.write_text(text.replace("身份证所用的姓名", "身份证上用的姓名"), encoding="utf-8")
    found = [(i.file, i.code) for i in lint_edition(copy_of_2024)]
    assert (f"form/{file.name}", "quote") in found


def test_a_sealed_edition_that_changed_is_found(copy_of_2024: Path) -> None:
    edition = load_edition(copy_of_2024)
    (copy_of_2024 / FROZEN).write_text(freeze(edition), encoding="utf-8")
    assert lint_edition(copy_of_2024) == []
    rules = copy_of_2024 / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8") + "# 只多一行注释\n", encoding="utf-8")
    assert [(i.file, i.code) for i in lint_edition(copy_of_2024)] == [("rules.yaml", "frozen")]


def test_a_seal_must_name_the_rules(copy_of_2024: Path) -> None:
    (copy_of_2024 / FROZEN).write_text("", encoding="utf-8")
    assert {i.code for i in lint_edition(copy_of_2024)} == {"frozen"}


def test_the_closed_2024_edition_is_sealed() -> None:
    edition = load_catalogue().get("beijing-technician-allowance", "2024")
    assert (edition.folder / FROZEN).is_file()
    assert [i for i in lint_edition(edition.folder) if i.code == "frozen"] == []


def test_a_draft_is_superseded_by_naming_it(empty_place: Path) -> None:
    draft = fresh(empty_place / "some-policy" / "draft")
    issued = fresh(empty_place / "some-policy" / "issued")
    changed(draft, "policy.yaml", lambda d: (d.update(policy="p", edition="draft", status="draft"), d.pop("window")))
    changed(
        issued, "policy.yaml", lambda d: d.update(policy="p", edition="issued", status="in_force", issued="2025-06-01")
    )
    catalogue = load_catalogue([empty_place])
    assert status_of(catalogue, catalogue.get("p", "draft")) == "draft"
    changed(issued, "policy.yaml", lambda d: d.update(supersedes="draft"))
    catalogue = load_catalogue([empty_place])
    assert status_of(catalogue, catalogue.get("p", "draft")) == "superseded"
    assert status_of(catalogue, catalogue.get("p")) == "in_force"
