"""Two answers of the same kind of parser in one line are two answers."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("男的，汉族", {"sex": "男", "ethnicity": "汉族"}),
        ("男，满族，大专", {"sex": "男", "ethnicity": "满族", "education": "大学专科和专科学校"}),
    ],
)
def test_beside_the_one_that_is_asked(said: str, taken: dict[str, str]) -> None:
    person = Person()
    person.agree()
    person.tell("张建国", said)
    assert person.answers == {"name": "张建国", **taken}


def test_apprentices_are_no_address() -> None:
    person = Person()
    person.agree()
    person.tell("改单位地址", "带过5个高级工，2个技师")
    assert "unit_address" not in person.answers
    assert person.failed
    person.tell("改单位地址", "丰台区看丹路")
    assert person.answers["unit_address"] == "北京市丰台区看丹路"
