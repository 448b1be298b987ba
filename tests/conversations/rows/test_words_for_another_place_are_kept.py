"""Words that were offered a place in the form and passed by are kept, and offered again when that place is reached."""

from __future__ import annotations

from tests.conversations.person import Person

HONOUR = "2021年，首都劳动奖章，北京市总工会，证书编号A1"
STORY = "我带着班组把老机床的进给箱改了一遍，故障从每月十几次降到两三次，全年省下配件费和人工费加起来有三十多万"


def test_a_row_passed_by_is_offered_at_its_table(filling: Person) -> None:
    filling.tell("改民族", HONOUR)
    assert filling.asked == "confirm"
    filling.say("汉族")
    assert filling.answers == {"ethnicity": "汉族"}
    assert "首都劳动奖章" in filling.said
    filling.say("改荣誉称号")
    assert filling.asked == "confirm"
    assert "首都劳动奖章" in filling.text
    filling.say("对")
    assert [row["title"] for row in filling.answers["honours"]] == ["首都劳动奖章"]


def test_a_story_passed_by_is_offered_once_more_and_only_once(filling: Person) -> None:
    filling.tell("改单位性质", STORY)
    assert filling.asked == "confirm"
    filling.say("民营企业")
    assert "deeds" not in filling.answers
    filling.say("改主要事迹")
    assert filling.asked == "confirm"
    assert "进给箱" in filling.text
    filling.say("我又改了一台。")
    assert filling.asked == "deeds"
    assert filling.answers["deeds"] == "我又改了一台。"
    filling.tell("写完了", "改主要事迹")
    assert filling.asked == "deeds"


def test_taken_up_there_it_stands_in_the_form(filling: Person) -> None:
    filling.tell("改单位性质", STORY, "民营企业", "改主要事迹", "放进去")
    assert filling.answers["deeds"] == STORY
    assert filling.asked == "deeds"
