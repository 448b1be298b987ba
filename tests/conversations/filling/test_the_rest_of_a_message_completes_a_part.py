"""1985年3月 beside an ID number: the number has the day, and nobody is asked for it."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person

ID = "110105198503150027"


@pytest.mark.parametrize(
    "messages",
    [
        [f"我叫李试样，1985年3月生，身份证号{ID}"],
        [f"身份证号{ID}", "改出生日期", "1985年3月"],
    ],
)
def test_the_id_number_completes_a_birth_date_without_a_day(messages):
    person = Person()
    person.agree()
    person.tell(*messages)
    assert not person.failed
    assert person.answers["birth_date"] == "1985-03-15"


@pytest.mark.parametrize("said", ["1985年3月生", "1985年4月生"])
def test_without_the_number_or_against_it_the_day_is_still_wanted(said):
    person = Person()
    person.agree()
    if "4月" in said:
        person.say(f"身份证号{ID}")
    person.tell("改出生日期", said)
    assert person.failed
