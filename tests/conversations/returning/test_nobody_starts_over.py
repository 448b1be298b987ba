from __future__ import annotations

from tests.conversations.person import Person


def test_ten_days_later_a_word_brings_a_recap_and_the_next_open_thing(filling: Person) -> None:
    filling.tell("张建国", "男", "汉族", "以后补")
    filling.wait(days=10)
    filling.say("在吗")
    assert "3/" in filling.said
    assert "出生" in filling.said
    assert filling.asked == "hukou"


def test_an_answer_sent_after_ten_days_is_taken(filling: Person) -> None:
    filling.tell("张建国", "男", "汉族")
    filling.wait(days=10)
    filling.say("1985年3月6日")
    assert filling.answers["birth_date"] == "1985-03-06"


def test_stopping_and_going_on_loses_nothing(filling: Person) -> None:
    filling.tell("张建国", "先到这儿")
    assert filling.asked == "menu"
    filling.say("继续填表")
    assert filling.asked == "sex"
    assert filling.answers == {"name": "张建国"}


def test_what_was_put_off_is_asked_again_at_the_end(filling: Person) -> None:
    for _ in range(60):
        if filling.asked == "review":
            break
        filling.say("以后补")
    assert filling.asked == "review"
    filling.choose("resume")
    assert filling.asked == "name"


def test_a_recap_names_what_is_empty_and_never_a_nothing() -> None:
    person = Person()
    person.agree()
    person.tell("我叫李试样", "改照片", "以后补")
    person.wait(hours=30)
    person.say("继续")
    assert "照片" in person.said
    other = Person()
    other.agree()
    other.say("我叫李试样")
    other.wait(hours=30)
    other.say("你好")
    assert "：无" not in other.said and "照片" not in other.said
    assert len([r for r in other.replies if "1/" in r.text]) == 1
