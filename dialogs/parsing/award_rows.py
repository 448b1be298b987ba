"""主要技术成果获奖情况 from a line: 列车制动系统改造项目 2022年 全国…技术创新成果一等奖 第1完成人."""

from __future__ import annotations

import itertools
import re
from typing import Any

from dialogs.parsing import rowtext
from dialogs.parsing.moments import Moment, moments
from dialogs.parsing.outcome import Note, Outcome, Parsed, Problem
from dialogs.parsing.reply import Reply
from dialogs.parsing.results import GRADE, grade_in, rank_in
from dialogs.parsing.standing import standing

_LABELS = {
    r"(?:成果|项目|成果[(（]项目[)）])(?:名称)?": "project",
    r"(?:奖项|奖励|奖)(?:名称)?|获奖名称": "award",
    r"(?:奖项)?类别": "category",
    r"(?:获奖)?等级|奖级": "grade",
    r"(?:本人)?排名|名次": "rank",
    r"(?:获奖)?(?:年份|时间|日期)": "year",
    r"证书(?:编)?号码?|证书编号|编号|专利号|证号": "certificate_no",
    r"(?:主要)?合作(?:者|人|完成人)|其他完成人|一起的人": "collaborators",
}
_CERTIFICATE = re.compile(
    r"(?:证书(?:编)?号码?|证书编号|编号|专利号|证号)\s*(?:[:：]|是|为)?\s*([A-Za-z0-9\-—〔〕\[\]【】()（）.第字号京/\u4e00-\u9fff]{3,40}?)(?=$"
    r"|[\s,，;；。、])|(ZL\s?[0-9]{4,}[0-9.X]*)"
)
_WITH = re.compile(
    r"(?:和|与|跟|同)([\u4e00-\u9fff]{2,4}(?:[、和与,，][\u4e00-\u9fff]{2,4})*)(?:一起"
    r"|一块儿?|合作|共同)(?:完成|做|搞|干|研发)?(?:的)?"
)
_TOGETHER = re.compile(
    r"(?:主要)?合作(?:者|人|完成人)(?:有|是)?\s*([\u4e00-\u9fff]{2,4}(?:[、和与][\u4e00-\u9fff]{2,4})*)(?=$"
    r"|[\s,，。;；])"
)
_NO_NAME = re.compile(
    r"(?:得|拿|获)?过?了?(?:个|一个|几个|一些)?奖|[0-9一二三四五六七八九十两]+(?:项"
    r"|件|个|篇)(?:专利|论文|成果|奖|奖项)|(?:忘了?|记不清|不记得).*"
    r"|哪年.*"
)
_WON = re.compile(
    r"(?:被)?(?:荣获|获得过?了?|获评|获(?!奖)|得过?了|得到|拿过?了?"
    r"|拿到|评为|评上|被评|授予|夺得|斩获)(?:了)?(?:个|一个|一项)?"
)
_LEAD = re.compile(
    r"^(?:还有|另外|再有|再就是|然后|后来|那个|那项|这个|我们?的?|我?有(?:个|一个|一项|项)|都|本人|主持(?:的|完成)?"
    r"|参与(?:的|完成)?|完成(?:的|了)?|负责(?:的)?|凭借?|因|以|搞的"
    r"|做的|研发的?|项目[:：]|成果[:：]|的|在|于|[\s,，:：、])+"
)
_TAIL = re.compile(r"(?:获奖|的|了|，|、|。|证书|奖项)+$")
_THING = re.compile(
    r"(?:国家)?(?:发明|实用新型|外观设计)专利(?:证书)?|软件著作权|国家级工法|(?:市|省)级工法|工法|论文|著作"
)
_PRIZE = re.compile(r"奖|成果(?!项目)|大赛|竞赛|比赛|比武|金牌|银牌|铜牌|称号|冠军|亚军|季军|第[一二三1-9]名")
_CATEGORY = re.compile(
    r"(?:国家|省市?|省部|市|行业|部)级|(?:科技进步|技术创新|技术革新"
    r"|技术发明|自然科学|质量管理|管理创新|合理化建议|发明创新|技术改造"
    r"|技能竞赛)类?"
)


