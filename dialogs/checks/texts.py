"""主要事迹 (1000字以内，可附页; 填表说明·二.3) and 所在单位推荐意见 (200字以内)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.checks.case import Case
from dialogs.checks.finding import Finding
from dialogs.parsing.years import years_written
from dialogs.text import measure

_SHORT = 0.3
_ENOUGH = 100
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万亿两][^\s，。]{0,2}(?:元|个|人|次|项|倍|台|吨|小时|天)")


def check_texts(case: Case) -> Iterator[Finding]:
    """Lengths of both texts; figures and recent years in the deeds."""
    limits, deeds = case.book.limits, case.text("deeds")
    if deeds:
        count = measure(deeds)
        if count > limits.deeds and not case.answers.get("deeds_appendix"):
            yield case.find("deeds_over", "deeds", count=count, over=count - limits.deeds, limit=limits.deeds)
        elif count < limits.deeds * _SHORT:
            yield case.find("deeds_short", "deeds", count=count)
        if not _FIGURE.search(deeds):
            yield case.find("deeds_no_figures", "deeds")
        years = years_written(deeds, case.today)
        if count >= _ENOUGH and years and max(years) < limits.since_year:
            yield case.find("deeds_no_recent", "deeds", since=limits.since_year)
    opinion = measure(case.text("unit_opinion"))
    if opinion > limits.unit_opinion:
        yield case.find("opinion_over", "unit_opinion", count=opinion, over=opinion - limits.unit_opinion)
