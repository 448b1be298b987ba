from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dialogs.catalogue import POLICIES, load_catalogue
from dialogs.env import Library
from tests.conversations.person import Person

HERE = POLICIES / "beijing-technician-allowance" / "2024"


def changed(folder: Path, *, edition: str = "2024") -> Library:
    """The policies with a form that asks for one thing more and is stricter about another."""
    target = folder / "beijing-technician-allowance" / edition
    shutil.copytree(HERE, target)
    (target / "frozen.sha256").unlink(missing_ok=True)
    basics = target / "form" / "1-basics.yaml"
    text = basics.read_text("utf-8")
    text = text.replace("[name, sex,", "[name, second_phone, sex,", 1).replace(
        "- name\n", "- name\n      - second_phone\n", 1
    )
    field = (
        "  second_phone:\n    label: 备用电话\n    ask: 备用电话是多少？\n    parser: mobile\n"
        "    rule: {article: 附件1·一, quote: 本人手机号码}\n  sex:\n"
    )
    text = text.replace("  sex:\n", field, 1)
    assert "second_phone, sex" in text or "- second_phone" in text
    basics.write_text(text, "utf-8")
    if edition != "2024":
        meta = target / "policy.yaml"
        words = meta.read_text("utf-8").replace('edition: "2024"', f'edition: "{edition}"')
        words = words.replace("issued: 2024-01-26", f"issued: {edition}-01-26").replace(
            "〔2024〕15号", f"〔{edition}〕9号"
        )
        meta.write_text(words, "utf-8")
    return Library(load_catalogue([POLICIES, folder]))


@pytest.fixture
def started(filling: Person) -> Person:
    filling.tell("张建国", "男", "汉族")
    return filling


def test_the_new_question_is_asked_and_every_answer_stays(started: Person, tmp_path: Path) -> None:
    before = started.answers
    started.library = changed(tmp_path)
    started.say("在吗")
    assert "备用电话" in started.said
    assert started.asked == "second_phone"
    assert started.answers == before
    started.say("13800138000")
    assert started.answers == {**before, "second_phone": "13800138000"}
    assert started.asked == "birth_date"


def test_what_changed_is_said_once(started: Person, tmp_path: Path) -> None:
    started.library = changed(tmp_path)
    started.say("在吗")
    started.say("进度")
    assert "备用电话" not in started.said.replace("还差", "")


def test_a_newer_edition_is_offered_and_taken_over_with_a_yes(started: Person, tmp_path: Path) -> None:
    before = started.answers
    started.library = changed(tmp_path, edition="2026")
    started.say("在吗")
    assert started.asked == "confirm"
    assert "〔2026〕9号" in started.text
    started.choose("yes")
    assert started.session is not None
    assert started.session.editions["beijing-technician-allowance"] == "2026"
    assert started.answers == before
    assert started.asked == "second_phone"


def test_a_newer_edition_can_be_left_alone(started: Person, tmp_path: Path) -> None:
    started.library = changed(tmp_path, edition="2026")
    started.say("在吗")
    started.choose("no")
    assert started.session is not None
    assert started.session.editions["beijing-technician-allowance"] == "2024"
    assert started.asked == "birth_date"
    started.say("1985年3月6日")
    assert started.answers["birth_date"] == "1985-03-06"
    assert started.asked != "confirm"
