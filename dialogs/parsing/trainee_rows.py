"""培养技能人才情况 from sentences: 培养初级工、中级工三十五人，都是车工；3个技师，市级获奖2人次."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from dialogs.parsing import rowtext
from dialogs.parsing.counts import VAGUE
from dialogs.parsing.grids import Record, grid
from dialogs.parsing.numerals import CHINESE, number
from dialogs.parsing.outcome import Note, Outcome, Parsed
from dialogs.parsing.reply import Reply
from dialogs.parsing.trainee_words import is_job, said_plainly

_GROUP = re.compile(
    r"(?P<technician>高级技师|技师|一级|二级)|(?P<senior>高级工|三级工?"
    r"|高级(?!技))|(?P<junior>初中级工?|初、?中级工?|初级工?|中级工?"
    r"|四级工?|五级工?)"
)
_NUMERAL = re.compile(rf"(?P<n>[0-9]{{1,5}}|[{CHINESE}]{{1,6}})\s*(?P<unit>余|多|几)?\s*(?:个|名|位|人次?|项|次)?")
_NOT_COUNT = re.compile(r"年|月|届|级|等|期|门|套|本|万|元|天|岁|第")
_OWN = re.compile(
    r"(?:都是|全是|均为|均是|全部是|全部为|皆为|清一色(?:的|都是|是)?|一水儿?(?:的|都是|是)?|[都全]?干(?=[^部活]{1,8}工的)|[都全]干|[都全]学|(?:职业|工种)(?:名称)?(?:都"
    r"|均)?(?:是|为|[:：])?)\s*(?P<o>[\u4e00-\u9fffA-Za-z]{1,12}?(?:工"
    r"|员|师|手)(?!级|种))|(?:职业|工种)(?:名称)?(?:都|均)?(?:是|为|[:：])\s*(?P<p>[\u4e00-\u9fffA-Za-z]{2,12}?)(?:的|吧|专业)?(?=$|[\s,，。;；])"
)
_NEAR = re.compile(
    r"(?P<o>[\u4e00-\u9fff]{1,10}?(?:工|员|师))(?=的?(?:专业|工种|职业|方面|这块)*(?:类)?(?:带出|培养|教出)?(?:来|了)?(?:初级|初中级|初、"
    r"|中级|高级|技师|徒弟|学徒|学员|[(（]?(?:初级|中级|高级|技师)|、))"
)
_LEADIN = re.compile(
    r"^.*?(?:培养了?出?|带出来?了?|带了?|教了?|教出来?了?|出来的|里头|里面|当中|其中|累计|共(?!享)|有(?!害|色|线|轨|机)|和|及|个|名|位|了)(?=[\u4e00-\u9fff]{2,}$)"
)
_KINDS = ("junior", "senior", "technician")
_JUNIOR = r"(?:培养)?(?:初级工?[、,，和/]?中级工?|初中级工?)"
_TECHNICIAN = r"(?:培养)?(?:技师[、,，和/]?高级技师|技师)"
_TRADE = r"(?:的)?[·\-—:：]?(?:职业|工种)(?:名称)?"
_HOW_MANY = r"(?:的)?[·\-—:：]?(?:累计)?(?:人数|数量|人)?"
_HEADERS = {
    _JUNIOR + _TRADE: "junior_occupation",
    r"(?:培养)?高级工?" + _TRADE: "senior_occupation",
    _TECHNICIAN + _TRADE: "technician_occupation",
    _JUNIOR + _HOW_MANY: "junior_count",
    r"(?:培养)?高级工?" + _HOW_MANY: "senior_count",
    _TECHNICIAN + _HOW_MANY: "technician_count",
    r"(?:职业|工种)(?:[(（]工种[)）])?(?:名称)?|专业": "occupation",
    r"(?:累计|培养)?(?:人数|数量)|几个人?|多少人": "count",
    r"(?:技能|培养)?(?:等级|级别|层次|档次)": "level",
    r"(?:获奖)?(?:累计)?(?:人数)?[·\-—]?(?:国家级?|国赛|全国)(?:获奖|得奖|奖)?(?:人数|人次)?": "national_winners",
    r"(?:获奖)?(?:累计)?(?:人数)?[·\-—]?(?:市级?|市赛|省市级)(?:获奖|得奖|奖)?(?:人数|人次)?": "municipal_winners",
    r"获奖(?:累计)?(?:人数|人次|情况)?": "won",
}
_NATIONAL = re.compile(r"国家级|全国|国赛|国家")
_CITY = re.compile(r"市级|北京市|全市|省市级|市里|省级|省部级|市赛")


@dataclass(slots=True)
class _Group:
    kind: str
    count: int
    occupation: str


def parse_trainees(reply: Reply) -> Outcome:
    """Rows with the eight columns of the table; cells not said are left out.

    Codes: question, count_vague, trainees_need_level, trainees_unclear; warnings incomplete_row, read_from_sentence.
    """
    if rowtext.no_rows(reply) or re.fullmatch(
        r"\s*(?:一个)?(?:徒弟)?(?:也|都)?(?:没有?|没带过?|没培养过?)(?:带过|培养过)?(?:徒弟|人|学徒|学员)?[。.]?\s*",
        reply.text,
    ):
        return Parsed([], "没有")
    if rowtext.is_question(reply.text):
        return reply.problem("question")
    table = grid(reply.text, _HEADERS)
    rows = _under_header(table[0]) if table is not None else []
    if rows:
        return rowtext.table(reply, rows, _lacking(reply, rows))
    text = said_plainly(reply.text.replace("人次", "人"))
    text = re.sub(r"\s*([0-9]+)\s*(?=人|个|名|位|$|[,，。;；、])", r"\1", text)
    if re.search(rf"[0-9{CHINESE}](?:到|至|-|~|～|—)[0-9{CHINESE}]+(?:个|名|人)", text):
        return reply.problem("count_range", said=rowtext.said(text))
    if VAGUE.search(text):
        text = _exact(text)
    if VAGUE.search(text):
        return reply.problem("count_vague", said=rowtext.said(text))
    jobs = _jobs(text)
    groups, total, winners = _scan(text, jobs)
    if not groups and not winners:
        code = (
            "trainees_need_level" if total is not None or re.search(r"徒弟|学徒|学员|徒", text) else "trainees_unclear"
        )
        return reply.problem(code, said=rowtext.said(text))
    rows = _rows(groups, winners, jobs)
    return rowtext.table(reply, rows, _lacking(reply, rows))


def written_trainees(text: str) -> bool:
    """Whether the text is a table of those trained, with a header or a level and its people on nearly every line."""
    lines = [line for line in re.split(r"[\n;；]", text) if line.strip()]
    levels = [line for line in lines if _GROUP.search(line) and _NUMERAL.search(line)]
    return grid(text, _HEADERS) is not None or (len(levels) > 1 and len(lines) - len(levels) < 3)


def _lacking(reply: Reply, rows: list[dict[str, Any]]) -> list[Note]:
    bare = any(
        k.endswith("_count") and row[k] and not row.get(k.replace("_count", "_occupation")) for row in rows for k in row
    )
    above = re.search(r"(?:初级工?|中级工?|高级工?|技师)(?:及|或|和)?(?:其)?以上", reply.text)
    notes = [reply.note("level_or_above", said=above[0])] if above else []
    return [*notes, reply.note("trainees_need_occupation")] if bare else notes


def _under_header(records: list[Record]) -> list[dict[str, Any]]:
    """Rows under a header like the form's own (the same words for each level in turn), or one level a line."""
    rows: list[dict[str, Any]] = []
    groups: list[_Group] = []
    winners: dict[str, int] = {}
    for record in records:
        named = record.first()
        level = _GROUP.search(named.get("level", ""))
        count = _whole(named.get("count", ""))
        if level and count is not None:
            groups.append(_Group(str(level.lastgroup), count, named.get("occupation", "")))
            continue
        row = _wide(record)
        if level is None and set(row) <= {"national_winners", "municipal_winners"}:
            winners |= row
        elif row:
            rows.append(row)
    return rows + (_rows(groups, winners, []) if groups else []) or ([winners] if winners else [])


