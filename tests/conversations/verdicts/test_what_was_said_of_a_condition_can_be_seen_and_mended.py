"""Conditions told in the guided talks: shown in 我的资料, put right by words, asked again where unsure."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person


def talk(goal: str) -> Person:
    person = Person()
    person.agree()
    person.say(goal)
    return person


def fact(person: Person, name: str):
    assert person.session is not None
    answer = person.session.answers.get(f"facts.{name}")
    return None if answer is None else answer.value


def until(person: Person, name: str) -> Person:
    """Say 说不准 until `name` is asked."""
    for _ in range(20):
        if person.asked is not None and person.asked.endswith(f".{name}"):
            return person
        person.say("说不准")
    raise AssertionError(name)


@pytest.mark.parametrize(
    "words",
    ["证书种类改成国家职业资格证书", "证书是国家职业资格证书，不是职业技能等级证书", "把证书种类改成国家职业资格证书"],
)
def test_a_condition_is_put_right_by_words_and_shown(words: str) -> None:
    person = until(talk("资格预审"), "cert_kind")
    person.say("职业技能等级证书")
    assert fact(person, "cert_kind") == "职业技能等级证书"
    asked = person.asked
    person.say(words)
    assert fact(person, "cert_kind") == "国家职业资格"
    assert person.asked == asked
    person.say("我的资料")
    assert "证书种类：国家职业资格证书" in person.said


def test_changing_it_can_turn_the_verdict() -> None:
    person = until(talk("资格预审"), "cert_kind")
    person.say("职业技能等级证书")
    person.say("证书种类改成职称")
    assert fact(person, "cert_kind") == "专业技术职称"
    assert "职称" in person.said
    assert "通知·三" in person.said


def test_what_is_to_be_changed_is_asked_where_no_value_is_said() -> None:
    person = until(talk("资格预审"), "cert_kind")
    person.say("职业技能等级证书")
    person.say("改证书种类")
    assert person.asked == "precheck.cert_kind"
    person.say("国家职业资格证书")
    assert fact(person, "cert_kind") == "国家职业资格"


def test_a_second_talk_asks_again_what_was_unsure_and_tells_what_is_known() -> None:
    person = talk("资格预审")
    first = person.asked
    person.say("说不准")
    until(person, "cert_kind").say("职业技能等级证书")
    person.tell("先到这儿", "资格预审")
    assert "证书种类：职业技能等级证书" in person.said
    assert first is not None
    assert first.removeprefix("precheck.") not in person.session.cannot_say


@pytest.mark.parametrize("goal", ["资格预审", "朝阳支持"])
def test_a_refusal_of_two_and_one_that_was_had(goal: str) -> None:
    person = until(talk(goal), "past_allowance")
    person.say("没有享受过国务院特贴和市特贴，享受过朝阳区政府首席技师特殊津贴")
    assert fact(person, "past_allowance") == ["朝阳区政府首席技师特殊津贴"]


def test_the_same_words_at_another_question_say_the_same() -> None:
    person = until(talk("资格预审"), "cert_kind")
    person.say("没有享受过国务院特贴和市特贴")
    assert fact(person, "past_allowance") == []
    assert fact(person, "cert_kind") is None


def test_a_contest_is_no_allowance_and_no_district() -> None:
    person = until(talk("朝阳支持"), "past_allowance")
    person.say("没比过赛")
    assert fact(person, "past_allowance") is None
    assert fact(person, "contests") == []
    person = until(talk("朝阳支持"), "work_district")
    person.say("2022年朝阳区职业技能大赛锅炉工第一名")
    assert fact(person, "work_district") is None
    assert [c["rank"] for c in fact(person, "contests")] == [1]


def test_two_places_are_two_conditions() -> None:
    person = until(talk("资格预审"), "unit_registered_city")
    person.say("注册地朝阳区，工作地朝阳区")
    assert fact(person, "unit_registered_city") == "北京"
    assert fact(person, "workplace_city") == "北京"
    assert fact(person, "unit_registered_district") == "朝阳区"
    assert fact(person, "work_district") == "朝阳区"


def test_a_place_said_on_the_way_leaves_the_answer_its_own() -> None:
    person = until(talk("资格预审"), "unit_kind")
    person.say("在朝阳一家公司上班")
    assert fact(person, "unit_kind") == "企业"


def test_registration_told_in_the_form_reaches_the_channel() -> None:
    person = Person()
    person.agree()
    person.tell("单位性质：民营", "改归口单位", "我们公司在亦庄注册的")
    assert fact(person, "unit_registered_district") == "北京经济技术开发区"
    offered = {c.text for c in person.replies[-1].choices}
    assert "北京经济技术开发区社会事业局" in offered
    assert "朝阳区人力资源和社会保障局" not in offered
