from __future__ import annotations

import pytest

from tests.conversations.person import Person

TIRED = ("不会弄", "看不懂", "太麻烦了", "不想填了", "我先忙", "等会儿", "下班再说", "烦死了", "累死了")


@pytest.mark.parametrize("word", TIRED)
def test_one_human_line_with_progress_and_nothing_lost(filling: Person, word: str) -> None:
    filling.tell("张建国", "男", word)
    assert filling.answers == {"name": "张建国", "sex": "男"}
    assert filling.status("ethnicity") == ""
    assert "2/" in filling.said
    assert len(filling.said.splitlines()) <= 2
    filling.say("继续")
    assert filling.asked == "ethnicity"


@pytest.mark.parametrize("word", ["取消", "不要了"])
def test_a_row_with_words_in_it_goes_only_after_a_clear_yes(filling: Person, word: str) -> None:
    filling.tell("改工作经历", "还有一段", "2003年6月到2010年6月")
    assert filling.session is not None
    rows = filling.session.rows
    filling.say(word)
    assert filling.session.rows == rows
    assert filling.asked == "confirm"
    filling.choose("drop")
    assert filling.session.rows["work_history"] == ()


def test_an_empty_row_goes_at_once(filling: Person) -> None:
    filling.tell("改工作经历", "还有一段", "取消")
    assert filling.session is not None
    assert filling.session.rows["work_history"] == ()


def test_its_own_button_is_a_clear_yes(filling: Person) -> None:
    filling.tell("改工作经历", "还有一段", "2003年6月到2010年6月", "取消本行")
    assert filling.session is not None
    assert filling.session.rows["work_history"] == ()


def test_that_papers_are_out_of_date_is_said_once(reviewing: Person) -> None:
    reviewing.tell("出申报表", "手机改13811112222")
    assert "过期" in reviewing.said
    reviewing.say("学历改本科")
    assert "过期" not in reviewing.said
    reviewing.tell("出申报表", "学历改大专")
    assert "过期" in reviewing.said


@pytest.mark.parametrize("word", ["不会写", "写错了", "不对", "转人工", "还差什么", "收到", "我先忙"])
def test_a_short_word_while_the_deeds_are_written_is_not_written(filling: Person, word: str) -> None:
    filling.tell("改主要事迹", "2021年我带队改进转向架焊接工艺，一年省下材料费80万元。")
    before = filling.answers
    filling.say(word)
    assert filling.answers == before
    assert filling.said
    assert filling.asked == "deeds"


def test_another_item_can_be_gone_to_from_the_deeds(filling: Person) -> None:
    filling.tell("改主要事迹", "2021年我带队改进转向架焊接工艺，一年省下材料费80万元。")
    before = filling.answers
    filling.say("改手机号")
    assert filling.asked == "mobile"
    assert filling.answers == before


@pytest.fixture
def checking(person: Person) -> Person:
    """Somebody in the guided talk about the conditions."""
    person.start()
    person.choose("menu.precheck")
    person.choose("consent.yes")
    return person


def test_no_where_it_says_nothing_is_not_held_against_anybody(checking: Person) -> None:
    first = checking.asked
    checking.say("不清楚")
    second = checking.asked
    assert second != first
    checking.say("写错了")
    assert checking.asked == first
    assert checking.session is not None
    assert checking.session.cannot_say == ()


@pytest.mark.parametrize("word", ["我打字慢", "字太小", "能发语音吗", "烦", "你先等我找找证"])
def test_small_worries_are_answered_and_the_question_stands(filling: Person, word: str) -> None:
    filling.tell("张建国", word)
    assert filling.asked == "sex"
    assert not filling.failed
    assert filling.said


def test_a_word_spelled_out_is_never_a_name(filling: Person) -> None:
    filling.tell("张建果", "对了，名字打错了，国家的国")
    assert filling.answers["name"] == "张建果"
    assert filling.asked == "name"