def _wide(record: Record) -> dict[str, Any]:
    row: dict[str, Any] = {}
    seen: dict[str, int] = {}
    shared = sum(1 for c, _ in record.cells if c == "occupation") == 1
    for column, text in record.cells:
        if column in ("occupation", "count"):
            at = seen[column] = seen.get(column, -1) + 1
            if shared or at >= len(_KINDS):
                continue
            column = f"{_KINDS[at]}_{column}"
        if column.endswith("_occupation") and text:
            row[column] = text
        elif column.endswith(("_count", "_winners")) and (value := _whole(text)) is not None:
            row[column] = value
    for kind in _KINDS:
        if shared and f"{kind}_count" in row and record.first().get("occupation"):
            row.setdefault(f"{kind}_occupation", record.first()["occupation"])
        if f"{kind}_occupation" in row and f"{kind}_count" not in row:
            row.pop(f"{kind}_occupation")
    return row


def _whole(cell: str) -> int | None:
    return number(re.sub(r"[\s个名位人次]+$", "", cell)) if cell else None


def show_trainees(spec: Any, value: Any) -> str:
    """One line a row, each number with its column's name."""
    if not value:
        return "没有"
    lines = []
    for row in value:
        cells = [f"{c.name}：{row[c.key]}" for c in getattr(spec, "columns", ()) if row.get(c.key) not in (None, "")]
        lines.append("，".join(cells))
    return "\n".join(lines)


