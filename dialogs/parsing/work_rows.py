"""主要工作经历 from sentences, with or without separators: 2003年6月到2010年6月在首钢当轧钢工，班长，高级工."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import Any

from dialogs.parsing import rowtext
from dialogs.parsing.moments import moments
from dialogs.parsing.occupations import ENDING
from dialogs.parsing.outcome import Note, Outcome, Parsed, Problem
from dialogs.parsing.periods import OPEN, Period, read_periods
from dialogs.parsing.reply import Reply
from dialogs.parsing.work_cells import TRADES, fill_cells
from dialogs.parsing.work_tables import table_lines

_BEGINS = re.compile(
    r"\s*(?:份|初|底)?[,，\s]*(?:(?:开始|起|以后|之后|后)[,，\s]*(?:就|才|又|一直|我)*(?:在|到|去|进|调|转|跳|当|干|做|任)|(?:我|就|又|才|被)*(?:到(?!了?(?:现|今|期|位|岗|手))|来(?:的|了|到)|去(?!世)|进(?!修)"
    r"|入职|调(?:到|入|至|去)|转(?:到|入|去)|跳槽|分配?到|应聘|受聘))"
)
_MOVED_ON = re.compile(
    r"(?:后来|然后|接着|再后来|随后|之后)(?:又|就|我|被)*(?=到(?!了?(?:现|今))|去(?!世)|调[到入至去]|进(?!修)|转[到入去]|跳槽)"
)
# 接着上一段，到2011年4月: a stint that begins where the one above ended
_FOLLOWS = re.compile(
    r"(?P<link>[\s,，]*(?:(?:紧?接|紧跟|续|连)着?|接上|接的?是)(?:了|的)?(?:上|前)(?:面|边)?(?:那|的)?一?[段条个](?:的)?(?:时间|经历|工作)?(?:往下|往后|之后|后面)?(?=[\s,，、一干做待到至在从自0-9]|$)[,，、\s]*)"
    r"(?P<until>(?:一直|就|都|也)*(?:干|做|待|呆|工作)?(?:了)?[到至]了?\s*)?"
)
_GRADE = re.compile(r"(?<=[工师员])[,，\s]*(初级|中级|高级)(?=$|[,，;；。\s])")
_TO_THE_END = re.compile(r"(?:止|结束|离职|终止|截止)(?:时间|年月|日期)?\s*[:：]?")
_ON = re.compile(
    rf"[,，\s]*(?:(?:一直|就|都)*(?:在)?(?:干|做|待|呆|工作)?(?:了)?到(?:现在|目前|今)|至今|(?:一直|就|都)*(?:在)?(?:干|做|待|呆|工作)(?:了)?(?:{OPEN.pattern}))"
)
_UNTIL = re.compile(r"(?:干|做|待|呆|上班|工作|一直)+(?:了)?到了?\s*$")
_AND_TO = re.compile(r"\S[,，\s]+(?:一直|就)*[到至]\s*$")
_WORKED = re.compile(
    r"走的?|离开|离职|调走|下岗|退休|辞职|为止|结束|止|毕业|厂子?(?:就|都)?(?:黄|倒|没|关|散)|黄了|倒闭|破产|解散|关门|买断|内退|合同到期"
)


def parse_work_history(reply: Reply) -> Outcome:
    """Rows `{start, end, unit, occupation, post, skill_level}`, earliest first; cells not said are left out.

    Codes: row_no_period, incomplete_need_month, no_such_date, future, period_reversed, question, nothing_above; warnings incomplete_row,
    gap, overlap, start_before_sixteen, sorted, month_missing.
    """
    if rowtext.no_rows(reply):
        return Parsed([], "没有")
    if rowtext.is_question(reply.text):
        return reply.problem("question")
    chunks = _chunks(reply)
    rows: list[dict[str, Any]] = []
    notes: list[Note] = []
    for number, chunk in enumerate(chunks, 1):
        outcome = _row(reply, chunk, rows[-1] if rows else reply.above(), single=len(chunks) == 1)
        if isinstance(outcome, Problem):
            partial = outcome.partial if len(chunks) == 1 else rows
            text = (
                outcome.message
                if len(chunks) == 1
                else f"{reply.note('row_number', n=number).message}{outcome.message}"
            )
            return replace(outcome, message=text, partial=partial)
        rows.append(outcome.value)
        notes += outcome.warnings
    ordered = sorted(rows, key=lambda r: r.get("start") or "9999")
    if ordered != rows:
        notes.append(reply.note("sorted"))
    previous = reply.above()
    for row in ordered:
        notes += _continuity(reply, previous, row)
        previous = row
    return rowtext.table(reply, ordered, notes)


def show_work_history(spec: Any, value: Any) -> str:
    """One line a row."""
    return rowtext.show_rows(spec, value)


def _chunks(reply: Reply) -> list[str]:
    """The text cut into rows: by line, and inside a line where a new stint begins."""
    if told := table_lines(reply.text):
        return told
    chunks: list[str] = []
    for line in rowtext.lines_of(rowtext.without_serials(reply.text), lambda t: bool(moments(t, reply.today))):
        begins = _beginnings(line, reply)
        if len(begins) < 2:
            chunks.append(line)
            continue
        # a unit written before its own period (首钢 2003.6-2010.6) keeps the text before every period with it
        cuts = [0, *begins[1:], len(line)]
        pieces = [line[a:b] for a, b in itertools.pairwise(cuts)]
        chunks += [
            rowtext.unnumbered(re.sub(r"(?:[0-9]{1,2}[.、)）]|[①-⑳]|然后|之后|后来|接着|从|再)+\s*$", "", p))
            for p in pieces
        ]
    return [c for c in chunks if c.strip()]


def _beginnings(line: str, reply: Reply) -> list[int]:
    """Where the stints of a line begin: at a period, at a month from which somebody works elsewhere (97年3月起在…), and
    where somebody moves on without saying when (后来到…)."""
    periods = read_periods(line, reply.today)
    apart = [m for m in moments(line, reply.today) if m.year and not any(p.start <= m.start < p.end for p in periods)]
    begins = {p.start for p in periods} | {m.start for m in apart if _BEGINS.match(line, m.end)}
    dated = sorted(m.start for m in moments(line, reply.today) if m.year)
    for moved in _MOVED_ON.finditer(line):
        before = [start for start in dated if start < moved.start()]
        following = next((start for start in dated if start > moved.start()), len(line) + 1)
        if before and not any(moved.start() < b <= following for b in begins):
            begins.add(moved.start())
    return sorted(begins | set(dated[:1]) if begins else begins)


def _period(reply: Reply, chunk: str) -> Period | None:
    found = read_periods(chunk, reply.today)
    if found:
        return found[0]
    months = [m for m in moments(chunk, reply.today) if m.year]
    if (
        len(months) == 2
        and all(m.month for m in months)
        and not _TO_THE_END.sub("", chunk[months[0].end : months[1].start]).strip(" ,，、\t")
    ):
        return Period(months[0].start, months[1].end, *months)
    if len(months) == 2 and _WORKED.search(chunk[months[1].end : months[1].end + 6]):
        return Period(months[0].start, months[0].end, months[0], months[1])
    between, after = (chunk[months[0].end : months[1].start], chunk[months[1].end :]) if len(months) == 2 else ("", "")
    if _UNTIL.search(between) or (_AND_TO.search(between) and not after.strip(" 。.止份底初为")):
        return Period(months[0].start, months[0].end, months[0], months[1])
    if months and OPEN.search(chunk[months[0].end :]):
        return Period(months[0].start, months[0].end, months[0], None)
    return None


def _row(reply: Reply, chunk: str, above: dict[str, Any], *, single: bool) -> Outcome:
    period = _period(reply, chunk)
    rest = chunk
    row: dict[str, Any] = {}
    notes: list[Note] = []
    lone = [m for m in moments(chunk, reply.today) if m.year]
    ended = str(above.get("end") or "至今") != "至今"
    head = _FOLLOWS.match(chunk)
    follows = head if period is None and len(lone) < 2 and ended else None
    if head and follows and lone and (not head["until"] or lone[0].start != head.end()):
        follows = None  # the month told is not where it ends
    if head and not follows and chunk[head.end() :].strip():
        return _row(reply, chunk[head.end("link") :], above, single=single)
    moved_on = follows or (period is None and not lone and _MOVED_ON.match(chunk) and ended)
    if follows:
        rest = "\t" + OPEN.sub(
            "", re.sub(r"^(?:份|底|初)?(?:为止|止)?", "", chunk[lone[0].end if lone else follows.end() :])
        )
    elif moved_on:
        rest = OPEN.sub("", chunk)
    if period is not None:
        rest = chunk[: period.start] + "\t" + chunk[period.end :]
        rest = _without_end(rest, chunk, period)
    elif lone and not follows:
        rest = chunk[: lone[0].start] + "\t" + chunk[lone[0].end :]
    problem = fill_cells(reply, _GRADE.sub(r"，\1工", rest), row, above)
    if problem is not None:
        return problem
    if moved_on:
        row["start"] = above["end"]
        notes.append(reply.note("check_row"))
        if not lone and OPEN.search(chunk):
            row["end"] = "至今"
    elif period is None and not lone:
        return reply.problem("row_no_period", partial=row, said=rowtext.said(chunk))
    ends: list[tuple[str, Any]] = [] if moved_on else [("start", period.first if period is not None else lone[0])]
    if follows and lone:
        ends.append(("end", lone[0]))
    if period is not None:
        ends.append(("end", period.last))
    for key, moment in ends:
        if moment is None:
            row["end"] = "至今"
        elif not moment.month and single:
            return reply.problem("incomplete_need_month", said=moment.text, partial=row)
        elif not moment.month:
            notes.append(reply.note("month_missing", said=moment.text))
        elif not moment.real() or moment.year is None:
            return reply.problem("no_such_date", said=moment.text, partial=row)
        elif (moment.year, moment.month) > (reply.today.year, reply.today.month):
            return reply.problem("future", said=moment.text, partial=row)
        else:
            row[key] = f"{moment.year:04d}-{moment.month:02d}"
    if row.get("start", "") > row.get("end", "9999"):
        return reply.problem("period_reversed", said=rowtext.said(chunk))
    if _odd(reply, row):
        notes.append(reply.note("check_row"))
    if any(m.year and m.month for m in moments(str(row.get("unit", "")), reply.today)):
        row.pop("unit")  # a time that nothing was made of is no employer
    if re.search(r"大概|大约|左右|好像|差不多|记不清", chunk):
        notes.append(reply.note("hedged"))
    columns = ("start", "end", "unit", "occupation", "post", "skill_level")
    row = {k: row[k] for k in columns if row.get(k)}
    return Parsed(row, "", (*notes, *rowtext.missing(reply, row)))


def _odd(reply: Reply, row: dict[str, Any]) -> bool:
    """Whether a cell holds what does not look like it: dates in the unit, a company as the occupation."""
    unit, occupation, post = (str(row.get(k, "")) for k in ("unit", "occupation", "post"))
    if (
        any(moments(t, reply.today) for t in (unit, occupation, post))
        or len(unit) == 1
        or re.search(r"当兵|待业|下岗|退伍", unit)
    ):
        return True
    if re.search(r"[\x00-\x1f{}<>]", unit + occupation + post):
        return True
    return bool(occupation) and not ENDING.search(occupation) and not re.search(TRADES, occupation)


def _without_end(rest: str, chunk: str, period: Period) -> str:
    """Takes an end that stands apart (2003年6月进的首钢，2010年7月走的) out of the text too."""
    if period.last is not None and period.last.end > period.end:
        rest = rest.replace(period.last.text, "\t", 1)
        rest = re.sub(r"(?:干|做|待|呆|上班|工作|一直)+(?:了)?到了?\s*\t", "\t", rest)
        return re.sub(r"\t\s*(?:走|离开|离职|调走|下岗|退休|辞职|为止|结束|止)的?", "\t", rest)
    return _ON.sub("\t", rest) if period.last is None else rest


def _continuity(reply: Reply, previous: dict[str, Any], row: dict[str, Any]) -> list[Note]:
    """填表说明·一.10: the next month counts as continuous; a gap or an overlap is said."""
    notes: list[Note] = []
    start, before = row.get("start", ""), str(previous.get("end") or "")
    if before == "至今" and start:
        notes.append(reply.note("previous_open", start=start))
    elif start and re.fullmatch(r"\d{4}-\d{2}", before):
        months = _months(start) - _months(before)
        if months > 1:
            notes.append(reply.note("gap", before=_said(before), start=_said(start), months=months - 1))
        elif months < 0:
            notes.append(reply.note("overlap", before=_said(before), start=_said(start)))
    born = reply.known("birth_date")
    if start and re.match(r"\d{4}-\d{2}", born) and _months(start) - _months(born) < 16 * 12:
        notes.append(reply.note("start_before_sixteen", start=_said(start)))
    return notes


def _months(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])


def _said(month: str) -> str:
    return f"{month[:4]}年{int(month[5:7])}月"
