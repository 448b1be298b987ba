"""Employers that are described and not named: 我们车间, 一家物业公司, 给一个包工头干活, 昌平那边一个机械厂.

Such words consist of determiners, trades and a kind of employer (data/employers.yaml) and of nothing else; whatever is left over is
a name (首钢, 顺达汽修, 北京市政路桥). A place before 一家 or 的 is part of the description.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dialogs.parsing.codes import DATA
from dialogs.yamlfile import read_yaml

LONGEST = 24
"""characters of a description"""
_AT = r"(?:就|还是|是|在|给|跟着?|帮|替|到|靠|人在|人是|活儿?在|一直|现在|目前|主要)*+"
_SOME = r"(?:一家|一个|一间|某个?|某家|有个|有家|那个|那家|这家|这个|个|开了?个|开了?家|开的|办的|承包的|(?<!美)的)"
_NAMED = r"(?!.*(?:公司|集团|[总工]厂|医院|学校|学院|中心|局|研究所)的)"


_NUMBERED = r"(?:我们|咱们|俺们|我|咱|俺)?第?[一二三四五六七八九十0-9]{1,3}号?(?:分厂|车间|队|班组?|工段|项目部|工程队|施工队|大队|中队|小队|工区|号?线|食堂)(?:里|的)*"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words: dict[str, str] = read_yaml(DATA / "employers.yaml")
    which, kind_of, trades, kinds, after = (_any(words[k]) for k in ("which", "kind_of", "trades", "kinds", "after"))
    what = rf"(?:{kind_of}|{trades}|{which})*{kinds}{after}*"
    return re.compile(rf"{_AT}(?:{what}|{_NUMBERED})"), re.compile(rf"{_NAMED}{_AT}.{{0,8}}?{_SOME}{what}")


@lru_cache(maxsize=1)
def short_names() -> frozenset[str]:
    """Short names of single employers that look like a kind of them (公交集团)."""
    words: dict[str, str] = read_yaml(DATA / "employers.yaml")
    return frozenset(words["names"].split())


def _any(words: str) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words.split(), key=len, reverse=True))) + ")"


def is_nameless(text: str) -> bool:
    """Whether a whole piece of a reply tells what kind of employer it is, and not which."""
    whole = text.strip(" ,，。.!！;；、~")
    return 0 < len(whole) <= LONGEST and whole not in short_names() and any(p.fullmatch(whole) for p in _patterns())
