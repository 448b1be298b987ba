"""One reply that answers and puts another answer right, or gives a name its other half; each beside the words that do not."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person
from tests.understanding.corpus import id_number

NUMBER = id_number("11010519850306001")


@pytest.mark.parametrize(
    ("then", "contact"), [("大名张彩云", "张彩云"), ("她全名叫张彩云", "张彩云"), ("大名李彩云", "张姐")]
)
def test_a_nickname_gets_the_full_name_of_the_same_surname(filling: Person, then: str, contact: str) -> None:
    filling.say("改单位联系人")
    filling.tell("张姐", then)
    assert filling.answers["unit_contact"] == contact


def test_a_full_name_behind_a_nickname_is_not_the_applicants(filling: Person) -> None:
    filling.say("改单位联系人")
    filling.tell("张姐", "大名张彩云")
    assert "name" not in filling.answers


@pytest.mark.parametrize(
    ("said", "nature"), [("区里的国企，另外联系人写詹士杰", "国有企业（区属）"), ("国企，另外联系人写詹士杰", None)]
)
def test_what_a_clause_settles_is_not_asked_again(filling: Person, said: str, nature: str | None) -> None:
    filling.tell("改单位性质", said)
    assert filling.answers["unit_contact"] == "詹士杰"
    assert filling.answers.get("unit_nature") == nature


@pytest.mark.parametrize(
    ("said", "nature"),
    [("1992年7月 单位性质好像选错了 改成区属", "国有企业（区属）"), ("1992年7月", "国有企业（市属）")],
)
def test_a_month_and_a_choice_that_seems_wrong(filling: Person, said: str, nature: str) -> None:
    filling.tell("改单位性质", "市属国企", "改参加工作时间", said)
    assert (filling.answers["work_start"], filling.answers["unit_nature"]) == ("1992-07", nature)


@pytest.mark.parametrize(("also", "born"), [(" 生日应该是6号 上面填错了", "1985-03-06"), ("", "1985-03-05")])
def test_a_number_and_the_day_that_was_wrong(filling: Person, also: str, born: str) -> None:
    filling.tell("改出生日期", "1985年3月5日", "改身份证号", NUMBER + also)
    assert (filling.answers["id_number"], filling.answers["birth_date"]) == (NUMBER, born)


@pytest.mark.parametrize(("said", "trade"), [("电工焊工证我都有 写哪个啊", None), ("焊工证上写的是焊工", "焊工")])
def test_of_several_trades_held_none_is_chosen_for_the_person(filling: Person, said: str, trade: str | None) -> None:
    filling.tell("改职业", said)
    assert filling.answers.get("occupation") == trade


def test_the_trade_chosen_is_written_without_the_word_for_writing(filling: Person) -> None:
    filling.tell("改职业", "电工焊工证我都有 写哪个啊", "焊工等级高 写焊工")
    assert filling.answers["occupation"] == "焊工"
