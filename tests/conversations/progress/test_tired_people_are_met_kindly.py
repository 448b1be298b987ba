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
