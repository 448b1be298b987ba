"""Corrections that name neither the whole field nor the whole value: a part of a day, a house number, a character, a word."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person

PARTS = [
    ("参加工作的月份是8月", "work_start", "2003-08"),
    ("门牌是18 不是8", "unit_address", "北京市朝阳区建国路18号"),
    ("地址8号前头落了个甲 是甲8号", "unit_address", "北京市朝阳区建国路甲8号"),
    ("地址后面再加个3号楼", "unit_address", "北京市朝阳区建国路8号3号楼"),
    ("手机号后两位反了", "mobile", "13910012354"),
    ("哦分机还有个8012", "unit_phone", "010-65123456-8012"),
    ("单位电话得带分机805", "unit_phone", "010-65123456-805"),
    ("手机中间四位是1096", "mobile", "13910962345"),
    ("139打错了 是136开头", "mobile", "13610012345"),
    ("门牌写错了 18号", "unit_address", "北京市朝阳区建国路18号"),
    ("地址还有楼号 3号楼", "unit_address", "北京市朝阳区建国路8号3号楼"),
    ("联系人那个梅不对，枚举的枚", "unit_contact", "李枚"),
    ("名字写错了，是健康的健", "name", "张健国"),
    ("弓长张错了 是文章的章", "name", "章建国"),
    ("张健国 健康的健 刚才打成建设的建了", "name", "张健国"),
    ("刚才单位没写全 后面还有有限公司", "unit", "北京第一机床厂有限公司"),
    ("学历那块改成本科 后来补的", "education", "大学本科"),
    ("名字里那个建是健康的健", "name", "张健国"),
    ("国写错了 是果实的果", "name", "张建果"),
    ("姓是立早章 不是弓长张", "name", "章建国"),
    ("联系人的梅写错字了，是枚，木文枚", "unit_contact", "李枚"),
    ("联系人姓程 禾字旁那个程", "unit_contact", "程梅"),
    ("单位后面加上“有限公司”四个字", "unit", "北京第一机床厂有限公司"),
    ("单位里第一两个字去掉", "unit", "北京机床厂"),
    ("单位里少了个“市” 是北京市第一机床厂", "unit", "北京市第一机床厂"),
]


@pytest.mark.parametrize(("text", "path", "value"), PARTS)
def test_the_part_is_changed_and_nothing_else(reviewing: Person, text: str, path: str, value: str) -> None:
    before = reviewing.answers
    reviewing.say(text)
    if reviewing.asked == "confirm":
        reviewing.say("对")
    assert reviewing.answers == {**before, path: value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("生日月份是11月", "1985-11-06"),
        ("刚才那个日子是8号 不是6号", "1985-03-08"),
        ("出生那天是16号", "1985-03-16"),
        ("年份打错了 是1986", "1986-03-06"),
        ("生日写早了一年 是86年", "1986-03-06"),
        ("生日月日写颠倒了", "1985-06-03"),
        ("生日改一下 日子改成23", "1985-03-23"),
        ("生日那个6号应该是26号", "1985-03-26"),
    ],
)
def test_a_part_of_a_day(filling: Person, text: str, value: str) -> None:
    filling.tell("张建国", "男", "汉族", "1985年3月6日")
    filling.say(text)
    if filling.asked == "confirm":
        filling.say("对")
    assert filling.answers["birth_date"] == value


@pytest.mark.parametrize("text", ["名字里那个建写错了", "生日月份不对", "门牌写错了", "手机号中间两位反了"])
def test_without_what_it_should_be_nothing_changes(reviewing: Person, text: str) -> None:
    before = reviewing.answers
    reviewing.say(text)
    assert reviewing.answers == before


def test_an_answer_beside_a_correction_is_taken_too(filling: Person) -> None:
    filling.tell("张建国", "男 哦名字最后那个字是果实的果")
    assert (filling.answers["name"], filling.answers["sex"]) == ("张建果", "男")
    assert filling.asked == "ethnicity"