def parse_awards(reply: Reply) -> Outcome:
    """Rows `{project, award, category, grade, rank, year, certificate_no, collaborators}`, earliest first (填表说明·二.1).

    Codes: question, award_unclear, future, two_years (`ask`); warnings below_provincial_level, standing_unclear, incomplete_row, sorted.
    """
    if rowtext.no_rows(reply):
        return Parsed([], "没有")
    if rowtext.is_question(reply.text):
        return reply.problem("question")
    rows: list[dict[str, Any]] = []
    notes: list[Note] = []
    for chunk in _chunks(reply):
        outcome = _row(reply, chunk)
        if isinstance(outcome, Problem):
            return outcome
        rows.append(outcome.value)
        notes += outcome.warnings
    if not rows:
        return reply.problem("award_unclear", said=rowtext.said(reply.text))
    ordered = sorted(rows, key=lambda r: r.get("year") or 9999)
    if ordered != rows:
        notes.append(reply.note("sorted"))
    return rowtext.table(reply, ordered, notes)


def show_awards(spec: Any, value: Any) -> str:
    """One line a row."""
    return rowtext.show_rows(spec, value)


def _chunks(reply: Reply) -> list[str]:
    chunks: list[str] = []
    for line in rowtext.lines_of(
        reply.text, lambda t: bool(_PRIZE.search(t) or any(m.year for m in moments(t, reply.today)))
    ):
        pieces = [p for p in re.split(r"[;；。]", line) if p.strip()]
        whole = all(_PRIZE.search(p) or _THING.search(p) for p in pieces) and len(pieces) > 1
        chunks += [rowtext.unnumbered(p) for p in pieces] if whole else [line]
    return chunks


def year_of(found: list[Moment], text: str) -> tuple[int | None, list[int]]:
    """The year the prize was given; the rivals when several stand there and nothing decides."""
    years = list(dict.fromkeys(m.year for m in found if m.year))
    if len(years) < 2:
        return (years[0] if years else None), []
    if any(
        re.fullmatch(r"[\s、,，]*(?:和|与|及|还有)?[\s、]*", text[a.end : b.start])
        for a, b in itertools.pairwise(found)
    ):
        return None, years
    near = [m.year for m in found if m.year and re.match(r"[\u4e00-\u9fff]{0,4}(?:获|得|评|拿|颁|授)", text[m.end :])]
    if len(set(near)) == 1:
        return near[0], []
    return None, years


def _row(reply: Reply, chunk: str) -> Outcome:
    row: dict[str, Any] = {}
    cells, rest = rowtext.labelled(chunk, _LABELS)
    certificate = _CERTIFICATE.search(rest)
    if certificate and "certificate_no" not in cells:
        cells["certificate_no"] = (certificate[1] or certificate[2]).strip()
        rest = rest.replace(certificate.group(), "\t", 1)
    partners = _WITH.search(rest)
    if partners:
        cells.setdefault("collaborators", re.sub(r"[和与,，]", "、", partners[1]))
        rest = rest.replace(partners.group(), "\t", 1)
    together = _TOGETHER.search(rest)
    if together:
        cells.setdefault("collaborators", re.sub(r"[和与]", "、", together[1]))
        rest = rest.replace(together.group(), "\t", 1)
    found = moments(cells.pop("year") if "year" in cells else rest, reply.today)
    year, rivals = year_of(found, rest)
    if rivals:
        return reply.problem("two_years", ask=tuple(f"{y}年" for y in rivals), said=rowtext.said(chunk))
    for moment in sorted((m for m in found if m.year), key=lambda m: -m.start):
        rest = (
            rest[: moment.start] + "\t" + rest[moment.end :] if rest[moment.start : moment.end] == moment.text else rest
        )
    rest = re.sub(r"[（(]\s*\t\s*[）)]", "\t", rest)
    rank = rank_in(cells.get("rank", "")) or rank_in(rest)
    contest = re.search(r"大赛|竞赛|比赛|比武", chunk)
    if rank and "rank" not in cells and contest and re.fullmatch(r"第[一二三四五六1-9]名", rest[rank[1] : rank[2]]):
        rank = None
    if rank:
        row["rank"] = rank[0]
        rest = rest[: rank[1]] + "\t" + rest[rank[2] :] if "rank" not in cells else rest
    elif cells.get("rank"):
        row["rank"] = re.sub(r"^第", "", cells["rank"])
    cells.pop("rank", None)
    row |= {k: v for k, v in cells.items() if v}
    _names(row, rest)
    if year is not None and year > reply.today.year:
        return reply.problem("future", said=f"{year}年")
    if year is not None:
        row["year"] = year
    if not row.get("award") and not row.get("project"):
        return reply.problem("award_unclear", said=rowtext.said(chunk), partial=row)
    order = ("project", "award", "category", "grade", "rank", "year", "certificate_no", "collaborators")
    row = {k: row[k] for k in order if row.get(k)}
    return Parsed(row, "", _judged(reply, row))


