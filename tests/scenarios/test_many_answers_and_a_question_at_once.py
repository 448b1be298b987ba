from __future__ import annotations

from tests.scenarios.actors import Actor


async def test_every_field_is_echoed_and_the_question_answered(actor: Actor) -> None:
    await actor.agree()
    seen = await actor.say(
        "我叫张建国，男，汉族，1980年5月12日出生，党员，在首钢干轧钢，高级技师。另外问下，照片要什么底色？"
    )
    for echoed in ("张建国", "男", "汉族", "1980年5月12日", "中共党员", "首钢", "高级技师（一级）", "蓝色背景"):
        assert echoed in seen.text
    assert seen.asked == "hukou"
    answers = await actor.answers()
    assert answers["birth_date"] == "1980-05-12"
    assert answers["political_status"] == "中共党员"
