"""应报哪个归口单位, with the unit on file: the bodies it leads to, with 通知·四, and the same that are offered."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person

ALL = {"市工商联", "市私营个体经济协会", "北京经济技术开发区社会事业局", "朝阳区人力资源和社会保障局"}


def at_the_body(*told: str) -> Person:
    person = Person()
    person.agree()
    person.tell(*told, "改归口单位")
    return person


def offered(person: Person) -> set[str]:
    return {c.text for c in person.replies[-1].choices} - {"以后补", "上一步"}


def test_a_unit_of_the_city_is_led_to_its_group_not_to_the_district():
    person = Person()
    person.agree()
    person.tell("单位性质：市属国企", "单位地址：北京市朝阳区西大望路1号", "应报哪个归口单位")
    assert "企业集团" in person.said
    assert "通知·四" in person.said
    assert "不走朝阳区人力资源和社会保障局" in person.said


def test_without_the_unit_the_rule_is_told():
    person = Person()
    person.agree()
    person.say("应报哪个归口单位")
    assert "填表说明·封面.4" in person.said


@pytest.mark.parametrize(
    ("address", "nature", "among", "never"),
    [
        ("北京市朝阳区望京西园三区底商12号", "个体", {"市私营个体经济协会"}, {"北京经济技术开发区社会事业局"}),
        ("亦庄荣华南路8号", "民营", {"北京经济技术开发区社会事业局", "市工商联"}, {"朝阳区人力资源和社会保障局"}),
        ("北京市海淀区某某街1号", "央企", {"海淀区人力资源和社会保障局"}, ALL),
        ("北京市海淀区某某街1号", "市属国企", set(), ALL),
    ],
)
def test_only_what_the_unit_leads_to_is_offered(address, nature, among, never):
    person = at_the_body(f"单位地址：{address}", f"单位性质：{nature}")
    assert among <= offered(person)
    assert not never & offered(person)


def test_an_address_alone_leaves_out_other_districts():
    there = offered(at_the_body("单位地址：亦庄荣华南路8号"))
    assert "北京经济技术开发区社会事业局" in there
    assert "朝阳区人力资源和社会保障局" not in there


def test_which_of_those_shown_is_answered_and_the_offer_agrees():
    person = at_the_body("单位地址：北京市朝阳区望京西园三区底商12号", "单位性质：个体")
    shown = offered(person)
    person.say("这几个哪个能收我妈")
    assert all(body in person.said for body in shown)
    assert person.asked == "recommending_body"
    assert offered(person) == shown


def test_the_group_named_as_the_body_is_the_group_asked_for():
    person = at_the_body("单位性质：市属国企", "归口单位：北京某某集团有限责任公司")
    person.say("应报哪个归口单位")
    assert "北京某某集团有限责任公司" in person.said
    assert "哪家市属集团" not in person.said
