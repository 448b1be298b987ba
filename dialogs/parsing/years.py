"""Which year a prize or an honour was given in, where a row names one or several."""

from __future__ import annotations

import itertools
import re
from datetime import date

from dialogs.parsing.certificates import without_numbers
from dialogs.parsing.moments import moments
from dialogs.parsing.numerals import number

_WHEN = re.compile(r"^\s*(?:的?(?:时候|那时候?|那会儿?|那一?年|上半年|下半年|年初|年底))")
_GIVEN = re.compile(r"[\u4e00-\u9fff]{0,4}(?:获|得|评|拿|颁|授)")


_SPAN_BEFORE = re.compile(r"(?:了|有|近|约|干|满|共|整|达|历时|经过|前后|已|将近|快|超过|第|最近|这|前|后|头)$")
_SPAN_AFTER = re.compile(r"(?:来|多|间|里|以上|如一日|了|前|后|内|的?(?:工龄|经验|时间|党龄|功夫|老))")


def years_written(text: str, today: date) -> list[int]:
    """The years a text speaks of, 19年 as 2019; a stretch of years (干了19年) is none."""
    found = []
    for moment in moments(text, today):
        stretch = re.fullmatch(r"[^年]{1,3}年", moment.text) and (
            _SPAN_BEFORE.search(text[: moment.start]) or _SPAN_AFTER.match(text[moment.end :])
        )
        if moment.year and not stretch:
            found.append(moment.year)
    return found


def year_cell(cell: str, today: date, rest: str) -> tuple[int | None, list[int], str]:
    """The year a cell names (2021, 21年, 二〇二一, 去年), no rivals, and the text as it was."""
    found = [m.year for m in moments(cell, today) if m.year]
    short = number(cell.strip(" 年")) if re.fullmatch(r"\s*[0-9]{2}\s*年?\s*", cell) else None
    if not found and short is not None:
        return short + (2000 if 2000 + short <= today.year else 1900), [], rest
    return (found[0] if found else None), [], rest


def year_of(text: str, today: date) -> tuple[int | None, list[int], str]:
    """The year given in, the rivals when several stand there and nothing decides, and the text with stops in place of the dates."""
    found = [m for m in moments(without_numbers(text), today) if m.year]
    rest = text
    for moment in reversed(found):
        rest = rest[: moment.start] + "\t" + _WHEN.sub("", rest[moment.end :], count=1)
    rest = re.sub(r"[（(]\s*\t\s*[）)]", "\t", rest)
    years = list(dict.fromkeys(m.year for m in found if m.year))
    if len(years) < 2:
        return (years[0] if years else None), [], rest
    listed = any(
        re.fullmatch(r"[\s、,，]*(?:和|与|及|还有)?[\s、]*", text[a.end : b.start])
        for a, b in itertools.pairwise(found)
    )
    near = {m.year for m in found if m.year and _GIVEN.match(text[m.end :])}
    if not listed and len(near) == 1:
        return near.pop(), [], rest
    return None, years, rest
