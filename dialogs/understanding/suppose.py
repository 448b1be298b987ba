"""如果我明年考下技师呢: a supposition about the person, as facts to try."""

from __future__ import annotations

import re
from typing import Any

from dialogs.commands import WhatIf
from dialogs.understanding.choices import number
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import squeeze
from dialogs.understanding.words import pattern, words


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
    if level := _said("level", text):
        facts["cert_level"] = level[1]
    elif _said("title", text):
        facts["cert_kind"] = "专业技术职称"
    if _said("state_allowance", text):
        facts["past_allowance"] = [] if _said("denied", text) else ["国务院政府特殊津贴"]
    elif _said("city_allowance", text):
        facts["past_allowance"] = [] if _said("denied", text) else ["享受北京市政府技师特殊津贴"]
    if _said("off_frontline", text):
        facts["post_frontline"] = False
    elif _said("to_frontline", text):
        facts["post_frontline"] = True
    if _said("rehired", text):
        facts["rehired"] = True
    if _said("retired", text):
        facts["retired"] = True
    if district := _said("district", text):
        facts["work_district"] = district[1]
    if _said("recommends", text):
        facts["recommended"] = not _said("declines", text)
    if apprentices := _said("apprentices", text):
        facts["apprentices_key"] = number(apprentices[1])
    if age := _said("age", text):
        facts["age"] = int(age[1])
    if contest := _said("contest", text):
        facts["contests"] = [_contest(contest[1], text)]
    elif (year := _said("year", text)) and _said("achieved", text):
        facts["achievement_years"] = [int(year[1])]
    return facts


def _said(name: str, text: str) -> re.Match[str] | None:
    return expression(f"suppose.{name}").search(text)


_CONTESTS = {"世赛": "世界技能大赛", "全国技能大赛": "全国职业技能大赛"}
_PLACES = {"冠军": 1, "亚军": 2, "季军": 3}


def _contest(name: str, text: str) -> dict[str, Any]:
    found: dict[str, Any] = {"name": _CONTESTS.get(name, name)}
    if place := _said("placed", text):
        if place[3]:
            found["medal"] = place[3]
        else:
            found["rank"] = number(place[1]) if place[1] else _PLACES[place[2]]
    return found
