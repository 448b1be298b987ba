from __future__ import annotations

import pytest

from tests.scenarios.actors import Actor

ROWS = (
    "2003年6月到2010年5月在北京第一机床厂当焊工，班长，中级工",
    "2010年6月到2020年12月，北京某某机电有限公司，焊工，班组长，高级工",
)


@pytest.fixture
async def third(actor: Actor) -> Actor:
    """Two rows stand; of the third the period is there, the unit is asked for."""
    await actor.agree()
    await actor.tell("改工作经历", *ROWS)
    await actor.press("more")
    seen = await actor.tell("2021年1月", "至今")
    assert seen.asked == "work_history[r3].unit"
    return actor


async def test_a_question_is_answered_and_the_same_cell_asked_again(third: Actor) -> None:
    seen = await third.say("照片要什么底色？")
    assert "蓝色" in seen.text
    assert seen.asked == "work_history[r3].unit"
    assert "第3段" in seen.text


async def test_killed_and_started_again_the_row_goes_on_with_its_dates(third: Actor) -> None:
    await third.restart()
    await third.say("北京某某机电有限公司")
    row = (await third.answers())["work_history"][2]
    assert (row["start"], row["end"], row["unit"]) == ("2021-01", "至今", "北京某某机电有限公司")


async def test_the_row_can_be_cancelled_and_leaves_nothing(third: Actor) -> None:
    await third.say("取消本行")
    rows = (await third.answers())["work_history"]
    assert [row["start"] for row in rows] == ["2003-06", "2010-06"]


async def test_done_with_half_a_row_names_what_is_missing(third: Actor) -> None:
    seen = await third.say("完成")
    assert seen.asked == "confirm"
    assert "工作单位" in seen.text
    assert [choice for choice, _ in seen.choices] == ["finish", "drop", "later"]
