"""While one cell of a row is asked, another is put right, by its name or by what stands in it, with the answer or without."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversations.by_others.test_talks_end_as_a_clerk_would_have_it import in_the_middle

STINT = {"start": "2003-04", "end": "2011-10", "unit": "北京燕都古建工程有限公司", "occupation": "古建瓦工"}
AWARD = {"project": "盾构机刀盘快换工装", "award": "北京市发明创新大赛", "category": "职工发明", "grade": "银奖"}
TRAINED = {
    "junior_occupation": "车工",
    "junior_count": 9,
    "senior_occupation": "车工",
    "senior_count": 4,
    "technician_occupation": "车工",
}
HONOUR = {"title": "北京市劳动模范", "authority": "北京市人民政府"}


@pytest.mark.parametrize(
    ("at", "have", "said", "changed", "asked"),
    [
        ("work_history.post", STINT, "开始月份是3月 我记岔了", {"start": "2003-03"}, "post"),
        ("work_history.post", STINT, "起始年份写错了 是2002年", {"start": "2002-04"}, "post"),
        ("work_history.post", STINT, "班长 对了上面工种应该是古建木工", {"occupation": "古建木工", "post": "班长"}, "skill_level"),
        ("work_history.post", STINT, "结束是11月不是10月 岗位是班长", {"end": "2011-11", "post": "班长"}, "skill_level"),
        ("awards.rank", AWARD, "银奖写错了 是铜奖", {"grade": "铜奖"}, "rank"),
        ("awards.rank", AWARD, "第三 等级应该是铜奖", {"grade": "铜奖", "rank": "3"}, "year"),
        ("awards.year", AWARD | {"rank": "2"}, "2021年 刚才那个奖级打错了 金奖", {"grade": "金奖", "year": 2021}, "certificate_no"),
        ("awards.year", AWARD | {"rank": "2"}, "前面说的排第二不对 我排第三", {"rank": "3"}, "year"),
        ("honours.year", HONOUR, "2015年 批准机关应该是市委市政府", {"authority": "市委市政府", "year": 2015}, "certificate_no"),
        ("honours.year", HONOUR, "称号写错了 是北京市先进工作者", {"title": "北京市先进工作者"}, "year"),
        ("work_history.post", STINT, "值班电工 另外这段其实是2001年5月开始的", {"start": "2001-05", "post": "值班电工"}, "skill_level"),
        ("work_history.post", STINT, "班长，对了我其实干到2012年3月", {"end": "2012-03", "post": "班长"}, "skill_level"),
        ("trainees.technician_count", TRAINED, "俩 高级工那个应该是六个 我数漏了", {"senior_count": 6, "technician_count": 2}, "national_winners"),
        # nothing is put right: only an answer
        ("trainees.technician_count", TRAINED, "2个", {"technician_count": 2}, "national_winners"),
        ("work_history.post", STINT, "班长", {"post": "班长"}, "skill_level"),
        ("awards.rank", AWARD, "第三", {"rank": "3"}, "year"),
    ],
)  # fmt: skip
def test_it_changes_and_the_question_stays_or_is_answered(
    at: str, have: dict[str, Any], said: str, changed: dict[str, Any], asked: str
) -> None:
    table = at.partition(".")[0]
    person = in_the_middle(at, {table: [have]})
    person.say(said)
    (row,) = person.answers[table]
    assert {k: v for k, v in row.items() if v is not None} == have | changed
    assert person.asked == f"{table}[r1].{asked}"


def test_what_is_as_above_is_told_beside_a_change() -> None:
    person = in_the_middle("work_history.unit", {"work_history": [STINT, {"start": "2012-01", "end": "2018-08"}]})
    person.say("单位没变 工种改成木工了")
    assert person.answers["work_history"][1]["unit"] == STINT["unit"]
    assert person.answers["work_history"][1]["occupation"] == "木工"
    assert person.answers["work_history"][0] == STINT


@pytest.mark.parametrize("said", ["结束时间对不对我不确定", "第一段工种应该是木工", "工种写错了会怎么样？"])
def test_what_tells_no_new_value_of_this_row_changes_nothing_here(said: str) -> None:
    other = STINT | {"start": "2012-01", "end": "2018-08"}
    person = in_the_middle("work_history.post", {"work_history": [STINT, other]})
    person.say(said)
    row = person.answers["work_history"][1]
    assert {k: row[k] for k in other} == other
