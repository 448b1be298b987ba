from __future__ import annotations

from tests.conversations.person import Person


def test_consent_names_who_handles_the_data_and_how_it_can_be_withdrawn(person: Person) -> None:
    person.start()
    person.choose("menu.form")
    assert person.asked == "consent"
    for told in ("某单位", "010-12345678", "90天", "删除", "撤回", "导出"):
        assert told in person.said


def test_on_telegram_it_also_says_where_the_messages_go() -> None:
    there, here = Person(channel="telegram"), Person(channel="terminal")
    for person in (there, here):
        person.start()
        person.choose("menu.form")
    assert "境外服务器" in there.said
    assert "境外服务器" not in here.said


def test_an_answer_given_before_consent_waits_and_is_used_after_a_yes(person: Person) -> None:
    person.start()
    person.say("我叫张建国，男")
    assert person.asked == "consent"
    assert person.answers == {}
    person.choose("consent.yes")
    assert person.answers == {"name": "张建国", "sex": "男"}


def test_an_answer_given_before_consent_is_gone_after_a_no(person: Person) -> None:
    person.start()
    person.say("我叫张建国，男")
    person.choose("consent.no")
    assert person.session is not None
    assert "张建国" not in person.session.model_dump_json()
    assert person.asked == "menu"


def test_policy_questions_need_no_consent(person: Person) -> None:
    person.start()
    person.say("照片要什么底色")
    assert "蓝色背景" in person.said
    assert person.asked == "menu"


def test_a_question_about_consent_is_no_consent(person: Person) -> None:
    person.start()
    person.choose("menu.form")
    person.say("同意了还能撤回吗？")
    assert person.asked == "consent"
    assert person.session is not None
    assert person.session.consent is None


def test_withdrawing_stops_the_use_until_it_is_given_again(filling: Person) -> None:
    filling.say("张建国")
    filling.say("撤回同意")
    assert filling.asked == "confirm"
    filling.choose("yes")
    assert filling.session is not None
    assert filling.session.consent is None
    filling.say("我是男的")
    assert filling.asked == "consent"
    filling.choose("consent.yes")
    assert filling.answers["name"] == "张建国"
    assert filling.answers["sex"] == "男"