def _names(row: dict[str, Any], rest: str) -> None:
    """Project, prize, category and grade out of what is left."""
    pieces: list[str] = []
    for segment in re.split(r"[,，;；\t\n|]+|\s+", rest):
        halves = _WON.split(segment, maxsplit=1)
        pieces += [h for h in (_TAIL.sub("", _LEAD.sub("", p)).strip(' “”"《》：:、') for p in halves) if len(h) > 1]
    for piece in pieces:
        if _NO_NAME.fullmatch(piece):
            continue
        thing = re.fullmatch(rf"({_THING.pattern})(?:[0-9一二三四五六两]+[项件个篇])?", piece)
        piece = thing[1] if thing else piece
        if _CATEGORY.fullmatch(piece) and "category" not in row:
            row["category"] = piece
        elif (_PRIZE.search(piece) or GRADE.fullmatch(piece)) and not ("award" in row and "grade" in row):
            _prize(row, piece)
        elif _THING.fullmatch(piece):
            row.setdefault("award", piece)
        elif "project" not in row and not re.fullmatch(r"我|本人|主要完成人|参与|个人|集体|团队|共[0-9]+人|是", piece):
            row["project"] = piece
        elif re.fullmatch(r"主要完成人|参与者?|项目负责人", piece):
            row.setdefault("rank", piece)


def _prize(row: dict[str, Any], piece: str) -> None:
    grade = grade_in(piece)
    if grade and "grade" not in row:
        row["grade"] = grade[0]
        piece = (piece[: grade[1]] + piece[grade[2] :]).strip("（）() 、·-—的")
        if piece and not re.search(r"(?:奖|成果|大赛|竞赛|比赛|比武|项目|评选|杯|展|会|活动|工程|金|类|组)$", piece):
            piece += "奖"
    if not piece or "award" in row:
        return
    project = re.match(
        r"(.{4,}?(?:项目|装置|工艺|技术改造|改造|系统|方法))((?:全国|中国|国家|北京市|首都|中华|世界).{4,})$", piece
    )
    quoted = re.match(r"[“\"《](.+?)[”\"》](.{3,})$", piece)
    parts = project or quoted
    if parts and "project" not in row:
        row["project"], piece = parts[1], parts[2]
    row["award"] = re.sub(r"^(?:项目|成果)", "", piece)


def _judged(reply: Reply, row: dict[str, Any]) -> tuple[Note, ...]:
    notes: tuple[Note, ...] = ()
    where = standing(row.get("award", "") or row.get("project", ""))
    if where == "below":
        notes = (reply.note("below_provincial_level", said=row.get("award") or row.get("project")),)
    elif where == "unclear" and not _THING.search(row.get("award", "")):
        notes = (reply.note("standing_unclear", said=row.get("award") or row.get("project")),)
    return (*notes, *rowtext.missing(reply, row))
