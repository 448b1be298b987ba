"""Every fixed button's words, typed where the button stands, do what the button does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conversations.person import Person

PLACES: dict[str, tuple[str, ...]] = {
    "menu": (),
    "consent": ("填申报表",),
    "field": ("填申报表", "同意"),
    "optional field": ("填申报表", "同意", "改备注"),
    "table": ("填申报表", "同意", "改荣誉称号"),
    "more": ("填申报表", "同意", "改荣誉称号", "2021年，首都劳动奖章，北京市总工会，证书编号A1"),
    "cell": ("填申报表", "同意", "改工作经历", "一格一格填"),
    "essay": ("填申报表", "同意", "改主要事迹"),
    "essay begun": ("填申报表", "同意", "改主要事迹", "2021年我改了工艺。"),
    "half row": ("填申报表", "同意", "改工作经历", "一格一格填", "2003年6月", "完成"),
    "review": ("填申报表", "同意", "复核"),
    "my data": ("填申报表", "同意", "张建国", "我的资料"),
    "erase": ("填申报表", "同意", "张建国", "删除我的资料"),
    "picking": ("填申报表", "同意", "改某一项"),
    "fact": ("资格预审", "同意"),
}


def at(messages: tuple[str, ...]) -> Person:
    person = Person()
    person.start()
    person.tell(*messages)
    return person


def outcome(person: Person) -> tuple[str | None, object, object, list[str], list[str]]:
    """Where it leads, what is stored, what was sent."""
    assert person.session is not None
    statuses = {path: answer.status for path, answer in person.session.answers.items()}
    return person.asked, person.answers, statuses, person.papers, [c.id for r in person.replies for c in r.choices]


def cases() -> list[tuple[str, str, str]]:
    return [
        (place, button.id, button.text)
        for place, messages in PLACES.items()
        for button in at(messages).replies[-1].choices
    ]


@pytest.mark.parametrize(("place", "choice", "words"), cases(), ids=lambda part: str(part)[:30])
@pytest.mark.parametrize("how", ["words", "id", "number"])
def test_typed_it_does_the_same(place: str, choice: str, words: str, how: str) -> None:
    tapped, typed = at(PLACES[place]), at(PLACES[place])
    reply = typed.replies[-1]
    number = [c.id for c in reply.choices].index(choice) + 1
    said: dict[str, Callable[[], str]] = {
        "words": lambda: words,
        "id": lambda: f"#{choice}",
        "number": lambda: str(number),
    }
    if how == "number" and not reply.numbered:
        return
    tapped.choose(choice)
    typed.say(said[how]())
    assert outcome(typed) == outcome(tapped)
