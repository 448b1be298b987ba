from __future__ import annotations

from dialogs.answers import export
from tests.conversations.person import Person

ID = "11010519800512123X"


def with_data(person: Person) -> Person:
    person.tell("张建国", "男", "汉族")
    return person


def test_what_is_stored_is_shown_with_the_sensitive_masked(filling: Person) -> None:
    with_data(filling)
    filling.say("我的手机号是13800138000")
    filling.say("我的资料")
    assert "张建国" in filling.said
    assert "13800138000" not in filling.said
    assert "8000" in filling.said


def test_words_like_quit_delete_nothing(filling: Person) -> None:
    with_data(filling)
    before = filling.answers
    for word in ("退出", "不填了", "算了", "再见", "/cancel"):
        filling.say(word)
        assert filling.answers == before
        assert not filling.erased


def test_deleting_needs_the_typed_word_after_export_was_offered(filling: Person) -> None:
    with_data(filling)
    filling.say("删除我的资料")
    assert filling.asked == "confirm"
    assert "export" in {c.id for c in filling.replies[-1].choices}
    filling.say("好的")
    assert not filling.erased
    filling.say("删除")
    assert filling.erased
    assert filling.asked is None


def test_changing_ones_mind_keeps_everything(filling: Person) -> None:
    with_data(filling)
    before = filling.answers
    filling.say("删除我的资料")
    filling.say("不删了")
    assert filling.answers == before
    assert not filling.erased


def test_the_export_is_the_form_as_others_read_it(filling: Person) -> None:
    with_data(filling)
    assert filling.session is not None
    exported = export(filling.session.model_dump_json())
    assert exported["edition"] == "2024"
    assert exported["answers"] == {"name": "张建国", "sex": "男", "ethnicity": "汉族"}


def test_reminders_are_off_until_asked_for_and_stop_at_a_word(filling: Person) -> None:
    assert filling.session is not None
    assert filling.session.reminders is False
    filling.say("提醒我")
    assert filling.session.reminders is True
    filling.say("别提醒了")
    assert filling.session.reminders is False
