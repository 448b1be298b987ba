from __future__ import annotations

import pytest

from tests.conversations.person import Person

FIRST = "2003年6月到2010年5月在北京第一机床厂当焊工，班长，中级工"
SECOND = "2010年6月至今，北京某某机电有限公司，焊工，班组长，高级技师"


@pytest.fixture
def history(filling: Person) -> Person:
    filling.say("改工作经历")
    assert filling.asked == "work_history"
    return filling


def units(person: Person) -> list[str]:
    return [row.get("unit", "") for row in person.answers.get("work_history", [])]


def test_a_sentence_is_a_row(history: Person) -> None:
    history.say(FIRST)
    row = history.answers["work_history"][0]
    assert row == {
        "start": "2003-06",
        "end": "2010-05",
        "unit": "北京第一机床厂",
        "occupation": "焊工",
        "post": "班长",
        "skill_level": "中级工",
    }


def test_cell_by_cell_each_cell_is_asked_in_turn(history: Person) -> None:
    history.choose("cells")
    asked = []
    for reply in ("2003年6月", "2010年5月", "北京第一机床厂", "焊工", "班长", "中级工"):
        asked.append(history.asked)
        history.say(reply)
    row = [f"work_history[r1].{c}" for c in ("start", "end", "unit", "occupation", "post", "skill_level")]
    assert asked == row
    assert history.asked == "work_history"
    assert units(history) == ["北京第一机床厂"]


def test_later_rows_stand_after_earlier_ones_whatever_order_they_came_in(history: Person) -> None:
    history.say(SECOND)
    history.say(FIRST)
    assert units(history) == ["北京第一机床厂", "北京某某机电有限公司"]


def test_deleted_then_restored_it_stands_where_it_stood(history: Person) -> None:
    history.tell(FIRST, SECOND, "把第一条删了")
    assert units(history) == ["北京某某机电有限公司"]
    history.say("恢复")
    assert units(history) == ["北京第一机床厂", "北京某某机电有限公司"]


def test_no_more_then_one_more_then_delete_then_restore(history: Person) -> None:
    history.tell(FIRST, "没有了")
    assert history.asked != "work_history"
    history.say("工作经历还有一条")
    history.say(SECOND)
    history.say("把第二条删了")
    assert units(history) == ["北京第一机床厂"]
    history.say("恢复")
    assert len(units(history)) == 2


def test_a_half_row_is_named_and_can_be_put_off(history: Person) -> None:
    history.choose("cells")
    history.tell("2003年6月", "2010年5月")
    history.say("完成")
    assert history.asked == "confirm"
    assert "工作单位" in history.text
    history.choose("later")
    assert history.status("work_history[r1].unit") == "later"


def test_a_half_row_can_be_dropped_and_leaves_no_empty_row(history: Person) -> None:
    history.say(FIRST)
    history.say("还有")
    history.say("2010年6月")
    history.say("取消本行")
    assert units(history) == ["北京第一机床厂"]
    assert history.asked == "work_history"


def test_a_gap_is_asked_about_and_kept_with_its_reason(history: Person) -> None:
    history.tell(FIRST, SECOND.replace("2010年6月", "2011年3月"), "没有了")
    assert history.asked == "confirm"
    history.say("家里老人病了，在家照顾")
    assert history.session is not None
    assert "照顾" in history.session.answers["work_history"].reason
    assert history.asked != "confirm"


def test_next_month_is_no_gap(history: Person) -> None:
    history.tell(FIRST, SECOND, "没有了")
    assert history.asked != "confirm"


def test_a_table_may_have_nothing(filling: Person) -> None:
    filling.say("改荣誉称号")
    filling.say("没有")
    assert filling.answers["honours"] == []


def test_awards_stand_earliest_first_and_honours_latest_first(filling: Person) -> None:
    filling.say("改技术成果获奖")
    filling.say("焊接变位机改造，2022年，北京市某某创新大赛，二等奖，排名第一，证书编号无，没有合作者")
    while filling.asked and filling.asked.startswith("awards["):
        filling.say("没有")
    filling.say("钢轨焊接工艺，2019年，北京市某某创新大赛，三等奖，排名第二")
    while filling.asked and filling.asked.startswith("awards["):
        filling.say("没有")
    assert [row["year"] for row in filling.answers["awards"]] == [2019, 2022]
    filling.say("没有了")
    filling.say("改荣誉称号")
    for year in (2015, 2021):
        filling.say(f"{year}年，北京市劳动模范，北京市人民政府")
        while filling.asked and filling.asked.startswith("honours["):
            filling.say("没有")
    assert [row["year"] for row in filling.answers["honours"]] == [2021, 2015]
