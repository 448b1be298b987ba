"""Which edition an answer rests on: in full with the first answer, one short line with every other; a draft each time."""

from __future__ import annotations

from dialogs.text import measure
from tests.conversations.person import Person


def status(person: Person) -> str:
    lines = [line for line in person.said.split("\n") if "征求意见稿" in line or "2024年" in line]
    return lines[-1]


def test_the_second_answer_has_a_short_line_and_the_draft_is_named_in_both():
    person = Person()
    person.agree()
    for questions in (("照片要什么底色", "要交几份纸质申报表"), ("朝阳的体检多久一次", "朝阳工作室给多少钱")):
        lines = []
        for question in questions:
            person.say(question)
            lines.append(status(person))
        assert measure(lines[1]) < measure(lines[0]) / 2 and measure(lines[1]) <= 15
        assert ("征求意见稿" in lines[1]) == ("朝阳" in questions[1])


def test_the_same_next_step_is_not_said_twice_running():
    person = Person()
    person.agree()
    person.say("照片要什么底色")
    first = person.said
    person.say("照片要什么底色")
    assert measure(person.said) < measure(first)
