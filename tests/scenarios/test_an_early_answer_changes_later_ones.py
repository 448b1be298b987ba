from __future__ import annotations

from tests.scenarios.actors import Actor


async def test_changing_the_level_shows_what_it_touches_and_can_be_refused_taken_undone_and_redone(
    actor: Actor,
) -> None:
    await actor.agree()
    await actor.tell(
        "我叫王铁柱，男，汉族，1985年3月6日出生，高级工",
        "改工作经历",
        "2003年6月到2010年5月在北京第一机床厂当焊工，班长，中级工",
        "2010年6月到2020年12月，北京某某机电有限公司，焊工，班组长，高级工",
        "2021年1月至今，北京某某机电有限公司，焊工，首席焊工，高级工",
        "没有了",
        "出申报表",
    )
    before = await actor.answers()
    seen = await actor.say("把等级改成技师")
    assert seen.asked == "confirm"
    assert "不满足" in seen.text
    assert "申报表" in seen.text
    await actor.say("取消")
    assert await actor.answers() == before
    await actor.say("把等级改成技师")
    seen = await actor.press("yes")
    assert "过期" in seen.text
    assert (await actor.answers())["skill_level"] == "技师（二级）"
    await actor.say("撤销")
    assert await actor.answers() == before
    await actor.say("重做")
    assert (await actor.answers())["skill_level"] == "技师（二级）"
