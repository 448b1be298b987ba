"""如果我明年考下技师呢: a supposition about the person, as facts to try."""

from __future__ import annotations

import re
from typing import Any

from dialogs.commands import WhatIf
from dialogs.understanding.choices import number
from dialogs.understanding.message import squeeze
from dialogs.understanding.words import pattern, words

_LEVEL = re.compile(r"(特级技师|首席技师|高级技师|技师|高级工|中级工|初级工)(?!学院|学校|协会|特贴|特殊|津贴)")
_YEAR = re.compile(r"(20[0-4]\d)年?")
_AGE = re.compile(r"(\d{2})岁")
_APPRENTICES = re.compile(
    r"(?:带|带出|有|培养)(?:了|出|出了)?([0-9]{1,2}|[一二两三四五六七八九十]+)个?(?:徒弟|徒|学徒)"
)
_MEDAL = re.compile(r"(世界技能大赛|世赛|全国职业技能大赛|全国技能大赛|北京市职业技能大赛|朝阳区职业技能大赛)")
_RANK = re.compile(r"第([一二三四五六七八九十\d]+)名?|(冠军|亚军|季军)|([金银铜]牌)")


def suppose(clause: str, *, asked: bool) -> WhatIf | None:
    """The facts supposed in a sentence (folded), or None where none is or something else is asked.

    `asked`: the sentence ends in a question mark.
    """
    known = words().whatif
    text = squeeze(clause)
    if len(text) > 60 or not pattern(known.if_).search(text):
        return None
    closes = pattern(known.then).search(text)
    if closes is None and not (asked and pattern(known.must).search(text)):
        return None
    before = text[: closes.start()] if closes else text
    if pattern(words().question.words).search(before):
        return None
    facts = _facts(before)
    return WhatIf(facts, clause.strip()) if facts else None


def _facts(text: str) -> dict[str, Any]:
    """What is supposed, by INTERFACE fact name."""
    facts: dict[str, Any] = {}
    if level := _LEVEL.search(text):
        facts["cert_level"] = level[1]
    if re.search(r"职称|工程师", text) and "cert_level" not in facts:
        facts["cert_kind"] = "专业技术职称"
    if re.search(r"国务院(政府)?(特殊津贴|特贴)", text):
        facts["past_allowance"] = [] if _denied(text) else ["国务院政府特殊津贴"]
    elif re.search(r"(拿|享受|得|有)过?.{0,4}(市特贴|市政府特贴|市政府技师特殊津贴|技师特殊津贴)", text):
        facts["past_allowance"] = [] if _denied(text) else ["享受北京市政府技师特殊津贴"]
    if re.search(r"(回|调回|转回|下到|回到|到|在|转到|去)(生产|服务)?(一线|车间|班组)(?!以外)", text):
        facts["post_frontline"] = not bool(re.search(r"(不在|离开|脱离|离)(生产|服务)?(一线|车间)", text))
    elif re.search(
        r"(不在|离开|脱离)(生产|服务)?一线|(调|转|去|提|升|干|做)(到|去|成|上|了)?(当|做)?(纯)?(管理|科室|办公室|机关|主任|科长|经理)",
        text,
    ):
        facts["post_frontline"] = False
    if re.search(r"返聘", text):
        facts["rehired"] = True
    if re.search(r"退(了)?休", text) and not re.search(r"没退休|不退休|还没退", text):
        facts["retired"] = True
    if district := re.search(r"(?:调|换|转|搬|跳槽|去|到|在)到?([一-鿿]{2,3}区)", text):
        facts["work_district"] = district[1]
    if re.search(r"单位(推荐|同意推荐|肯推荐|愿意推荐)|推荐我", text):
        facts["recommended"] = not bool(re.search(r"不(肯|愿意?|同意|给)?推荐|没推荐", text))
    if apprentices := _APPRENTICES.search(text):
        facts["apprentices_key"] = number(apprentices[1])
        facts["claim_mentoring"] = True
    if age := _AGE.search(text):
        facts["age"] = int(age[1])
    if contest := _MEDAL.search(text):
        facts["contests"] = [_contest(contest[1], text)]
    elif (year := _YEAR.search(text)) and re.search(r"获奖|得奖|拿奖|得了?奖|成果|业绩", text):
        facts["achievement_years"] = [int(year[1])]
    return facts


def _contest(name: str, text: str) -> dict[str, Any]:
    full = {"世赛": "世界技能大赛", "全国技能大赛": "全国职业技能大赛"}.get(name, name)
    found: dict[str, Any] = {"name": full}
    if place := _RANK.search(text):
        if place[1]:
            found["rank"] = number(place[1])
        elif place[2]:
            found["rank"] = {"冠军": 1, "亚军": 2, "季军": 3}[place[2]]
        else:
            found["medal"] = place[3]
    return found


def _denied(text: str) -> bool:
    return bool(re.search(r"没(有)?(拿|享受|得)|未享受", text))
