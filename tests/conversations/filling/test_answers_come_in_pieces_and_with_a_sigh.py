"""An answer behind a sigh is an answer, a house number completes the street told before, a renamed employer takes the old one's place."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person


@pytest.mark.parametrize("said", ["算了 高中吧", "算了，高中吧", "唉算了 写高中"])
def test_a_sigh_before_an_answer_is_no_farewell(filling: Person, said: str) -> None:
    filling.tell("改文化程度", said)
    assert filling.answers["education"] == "高中"
    assert filling.asked != "menu"


@pytest.mark.parametrize("said", ["算了", "算了 明天再说", "算了，不填了"])
def test_a_sigh_without_one_stops(filling: Person, said: str) -> None:
    filling.tell("改工作单位", said)
    assert "unit" not in filling.answers
    assert filling.asked == "menu"


def test_the_number_comes_after_the_street(filling: Person) -> None:
    filling.tell("改单位地址", "石景山八角北路 门牌多少来着 我出去瞅一眼")
    assert filling.answers["unit_address"] == "石景山八角北路"
    filling.say("36号院")
    assert filling.answers["unit_address"] == "石景山八角北路36号院"
    assert "name" not in filling.answers


def test_a_new_name_of_the_employer_replaces_the_old(filling: Person) -> None:
    filling.tell("改工作单位", "北京华嘉锅炉安装有限公司", "瞧我这记性 前年改名了 现在叫北京华嘉热能科技有限公司")
    assert filling.answers["unit"] == "北京华嘉热能科技有限公司"


def test_the_name_that_was_to_be_asked_for_comes_later(filling: Person) -> None:
    filling.tell("改单位联系人", "劳资科王姐 大名我得问问")
    assert "unit_contact" not in filling.answers
    filling.say("问来了 王佩霞")
    assert filling.answers["unit_contact"] == "王佩霞"
