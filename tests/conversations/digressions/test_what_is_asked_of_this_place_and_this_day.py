"""Questions about our own keeping of data, and whether one can still apply today, are answered for here and now."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.conversations.person import BEIJING, Person

LATE = datetime(2026, 11, 21, 10, 0, tzinfo=BEIJING)


def begun(**how) -> Person:
    person = Person(**how)
    person.agree()
    return person


@pytest.mark.parametrize("question", ["那还能报吗现在", "啥时候截止", "还能报吗"])
def test_a_closed_window_is_said_with_its_day_and_article(question: str) -> None:
    person = begun(now=LATE)
    person.say(question)
    assert "已过" in person.said
    assert "2024年4月26日" in person.said
    assert "通知·六（二）" in person.said
    assert "内部截止日" not in person.said


def test_an_open_one_is_not_said_to_be_closed() -> None:
    person = begun()
    person.say("啥时候截止")
    assert "已过" not in person.said
    assert "2024年4月26日" in person.said


def test_is_it_safe_is_about_what_is_typed_here() -> None:
    person = begun()
    person.say("这要填身份证 安全吗 会不会泄露")
    assert "加密" in person.said
    assert "90天" in person.said
    assert "通知未载明" in person.said


def test_in_telegram_its_servers_are_named() -> None:
    local, abroad = begun(), begun(channel="telegram")
    for person in (local, abroad):
        person.say("我填的身份证号会不会泄露")
    assert "Telegram" in abroad.said
    assert "Telegram" not in local.said or "不经过 Telegram" in local.said


def test_a_name_never_told_is_not_remembered() -> None:
    person = Person()
    person.start()
    person.say("我妈叫什么名字你还记得吗")
    assert "不记得" in person.said


def test_what_is_told_before_a_question_goes_with_it() -> None:
    person = begun()
    person.say("我住朝阳 公司亦庄 能不能拿朝阳的")
    assert "办法·第三条" in person.said
    assert "征求意见稿" in person.said


@pytest.mark.parametrize(
    ("reply", "agrees"),
    [
        ("同意的同意的，你先告诉我朝阳那个能给多少钱呀", True),
        ("同意，照片要什么底色？", True),
        ("好的，不过存多久？", False),
        ("同意，不过先说说存多久？", False),
    ],
)
def test_an_outright_yes_counts_and_the_question_is_answered_too(reply: str, agrees: bool) -> None:
    person = Person()
    person.start()
    person.choose("menu.form")
    person.say(reply)
    assert (person.session.consent is not None) is agrees
    assert person.said
