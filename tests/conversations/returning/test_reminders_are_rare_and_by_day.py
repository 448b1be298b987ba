from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.conversations.person import BEIJING, Person


def test_nobody_is_reminded_who_did_not_ask(filling: Person) -> None:
    filling.say("张建国")
    assert "reminder" not in filling.timers


def test_three_reminders_at_most_and_each_names_what_comes_next(filling: Person) -> None:
    filling.tell("张建国", "提醒我")
    texts = []
    while "reminder" in filling.timers:
        filling.ring("reminder")
        texts.append(filling.text)
        assert 9 <= filling.now.hour < 21
    assert len(texts) == 3
    assert all("性别" in text for text in texts)


@pytest.mark.parametrize("hour", [0, 8, 20, 21, 23])
def test_none_comes_by_night(hour: int) -> None:
    person = Person(now=datetime(2024, 3, 5, hour, 30, tzinfo=BEIJING))
    person.agree()
    person.tell("张建国", "提醒我")
    assert 9 <= person.timers["reminder"].hour < 21


def test_one_word_stops_them(filling: Person) -> None:
    filling.tell("提醒我", "别提醒了")
    assert "reminder" not in filling.timers


def test_a_block_stops_everything_by_itself(filling: Person) -> None:
    filling.tell("张建国", "提醒我")
    filling.block()
    assert filling.timers == {}


def test_a_finished_form_needs_no_reminder(filling: Person) -> None:
    filling.say("提醒我")
    while filling.asked != "review":
        filling.say("以后补")
    filling.ring("reminder")
    assert filling.replies == []


def test_before_data_is_deleted_the_person_is_told_and_any_word_moves_the_day(filling: Person) -> None:
    filling.say("张建国")
    first = filling.timers["expiry"]
    assert timedelta(days=80) < first - filling.now < timedelta(days=90)
    filling.wait(days=30)
    filling.say("男")
    assert filling.timers["expiry"] - first >= timedelta(days=29)
    filling.ring("expiry")
    assert "删除" in filling.text
    assert filling.answers["name"] == "张建国"
