from __future__ import annotations

from tests.scenarios.actors import Actor

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(first17: str) -> str:
    return first17 + "10X98765432"[sum(int(a) * b for a, b in zip(first17, WEIGHTS, strict=True)) % 11]


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)


async def test_rare_names_full_width_and_spaces_are_taken_and_a_wrong_check_digit_is_said(actor: Actor) -> None:
    await actor.agree()
    await actor.say("䶮·买买提")
    right = id_number("11010519850307002")
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")
    await actor.say("改身份证号")
    seen = await actor.say(full_width(f"{wrong[:6]} {wrong[6:14]} ") + wrong[14:].lower())
    assert seen.asked == "id_number"
    assert "校验" in seen.text
    await actor.say(full_width(f"{right[:6]} {right[6:14]} ") + right[14:].lower())
    await actor.tell("改手机号", "138 0000 0000", "改参加工作时间", "一九八五年三月")
    answers = await actor.answers()
    assert answers["name"] == "䶮·买买提"
    assert answers["id_number"] == right
    assert answers["birth_date"] == "1985-03-07"
    assert answers["mobile"] == "13800000000"


async def test_a_pasted_essay_keeps_every_visible_character(actor: Actor) -> None:
    await actor.agree()
    await actor.say("改主要事迹")
    pasted = "一、技术革新\t2021年🔧改进工艺\u200b，\r\n合格率从92%到99%。\r\n{{x}} A&B<C>"
    await actor.say(pasted)
    await actor.say("写完了")
    deeds = (await actor.answers())["deeds"]
    assert deeds == "一、技术革新\t2021年🔧改进工艺，\n合格率从92%到99%。\n{{x}} A&B<C>"
