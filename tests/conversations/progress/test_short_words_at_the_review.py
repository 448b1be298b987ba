from __future__ import annotations

import pytest

from tests.conversations.person import Person


@pytest.mark.parametrize("word", ["现在补", "先补", "补没填的"])
def test_filling_what_is_open(reviewing: Person, word: str) -> None:
    reviewing.say(word)
    assert reviewing.asked == "photo"


@pytest.mark.parametrize("word", ["先出一份草稿看看", "出表"])
def test_papers_when_asked_for_by_name(reviewing: Person, word: str) -> None:
    reviewing.say(word)
    assert "application" in reviewing.papers


@pytest.mark.parametrize("word", ["不改了", "没有要改的"])
def test_nothing_to_change_asks_once_before_printing(reviewing: Person, word: str) -> None:
    reviewing.say(word)
    assert reviewing.papers == []
    assert reviewing.asked == "confirm"
    reviewing.say("好")
    assert "application" in reviewing.papers


def test_and_no_means_no(reviewing: Person) -> None:
    reviewing.tell("不改了", "不用")
    assert reviewing.papers == []
    assert reviewing.asked == "review"


@pytest.mark.parametrize("word", ["清空", "从头来", "全部删掉", "重新填一遍"])
def test_starting_over_takes_nothing_away(reviewing: Person, word: str) -> None:
    before = reviewing.answers
    reviewing.tell(word, "好", "对")
    assert reviewing.answers == before


def test_one_answer_is_cleared_only_after_a_yes(reviewing: Person) -> None:
    before = reviewing.answers
    reviewing.say("把手机号删了")
    assert reviewing.asked == "confirm"
    assert reviewing.answers == before
    reviewing.say("不用")
    assert reviewing.answers == before
    reviewing.tell("把手机号删了", "对")
    assert "mobile" not in reviewing.answers
    assert reviewing.status("mobile") == "later"
    reviewing.say("撤销")
    assert reviewing.answers == before


@pytest.mark.parametrize(
    ("text", "shown"), [("我的单位填的是什么", "北京第一机床厂"), ("看看我的手机号", "2345"), ("我叫啥来着", "张建国")]
)
def test_what_was_said_can_be_looked_up(reviewing: Person, text: str, shown: str) -> None:
    reviewing.say(text)
    assert shown in reviewing.said
    assert reviewing.asked == "review"


def test_what_was_not_said_is_a_question_about_the_form(filling: Person) -> None:
    filling.say("我的单位性质填什么")
    assert filling.answers == {}
    assert "通知" in filling.said or "填表说明" in filling.said


@pytest.mark.parametrize("word", ["收到", "哦", "知道了"])
def test_having_heard_is_no_yes(reviewing: Person, word: str) -> None:
    reviewing.tell("把手机号删了", word)
    assert "mobile" in reviewing.answers
    assert reviewing.said


def test_nobody_is_promised_a_person(filling: Person) -> None:
    filling.say("转人工")
    assert "010-12345678" in filling.said
    assert filling.asked == "name"


def test_another_row_waits_until_the_half_one_is_settled(filling: Person) -> None:
    filling.tell("改工作经历", "还有一段", "2003年6月到2010年6月", "还有")
    assert filling.asked == "confirm"
    assert filling.session is not None
    assert len(filling.session.rows["work_history"]) == 1


def test_undo_says_how_it_reads_now(filling: Person) -> None:
    filling.tell("张建国", "改姓名", "张建军", "撤销")
    assert "张建国" in filling.said


def test_a_mistake_is_shown_one_example_not_two(filling: Person) -> None:
    filling.say("赵师傅")
    assert filling.failed
    assert filling.said.count("比如") <= 1
