from __future__ import annotations

import pytest

from tests.conversations.person import Person


def test_a_photo_is_taken_with_its_remarks(filling: Person) -> None:
    filling.photo(width=295, height=413, warnings=[{"code": "one_inch", "message": "可能是一寸照"}])
    assert filling.answers["photo"] == "photo1"
    assert "一寸" in filling.said


@pytest.mark.parametrize("problem", ["too_large", "truncated", "not_an_image", "macros", "unreadable", "zip_bomb"])
def test_what_cannot_be_used_is_said_and_loses_nothing(filling: Person, problem: str) -> None:
    filling.say("张建国")
    before = filling.answers
    filling.file(problem=problem)
    assert filling.failed
    assert filling.answers == before
    assert filling.asked == "sex"


def test_a_form_that_comes_back_is_shown_first_and_taken_after_a_yes(filling: Person) -> None:
    answers = {"name": "张建国", "sex": "男", "honours": [{"title": "首都劳动奖章", "year": 2021}]}
    filling.file(name="申报表.docx", report={"answers": answers, "findings": []})
    assert filling.asked == "confirm"
    assert filling.answers == {}
    filling.choose("yes")
    assert filling.answers["name"] == "张建国"
    assert filling.answers["honours"] == [{"title": "首都劳动奖章", "year": 2021}]
    filling.say("撤销")
    assert filling.answers == {}


def test_a_form_that_comes_back_and_is_refused_changes_nothing(filling: Person) -> None:
    filling.say("李四")
    filling.file(name="申报表.docx", report={"answers": {"name": "张建国"}, "findings": []})
    filling.choose("no")
    assert filling.answers == {"name": "李四"}


def test_before_consent_no_file_is_taken(person: Person) -> None:
    person.start()
    person.photo(width=413, height=579)
    assert person.asked == "consent"
    assert person.answers == {}