def _job(text: str) -> str:
    cut = text
    while (shorter := _LEADIN.sub("", cut)) != cut:
        cut = shorter
    cut = re.sub(rf"^(?:[0-9]+|[{CHINESE}]+)(?:个|名|位|人)?", "", cut)
    cut = re.sub(
        r"^(?:都是|全是|均为|清一色|一水儿?|培养|带出|带|教|其中|累计|的|和|及|了|出|职业|工种|专业)+", "", cut
    )
    return cut if is_job(cut) else ""


def _jobs(text: str) -> list[tuple[int, str]]:
    """Occupations named, with where they stand."""
    found: list[tuple[int, str]] = []
    for pattern in (_OWN, _NEAR):
        for hit in pattern.finditer(text):
            part = "o" if hit["o"] else "p"
            job = _job(hit[part])
            if job and not any(abs(hit.start(part) - p) < 3 for p, _ in found):
                found.append((hit.start(part), job))
    for hit in re.finditer(
        r"(?:^|[,，。;；\s（(:：])(?P<o>[\u4e00-\u9fff]{1,8}(?:工|员|师))(?=$|[,，。;；\s:：）)]|[0-9])", text
    ):
        job = _job(hit["o"])
        if job and all(job not in j and j not in job for _, j in found):
            found.append((hit.start("o"), job))
    return sorted(found)


def _scan(text: str, jobs: list[tuple[int, str]]) -> tuple[list[_Group], int | None, dict[str, int]]:
    groups: list[_Group] = []
    winners: dict[str, int] = {}
    total: int | None = None
    waiting: list[tuple[str, str]] = []
    offset = 0
    for clause in re.split(r"(?<=[,，。;；\n\t ()（）])", text):
        place, offset = offset, offset + len(clause)
        numbers = [(m.start(), m.end(), n) for m in _NUMERAL.finditer(clause) if (n := _number(m, clause)) is not None]
        level = {"national_winners": _NATIONAL.search(clause), "municipal_winners": _CITY.search(clause)}
        kinds = [(m.start(), m.end(), m.lastgroup or "") for m in _GROUP.finditer(clause) if not _is_part(m, clause)]
        won = re.search(r"奖|名次|冠军|获|竞赛|大赛|比赛|能手", clause)
        if any(level.values()) and (won or not kinds):
            for key, hit in level.items():
                if hit and numbers:
                    winners[key] = winners.get(key, 0) + _nearest(hit, numbers, leading=_counts_lead(clause, numbers))
            continue
        local = _own_job(jobs, place, place + len(clause))
        pairs, left = _pair(kinds, numbers, clause)
        groups += [_Group(kind, count, _job_before(jobs, place + start) or local) for kind, count, start in pairs]
        waiting += [(k, local) for k in left]
        if waiting and not kinds and len(numbers) == 1 and total is None:
            kind, job = waiting.pop(0)
            groups.append(_Group(kind, numbers[0][2], job or local))
            continue
        paired = {c for _, c, _ in pairs}
        spare = [n for _, _, n in numbers if n not in paired]
        if spare and not pairs:
            total = spare[0]
    if waiting and total is not None and len(waiting) == 1 and not groups:
        groups.append(_Group(waiting[0][0], total, waiting[0][1]))
    return groups, total, winners


