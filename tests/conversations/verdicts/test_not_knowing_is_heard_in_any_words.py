"""说不准 at an eligibility question: one word in prompt, hint and button, heard in anybody's words with whatever follows."""

from __future__ import annotations

import re

import pytest

from dialogs.facts import all_questions
from dialogs.talk.menus import menu
from dialogs.understanding.expressions import expression
from tests.conversations.person import Person, library


def at_recommended() -> Person:
    person = Person()
    person.start()
    person.choose("menu.chaoyang")
    person.choose("consent.yes")
    person.say("朝阳区")
    assert person.asked == "chaoyang.recommended"
    return person


def unsaid(person: Person, fact: str) -> bool:
    return fact in person.session.cannot_say and f"facts.{fact}" not in person.session.answers


@pytest.mark.parametrize(
    "said",
    [
        "说不准",
        "还不知道老板还没说",
        "不清楚啊这事",
        "老板还没说，不知道",
        "不清楚单位同不同意",
        "说不准，应该同意吧",
        "我也不知道 得问问领导",
        "还没跟单位谈",
    ],
)
def test_whatever_follows_it_is_not_taken_for_a_yes_or_no(said):
    person = at_recommended()
    person.say(said)
    assert not person.failed and unsaid(person, "recommended")


@pytest.mark.parametrize(("said", "value"), [("同意", True), ("不知道流程，不过领导答应了", True), ("不给推", False)])
def test_an_answer_beside_it_is_an_answer(said, value):
    person = at_recommended()
    person.say(said)
    assert person.session.answers["facts.recommended"].value is value


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("说不清啊这个", False),
        ("记不清了", False),
        ("区里的记不清了，国务院政府特殊津贴享受过", True),
    ],
)
def test_where_any_words_are_an_answer_the_doubt_alone_is_none(said, known):
    person = at_recommended()
    person.tell("同意", said)
    assert ("facts.past_allowance" in person.session.answers) is known
    assert unsaid(person, "past_allowance") is not known


def test_prompt_hint_and_button_have_one_word_for_it():
    word = next(o.text for o in menu("fact_tail") if o.id == "unsure")
    person = at_recommended()
    texts = [spec.ask + spec.help for spec in all_questions(person.session.editions, library()).values()]
    texts.append(person.text)
    person.say("我都说了我店在朝阳啊")
    assert person.failed
    texts.append(person.text)
    for quoted in re.findall("“([^”]+)”", "".join(texts)):
        assert quoted == word or not expression("doubt.lead").match(quoted), quoted


@pytest.mark.parametrize("place", ["密云区，北京市", "北京市密云区"])
def test_a_place_is_no_answer_to_a_question_about_anything_else(place):
    person = at_recommended()
    person.tell("同意", place)
    assert person.failed and person.asked == "chaoyang.past_allowance"
    assert "facts.past_allowance" not in person.session.answers
