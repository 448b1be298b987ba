"""What sounds like a change but answers the question that is open leaves the answers before it alone."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person

PLAIN = {
    "name": "张建国", "sex": "男", "ethnicity": "汉族", "birth_date": "1970年10月3日", "hukou": "北京市顺义区", "education": "高中",
    "political_status": "群众", "unit": "北京第一机床厂", "work_start": "1990年7月", "unit_address": "北京市西城区广安门内大街",
    "unit_contact": "王芳", "unit_phone": "84605173", "unit_nature": "市属国企", "occupation": "维修电工",
}  # fmt: skip
ANSWERS = [
    ("work_start", "1990年的 月份是8月", "1990-08"),
    ("unit_phone", "64521408", "010-64521408"),
    ("skill_level", "去年考下的高级技师", "高级技师（一级）"),
    ("unit_address", "去年搬到昌平区南环路5号了", "北京市昌平区南环路5号"),
    ("unit_contact", "王芳 芬芳的芳", "王芳"),
    ("education", "后来又读了个大专", "大学专科和专科学校"),
    ("unit", "去年入的党 单位是北京第一机床厂", "北京第一机床厂"),
    ("hukou", "和身份证一样 河北定兴", "河北省保定市定兴县"),
]


@pytest.mark.parametrize(("path", "text", "value"), ANSWERS)
def test_the_answers_before_stay(filling: Person, path: str, text: str, value: str) -> None:
    while filling.asked != path:
        filling.say(PLAIN.get(filling.asked or "", "以后补"))
    before = filling.answers
    filling.say(text)
    assert filling.answers == {**before, path: value}


@pytest.mark.parametrize("text", ["学历能空着吗", "学历空着会怎样"])
def test_asking_whether_it_may_be_empty_empties_nothing(filling: Person, text: str) -> None:
    while filling.asked != "political_status":
        filling.say(PLAIN.get(filling.asked or "", "以后补"))
    filling.say(text)
    assert filling.answers["education"] == "高中"
