"""While one cell of a row is asked: a whole row fills the row, a date is no post, 没得过别的奖 ends the table."""

from __future__ import annotations

from tests.conversations.person import Person

HISTORY = "1998年7月参加工作在北京第一机床厂当钳工"


def test_a_whole_row_fills_every_cell_that_is_open(filling: Person) -> None:
    filling.tell("改工作经历", HISTORY, "98年7月到2008年12月 北京第一机床厂 装配车间 钳工 中级工")
    row = filling.answers["work_history"][0]
    assert (row["end"], row["skill_level"], row["unit"]) == ("2008-12", "中级工", "北京第一机床厂")


def test_a_date_is_no_post(filling: Person) -> None:
    filling.tell("改工作经历", HISTORY, "2008年12月")
    assert filling.asked == "work_history[r1].post"
    filling.say("2009年1月到现在")
    assert "post" not in filling.answers["work_history"][0]
    assert filling.asked == "work_history[r1].post"


def test_no_other_prize_ends_the_table_and_is_no_kind_of_prize(filling: Person) -> None:
    filling.tell("改技术成果获奖", "2021年数控改造项目获北京市职工技术创新成果二等奖", "没得过别的奖")
    assert "category" not in filling.answers["awards"][0]
    assert not (filling.asked or "").startswith("awards")


def test_words_of_the_story_are_put_right_by_words(filling: Person) -> None:
    filling.tell("改主要事迹", "2021年我带人改了三台老机床，省了50万元。", "把50万元改成60万元")
    assert filling.answers["deeds"] == "2021年我带人改了三台老机床，省了60万元。"
    filling.say("撤销")
    assert "50万元" in filling.answers["deeds"]


def test_words_that_do_not_stand_there_are_part_of_the_story(filling: Person) -> None:
    filling.tell("改主要事迹", "2021年我带人改了三台老机床。", "把手工活改成机器活")
    assert "把手工活改成机器活" in filling.answers["deeds"]


def test_a_verb_inside_an_employers_name_does_not_cut_it(filling: Person) -> None:
    filling.say("我叫赵宝山男汉族1980年5月12号生人群众户口密云的大专在北京北开电气股份有限公司上班")
    answers = filling.answers
    assert (answers["name"], answers["unit"]) == ("赵宝山", "北京北开电气股份有限公司")
    assert "occupation" not in answers


def test_a_day_among_values_about_a_person_is_the_birth_date(filling: Person) -> None:
    filling.say("我叫王铁柱 男 1985年3月6日 技师 在北京某某机电有限公司上班")
    assert filling.answers["birth_date"] == "1985-03-06"
