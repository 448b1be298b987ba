"""Two answers of the same kind of parser in one line are two answers."""

from __future__ import annotations

import pytest

from dialogs.understanding.reading import read_message
from tests.conversations.person import Person
from tests.parsing.asking import TODAY, form


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


@pytest.mark.parametrize(
    "said",
    [
        "姓名\t阿依努尔·吐尔逊\n民族\t维吾尔族\n性别\t女",
        "姓名\t阿依努尔·吐尔逊\t民族\t维吾尔族\t性别\t女",
        "| 姓名 | 阿依努尔·吐尔逊 |\n| 民族 | 维吾尔族 |\n| 性别 | 女 |",
        "姓名\t民族\t性别\n阿依努尔·吐尔逊\t维吾尔族\t女",
        "| 姓名 | 民族 | 性别 |\n|---|---|---|\n| 阿依努尔·吐尔逊 | 维吾尔族 | 女 |",
    ],
)
def test_in_the_cells_of_a_pasted_table(said: str) -> None:
    found = read_message(said, form(), context={}, today=TODAY).values
    assert found == {"name": "阿依努尔·吐尔逊", "ethnicity": "维吾尔族", "sex": "女"}


def test_a_heading_of_two_names_is_no_answer() -> None:
    found = read_message("姓名\t性别\n王建国\t男", form(), context={}, today=TODAY).values
    assert found == {"name": "王建国", "sex": "男"}
