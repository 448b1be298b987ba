"""Changing a part of a stored value: 最后一位是9不是8, 是5月不是6月, 不是首钢是首钢集团."""

from __future__ import annotations

import re

from dialogs.understanding.choices import number
from dialogs.understanding.expressions import expression

_SPOKEN = str.maketrans("一二三四五六七八九零〇幺", "123456789001")
_PART = re.compile(r"^(?P<value>\d{1,4}|[一二三四五六七八九十廿〇零]{1,4})(?P<unit>年|月|月份|日|号)(?:份)?$")

_NUMBER = r"\d{1,2}|[一二三四五六七八九十廿]{1,3}"
_DAY = re.compile(rf"^(?P<month>{_NUMBER})月份?(?P<day>{_NUMBER})[日号]?$")


def mend_digits(old: str, said: str) -> tuple[str, int] | None:
    """`old` with the digits replaced that `said` (folded) names, and where that phrase ends; else None."""
    match = expression("mend.digits").search(said)
    if match is None:
        return None
    new = match["new"].translate(_SPOKEN).upper()
    places = [i for i, ch in enumerate(old) if ch.isdigit() or ch in "Xx"]
    width = len(new)
    if match["nth"]:
        at = number(match["nth"]) - 1
    elif match["back"]:
        at = len(places) - number(match["back"])
    elif match["head"]:
        at = 0
    else:
        at = len(places) - width
    if not 0 <= at <= len(places) - width:
        return None
    mended = list(old)
    for offset, digit in enumerate(new):
        mended[places[at + offset]] = digit
    return "".join(mended), match.end()


def mend_part(old: str, wrong: str, right: str) -> str | None:
    """`old` (as stored) with `wrong` put right, where `wrong` is one part of it; None where it is not."""
    wrong, right = wrong.strip(), right.strip()
    if not wrong or not right:
        return None
    was, now = _PART.match(wrong), _PART.match(right)
    if now and re.fullmatch(r"\d{4}-\d{2}(?:-\d{2})?", old):
        unit = (now["unit"])[0]
        if was and was["unit"][0] != unit:
            return None
        return _date_part(old, unit, _figure(now["value"]), _figure(was["value"]) if was else None)
    day = _DAY.match(right)
    if day and re.fullmatch(r"\d{4}-\d{2}-\d{2}", old):
        return f"{old[:4]}-{_figure(day['month']):02d}-{_figure(day['day']):02d}"
    if old.startswith(wrong) and old.isdigit():
        return right + old[len(wrong) :]
    return old.replace(wrong, right) if old.count(wrong) == 1 else None


def _figure(text: str) -> int:
    return number(text) if not text.isdigit() else int(text)


def _date_part(old: str, unit: str, now: int, was: int | None) -> str | None:
    parts = old.split("-")
    at = {"年": 0, "月": 1}.get(unit, 2)
    if at >= len(parts):
        return None
    if at == 0:
        if was is not None and int(parts[0]) % 100 != was % 100:
            return None
        year = now if now > 99 else int(parts[0]) // 100 * 100 + now
        parts[0] = f"{year:04d}"
    else:
        if was is not None and int(parts[at]) != was:
            return None
        parts[at] = f"{now:02d}"
    return "-".join(parts)
