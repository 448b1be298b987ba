from __future__ import annotations

from tests.scenarios.actors import Actor

SENTENCE = "2021年我带队改进转向架焊接工艺，一次合格率从92%提高到99%，一年省下材料费80万元。"


async def test_nothing_is_cut_and_there_are_three_ways_on(actor: Actor) -> None:
    await actor.agree()
    await actor.say("改主要事迹")
    text = SENTENCE * 70
    seen = await actor.say(text)
    assert "1000" in seen.text
    assert {"trim", "more", "appendix"} <= {choice for choice, _ in seen.choices}
    await actor.press("appendix")
    await actor.say("写完了")
    answers = await actor.answers()
    assert answers["deeds"] == text
    assert answers["deeds_appendix"] is True
