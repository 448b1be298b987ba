"""An answer that no rule looks at does not set the rules going; every other one does."""

from __future__ import annotations

import pytest

from dialogs.eligibility import facts_of
from dialogs.eligibility.form_facts import READ
from dialogs.facts import known_facts, may_differ
from dialogs.form import FieldSpec
from dialogs.session import Answer, Session
from tests.conversations.person import Person, library


def sessions(path: str, value: object) -> tuple[Session, Session]:
    """A conversation before and after one answer."""
    person = Person()
    person.agree()
    before = person.session
    assert before is not None
    return before, before.model_copy(update={"answers": {**before.answers, path: Answer(value=value, raw=str(value))}})


def fields() -> dict[str, FieldSpec]:
    return library().form("2024").fields


@pytest.mark.parametrize("key", sorted(fields()))
def test_what_is_not_weighed_again_changes_no_fact(key: str) -> None:
    good = [example.value for example in fields()[key].good] or ["2021年改了工艺，带出徒弟三人"]
    for value in good:
        before, after = sessions(key, value)
        same = known_facts(before, library()) == known_facts(after, library())
        assert same or may_differ(before, after, library())


def test_the_level_is_weighed_and_the_telephone_is_not() -> None:
    assert may_differ(*sessions("skill_level", "高级技师（一级）"), library())
    assert not may_differ(*sessions("unit_contact", "王芳"), library())
    assert may_differ(*sessions("facts.in_beijing", True), library())


def test_the_form_is_read_for_facts_by_these_keys_alone() -> None:
    whole = {
        "skill_level": "技师（二级）",
        "birth_date": "1980-05-12",
        "unit_nature": "事业单位",
        "name": "张建国",
        "unit": "北京某某厂",
        "awards": [{"year": 2022, "award": "北京市职业技能大赛", "grade": "一等奖"}],
        "deeds": "2021年改了工艺",
    }
    assert facts_of(whole) == facts_of({key: value for key, value in whole.items() if key in READ})
