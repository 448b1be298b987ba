"""职业（工种）, 等级 and 工作单位 alike everywhere (填表说明·封面2, 封面3, 一.4, 一.8, 一.9; 通知·三)."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.checks.case import Case
from dialogs.checks.finding import Finding
from dialogs.text import plain_key

TABLE = "work_history"


def check_skills(case: Case) -> Iterator[Finding]:
    """The level itself, then level, occupation and unit against the work history and what was said before."""
    yield from _level(case)
    yield from _occupation(case)
    yield from _unit(case)


def _level(case: Case) -> Iterator[Finding]:
    written = case.text("skill_level")
    if not written:
        return
    rank = case.level(written)
    lowest = case.book.levels.index(case.book.lowest_level)
    if rank is None:
        is_title = any(word in written for word in case.book.titles)
        yield case.find("level_is_title" if is_title else "level_unknown", "skill_level", level=written)
        return
    if rank < lowest:
        yield case.find("level_below", "skill_level", level=written)
    ranks = [case.level(row.get("skill_level")) for row in case.rows(TABLE)]
    ranked = [(r, i) for i, r in enumerate(ranks) if r is not None]
    current = case.current_row()
    now = ranks[current] if current is not None else None
    if ranked and max(ranked)[0] > rank:
        index = max(ranked)[1]
        row, other = case.row_name(TABLE, index), case.rows(TABLE)[index]["skill_level"]
        yield case.find("level_not_highest", "skill_level", level=written, row=row, other=other)
    elif current is not None and now is not None and now < rank:
        other = case.rows(TABLE)[current]["skill_level"]
        path = case.path(TABLE, current, "skill_level")
        yield case.find("level_differs", path, level=written, other=other)
    certificate = case.facts.get("cert_level")
    if (known := case.level(certificate)) is not None and known != rank:
        yield case.find("level_not_certificate", "skill_level", level=written, other=certificate)


def _occupation(case: Case) -> Iterator[Finding]:
    written, current = case.text("occupation"), case.current_row()
    if not written or current is None:
        return
    other = case.rows(TABLE)[current].get("occupation")
    if isinstance(other, str) and other.strip() and plain_key(other) != plain_key(written):
        path = case.path(TABLE, current, "occupation")
        row = case.row_name(TABLE, current)
        yield case.find("occupation_differs", path, occupation=written, other=other, row=row)


def _unit(case: Case) -> Iterator[Finding]:
    unit, current = case.text("unit"), case.current_row()
    if not unit:
        return
    if current is not None:
        other = case.rows(TABLE)[current].get("unit")
        if isinstance(other, str) and other.strip() and plain_key(unit) not in plain_key(other):
            yield case.find("unit_differs", case.path(TABLE, current, "unit"), unit=unit, other=other)
    seal = case.facts.get("seal_unit")
    if isinstance(seal, str) and seal.strip():
        if plain_key(seal) != plain_key(unit):
            yield case.find("seal_differs", "unit", unit=unit, other=seal)
    elif case.facts.get("dispatched") is True:
        yield case.find("dispatched", "unit")
