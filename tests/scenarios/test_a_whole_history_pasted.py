from __future__ import annotations

from tests.scenarios.actors import Actor

HISTORY = """1996.7-1999.8 北京第一机床厂 车工 学徒 初级工
1999.9-2003.5 北京第一机床厂 车工 操作工 中级工
2003.6-2006.12 北京某某机械有限公司 车工 班长 中级工
2007.9-2010.2 北京某某重工有限公司 数控车工 班长 高级工
2010.3-2013.6 北京某某重工有限公司 数控车工 工段长 高级工
2013.7-2016.8 北京某某精密制造有限公司 数控车工 班长 技师
2016.9-2020.12 北京某某精密制造有限公司 数控车工 首席技工 技师
2021.1至今 北京某某精密制造有限公司 数控车工 首席技工 高级技师"""


async def test_eight_lines_become_eight_rows_and_a_gap_is_mended_by_words(actor: Actor) -> None:
    await actor.agree()
    await actor.say("改工作经历")
    seen = await actor.say(HISTORY)
    assert seen.asked == "confirm"
    assert "8条" in seen.text
    assert "2006年12月" in seen.text
    seen = await actor.say("第四段的开始时间改成2007年1月")
    assert seen.asked == "confirm"
    assert "2007年1月" in seen.text
    assert not (await actor.answers()).get("work_history")
    await actor.say("对")
    rows = (await actor.answers())["work_history"]
    assert len(rows) == 8
    assert rows[3]["start"] == "2007-01"
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)
    seen = await actor.say("没有了")
    assert seen.asked != "confirm"
