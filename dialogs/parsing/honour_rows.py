"""获得荣誉称号情况 from a line: 2019年被北京市总工会授予首都劳动奖章."""

from __future__ import annotations

import itertools
import re
from typing import Any

from dialogs.parsing import rowtext
from dialogs.parsing.award_rows import year_of
from dialogs.parsing.moments import moments
from dialogs.parsing.outcome import Note, Outcome, Parsed, Problem
from dialogs.parsing.reply import Reply
from dialogs.parsing.standing import standing

_LABELS = {
    r"荣誉称号(?:名称)?|称号|荣誉(?:名称)?": "title",
    r"批准机关|授予(?:单位|机关)|颁发(?:单位|机关)|发证(?:单位|机关)|颁奖单位|批准单位": "authority",
    r"(?:获得)?(?:年份|时间|日期)": "year",
    r"证书(?:编)?号码?|证书编号|编号|证号": "certificate_no",
}
_CERTIFICATE = re.compile(
    r"(?:证书(?:编)?号码?|证书编号|编号|证号)\s*(?:[:：]|是|为)?\s*([A-Za-z0-9\-—〔〕\[\]()（）第字号京/\u4e00-\u9fff]{2,40}?)(?=$"
    r"|[\s,，;；。、])"
)
_GAVE = r"(?:授予|评为|评选为|评定为|命名为|表彰为|表彰|聘为|认定为|授)"
_BY = re.compile(rf"(?:被|由|经|获|受到)([^\s,，;；]{{2,24}}?){_GAVE}(?:了|的|我)?(.+)")
_FROM = re.compile(r"(?:由|是)?([^\s,，;；（(]{2,24}?)(?:颁发|授予|颁|发|批准|评选|评|给|表彰|授|命名)(?:的|了)*$")
_BODY = re.compile(
    r"(?:政府|总工会|工会|人社部|社会保障部|信息化部|科技部|部|局|委"
    r"|委员会|协会|学会|联合会|党委|国务院|团中央|团市委|妇联|公司|集团"
    r"|厂|办公室|中心|工商联|人社局|办公厅|基金会|车间|医院|学院)$"
)
_TITLE = re.compile(
    r"劳模|劳动模范|先进|标兵|能手|奖章|奖状|工匠|优秀|状元|技师|专家"
    r"|大师|津贴|人才|红旗手|称号|明星|骨干|榜样|带头人|匠人|传承人"
    r"|岗位|之星|金蓝领|模范|杰出|十佳|党员|青年|个人|班组长|大奖|奖"
)
_JOINED = re.compile(
    r"(.{1,}?(?:联合会|协会|学会|总工会|政府|委员会|保障部|国务院|保障局))((?:全国"
    r"|国家|北京市?|首都|中国|中央|市级).+)"
)
_LEAD = re.compile(
    r"^(?:我|本人|还|又|曾|先后|荣获过?了?|获得过?了?|获评|获|得过|得了"
    r"|拿过|拿了|被评选?为|评为|评上过?了?|被授予|授予|当选|被|是|当过"
    r"|了|的|有|在|过|[\s,，:：、])+"
)
_TAIL = re.compile(r"(?:等?荣誉称号|荣誉|称号|的|了|。|、)+$")


