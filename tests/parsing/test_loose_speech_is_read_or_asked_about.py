"""Replies as they come between two shifts: somebody corrects himself, counts loosely, tells a row in one breath."""

from __future__ import annotations

from typing import Any

import pytest

from dialogs.parsing import Parsed, Problem, parse
from dialogs.understanding.reading import read_message
from tests.parsing.asking import TODAY, answer, form, identity


def read(key: str, raw: str) -> Any:
    found = answer(key, raw)
    return found.value if isinstance(found, Parsed) else found.code


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("occupation", "电工，不对，是焊工", "焊工"),
        ("occupation", "司炉工 证上写锅炉设备安装工不对 是锅炉运行值班员", "锅炉运行值班员"),
        ("name", "王建军 哦不 是王建均", "王建均"),
        ("unit", "北京一机床厂，说错了，应该是北京第一机床厂", "北京第一机床厂"),
        ("mobile", "13800138000 不对 是13900139000", "13900139000"),
        ("birth_date", "1978年3月5日，不对，是1978年3月6日", "1978-03-06"),
        ("education", "大专 错了 是本科", "大学本科"),
    ],
)
def test_the_last_word_counts(key: str, raw: str, value: str) -> None:
    assert read(key, raw) == value


def test_a_workshop_is_not_on_the_seal_but_a_branch_is() -> None:
    assert read("unit", "北京第一机床厂热处理车间") == "北京第一机床厂"
    assert read("unit", "北京某某公司朝阳分公司") == "北京某某公司朝阳分公司"


def test_said_again_the_workshop_stands() -> None:
    spec = form().spec("unit")
    said = parse(spec, "首钢集团有限公司炼钢部", context={"unit": "首钢集团有限公司"}, today=TODAY)
    assert isinstance(said, Parsed)
    assert said.value == "首钢集团有限公司炼钢部"


@pytest.mark.parametrize("raw", ["国企", "在央企上班", "事业单位"])
def test_a_kind_of_employer_is_no_name(raw: str) -> None:
    assert read("unit", raw) == "unit_vague"


def test_the_number_of_a_certificate_is_no_document_of_a_person() -> None:
    assert isinstance(parse(form().spec("id_number"), "证书编号JX2022-118", context={}, today=TODAY), Problem)
    assert read("id_number", "护照编号E12345678") == "E12345678"


def test_a_row_told_in_one_breath_and_a_year_without_its_month() -> None:
    told = "一九八五年八月进厂当学徒 干到九零年{} 北京锅炉厂 司炉工"
    assert read("work_history", told.format("6月")) == [
        {"start": "1985-08", "end": "1990-06", "unit": "北京锅炉厂", "occupation": "司炉工", "post": "学徒"}
    ]
    assert read("work_history", told.format("")) == "incomplete_need_month"


@pytest.mark.parametrize("levels", ["首席技师 高级技师", "高级技师 首席技师"])
def test_an_appointment_beside_a_level_is_the_post(levels: str) -> None:
    row = read("work_history", f"2010年1月至今 首钢集团 轧钢工 {levels}")[0]
    assert (row["post"], row["skill_level"]) == ("首席技师", "高级技师（一级）")


@pytest.mark.parametrize("raw", ["有3个市里得奖1个全国得奖", "市里得奖3个，全国得奖1个"])
def test_winners_are_counted_on_the_side_they_stand(raw: str) -> None:
    row = read("trainees", raw)[0]
    assert (row["municipal_winners"], row["national_winners"]) == (3, 1)


def test_a_loose_total_does_not_matter_beside_exact_groups() -> None:
    assert read("trainees", "徒弟带了有十来个 中级工6个 高级工4个")[0]["senior_count"] == 4
    assert read("trainees", "带了十来个高级工") == "count_vague"


@pytest.mark.parametrize("lead", ["", "还有", "还有15年搞的那个"])
def test_words_before_a_project_are_not_its_name(lead: str) -> None:
    row = read("awards", f"{lead}锅炉节能改造 2021年 北京市职工技术成果二等奖".replace("15年", ""))[0]
    assert row["project"] == "锅炉节能改造"


