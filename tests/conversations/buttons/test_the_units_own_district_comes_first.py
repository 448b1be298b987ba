"""The district of the unit's address leads the suggestions, and another district's bureau is not among them."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person


def offered(person: Person) -> list[str]:
    return [c.text for c in person.replies[-1].choices]


@pytest.mark.parametrize(("district", "other"), [("密云区", "朝阳区"), ("朝阳区", "密云区")])
def test_the_bureau_of_the_units_district_is_offered_first_and_taken_by_a_tap(district, other):
    person = Person()
    person.agree()
    person.tell(f"单位地址：北京市{district}某某街8号", "单位性质是民营", "改归口单位")
    bureaus = [text for text in offered(person) if text.endswith("人力资源和社会保障局")]
    assert bureaus == [f"{district}人力资源和社会保障局"] == offered(person)[:1]
    assert "市工商联" in offered(person)
    person.choose(person.replies[-1].choices[0].id)
    assert person.answers["recommending_body"] == bureaus[0]
    assert not any(other in text for text in bureaus)


def test_without_an_address_the_usual_ones_are_offered():
    person = Person()
    person.agree()
    person.say("改归口单位")
    assert "朝阳区人力资源和社会保障局" in offered(person)


def test_the_place_of_work_is_one_tap_where_the_address_names_it():
    person = Person()
    person.agree()
    person.tell("单位地址：北京市密云区某某街8号", "朝阳支持")
    while person.asked != "chaoyang.work_district":
        assert person.asked is not None
        person.say("说不准")
    assert offered(person)[0] == "密云区"
    person.choose("miyun")
    assert person.session.answers["facts.work_district"].value == "密云区"


def test_everyday_names_of_schooling_are_offered_and_the_notices_are_stored():
    person = Person()
    person.agree()
    person.say("改文化程度")
    assert any(text.startswith("大专") for text in offered(person))
    person.choose("college")
    assert person.answers["education"] == "大学专科和专科学校"
    assert "（大学专科和专科学校）" not in person.said


def test_rows_to_pick_from_carry_no_number_of_their_own():
    person = Person()
    person.agree()
    person.tell("改荣誉称号", "2021年，北京市劳动模范，北京市人民政府", "改荣誉称号")
    picked = [text for text in offered(person) if "北京市劳动模范" in text]
    assert picked and not picked[0][0].isdigit()
