"""While consent is asked nothing is made, switched on or stored; what was told waits for the yes and goes with a no."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person

HISTORY = "2003年6月到2010年5月 北京第一机床厂 车工 班长 高级工"


@pytest.fixture
def asked(person: Person) -> Person:
    person.start()
    person.say("填申报表")
    assert person.asked == "consent"
    return person


@pytest.mark.parametrize("said", ["出申报表", "出预审报告", "出一览表", "出全部", "提醒我"])
def test_nothing_is_made_or_switched_on(asked: Person, said: str) -> None:
    asked.say(said)
    assert asked.papers == []
    assert asked.timers == {}
    assert asked.asked == "consent"
    assert asked.session is not None
    assert not asked.session.reminders


@pytest.mark.parametrize("said", ["出申报表", "出预审报告"])
def test_with_nothing_told_no_empty_paper_is_made(asked: Person, said: str) -> None:
    asked.tell("同意", said)
    assert asked.papers == []
    assert asked.asked == "name"
    asked.tell("张建国", said)
    assert asked.papers


@pytest.mark.parametrize("told", [HISTORY, "我叫张建国，男"])
def test_what_was_told_waits_for_the_yes(asked: Person, told: str) -> None:
    asked.say(told)
    assert asked.asked == "consent"
    assert asked.answers == {}
    asked.say("同意")
    if asked.asked == "confirm":
        asked.say("对")
    assert asked.answers
    assert ("work_history" in asked.answers) is (told == HISTORY)


def test_and_is_gone_with_a_no(asked: Person) -> None:
    asked.tell(HISTORY, "不同意")
    assert asked.session is not None
    assert "第一机床厂" not in asked.session.model_dump_json()


def test_a_greeting_right_after_the_greeting_is_short(person: Person) -> None:
    person.start()
    person.say("你好")
    assert "特贴助手" not in person.text
    assert person.asked == "menu"
