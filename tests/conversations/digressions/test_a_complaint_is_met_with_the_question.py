"""你没回答我: the question is taken up, never read as the answer that is being asked for."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person


@pytest.fixture
def at_education(filling: Person) -> Person:
    filling.say("改文化程度")
    assert filling.asked == "education"
    return filling


def test_the_question_said_again_is_answered(at_education: Person) -> None:
    at_education.say("朝阳领军人才什么条件")
    at_education.say("我问的是户口不在北京影响不影响，你没回答我")
    assert "办法·第三条" in at_education.said
    assert not at_education.failed
    assert at_education.asked == "education"
    assert "education" not in at_education.answers


@pytest.mark.parametrize("complaint", ["你没回答我", "答非所问", "你还没回答我的问题呢", "我问的不是这个"])
def test_without_it_what_else_was_meant_is_offered(at_education: Person, complaint: str) -> None:
    at_education.say("户口不在北京能报吗")
    at_education.say(complaint)
    assert not at_education.failed
    assert "户口不在北京能报吗" in at_education.said
    assert len(at_education.replies[-1].choices) >= 2
    at_education.say("都不是")
    assert at_education.asked == "education"


def test_with_nothing_asked_before_the_question_is_asked_for(at_education: Person) -> None:
    at_education.say("你没回答我")
    assert at_education.said
    assert not at_education.failed
    assert at_education.asked == "education"
