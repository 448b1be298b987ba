"""Spans of time in a text: 2003年6月到2010年7月, 2003.6-至今, 2003年6月到9月."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from dialogs.parsing.moments import Moment, moments

OPEN = re.compile(
    r"(?:一直|再)?没(?:有)?(?:换|动|挪)过(?:地方|单位|工作|窝)?|一直没(?:换|动|挪)|到今天|至今|到今(?:天)?|迄今|到?现在|到?目前|到?如今|一直到现在|到?(?:这会儿|今儿个?)|[到至](?:这会|眼下|眼前|此刻|这阵儿?|当下|如?今儿?|当前|这时候?|本月|这个?月)|今(?=$|[\s,，。;；、])"
)
_UNTIL = re.compile(r"\s*(?:为止|止|底|初|末)")
_STOPPED = re.compile(r"\s*(?:为止|止|底|初|末)")
_JOIN = re.compile(
    r"\s*(?:开始|起|份|入职|进厂)?[\s,，]*(?:一直|就|直)?\s*(?:干|做|待|呆|工作|上班)?\s*(?:[到至]|[-—–~～─―－→]+)\s*"
)


@dataclass(frozen=True, slots=True)
class Period:
    """`last` is None for 至今; a `Moment` without a month is an end still to be asked."""

    start: int
    end: int
    first: Moment
    last: Moment | None

    @property
    def first_month(self) -> str:
        return month_of(self.first)

    @property
    def last_month(self) -> str:
        return "至今" if self.last is None else month_of(self.last)


def month_of(moment: Moment) -> str:
    """`YYYY-MM`, or `""` where the month is missing or impossible."""
    return f"{moment.year:04d}-{moment.month:02d}" if moment.real() else ""


def read_periods(text: str, today: date) -> list[Period]:
    """Every span in reading order."""
    found = moments(text, today)
    result: list[Period] = []
    index = 0
    while index < len(found):
        first = found[index]
        index += 1
        if first.year is None:
            continue
        join = _JOIN.match(text, first.end)
        tail = join.end() if join else first.end
        following = found[index] if index < len(found) else None
        if following is not None and join and following.start == tail:
            index += 1
            if following.year is None and following.month:
                year = first.year if following.month >= (first.month or 1) else first.year + 1
                following = replace(following, year=year)
            ended = _UNTIL.match(text, following.end)
            result.append(Period(first.start, ended.end() if ended else following.end, first, following))
            continue
        still = re.compile(r"[\s,，]*(?:开始|起)?[\s,，]*(?:[到至\-—–~～─―－]*)\s*").match(text, first.end)
        opened = (
            OPEN.match(text, first.end) or OPEN.match(text, tail) or (OPEN.match(text, still.end()) if still else None)
        )
        if opened:
            result.append(Period(first.start, opened.end(), first, None))
    return result
