from __future__ import annotations

import pytest

from tests.conversations.person import Person


@pytest.fixture
def at_birth_date(filling: Person) -> Person:
    filling.tell("张建国", "男", "汉族")
    assert filling.asked == "birth_date"
    return filling


@pytest.mark.parametrize(
    "digression", ["津贴多少钱", "我符合吗", "朝阳区还有啥支持政策", "？", "怎么填", "举个例子", "进度", "谢谢"]
)
def test_one_message_answers_it_and_the_pending_question_comes_once_more(
    at_birth_date: Person, digression: str
) -> None:
    before = at_birth_date.answers
    at_birth_date.say(digression)
    assert at_birth_date.asked == "birth_date"
    assert at_birth_date.answers == before
    assert len([r for r in at_birth_date.replies if r.kind in ("say", "error")]) <= 1


def test_a_sticker_gets_a_line_and_the_question_again(at_birth_date: Person) -> None:
    at_birth_date.sticker()
    assert at_birth_date.said
    assert at_birth_date.asked == "birth_date"


def test_a_photo_out_of_turn_is_taken_as_the_photo(at_birth_date: Person) -> None:
    at_birth_date.photo(width=413, height=579)
    assert at_birth_date.answers["photo"] == "photo1"
    assert at_birth_date.asked == "birth_date"


def test_after_a_storm_the_answer_still_lands_where_it_belongs(at_birth_date: Person) -> None:
    at_birth_date.tell("津贴多少钱", "我符合吗", "？", "返回", "85年3月6号")
    while at_birth_date.asked != "birth_date" and "birth_date" not in at_birth_date.answers:
        at_birth_date.say("没有")
    at_birth_date.say("85年3月6号")
    assert at_birth_date.answers["birth_date"] == "1985-03-06"


def test_an_amount_is_never_invented(at_birth_date: Person) -> None:
    at_birth_date.say("津贴多少钱")
    assert "未载明" in at_birth_date.said
    assert "万元" not in at_birth_date.said


def test_an_employer_with_a_question_in_its_name_is_no_question(filling: Person) -> None:
    filling.say("改工作单位")
    assert filling.asked == "unit"
    filling.say("北京有什么好吃餐饮有限公司")
    assert filling.answers["unit"] == "北京有什么好吃餐饮有限公司"


def test_an_answer_and_a_question_in_one_message_get_both(filling: Person) -> None:
    filling.say("我叫张建国，男，汉族，1980年5月12日出生，党员，在首钢干轧钢，高级技师。另外问下，照片要什么底色？")
    answers = filling.answers
    assert answers["name"] == "张建国"
    assert answers["birth_date"] == "1980-05-12"
    assert answers["political_status"] == "中共党员"
    assert answers["skill_level"] == "高级技师（一级）"
    assert "蓝色" in filling.said
    assert filling.asked == "hukou"
