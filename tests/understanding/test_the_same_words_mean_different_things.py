"""Pairs of messages that differ in one thing: what is being asked, one mark, one fact already known."""

from __future__ import annotations

from typing import Any

from dialogs.commands import (
    Choose,
    Command,
    Control,
    Correct,
    Fill,
    Focus,
    GoTo,
    Known,
    Miss,
    Option,
    Piece,
    Question,
    RowDelete,
    Unclear,
    WhatIf,
)
from dialogs.parsing import Parsed, Problem
from dialogs.understanding import read_fields, understand
from tests.understanding.corpus import BASICS, HISTORY, ROWS, TODAY, form, id_number

CONSENT = (Option(id="consent.yes", text="同意"), Option(id="consent.no", text="不同意"))


def hear(text: str, at: str | None, answers: dict[str, Any] | None = None, **focus: Any) -> list[Command]:
    rows = {t: ids for t, ids in ROWS.items() if answers and t in answers}
    known = Known(form=form(), answers=answers or {}, rows=rows)
    return understand(text, focus=Focus(path=at, **focus), known=known, today=TODAY)


def test_consent_is_given_by_a_word_and_never_by_a_question() -> None:
    assert hear("同意", "consent", offered=CONSENT) == [Choose("consent.yes")]
    assert hear("嗯好的", "consent", offered=CONSENT) == [Control("yes")]
    for doubtful in ("同意了能撤吗？", "好的，不过存多久？", "同意的话谁能看", "如果同意会怎样？"):
        found = hear(doubtful, "consent", offered=CONSENT)
        assert not any(isinstance(c, Choose) or c == Control("yes") for c in found), doubtful
        assert any(isinstance(c, Question) for c in found), doubtful


def test_leaving_never_deletes_and_only_the_plain_words_delete() -> None:
    for leaving in ("退出", "不填了", "算了", "再见", "烦死了不填了", "别弄了"):
        assert Control("delete_me") not in hear(leaving, "name"), leaving
    assert hear("删除我的资料", "menu") == [Control("delete_me")]
    for asking in ("怎么删除我的资料", "删除我的资料吗？", "能删除我的资料吗"):
        assert Control("delete_me") not in hear(asking, "menu"), asking


def test_a_number_is_a_choice_unless_the_question_takes_numbers() -> None:
    two = (Option(id="a", text="甲"), Option(id="b", text="乙"))
    assert hear("2", "menu", offered=two) == [Choose("b")]
    assert hear("2", "menu", offered=two, numbered=False) != [Choose("b")]
    count = form().tables["trainees"].column("junior_count")
    found = hear("2", "trainees[r1].junior_count", spec=count, offered=two, table="trainees")
    assert [c.parsed.value for c in found if isinstance(c, Fill)] == [2]
    assert hear("#b", "trainees[r1].junior_count", spec=count, offered=two, table="trainees") == [Choose("b")]


def test_an_essay_keeps_its_questions_unless_they_are_marked() -> None:
    asked = "市级的奖算吗？"
    assert [type(c) for c in hear(asked, "awards", table="awards")] == [Question]
    [doubtful] = hear(asked, "deeds", essay=True)
    assert isinstance(doubtful, Piece)
    assert doubtful.otherwise == (Question(asked),)
    assert hear(f"问：{asked}", "deeds", essay=True) == [Question(asked)]
    told = "当时大家都问，市级的奖算吗？我说先把活干好。"
    assert [type(c) for c in hear(told, "deeds", essay=True)] == [Fill]


def test_an_answer_given_again_is_a_correction_only_when_its_field_is_named() -> None:
    assert [type(c) for c in hear("手机：13911112222", "hukou", {"mobile": "13800000000"})] == [Correct]
    assert [type(c) for c in hear("手机：13911112222", "hukou")] == [Fill]
    [asked] = hear("13911112222", "hukou", {"mobile": "13800000000"})
    assert isinstance(asked, Unclear)
    assert [type(c) for c, _ in asked.options] == [Correct]


def test_one_digit_put_right() -> None:
    old = {"mobile": "13800138008"}
    [last] = hear("刚才那个号码最后一位是9不是8", "hukou", old, last="mobile")
    assert isinstance(last, Correct)
    assert isinstance(last.parsed, Parsed)
    assert last.parsed.value == "13800138009"
    [number] = hear("身份证号最后一位是5", "hukou", {"id_number": id_number()}, last="mobile")
    assert isinstance(number, Correct)
    assert isinstance(number.parsed, Problem), "a digit that breaks the check character cannot stand"


