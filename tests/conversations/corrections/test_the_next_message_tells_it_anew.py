"""The answer given last, taken back or told anew by the message that follows it."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person
from tests.understanding.corpus import id_number

OWN = id_number("11010519850306001")
OTHERS = id_number("11010519900101002")


def reach(person: Person, path: str) -> None:
    """Put off what comes before the field."""
    while person.asked != path:
        person.say("以后补")


ANEW = [
    ("unit", "北京第一锅炉厂", "瞧我这记性 前年改名了 现在叫北京第一热能科技有限公司", "北京第一热能科技有限公司"),
    ("unit", "北京第一锅炉厂", "不是 那是老名 新名叫北京第一热能科技有限公司", "北京第一热能科技有限公司"),
    ("hukou", "顺义", "瞧我这脑子 去年迁到昌平了", "北京市昌平区"),
    ("ethnicity", "汉族", "哎我翻了户口本 写的满族", "满族"),
    ("unit_phone", "84605173", "错了错了那是传达室 人事是84605179", "010-84605179"),
    ("unit", "北京第二毛纺厂", "哦这名字早不用了 前几年就叫北京第二纺织有限公司了", "北京第二纺织有限公司"),
    ("unit", "北京第二毛纺厂", "我看了下工牌 全称是北京第二纺织有限公司", "北京第二纺织有限公司"),
    ("unit_contact", "王芳", "王芳调走了 现在是刘畅", "刘畅"),
    ("education", "大专", "证拿不出来 还是写高中吧", "高中"),
    ("ethnicity", "汉族", "手滑了 满族", "满族"),
    ("skill_level", "技师", "瞧我 去年考下高级技师了", "高级技师（一级）"),
]


@pytest.mark.parametrize(("path", "first", "then", "value"), ANEW)
def test_the_later_message_counts(filling: Person, path: str, first: str, then: str, value: str) -> None:
    reach(filling, path)
    filling.tell(first, then)
    if filling.asked == "confirm":
        filling.say("对")
    assert filling.answers == {path: value}


def test_a_daughters_own_number_gives_way_with_all_that_was_read_off_it(filling: Person) -> None:
    reach(filling, "id_number")
    filling.say(OTHERS)
    assert filling.answers["birth_date"] == "1990-01-01"
    filling.say(f"哎呀这是我的 我爸的是{OWN}")
    assert filling.answers["id_number"] == OWN
    assert filling.answers["birth_date"] == "1985-03-06"


def test_a_birth_date_that_was_said_is_not_overwritten_unasked(filling: Person) -> None:
    reach(filling, "birth_date")
    filling.say("1990年1月1日")
    reach(filling, "id_number")
    filling.tell(OTHERS, f"发错了 这是我闺女的 我的{OWN}")
    assert filling.answers["birth_date"] == "1990-01-01"


@pytest.mark.parametrize("remark", ["前年改的名", "现在叫啥我忘了", "那是老名"])
def test_a_remark_without_a_new_answer_changes_nothing(filling: Person, remark: str) -> None:
    reach(filling, "unit")
    filling.tell("北京第一锅炉厂", remark)
    assert filling.answers["unit"] == "北京第一锅炉厂"


def test_left_open_for_now_goes_at_once_and_comes_back(filling: Person) -> None:
    reach(filling, "education")
    filling.tell("高中", "学历先空着 证上写啥我回头翻翻")
    assert "education" not in filling.answers
    assert filling.status("education") == "later"
    assert filling.asked == "political_status"
    filling.say("别删")
    assert filling.answers["education"] == "高中"


def test_an_order_behind_an_answer_leaves_the_answer(filling: Person) -> None:
    reach(filling, "education")
    filling.tell("高中", "群众 学历先空着")
    assert filling.answers["political_status"] == "群众"
    assert "education" not in filling.answers


def test_what_was_undone_is_asked_again(filling: Person) -> None:
    filling.tell("张建国", "男", "撤销")
    assert filling.asked == "sex"
    filling.say("女")
    assert filling.answers["sex"] == "女"
