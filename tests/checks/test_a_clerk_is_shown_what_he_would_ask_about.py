"""Hints on what the notice leaves open and a clerk corrects: empty cells, short names, levels that do not show."""

from __future__ import annotations

import pytest

from dialogs.checks import is_draft


def codes(found):
    return [f.code for f in found]


@pytest.mark.parametrize(
    ("table", "column", "code"),
    [
        ("awards", "category", "category_empty"),
        ("awards", "certificate_no", "certificate_empty"),
        ("honours", "certificate_no", "certificate_empty"),
        ("work_history", "post", "post_empty"),
    ],
)
def test_an_empty_cell_is_hinted_at_once_for_all_rows_unless_the_person_said_there_is_none(
    check, answers, table, column, code
):
    for row in answers[table]:
        del row[column]
    found = check(answers)
    assert codes(found) == [code] and found[0].severity == "warning" and found[0].quote
    assert "第1" in found[0].message and "第2" in found[0].message
    assert not is_draft(found)
    said = {f"{table}[r{n}].{column}": "skipped" for n in (1, 2)}
    assert check(answers, statuses=said) == []
    second = check(answers, statuses=dict(list(said.items())[:1]))
    assert [f.field for f in second] == [f"{table}[r2].{column}"]


@pytest.mark.parametrize(
    ("award", "code"),
    [
        ("集团科技进步奖", "award_level"),
        ("朝阳区美发比赛", "award_level"),
        ("北京市朝阳区第五届职工叉车大赛", "award_level"),
        ("首创杯创新奖", "award_unclear"),
        ("京津冀地区职业技能大赛", "award_unclear"),
        ("北京市优秀技能成果", None),
        ("全国机械行业职工技术成果", None),
    ],
)
@pytest.mark.parametrize("category", ["技术革新", "行业"])
def test_an_award_is_doubted_by_its_name_whatever_its_category_says(check, answers, award, code, category):
    answers["awards"][1] |= {"award": award, "category": category}
    found = [f for f in check(answers) if f.field.startswith("awards")]
    if code == "award_unclear" and category == "行业":
        code = None
    assert codes(found) == ([code] if code else [])
    assert all(f.article == "附件1·二" and award in f.message for f in found)


@pytest.mark.parametrize(
    ("trade", "told"),
    [("金属轧工", True), ("金属轧制工", False), ("轧钢工", False), ("电工", False)],
)
def test_a_trade_with_letters_left_out_is_shown_and_another_trade_is_not(check, answers, trade, told):
    answers["trainees"][0] |= {"senior_occupation": trade, "technician_occupation": trade}
    found = check(answers)
    assert codes(found) == (["trainees_trade"] if told else [])
    assert all(trade in f.message and "金属轧制工" in f.message for f in found)


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("unit_address", "亦庄荣华南路8号", "address_no_district"),
        ("unit_address", "北京市大兴区荣华南路8号", None),
        ("unit_address", "北京市大兴区荣华南路", "no_house_number"),
    ],
)
def test_an_address_is_wanted_in_full(check, answers, key, value, code):
    answers[key] = value
    assert [f.code for f in check(answers) if f.field == key] == ([code] if code else [])


@pytest.mark.parametrize(("unit", "short"), [("北京试验钢铁", True), ("北京试验钢铁有限公司", False)])
def test_a_short_name_is_not_what_stands_on_the_seal(check, answers, unit, short):
    answers["unit"] = unit
    answers["work_history"][0]["unit"] = unit
    found = [(f.field, f.article) for f in check(answers) if f.code == "short_name"]
    assert found == ([("unit", "填表说明·一.4"), ("work_history[r1].unit", "填表说明·一.4")] if short else [])
