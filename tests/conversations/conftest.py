from __future__ import annotations

import pytest

from tests.conversations.person import Person
from tests.understanding.corpus import id_number


@pytest.fixture
def person() -> Person:
    """Somebody new."""
    return Person()


@pytest.fixture
def filling(person: Person) -> Person:
    """Somebody who has agreed and is asked for the first field."""
    person.agree()
    assert person.asked == "name"
    return person


@pytest.fixture
def reviewing(filling: Person) -> Person:
    """Somebody who has answered everything but the photo and the deeds, and stands at the review."""
    said = {
        "name": "张建国", "sex": "男", "ethnicity": "汉族", "birth_date": "1985年3月6日", "hukou": "北京市朝阳区",
        "education": "大专", "political_status": "群众", "unit": "北京第一机床厂", "work_start": "2003年7月",
        "unit_address": "北京市朝阳区建国路8号", "unit_contact": "李梅", "unit_phone": "010-65123456",
        "unit_nature": "市属国企", "occupation": "焊工", "skill_level": "高级技师",
        "id_number": id_number("11010519850306001"), "mobile": "13910012345", "recommending_body": "朝阳区人社局",
        "work_history": "2003年7月至今，北京第一机床厂，焊工，班组长，高级技师",
    }  # fmt: skip
    nothing = {"work_history": "没有了", "awards": "没有", "honours": "没有", "trainees": "没有"}
    while filling.asked != "review":
        asked = filling.asked or ""
        filling.say(said.pop(asked, nothing.get(asked, "以后补")))
    return filling
