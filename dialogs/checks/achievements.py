"""主要技术成果获奖情况, 获得荣誉称号情况 and 培养技能人才情况 (填表说明·二.1, 二.2; the headings)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dialogs.checks.case import Case
from dialogs.checks.completeness import empty
from dialogs.checks.finding import Finding
from dialogs.checks.narrow import below, unclear
from dialogs.checks.periods import out_of_order, real_date, year_of
from dialogs.text import plain_key

_NAMES = {"awards": ("award", "project"), "honours": ("title",)}
_NARROW = {"awards": "award_level", "honours": "honour_level"}
_UNCLEAR = {"awards": "award_unclear", "honours": "honour_unclear"}
_PAIRS = (
    ("junior_occupation", "junior_count"),
    ("senior_occupation", "senior_count"),
    ("technician_occupation", "technician_count"),
)


def check_achievements(case: Case) -> Iterator[Finding]:
    """Order, years, levels and doubles of awards and honours; trainees with one half of a pair."""
    years: list[int] = []
    for table in ("awards", "honours"):
        yield from _order(case, table)
        for index, row in enumerate(case.rows(table)):
            yield from _year(case, table, index, row, years)
            yield from _level(case, table, index, row)
        yield from _doubled(case, table)
    if years and max(years) < case.book.limits.since_year:
        table = "awards" if case.rows("awards") else "honours"
        yield case.find("none_since", table, since=case.book.limits.since_year)
    for index, row in enumerate(case.rows("trainees")):
        yield from _trainees(case, index, row)
        yield from _trades(case, index, row)


def _order(case: Case, table: str) -> Iterator[Finding]:
    spec = case.form.tables.get(table)
    order = spec.order if spec else ""
    rows = case.rows(table)
    if order not in ("year", "-year") or (wrong := out_of_order(rows, order)) is None:
        return
    first, second = (f"{rows[i]['year']}年" for i in wrong)
    later, earlier = (first, second) if order == "year" else (second, first)
    yield case.find("awards_order" if order == "year" else "honours_order", table, later=later, earlier=earlier)


def _year(case: Case, table: str, index: int, row: Mapping[str, Any], years: list[int]) -> Iterator[Finding]:
    value = row.get("year")
    if empty(value):
        return
    path, name, year = case.path(table, index, "year"), case.row_name(table, index), year_of(value)
    birth = real_date(case.text("birth_date"))
    if year is None:
        yield case.find("bad_year", path, row=name, value=str(value))
    elif year > case.today.year:
        yield case.find("year_future", path, row=name, year=year)
    elif birth is not None and year < birth.year:
        yield case.find("year_before_birth", path, row=name, year=year)
    else:
        years.append(year)


def _level(case: Case, table: str, index: int, row: Mapping[str, Any]) -> Iterator[Finding]:
    path, name = case.path(table, index), case.row_name(table, index)
    if mark := below(case.book, table, row):
        value = next((str(row[key]) for key in _NAMES[table] if row.get(key)), "")
        yield case.find(_NARROW[table], path, row=name, value=value, mark=mark)
    elif value := unclear(case.book, table, row):
        yield case.find(_UNCLEAR[table], path, row=name, value=value)


def _doubled(case: Case, table: str) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for index, row in enumerate(case.rows(table)):
        said = repr(sorted((k, str(v).strip()) for k, v in row.items() if not empty(v)))
        if said == "[]":
            continue
        if said in seen:
            name, other = case.row_name(table, index), case.row_name(table, seen[said])
            yield case.find("doubled", case.path(table, index), row=name, other=other)
        seen.setdefault(said, index)


def _trainees(case: Case, index: int, row: Mapping[str, Any]) -> Iterator[Finding]:
    spec = case.form.tables.get("trainees")
    names = {c.key: c.name for c in spec.columns} if spec else {}
    for pair in _PAIRS:
        given = [key for key in pair if not empty(row.get(key)) and row.get(key) != 0]
        if len(given) == 1:
            missing = pair[1] if given[0] == pair[0] else pair[0]
            path = case.path("trainees", index, missing)
            left_out = case.statuses.get(path) in ("skipped", "unasked")
            yield case.find(
                "trainees_left_out" if left_out else "trainees_uneven",
                path,
                row=case.row_name("trainees", index),
                name=names.get(given[0], given[0]),
                other=names.get(missing, missing),
            )


def _trades(case: Case, index: int, row: Mapping[str, Any]) -> Iterator[Finding]:
    """A trade that is the person's own with letters left out (电梯维修 beside 电梯安装维修工); another trade is none."""
    own = plain_key(case.text("occupation"))
    short = {
        key: trade
        for key, _count in _PAIRS
        if (trade := plain_key(str(row.get(key) or ""))) and trade != own and _letters_left_out(trade, own)
    }
    if short:
        path, trade = case.path("trainees", index, next(iter(short))), "、".join(dict.fromkeys(short.values()))
        name = case.row_name("trainees", index)
        yield case.find("trainees_trade", path, row=name, value=trade, occupation=case.text("occupation"))


def _letters_left_out(short: str, full: str) -> bool:
    letters = iter(full)
    return all(letter in letters for letter in short)
