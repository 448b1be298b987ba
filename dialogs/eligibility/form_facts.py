"""Form answers and facts are one base: what the form says about the person, as facts (INTERFACE, "Facts")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

UNIT_NATURE: dict[str, dict[str, str]] = {
    "国有企业（中央）": {"unit_kind": "企业", "unit_ownership": "中央"},
    "国有企业（市属）": {"unit_kind": "企业", "unit_ownership": "市属"},
    "国有企业（区属）": {"unit_kind": "企业", "unit_ownership": "区属"},
    "事业单位": {"unit_kind": "事业单位"},
    "非公经济企业（外资）": {"unit_kind": "企业", "unit_ownership": "外资"},
    "非公经济企业（民营）": {"unit_kind": "企业", "unit_ownership": "民营"},
    "非公经济企业（个体）": {"unit_kind": "企业", "unit_ownership": "个体"},
}
_TRAINED = ("junior_count", "senior_count", "technician_count")
_WINNERS = ("national_winners", "municipal_winners")
SEVERAL = 2
"""多人 (通知·三（四）): one apprentice is not, two or more may be claimed"""
READ = frozenset(
    {"skill_level", "sex", "hukou", "unit_address", "birth_date", "unit_nature", "recommending_body"}
    | {"awards", "honours", "trainees"}
)
"""the keys of the form that `facts_of` looks at"""
_CONTEST = re.compile(r"大赛|竞赛|比赛|锦标赛")
_RANK = re.compile(r"第([一二三四五六七八九十\d]{1,3})名|(冠军|亚军|季军)")
_MEDAL = re.compile(r"[金银铜]牌|优胜奖")
_PRIZE = re.compile(r"[特一二三四]等奖|优秀奖")
_UPPER = re.compile(r"集团|公司|(?<!保障)局$|总公司|委员会$")
_DIGITS = {ch: n for n, ch in enumerate("一二三四五六七八九十", start=1)} | {"冠军": 1, "亚军": 2, "季军": 3}


def facts_of(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What form answers (INTERFACE, "Form answers") say as facts; not yet validated.

    A contest written as an award or an honour counts as a contest won; years of awards and honours as years of achievement.
    """
    found: dict[str, Any] = {}
    for key, fact in (("skill_level", "cert_level"), ("sex", "sex"), ("hukou", "hukou"), ("unit_address", "address")):
        if answers.get(key):
            found[fact] = answers[key]
    if "cert_level" in found:
        found["cert_level"] = re.sub(r"[(（].*?[)）]$", "", str(found["cert_level"]))
    birth = str(answers.get("birth_date") or "")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", birth):
        found["birth"], found["birth_day"] = birth[:7], birth
    found.update(UNIT_NATURE.get(str(answers.get("unit_nature") or ""), {}))
    if found.get("unit_ownership") == "市属" and _UPPER.search(str(answers.get("recommending_body") or "")):
        found["unit_parent"] = answers["recommending_body"]  # the group that recommends its own units (通知·四)
    awards, honours = _rows(answers.get("awards")), _rows(answers.get("honours"))
    titles = [str(row["title"]) for row in honours if row.get("title")]
    if titles:
        found["honours"] = titles
    years = sorted({row["year"] for row in (*awards, *honours) if isinstance(row.get("year"), int)})
    if years:
        found["achievement_years"] = years
    found.update(_mentoring(_rows(answers.get("trainees"))))
    won = (*awards, *({"award": title} for title in titles))
    contests = [contest for row in won if (contest := contest_of(row))]
    if contests:
        found["contests"] = contests
    return found


def _mentoring(rows: list[Mapping[str, Any]]) -> dict[str, Any]:
    """What 培养技能人才情况 says: how many were trained; two or more with prizes are the person's own claim of 三（四）.

    Trained to a level is neither 技能骨干 nor 竞赛获奖: that alone claims nothing. One person may hold prizes of both
    ranks, so the larger of the two counts.
    """
    found: dict[str, Any] = {}
    if trained := sum(_count(row, key) for row in rows for key in _TRAINED):
        found["apprentices_trained"] = trained
    awarded = max((sum(_count(row, key) for row in rows) for key in _WINNERS), default=0)
    if awarded >= SEVERAL:
        found |= {"claim_mentoring": True, "apprentices_awarded": awarded}
    return found


def _count(row: Mapping[str, Any], key: str) -> int:
    value = row.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, Iterable) else []


def contest_of(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """An award row as a contest, when it names one."""
    texts = [str(row.get(key) or "") for key in ("project", "award", "category", "grade", "rank")]
    name = next((t for t in texts if _CONTEST.search(t)), "")
    return {"name": name, **placing(" ".join(texts[1:]) + " " + texts[0])} if name else None


def placing(text: str) -> dict[str, Any]:
    """`rank`, `medal` or `award` named in a text; empty when none is."""
    if match := _RANK.search(text):
        word = match[1] or match[2]
        rank = int(word) if word.isdigit() else _DIGITS.get(word)
        if rank:
            return {"rank": rank}
    if match := _MEDAL.search(text):
        return {"medal": match[0]}
    if match := _PRIZE.search(text):
        return {"award": match[0]}
    return {}
