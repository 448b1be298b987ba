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