def _exact(text: str) -> str:
    """The text without a vague total (有十来个) where the groups are counted exactly; else as it was."""
    clauses = re.split(r"(?<=[,，。;；\n\t ])", text)
    kept = "".join(c for c in clauses if not VAGUE.search(c) or _GROUP.search(c))
    return kept if any(_GROUP.search(c) and _NUMERAL.search(c) for c in re.split(r"[,，。;；\n\t ]", kept)) else text


def _counts_lead(clause: str, numbers: list[tuple[int, int, int]]) -> bool:
    """Whether each count stands before what it counts (3个市里得奖)."""
    places = [m.start() for m in re.finditer(f"{_NATIONAL.pattern}|{_CITY.pattern}", clause)]
    return bool(numbers and places) and numbers[0][0] < places[0]


def _nearest(hit: re.Match[str], numbers: list[tuple[int, int, int]], *, leading: bool) -> int:
    before = [n for n in numbers if n[0] < hit.start()]
    after = [n for n in numbers if n[0] >= hit.start()]
    return ((before[-1:] or after[:1]) if leading else (after[:1] or before[-1:]))[0][2]


def _number(hit: re.Match[str], clause: str) -> int | None:
    before, after = clause[max(0, hit.start() - 1) : hit.start()], clause[hit.end("n") : hit.end("n") + 1]
    if before == "第" or _NOT_COUNT.match(after):
        return None
    if hit["n"] in ("一", "万") and re.match(
        r"一[共起直般线些样边块手批辈生向流旦律并定把路]|万一", clause[hit.start("n") :]
    ):
        return None
    return number(hit["n"])


def _is_part(hit: re.Match[str], clause: str) -> bool:
    return bool(re.match(r"学院|学校|证书|工程师", clause[hit.end() :]))


def _pair(
    kinds: list[tuple[int, int, str]], numbers: list[tuple[int, int, int]], clause: str
) -> tuple[list[tuple[str, int, int]], list[str]]:
    """Each number with the group it counts: 3个高级工, 高级工3人, 初级工、中级工三十五人."""
    merged: list[tuple[int, int, str]] = []
    for found in kinds:
        if merged and merged[-1][2] == found[2] and re.fullmatch(r"[、和及与/（(]*", clause[merged[-1][1] : found[0]]):
            merged[-1] = (merged[-1][0], found[1], found[2])
        else:
            merged.append(found)
    pairs: list[tuple[str, int, int]] = []
    used: set[int] = set()
    leading = bool(
        numbers and merged and numbers[0][0] < merged[0][0] and len(clause[numbers[0][1] : merged[0][0]]) <= 12
    )
    for start, end, kind in merged:
        before = [i for i, n in enumerate(numbers) if n[1] <= start and i not in used]
        after = [i for i, n in enumerate(numbers) if n[0] >= end and i not in used]
        choice = (before[-1:] or after[:1]) if leading else (after[:1] or before[-1:])
        if choice:
            used.add(choice[0])
            pairs.append((kind, numbers[choice[0]][2], start))
    left = [k for s, _, k in merged if all(p[2] != s for p in pairs)]
    return pairs, left


def _own_job(jobs: list[tuple[int, str]], start: int, end: int) -> str:
    return next((j for p, j in jobs if start <= p < end), "")


def _job_before(jobs: list[tuple[int, str]], place: int) -> str:
    return next((j for p, j in reversed(jobs) if place - 12 <= p < place), "")


def _rows(groups: list[_Group], winners: dict[str, int], jobs: list[tuple[int, str]]) -> list[dict[str, Any]]:
    names = list(dict.fromkeys(j for _, j in jobs))
    only = names[0] if len(names) == 1 else ""
    totals: dict[tuple[str, str], int] = {}
    for g in groups:
        key = (g.kind, g.occupation or only)
        totals[key] = totals.get(key, 0) + g.count
    rows: list[dict[str, Any]] = []
    for (kind, job), count in totals.items():
        row = next((r for r in rows if f"{kind}_count" not in r), None)
        if row is None:
            row = {}
            rows.append(row)
        if job:
            row[f"{kind}_occupation"] = job
        row[f"{kind}_count"] = count
    if winners:
        if not rows:
            rows.append({})
        rows[0].update(winners)
    return rows
