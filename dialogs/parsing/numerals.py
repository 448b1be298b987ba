"""Chinese numerals, only ever on isolated ones: 一等奖 in a sentence is never touched."""

from __future__ import annotations

import re

_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": "0", "○": "0", "Ｏ": "0", "两": "2", "幺": "1", "洞": "0", "拐": "7", "勾": "9", "钩": "9"}
_DIGITS |= {c: str(i) for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
CHINESE = "〇零○一二三四五六七八九十百千万两廿卅壹贰叁肆伍陆柒捌玖拾佰仟"


def spoken_digits(text: str) -> str:
    """Digits said one by one as figures: 一九八五 → 1985, 幺三八 → 138; other characters stay."""
    return "".join(_DIGITS.get(c, c) for c in text)


SPOKEN = "〇零○一二三四五六七八九幺两洞拐勾钩壹贰叁肆伍陆柒捌玖"
"""figures as they are said one by one, also as soldiers and drivers say them"""
_REPEATED = re.compile(rf"([两俩二三仨四五六2-6])个([0-9{SPOKEN}])(?![0-9{SPOKEN}位号])")
_TIMES = {"两": 2, "俩": 2, "二": 2, "三": 3, "仨": 3, "四": 4, "五": 5, "六": 6}


def repeated(text: str) -> str:
    """四个8 → 8888, inside a number told aloud."""
    return _REPEATED.sub(lambda hit: hit[2] * (_TIMES.get(hit[1]) or int(hit[1])), text)


_PAIRS = {"俩": "两个", "仨": "三个"}


def paired(text: str) -> str:
    """俩 and 仨 as numbers; of 他们仨 and 这俩, which only point at people, nothing stays."""
    text = re.sub(r"[那这他她们哥咱]+[俩仨](?:个|人)?", "", text)
    return re.sub(r"([俩仨])(?:个|人)?", lambda m: _PAIRS[m[1]], text)


def number(text: str) -> int | None:
    """The whole number an isolated numeral stands for (35, 三十五, 两百, 二〇, 廿六), or None."""
    text = text.strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return int(text)
    if not text or len(text) > 12 or any(c not in CHINESE for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int(spoken_digits(text)) if len(text) < 10 else None
    small = _small(text)
    if small is not None:
        return small
    import cn2an

    for candidate in (text, "一" + text):
        try:
            return int(cn2an.cn2an(candidate, "smart"))
        except (ValueError, KeyError):  # KeyError: old numerals in an order it does not know (廿百)
            continue
    return None


def _small(text: str) -> int | None:
    """Up to 99 without the library: 十二, 三十五, 廿六, 卅一."""
    text = text.replace("廿", "二十").replace("卅", "三十").replace("拾", "十")
    found = re.fullmatch(
        r"([一二两三四五六七八九壹贰叁肆伍陆柒捌玖])?十([一二三四五六七八九壹贰叁肆伍陆柒捌玖])?", text
    )
    if not found:
        return None
    tens, units = found.groups()
    return int(_DIGITS[tens] if tens else 1) * 10 + int(_DIGITS[units] if units else 0)