def test_what_finds_no_cell_is_quoted() -> None:
    told = "北京市科学技术奖 一等奖 2019年 高压电缆带电检测{}"
    plain, more = answer("awards", told.format("")), answer("awards", told.format(" 贺磊"))
    assert isinstance(plain, Parsed) and isinstance(more, Parsed)
    assert plain.value == more.value
    assert [n.code for n in plain.warnings] == []
    assert any(n.code == "not_placed" and "贺磊" in n.message for n in more.warnings)
    named = answer("awards", told.format("，合作者：贺磊"))
    assert isinstance(named, Parsed) and named.value[0]["collaborators"] == "贺磊"


@pytest.mark.parametrize("second", ["2021年首都劳动奖章", "2021年干的活"])
def test_a_second_year_begins_a_second_honour_only_where_one_is_named(second: str) -> None:
    told = read("honours", f"2019年全国技术能手，{second}")
    if "奖章" in second:
        assert [row["year"] for row in told] == [2021, 2019]
    else:
        assert told == "two_years"


@pytest.mark.parametrize(
    ("kind", "said", "row"),
    [
        ("year", "2019年，不对，2020年，北京市劳动模范", {"title": "北京市劳动模范", "year": 2020}),
        ("title", "2019年首都劳动奖章，说错了，是北京市劳动模范", {"title": "北京市劳动模范", "year": 2019}),
    ],
)
def test_a_correction_changes_only_what_it_is_about(kind: str, said: str, row: dict[str, object]) -> None:
    assert read("honours", said) == [row], kind


@pytest.mark.parametrize("numeral", ["廿百", "卅三百", "千卅万"])
def test_an_old_numeral_in_no_order_is_asked_about(numeral: str) -> None:
    assert isinstance(answer("trainees", f"高级工{numeral}个，焊工"), Problem)


@pytest.mark.parametrize(
    ("told", "cells"),
    [
        ("在北京一机床跟师傅学徒 车工", {"unit": "北京一机床", "occupation": "车工", "post": "学徒"}),
        ("北京物美综合超市面点间中式面点师", {"unit": "北京物美综合超市面点间", "occupation": "中式面点师"}),
        ("北京同仁堂药店店员", {"unit": "北京同仁堂药店", "occupation": "店员"}),
    ],
)
def test_where_the_employer_ends(told: str, cells: dict[str, str]) -> None:
    assert read("work_history", f"1992年8月到1995年7月{told}") == [{"start": "1992-08", "end": "1995-07", **cells}]


def test_a_bracket_behind_a_title_holds_who_gave_it_or_belongs_to_it() -> None:
    given = read("honours", "2021年北京市优秀青年工程师（市科协）")[0]
    assert (given["title"], given["authority"]) == ("北京市优秀青年工程师", "市科协")
    assert read("honours", "2019年北京市劳动模范（先进生产者）")[0]["title"] == "北京市劳动模范（先进生产者）"


def values_of(said: str) -> dict[str, Any]:
    return read_message(said, form(), context={}, today=TODAY).values


def test_a_number_that_lacks_a_digit_is_told_and_never_dropped_in_silence() -> None:
    told = read_message("姓名耿志华，手机1381234567", form(), context={}, today=TODAY)
    assert told.values == {"name": "耿志华"}
    assert [note.code for note in told.notes] == ["length"]
    assert values_of("姓名耿志华，手机13812345678") == {"name": "耿志华", "mobile": "13812345678"}


def test_short_answers_side_by_side_are_each_taken() -> None:
    told = values_of("1970年7月2日出生 中专 九三学社 干钳工的 二级技师证")
    assert told["political_status"] == "九三学社社员"
    assert (told["occupation"], told["skill_level"]) == ("钳工", "技师（二级）")


def test_a_run_of_words_about_the_person_it_is_filled_for() -> None:
    number = identity("53322419870712006")
    told = values_of(f"替我妈报的她叫和丽珍纳西族云南丽江人身份证{number}电话15801177302")
    assert {k: told[k] for k in ("name", "ethnicity", "id_number")} == {
        "name": "和丽珍",
        "ethnicity": "纳西族",
        "id_number": number,
    }
