from __future__ import annotations

from datetime import datetime

import pytest

from tests.conversations.person import BEIJING, Person


def test_three_lines_say_what_this_is_which_edition_and_that_it_is_no_official_service(person: Person) -> None:
    person.start()
    greeting = person.replies[0].text
    assert len(greeting.splitlines()) == 3
    assert "京人社能字〔2024〕15号" in greeting
    assert "2024" in greeting
    assert "不是官方" in greeting
    assert person.asked == "menu"


@pytest.mark.parametrize(
    ("day", "closed"),
    [(datetime(2024, 4, 26, 23, tzinfo=BEIJING), False), (datetime(2024, 4, 27, tzinfo=BEIJING), True)],
)
def test_after_the_26th_of_april_it_says_that_the_window_closed(day: datetime, closed: bool) -> None:
    person = Person(now=day)
    person.start()
    assert ("已于2024年4月26日截止" in person.text) is closed


def test_the_menu_has_its_eight_doors(person: Person) -> None:
    person.start()
    ids = [c.id for c in person.replies[-1].choices]
    assert ids == [
        f"menu.{x}" for x in ("precheck", "form", "consult", "chaoyang", "materials", "draft", "privacy", "help")
    ]


def test_a_greeting_as_the_first_message_is_greeted_once(person: Person) -> None:
    person.say("你好")
    assert person.text.count("特贴助手") == 1
    assert person.asked == "menu"


def test_the_menu_can_be_typed_past(person: Person) -> None:
    person.start()
    person.say("我想填申报表")
    assert person.asked == "consent"
