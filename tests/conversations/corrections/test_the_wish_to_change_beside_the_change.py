"""改成技师不是高级技师: what is denied tells where; 改一下 beside a change that is made opens nothing."""

from __future__ import annotations

import pytest

from tests.conversations.by_others.test_talks_end_as_a_clerk_would_have_it import in_the_middle

HAVE = {"occupation": "轧钢工", "skill_level": "高级技师（一级）"}


@pytest.mark.parametrize("asked", ["name", "sex", "unit"])
@pytest.mark.parametrize(
    ("said", "path", "value"),
    [
        ("改成技师不是高级技师", "skill_level", "技师（二级）"),
        ("改成技师，不是高级技师", "skill_level", "技师（二级）"),
        ("等级改成技师，不是高级技师", "skill_level", "技师（二级）"),
        ("改成焊工不是轧钢工", "occupation", "焊工"),
        ("职业不是“轧钢工”，就是焊工呀，改一下", "occupation", "焊工"),
        ("不是轧钢工是焊工，写错了改一下", "occupation", "焊工"),
    ],
)
def test_the_change_is_made_and_nothing_else_is_opened(asked: str, said: str, path: str, value: str) -> None:
    person = in_the_middle(asked, HAVE)
    where = person.asked
    person.say(said)
    assert person.answers == {**HAVE, path: value}
    assert person.asked == where


def test_what_is_denied_is_never_the_new_value() -> None:
    person = in_the_middle("name", HAVE)
    person.tell("改成焊工不是轧钢工", "改成轧钢工不是焊工")
    assert person.answers == HAVE


def test_only_to_change_something_still_opens_the_choice() -> None:
    person = in_the_middle("name", HAVE)
    person.say("改一下")
    assert person.answers == HAVE
    assert person.asked == "review"