def parse_honours(reply: Reply) -> Outcome:
    """Rows `{title, authority, year, certificate_no}`, latest first (填表说明·二.2).

    Codes: question, honour_unclear, future, two_years; warnings below_provincial_level, standing_unclear, incomplete_row, sorted.
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
        return reply.problem("honour_unclear", said=rowtext.said(reply.text))
    ordered = sorted(rows, key=lambda r: -(r.get("year") or 0))
    if ordered != rows:
        notes.append(reply.note("sorted"))
    return rowtext.table(reply, ordered, notes)


def show_honours(spec: Any, value: Any) -> str:
    """One line a row."""
    return rowtext.show_rows(spec, value)


def _chunks(reply: Reply) -> list[str]:
    chunks: list[str] = []
    for line in rowtext.lines_of(
        reply.text, lambda t: bool(_TITLE.search(t) or any(m.year for m in moments(t, reply.today)))
    ):
        years = [m.start for m in moments(line, reply.today) if m.year]
        pieces = [p for p in re.split(r"[;；。]", line) if p.strip()]
        if len(pieces) > 1 and all(_TITLE.search(p) for p in pieces):
            chunks += [rowtext.unnumbered(p) for p in pieces]
        elif len(years) > 1:
            cuts = [0, *years[1:], len(line)] if not line[: years[0]].strip(" 我在曾获得：:") else [0, len(line)]
            parts = [line[a:b].strip(" ,，、;；和") for a, b in itertools.pairwise(cuts)]
            chunks += parts if all(_TITLE.search(p) for p in parts) else [line]
        else:
            chunks.append(line)
    return chunks


def _row(reply: Reply, chunk: str) -> Outcome:
    cells, rest = rowtext.labelled(chunk, _LABELS)
    certificate = _CERTIFICATE.search(rest)
    if certificate and "certificate_no" not in cells:
        cells["certificate_no"] = certificate[1].strip()
        rest = rest.replace(certificate.group(), "\t", 1)
    found = moments(cells.pop("year") if "year" in cells else rest, reply.today)
    year, rivals = year_of(found, rest)
    if rivals:
        return reply.problem("two_years", ask=tuple(f"{y}年" for y in rivals), said=rowtext.said(chunk))
    for moment in sorted((m for m in found if m.year), key=lambda m: -m.start):
        if rest[moment.start : moment.end] == moment.text:
            rest = rest[: moment.start] + "\t" + rest[moment.end :]
    rest = re.sub(r"[（(]\s*\t\s*[）)]", "\t", rest)
    row: dict[str, Any] = {k: v for k, v in cells.items() if v}
    _title(row, rest)
    if year is not None and year > reply.today.year:
        return reply.problem("future", said=f"{year}年")
    if year is not None:
        row["year"] = year
    if not row.get("title"):
        return reply.problem("honour_unclear", said=rowtext.said(chunk), partial=row)
    row = {k: row[k] for k in ("title", "authority", "year", "certificate_no") if row.get(k)}
    return Parsed(row, "", _judged(reply, row))


def _title(row: dict[str, Any], rest: str) -> None:
    given = _BY.search(rest)
    if given and "title" not in row:
        row.setdefault("authority", given[1].strip())
        rest = given[2]
    rest = (
        re.sub(r"[（(]([^（）()]+)[）)]", r"\t\1\t", rest)
        if re.search(r"[（(][^（）()]*(?:颁|授|批准|评|发|工会|政府|部|局|委|协会)[^（）()]*[）)]", rest)
        else rest
    )
    for segment in re.split(r"[,，;；\t\n|。]+|\s+", rest):
        piece = segment.strip(' “”"《》：:、')
        giver = _FROM.fullmatch(piece)
        if giver and "authority" not in row and not _TITLE.search(giver[1]):
            row["authority"] = giver[1].strip()
            continue
        sentence = re.match(
            r"([^\s]{2,20}?(?:政府|总工会|部|局|委|协会|联合会|党委|国务院|公司|集团))(?:颁发|授予|评选?|给)的?(.+)",
            piece,
        )
        if sentence and "authority" not in row:
            row["authority"], piece = sentence[1], sentence[2]
        joined = _JOINED.fullmatch(_LEAD.sub("", piece))
        if joined and "authority" not in row and "title" not in row:
            row["authority"], piece = joined[1], joined[2]
        piece = _TAIL.sub("", _LEAD.sub("", piece)).strip(' “”"《》：:、')
        if len(piece) < 2:
            continue
        if _BODY.search(piece) and "authority" not in row and ("title" in row or not _TITLE.search(piece)):
            row["authority"] = piece
        elif "title" not in row and (_TITLE.search(piece) or len(piece) >= 4):
            row["title"] = piece


def _judged(reply: Reply, row: dict[str, Any]) -> tuple[Note, ...]:
    where = standing(row["title"], row.get("authority", ""))
    notes: tuple[Note, ...] = ()
    if where == "below":
        notes = (reply.note("below_provincial_level", said=row["title"]),)
    elif where == "unclear":
        notes = (reply.note("standing_unclear", said=row["title"]),)
    return (*notes, *rowtext.missing(reply, row))
