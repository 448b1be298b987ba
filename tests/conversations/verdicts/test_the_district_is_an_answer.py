from __future__ import annotations

import pytest

from tests.conversations.person import Person


@pytest.mark.parametrize("said", ["朝阳", "朝阳区"])
def test_the_name_of_the_district_answers_the_question_for_it(filling: Person, said: str) -> None:
    filling.say("朝阳支持")
    while filling.asked != "chaoyang.work_district":
        assert filling.asked is not None
        filling.say("说不准")
    filling.say(said)
    assert filling.asked != "chaoyang.work_district"
    assert filling.status("facts.work_district") == "answered"


def test_a_sentence_does_not_replace_the_whole_story_without_a_yes(filling: Person) -> None:
    story = "2021年我带队改进工艺，一次合格率从92%提高到99%。"
    filling.tell("改主要事迹", story, "写完了")
    filling.say("把主要事迹改成等级是高级技师")
    assert filling.answers["deeds"] == story