def test_a_year_without_its_month_is_asked_about_not_guessed() -> None:
    answers = {**BASICS, "work_history": HISTORY}
    [wrong] = hear("我记错了，2015年那份其实是2011年开始的", "review", answers)
    [whole] = hear("我记错了，2015年那份其实是2011年3月开始的", "review", answers)
    assert isinstance(wrong, Correct)
    assert isinstance(whole, Correct)
    assert (wrong.path, whole.path) == ("work_history[r5].start",) * 2
    assert isinstance(wrong.parsed, Problem)
    assert isinstance(whole.parsed, Parsed)
    assert whole.parsed.value == "2011-03"


def test_the_field_named_decides_whether_there_is_a_value_to_take() -> None:
    assert hear("改单位电话", "hukou", BASICS) == [GoTo("unit_phone")]
    [command] = hear("单位电话改成010-88291111", "hukou", BASICS)
    assert isinstance(command, Correct)


def test_deleting_a_row_needs_rows_to_delete_from() -> None:
    answers = {**BASICS, "work_history": HISTORY}
    assert hear("删第二条", "work_history", answers, table="work_history") == [RowDelete("work_history", 1)]
    assert not any(isinstance(c, RowDelete) for c in hear("删第二条", "name"))


def test_what_is_supposed_is_not_what_is_said() -> None:
    [supposed] = hear("如果我明年考下技师呢", "skill_level")
    assert isinstance(supposed, WhatIf)
    assert supposed.facts == {"cert_level": "技师"}
    [said] = hear("我是技师", "skill_level")
    assert isinstance(said, Fill)


def test_a_value_that_cannot_stand_is_kept_for_mending() -> None:
    number = id_number()
    broken = number[:-1] + ("0" if number[-1] != "0" else "1")
    [good] = hear(number, "id_number")
    [bad] = hear(broken, "id_number")
    assert isinstance(good, Fill)
    assert isinstance(bad, Miss)
    assert bad.raw == broken


def test_several_fields_and_a_question_out_of_one_text() -> None:
    text = f"我叫李卫东，男，满族，身份证{id_number()}。另外问下，照片要什么底色？"
    values, question = read_fields(text, form(), context={}, today=TODAY)
    assert values == {"name": "李卫东", "sex": "男", "ethnicity": "满族", "id_number": id_number()}
    assert question == "照片要什么底色？"


def test_a_list_of_values_lends_its_bare_neighbours_their_meaning() -> None:
    listed, _ = read_fields("李卫东，男，满族，北京第一机床厂，车工", form(), context={}, today=TODAY)
    assert listed["name"] == "李卫东"
    assert listed["unit"] == "北京第一机床厂"
    assert listed["occupation"] == "车工"
    alone, _ = read_fields("李卫东，车工", form(), context={}, today=TODAY)
    assert not alone


def test_a_stretch_of_work_told_anywhere_is_no_level_of_today() -> None:
    then, _ = read_fields("1991年7月-1998年6月 北京电梯厂 学徒工 初级工", form(), context={}, today=TODAY)
    assert list(then) == ["work_history"]
    assert then["work_history"][0]["skill_level"] == "初级工"
    assert then["work_history"][0]["post"] == "学徒工"
    now, _ = read_fields("初级工", form(), context={}, today=TODAY)
    assert now == {"skill_level": "初级工"}


def test_who_fills_the_form_for_another_says_nothing_of_themselves() -> None:
    for_another, _ = read_fields(
        "我单位是北京第一机床厂，我是人事专员，想替职工李卫东填申报表", form(), context={}, today=TODAY
    )
    assert for_another == {"unit": "北京第一机床厂", "name": "李卫东"}
    of_oneself, _ = read_fields("我叫李卫东，男，满族，人事专员", form(), context={}, today=TODAY)
    assert of_oneself["occupation"] == "人事专员"
    mothers, _ = read_fields("我妈妈是美发师，我替她填", form(), context={}, today=TODAY)
    assert mothers == {"occupation": "美发师"}
