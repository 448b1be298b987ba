"""第2条的时间改成…, 证书编号删掉: a cell of a row is changed where it stands, from anywhere, and nothing else with it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversations.by_others.test_talks_end_as_a_clerk_would_have_it import in_the_middle
from tests.conversations.person import Person

WORK: list[dict[str, Any]] = [
    {"start": "2003-06", "end": "2010-07", "unit": "甲厂", "occupation": "轧钢工", "post": "班长"},
    {"start": "2010-08", "end": "至今", "unit": "乙公司", "occupation": "焊工", "post": "组长"},
]
AWARDS: list[dict[str, Any]] = [
    {"project": "夹具改造", "award": "北京市发明创新奖", "grade": "一等奖", "rank": "1", "year": 2019},
    {"project": "水泵改造", "award": "北京市发明创新奖", "grade": "二等奖", "rank": "2", "year": 2020},
]
HONOURS: list[dict[str, Any]] = [
    {"title": "北京市劳动模范", "authority": "北京市人民政府", "year": 2020, "certificate_no": "A12"},
    {"title": "首都劳动奖章", "authority": "北京市总工会", "year": 2018},
]
PASTED = "1998年7月-2003年3月 甲厂 焊工 高级工\n2003年4月-至今 乙公司 钳工 技师"


def rows(person: Person, table: str = "work_history") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.answers.get(table) or []
    return found


@pytest.mark.parametrize(
    "said",
    [
        "第2条的时间改成2010.09至2012.05",
        "改第2条 把时间改成2010.09-2012.05",
        "把第二段的起止时间改成2010年9月到2012年5月",
        "工作经历第2条时间改为2010年9月至2012年5月",
    ],
)
@pytest.mark.parametrize("at", ["work_history", "awards", "trainees", "education"])
def test_both_ends_of_a_stint_are_changed_from_anywhere(said: str, at: str) -> None:
    person = in_the_middle(at, {"work_history": WORK})
    person.say(said)
    assert [(r["start"], r["end"]) for r in rows(person)] == [("2003-06", "2010-07"), ("2010-09", "2012-05")]
    assert [r["unit"] for r in rows(person)] == ["甲厂", "乙公司"]


def test_first_the_row_then_the_cell() -> None:
    person = in_the_middle("work_history", {"work_history": WORK})
    person.tell("改第2条", "时间改成2010.09-2012.05")
    assert (rows(person)[1]["start"], rows(person)[1]["end"]) == ("2010-09", "2012-05")
    person.tell("改第1条", "岗位改成操作工")
    assert [r["post"] for r in rows(person)] == ["操作工", "组长"]


def test_of_one_month_alone_is_asked_which_end_it_is() -> None:
    person = in_the_middle("work_history", {"work_history": WORK})
    person.say("第2条的时间改成2010年9月")
    assert person.asked == "confirm"
    assert rows(person) == WORK


def test_an_impossible_period_changes_nothing() -> None:
    person = in_the_middle("work_history", {"work_history": WORK})
    person.say("第2条的时间改成2012.05至2010.09")
    assert person.failed
    assert rows(person) == WORK


def test_several_cells_of_a_row_in_one_breath() -> None:
    person = in_the_middle("work_history", {"work_history": WORK})
    person.say("第二条职业美发师 岗位店长 等级高级技师")
    assert rows(person)[0] == WORK[0]
    changed = rows(person)[1]
    assert (changed["occupation"], changed["post"], changed["skill_level"]) == ("美发师", "店长", "高级技师（一级）")


def test_what_found_no_cell_is_said_and_not_stored() -> None:
    person = in_the_middle("work_history", {"work_history": WORK})
    person.say("美发师岗位改成洗剪吹 第二条岗位店长")
    assert [r["post"] for r in rows(person)] == ["班长", "店长"]
    assert "洗剪吹" in person.said


def test_a_row_is_named_by_what_stands_in_it() -> None:
    person = in_the_middle("work_history", {"work_history": WORK})
    person.say("焊工那条岗位改成技术员")
    assert [r["post"] for r in rows(person)] == ["班长", "技术员"]


@pytest.mark.parametrize(
    ("say", "left"), [("证书编号删掉 本来就没有", None), ("第1条荣誉的证书编号去掉", None), ("证书编号改成没有", None)]
)
def test_a_cell_can_always_be_emptied(say: str, left: Any) -> None:
    person = in_the_middle("honours", {"honours": HONOURS[:1]})
    person.say(say)
    assert [r.get("certificate_no") for r in rows(person, "honours")] == [left]
    assert rows(person, "honours")[0]["title"] == "北京市劳动模范"


@pytest.mark.parametrize("word", ["没有", "没有，跳过", "没有，清空", "无"])
def test_none_at_a_filled_cell_empties_it_and_keeping_keeps_it(word: str) -> None:
    for said, left in ((word, None), ("不改", "A12")):
        person = in_the_middle("honours", {"honours": HONOURS})
        person.tell("改第1条荣誉证书编号", said)
        assert rows(person, "honours")[0].get("certificate_no") == left, person.log[-4:]


def test_another_cell_of_the_row_goes_where_it_belongs() -> None:
    person = in_the_middle("honours.certificate_no", {"honours": [{"title": "先进个人", "year": 2019}]})
    person.say("批准机关是公司 北京某某机电安装有限公司")
    assert rows(person, "honours")[0]["authority"] == "北京某某机电安装有限公司"
    assert "certificate_no" not in rows(person, "honours")[0]
    person.say("A77号")
    assert rows(person, "honours")[0]["certificate_no"].startswith("A77")


@pytest.mark.parametrize("said", ["染发创意", "成果名字写染发创意", "第二个叫染发创意", "成果名称：染发创意"])
def test_words_around_a_value_are_no_part_of_it(said: str) -> None:
    have = [{"award": "全国美发大赛", "year": 2018, "project": "新娘造型"}, {"award": "北京市美发大赛", "year": 2019}]
    person = in_the_middle("awards.project", {"awards": have})
    person.say(said)
    assert [r["project"] for r in rows(person, "awards")] == ["新娘造型", "染发创意"]


@pytest.mark.parametrize("said", ["改技术成果获奖第2条", "改获奖第2条", "改第2项获奖", "技术成果获奖第二条写错了"])
def test_a_row_is_found_by_every_name_of_its_table(said: str) -> None:
    person = in_the_middle("trainees", {"work_history": WORK, "awards": AWARDS})
    person.say(said)
    assert "水泵改造" in person.text
    assert rows(person, "awards") == AWARDS


def test_a_bare_number_means_the_table_just_closed() -> None:
    person = in_the_middle("honours", {"work_history": WORK, "honours": HONOURS})
    person.say("没有了")
    person.say("改第1条")
    assert "北京市劳动模范" in person.text
    person.say("年份改成2019")
    assert rows(person, "honours")[0]["year"] == 2019


def test_a_correction_of_shown_rows_changes_them_and_is_no_yes() -> None:
    person = in_the_middle("work_history", {})
    person.tell(PASTED, "不对 第二条写错了 职业是焊工 班长 高级技师")
    assert person.asked == "confirm"
    assert rows(person) == []
    person.say("对")
    assert [r["occupation"] for r in rows(person)] == ["焊工", "焊工"]
    assert (rows(person)[1]["post"], rows(person)[1]["skill_level"]) == ("班长", "高级技师（一级）")
    assert rows(person)[0]["skill_level"] == "高级工"


def test_shown_rows_survive_a_reason_that_was_not_understood() -> None:
    person = in_the_middle("work_history", {})
    person.tell(PASTED, "不对，有几个地方乱了")
    assert person.asked == "confirm"
    person.say("第2条删掉")
    assert person.asked == "confirm"
    assert rows(person) == []
    person.say("对")
    assert [r["unit"] for r in rows(person)] == ["甲厂"]


def test_shown_rows_are_counted_as_on_screen() -> None:
    person = in_the_middle("work_history", {"work_history": [WORK[0] | {"start": "1990-01", "end": "1998-06"}]})
    person.tell(PASTED, "第1条岗位改成操作工", "对")
    assert [r.get("post") for r in rows(person)] == ["班长", "操作工", None]


def test_a_new_row_told_with_labels_changes_none_that_stands() -> None:
    person = in_the_middle("awards", {"awards": AWARDS})
    person.say("成果名称：焊接工装，奖项名称：北京市某某创新奖，等级：三等奖，年份：2021，排名：1")
    assert rows(person, "awards")[:2] == AWARDS
    assert rows(person, "awards")[2]["project"] == "焊接工装"


@pytest.mark.parametrize("word", ["不要了", "不对", "取消"])
def test_shown_rows_are_dropped_on_a_plain_no(word: str) -> None:
    person = in_the_middle("work_history", {})
    person.tell(PASTED, word)
    assert person.asked == "work_history"
    assert rows(person) == []


@pytest.mark.parametrize(
    "said",
    ["第2项获奖也删掉", "删除第2项获奖", "技术成果获奖第2条不要了", "把后加的获奖删了", "刚才新加的那条（水泵）删掉"],
)
def test_a_row_is_deleted_from_anywhere(said: str) -> None:
    person = in_the_middle("trainees", {"awards": AWARDS})
    person.say(said)
    assert rows(person, "awards") == AWARDS[:1]


def test_a_row_is_deleted_in_the_middle_of_remarks_and_nothing_else_is_stored() -> None:
    person = in_the_middle("awards", {"work_history": WORK})
    person.say("不是那个原因 甲厂那段写重了 第2段删掉")
    assert rows(person) == WORK[:1]
    assert rows(person, "awards") == []


def test_a_new_row_beside_a_number_is_not_lost() -> None:
    person = in_the_middle("honours", {"honours": HONOURS})
    person.say("2021年全国技术能手 人社部 第2条删掉")
    assert HONOURS[1] in rows(person, "honours") or "全国技术能手" in str(rows(person, "honours"))


def test_the_row_added_last_is_not_the_row_shown_last() -> None:
    person = in_the_middle("honours", {"honours": HONOURS})
    person.say("2022年，全国技术能手，人力资源和社会保障部，证书编号没有")
    assert rows(person, "honours")[0]["year"] == 2022
    person.say("刚才新加的那条删掉")
    assert [r["year"] for r in rows(person, "honours")] == [2020, 2018]


def test_a_row_taken_out_may_go_into_the_long_text() -> None:
    person = in_the_middle("honours", {"honours": HONOURS})
    person.say("第一条荣誉去掉，改放到主要事迹里")
    assert rows(person, "honours") == HONOURS[1:]
    assert "北京市劳动模范" in person.answers["deeds"]
    assert "第一条" not in person.answers["deeds"]


def test_words_go_into_the_long_text_and_into_no_row() -> None:
    person = in_the_middle("honours", {"honours": HONOURS, "deeds": "带班组改造了夹具。"})
    person.say("把密云区首席技师写进主要事迹")
    assert rows(person, "honours") == HONOURS
    assert person.answers["deeds"].split("\n") == ["带班组改造了夹具。", "密云区首席技师"]


def test_people_called_by_name_are_counted_and_a_correction_is_no_prize() -> None:
    person = in_the_middle("trainees", {})
    person.say("带了三个徒弟小李小王小陈都出师了小王小李考了高级工还给职业学校讲过课")
    assert rows(person, "trainees")[0]["senior_count"] == 2
    person.say("不对只有小王考了高级工一个人")
    assert rows(person, "trainees") == [{"senior_count": 1}]


def test_a_no_with_something_beside_it_is_asked_about() -> None:
    person = in_the_middle("honours", {})
    person.say("没有荣誉称号就店里的优秀员工 没有吧")
    assert not rows(person, "honours")
    person.say("对")
    assert person.answers["honours"] == []
    assert person.asked != "honours"


def test_row_numbers_are_no_employers() -> None:
    for pasted in (
        "1 | 2003.09-2006.06 | 甲厂 | 钳工\n2 | 2006.07-至今 | 乙公司 | 焊工",
        "1 2003.09-2006.06 甲厂 钳工\n2 2006.07-至今 乙公司 焊工",
        "1\t2003.09-2006.06\t甲厂\t钳工\n2\t2006.07-至今\t乙公司\t焊工",
        "1.2003.09-2006.06 甲厂 钳工\n2.2006.07-至今 乙公司 焊工",
    ):
        person = in_the_middle("work_history", {})
        person.tell(pasted, "对")
        assert [(r["start"], r["unit"], r["occupation"]) for r in rows(person)] == [
            ("2003-09", "甲厂", "钳工"),
            ("2006-07", "乙公司", "焊工"),
        ], pasted


@pytest.mark.parametrize("said", ["姓名改成李大河", "不对，姓名改成李大河"])
def test_another_answer_is_changed_while_rows_wait_and_they_go_on_waiting(said: str) -> None:
    person = in_the_middle("work_history", {"name": "张大河"})
    person.tell(PASTED, said)
    assert person.answers["name"] == "李大河"
    assert person.asked == "confirm"
    person.say("对")
    assert len(rows(person)) == 2
