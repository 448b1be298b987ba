"""主要工作经历: 起止时间要连续 (填表说明·一.10), and 参加工作时间 beside it (填表说明·一.5)."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.checks.case import Case, Rows
from dialogs.checks.finding import Finding
from dialogs.checks.identity import years_between
from dialogs.checks.periods import month_number, out_of_order, real_date

TABLE = "work_history"


def check_history(case: Case) -> Iterator[Finding]:
    """Each row's own times, then order, gaps and overlaps, then the start of work."""
    yield from _rows(case)
    yield from _continuity(case)
    yield from _work_start(case)


def _now(case: Case) -> int:
    return case.today.year * 12 + case.today.month - 1


def _rows(case: Case) -> Iterator[Finding]:
    for index, row in enumerate(case.rows(TABLE)):
        name = case.row_name(TABLE, index)
        times: dict[str, int] = {}
        for key in ("start", "end"):
            value = row.get(key)
            if not value or (key == "end" and value == case.book.ongoing):
                continue
            number = month_number(value)
            path = case.path(TABLE, index, key)
            if number is None:
                yield case.find("bad_month", path, name=f"{name}{_column(case, key)}", value=value)
            elif number > _now(case):
                yield case.find("row_future", path, row=name, value=case.book.month(value))
            else:
                times[key] = number
        if len(times) == 2 and times["end"] < times["start"]:
            yield case.find(
                "row_reversed",
                case.path(TABLE, index, "end"),
                row=name,
                start=case.book.month(row["start"]),
                end=case.book.month(row["end"]),
            )


def _column(case: Case, key: str) -> str:
    spec = case.form.tables.get(TABLE)
    return next((c.name for c in spec.columns if c.key == key), key) if spec else key


def _continuity(case: Case) -> Iterator[Finding]:
    rows = case.rows(TABLE)
    if out_of_order(rows, "start"):
        yield case.find("history_order", TABLE)
    starts = sorted((n, i) for i, row in enumerate(rows) if (n := month_number(row.get("start"))) is not None)
    reach: tuple[int, int] | None = None  # latest end so far, and whose
    for position, (start, index) in enumerate(starts):
        if reach is not None:
            yield from _between(case, rows, reach, index, start)
        end: int | None = month_number(rows[index].get("end"))
        if rows[index].get("end") == case.book.ongoing:
            if position == len(starts) - 1:
                return
            path = case.path(TABLE, index, "end")
            yield case.find("history_two_current", path, row=case.row_name(TABLE, index))
        if end is None:
            reach = None  # nothing can be said about what follows an end nobody knows
        elif reach is None or end >= reach[0]:
            reach = end, index
    if reach is not None and reach[0] < _now(case) - 1:
        path = case.path(TABLE, reach[1], "end")
        yield case.find("history_not_current", path, end=case.book.month(str(rows[reach[1]]["end"])))


def _between(case: Case, rows: Rows, reach: tuple[int, int], index: int, start: int) -> Iterator[Finding]:
    end, before = reach
    code = "history_gap" if start > end + 1 else "history_overlap" if start < end else ""
    if not code:
        return
    yield case.find(
        code,
        case.path(TABLE, index, "start"),
        before=case.row_name(TABLE, before),
        row=case.row_name(TABLE, index).rpartition("」")[2],
        end=case.book.month(str(rows[before]["end"])),
        start=case.book.month(str(rows[index]["start"])),
        months=start - end - 1,
    )


def _work_start(case: Case) -> Iterator[Finding]:
    value = case.text("work_start")
    if not value:
        return
    start = month_number(value)
    if start is None:
        spec = case.spec("work_start")
        yield case.find("bad_month", "work_start", name=spec.name if spec else "work_start", value=value)
        return
    birth = real_date(case.text("birth_date"))
    if start > _now(case):
        yield case.find("work_start_future", "work_start")
    elif birth is not None and start <= birth.year * 12 + birth.month - 1:
        yield case.find("work_start_before_birth", "work_start")
    elif birth is not None:
        age = years_between(birth, real_date(f"{value[:7]}-28") or birth)
        if age < case.book.limits.working_age:
            yield case.find("work_start_young", "work_start", age=age)
    firsts = [n for row in case.rows(TABLE) if (n := month_number(row.get("start"))) is not None]
    if firsts and min(firsts) != start:
        first = min(firsts)
        said = case.book.months.format(year=first // 12, month=first % 12 + 1)
        yield case.find("work_start_differs", "work_start", start=case.book.month(value), first=said)
