from __future__ import annotations

from tests.scenarios.actors import Actor


async def test_it_is_said_kindly_with_the_article_and_correcting_keeps_every_answer(actor: Actor) -> None:
    await actor.agree()
    await actor.tell("王铁柱", "男")
    seen = await actor.say("我是高级工")
    for told in ("通知·三", "具有技师及以上国家职业资格或技能等级证书", "技师（二级）"):
        assert told in seen.text
    assert "无效" not in seen.text
    assert seen.asked == "ethnicity"
    await actor.say("汉族")
    await actor.say("说错了，等级改成高级技师")
    seen = await actor.press("yes")
    answers = await actor.answers()
    assert answers["skill_level"] == "高级技师（一级）"
    assert (answers["name"], answers["sex"], answers["ethnicity"]) == ("王铁柱", "男", "汉族")
    assert "够条件就能评上" not in seen.text
