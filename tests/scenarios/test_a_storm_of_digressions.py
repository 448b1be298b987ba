from __future__ import annotations

from tests.scenarios.actors import Actor


async def test_each_is_answered_once_and_the_date_lands_where_it_belongs(actor: Actor) -> None:
    await actor.agree()
    seen = await actor.tell("王铁柱", "男", "汉族")
    assert seen.asked == "birth_date"
    for digression in ("津贴多少钱", "我符合吗", "朝阳区还有啥支持政策", "？"):
        seen = await actor.say(digression)
        assert seen.asked == "birth_date", digression
        assert seen.messages <= 1, digression
    seen = await actor.sticker() or seen
    assert seen.asked == "birth_date"
    seen = await actor.photo()
    assert seen.asked == "birth_date"
    seen = await actor.tell("返回", "上一题")
    assert seen.asked != "birth_date"
    await actor.say("85年3月6号")
    answers = await actor.answers()
    assert answers["birth_date"] == "1985-03-06"
    assert answers["ethnicity"] == "汉族"
    assert answers["name"] == "王铁柱"
