from __future__ import annotations

import pytest

from tests.conversations.person import Person


@pytest.mark.parametrize("word", ["继续", "下一步", "跳过", "不改", "沿用"])
def test_and_the_next_question_follows(filling: Person, word: str) -> None:
    filling.tell("张建国", "男", "上一步")
    assert filling.asked == "sex"
    filling.say(word)
    assert filling.answers == {"name": "张建国", "sex": "男"}
    assert filling.status("sex") == "answered"
    assert filling.asked == "ethnicity"


def test_what_was_never_answered_is_put_off_by_skipping(filling: Person) -> None:
    filling.tell("张建国", "跳过")
    assert filling.status("sex") == "later"


def test_a_level_of_long_ago_is_not_todays(filling: Person) -> None:
    filling.tell("张建国", "男", "2003年换到北京第二机床厂，焊工，班长，中级工")
    assert "skill_level" not in filling.answers
    assert "不满足" not in filling.text
