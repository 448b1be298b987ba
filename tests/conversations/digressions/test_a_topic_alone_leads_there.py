from __future__ import annotations

import pytest

from tests.conversations.person import Person

TOPICS = {
    "培养人才": "trainees", "主要事迹": "deeds", "照片": "photo", "政治面貌": "political_status", "手机": "mobile",
    "荣誉": "honours", "身份证那一项": "id_number",
}  # fmt: skip


@pytest.mark.parametrize(("word", "path"), TOPICS.items())
def test_from_the_review(reviewing: Person, word: str, path: str) -> None:
    reviewing.say(word)
    assert reviewing.asked == path


def test_from_the_menu(reviewing: Person) -> None:
    reviewing.tell("菜单", "政治面貌")
    assert reviewing.asked == "political_status"


def test_a_table_with_rows_offers_them(reviewing: Person) -> None:
    reviewing.say("工作经历")
    assert "北京第一机床厂" in "".join(c.text for c in reviewing.replies[-1].choices)


def test_from_a_question_that_cannot_take_it(filling: Person) -> None:
    filling.tell("张建国", "照片")
    assert filling.asked == "photo"
    filling.say("以后补")
    assert filling.asked == "sex"


def test_even_where_any_words_fit(filling: Person) -> None:
    filling.tell("改工作单位", "工作经历")
    assert filling.asked == "work_history"
    assert "unit" not in filling.answers


def test_its_own_name_asks_it_again(filling: Person) -> None:
    filling.tell("张建国", "男", "民族")
    assert filling.asked == "ethnicity"
    assert not filling.failed


def test_with_a_question_mark_it_asks(reviewing: Person) -> None:
    reviewing.say("照片？")
    assert reviewing.asked == "review"
    assert "蓝色" in reviewing.said


def test_before_there_is_a_form_it_asks(person: Person) -> None:
    person.start()
    person.say("照片")
    assert person.asked == "menu"
    assert "蓝色" in person.said


@pytest.mark.parametrize("word", ["写完了", "没有了", "好了"])
def test_done_at_the_review_prints_nothing_unasked(reviewing: Person, word: str) -> None:
    reviewing.say(word)
    assert reviewing.papers == []
    assert reviewing.asked == "review"
    assert reviewing.said
    reviewing.choose("papers")
    assert "application" in reviewing.papers
