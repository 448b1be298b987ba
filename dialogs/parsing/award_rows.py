"""主要技术成果获奖情况 from a line: 列车制动系统改造项目 2022年 全国…技术创新成果一等奖 第1完成人."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dialogs.parsing import certificates, rowtext
from dialogs.parsing.grids import Record, block, column_of, grid
from dialogs.parsing.items import items_of, without_asides
from dialogs.parsing.mends import mended
from dialogs.parsing.numerals import number
from dialogs.parsing.outcome import Note, Outcome, Parsed, Problem
from dialogs.parsing.reply import Reply
from dialogs.parsing.results import GRADE, NONE, grade_in, rank_in
from dialogs.parsing.standing import standing
from dialogs.parsing.years import year_cell, year_of

_LABELS = {
    r"(?:技术|获奖|创新)?(?:成果|项目|课题|作品)(?:[(（](?:项目|成果)[)）])?(?:名称|名字?|题目)?": "project",
    r"(?:获得?的?|所获|得的)?(?:奖项|奖励)(?:名称|名字?|全称)?|获奖(?:名称|奖项|情况)?|奖名|(?<![\u4e00-\u9fff])奖": "award",
    r"(?:奖项|成果)?(?:类别|类型|种类)": "category",
    r"(?:奖项|获奖|奖励)?(?:等级|等次)|奖级|级别": "grade",
    r"(?:本人|我的?|个人)?(?:排名|名次|位次|排序|排位|署名顺序)": "rank",
    r"完成人": "people",
    r"(?:获奖|得奖|颁奖|发证|授奖)?(?:年份|年度|时间|日期|年月)": "year",
    r"(?:获奖|奖励)?证书(?:的)?(?:编)?号码?|编号|专利号|证号|文号": "certificate_no",
    r"(?:主要)?合作(?:者|人|完成人|伙伴)(?:姓名)?|(?:其他|其它|共同)(?:完成人|人员)|一起的人": "collaborators",
}
# words that name a cell in a header, where in a sentence they would be anything
_HEADERS = _LABELS | {
    r"奖": "award",
    r"几等奖?|奖等|等": "grade",
    r"(?:本人|完成人)(?:排名|名次|位次|顺序|序号)|第几(?:完成人|名)?": "rank",
    r"(?:获奖|哪)?年": "year",
    r"证书|号码?": "certificate_no",
    r"合作|伙伴": "collaborators",
}
_WITH = re.compile(
    r"(?:和|与|跟|同)(?:我?的?(?:师傅|师父|徒弟|同事|工友|班长))?([\u4e00-\u9fff]{2,4}(?:[、和与跟,，][\u4e00-\u9fff]{2,4})*?)(?:他们|[两俩二三仨四几]个?人?)?(?:一起"
    r"|一块儿?|一道|合作|共同|合伙)(?:完成|做|搞|干|弄|研发|研制|攻关)?(?:出来)?(?:的|了)?"
)
_TOGETHER = re.compile(
    r"(?:主要)?合作(?:者|人|完成人|伙伴)?(?:还?有|是)?\s*(?:[:：]\s*)?([\u4e00-\u9fff]{2,4}(?:[、和与][\u4e00-\u9fff]{2,4})*)(?=$"
    r"|[\s,，。;；])"
)
# names behind 合作者：, parted by commas: the comma does not end the cell
_NAMES = re.compile(
    r"合作(?:者|人|完成人|伙伴)(?:姓名)?\s*(?:[:：]|是|有)\s*[\u4e00-\u9fff]{2,3}(?:[,，/、]\s*(?![^,，\s]*[奖名等级第年])[\u4e00-\u9fff]{2,3}(?=$|[\s,，。;；、/]))+"
)
_ALONE = re.compile(
    r"(?:我|就我|是我)?(?:自己)?(?:一个人|独自|独立|自个儿?)(?:完成|做|搞|干|弄|研发|研制|琢磨)?(?:出来)?(?:的|了)?"
)
_QUOTED = re.compile(r"[“\"「『《【]([^”\"」』》】]{2,40})[”\"」』》】]")
_IN_A_NAME = re.compile(r"\s*(?:杯|奖|[一二三特金银铜]等?奖|大赛|竞赛|比赛|技术创新成果|优秀|称号|评选|系列)")
_NO_NAME = re.compile(
    r"(?:就|一共|总共|我)?(?:得|拿|获|评|有)(?:过|上|到)?了?(?:[一两三几俩仨1-9])(?:个|项|次|回)|(?:得|拿|获|评)?(?:过|上|到)?了?(?:个|一个|几个|一些|(?:市|区|厂|公司|单位|部)里的?)?(?:小|大)?奖|奖状.{0,4}(?:摞|堆|多)|[0-9一二三四五六七八九十两]+(?:项"
    r"|件|个|篇)(?:专利|论文|成果|奖|奖项)|(?:忘了?|记不清|不记得).*"
    r"|哪年.*"
)
_WON = re.compile(
    r"(?:被)?(?:荣获|获得过?了?|获评|获(?!奖)|得过?了|得到|拿过?了?"
    r"|拿到|评为|评上|被评|授予|夺得|斩获|拿(?=全国|北京|市|国家|中国|首都|省)"
    r"|(?<![心值难所获取记晓])得(?=[\u4e00-\u9fff]{2,}奖))(?:了|过|到)?(?:个(?!人)|一个|一项)?"
)
_TALK = re.compile(
    r"^(?:奖[倒也是嘛]|倒是|[全都]是|刚|才|总算|终于|我|俺|咱|他|她|反正|好像|应该|大概|可能|不是|没有?|别的|其他|其余|当时|共[0-9]+人|[0-9]+人|(?:国家|省市?|市|行业)?级?的$)|(?:吧|呢|啊|嘛|哈|哦|呀|下来|到手)$"
    r"|(?:记得|忘了|知道|告诉|谢谢|麻烦|我得|我要|得回)"
)
_LEAD = re.compile(
    r"^(?:还有|另外|再有|再就是|然后|后来|刚刚?|[两三几]次|当年|那年|那会儿?|那个|那项|这个|(?:我|俺|咱)们?(?:班组|团队|几个)?的?|我?有(?:个|一个|一项|项)|都|本人|主持(?:的|完成)?"
    r"|(?:头|第|再|另)[一二三两]?[个项]是?|(?:项目|成果|名字|题目)(?:名称)?(?:就?是|叫做?)|名叫|叫做?|就是|就(?!业)|是|个(?!人|体)|一(?:个|项)|(?:项目|成果)(?!部|管理|经理|化)(?=\S{4})"
    r"|参[与加评](?:的|了|过|完成)?|完成(?:的|了)?|负责(?:的)?|凭借?|因|以|搞的"
    r"|做的|弄的|干的|研发的?|研制的?|靠|凭着|项目[:：]|成果[:：]|的|在|于|[\s,，:：、])+"
)
_TAIL = re.compile(r"(?:获奖|的|了|，|、|。|证书|奖项)+$")
# 厂里评的合理化建议奖: the giver stays, the giving goes
_GIVEN_BY = re.compile(
    r"^(.{0,16}?(?:[委局会部厅厂院校站段]|政府|公司|集团|单位|车间|里))(?:颁发|授予|发|评|给|颁)(?:了|的)+(?=.{2})"
)
_NOISE = re.compile(
    r"我|本人|主要完成人|参与|个人|集体|团队|(?:共|人)?[0-9一二三四五六两]+[人项个]|是|授权|获奖|得奖|奖励|奖|项目|成果|[一二两三四五六]个|参加|完成|国家级?|市级|一等|二等|三等"
)
_GIVER = re.compile(r"(?:协会|学会|联合会|总工会|人民政府|委员会|商会|科协|(?:北京)?市.{1,8}局)$")
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])\s(?=[A-Z]{2,5}\s?[\u4e00-\u9fff])|(?<=[A-Z]{2})\s(?=[\u4e00-\u9fff])")
_THING = re.compile(
    r"(?:国家)?(?:发明|实用新型|外观设计)专利(?:证书)?|软件著作权|国家级工法|(?:市|省)级工法|工法|论文|著作"
)
_PRIZE = re.compile(r"奖|成果(?!项目)|大赛|竞赛|比赛|比武|金牌|银牌|铜牌|称号|冠军|亚军|季军|第[一二三1-9]名")
_STRONG = re.compile(r"奖(?!状)|金牌|银牌|铜牌|冠军|亚军|季军|第[一二三1-3]名|专利|工法|著作权|论文")
_MINOR = re.compile(r"完成人|发明人|合作|证书|编号|排名?第?|^第|一起|共同|[0-9]\s*/\s*[0-9]")
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
    if rowtext.perhaps_none(reply.text):
        return reply.problem("perhaps_none", ask=("没有",), said=rowtext.said(reply.text))
    if rowtext.about_rows(reply.text):
        return reply.problem("about_rows", said=rowtext.said(reply.text))
    rows: list[dict[str, Any]] = []
    notes: list[Note] = []
    records, text = _written(reply)
    if not records and not text.strip(" ,，。;；、\n\t"):
        return reply.problem("not_named")
    for record in (*records, *(Record([], c) for c in items_of(text, reply.today, _holds, _minor))):
        outcome = _row(reply, record)
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


def _holds(text: str) -> bool:
    return bool(_STRONG.search(text))


def _minor(text: str) -> bool:
    return bool(_MINOR.search(text))


def written_awards(text: str) -> bool:
    """Whether the text is a table of awards, with a header or labels."""
    return grid(text, _HEADERS) is not None or bool(block(text, _LABELS))


def _written(reply: Reply) -> tuple[list[Record], str]:
    """Rows that stand in a pasted table or in labelled lines, and the text that is left to be read."""
    said = rowtext.after_question(reply.text)
    table = grid(said, _HEADERS)
    if table is not None:
        return table[0], table[1]
    records = block(said, _LABELS)
    return (records, "") if records else ([], without_asides(mended(rowtext.without_serials(said))))


def show_awards(spec: Any, value: Any) -> str:
    """One line a row."""
    return rowtext.show_rows(spec, value)


def _row(reply: Reply, record: Record) -> Outcome:
    if len(record.rest) > rowtext.LONGEST_ROW:
        return reply.problem("award_unclear", said=rowtext.said(record.rest))
    found, rest = rowtext.labelled(_NAMES.sub(lambda m: re.sub(r"[,，/]\s*", "、", m[0]), record.rest), _LABELS)
    cells = record.first() | {k: v for k, v in found.items() if not NONE.match(v)}
    chunk = "\t".join((*(v for _, v in record.cells), record.rest))
    rest = _details(cells, rest)
    year, rivals, rest = (
        year_cell(cells["year"], reply.today, rest) if cells.get("year") else year_of(rest, reply.today)
    )
    if rivals:
        return reply.problem("two_years", ask=tuple(f"{y}年" for y in rivals), said=rowtext.said(chunk))
    row: dict[str, Any] = {}
    rank, rest = _rank(cells.get("rank", ""), rest, contest=bool(re.search(r"大赛|竞赛|比赛|比武", chunk)))
    if rank:
        row["rank"] = rank
    row |= _cells(cells)
    over = _names(row, rest)
    if year is not None and year > reply.today.year:
        return reply.problem("future", said=f"{year}年")
    if year is not None:
        row["year"] = year
    if not row.get("award") and not row.get("project"):
        return reply.problem("award_unclear", said=rowtext.said(chunk), partial=row)
    order = ("project", "award", "category", "grade", "rank", "year", "certificate_no", "collaborators")
    row = {k: row[k] for k in order if row.get(k)}
    return Parsed(row, "", (*_judged(reply, row), *rowtext.left_over(reply, over)))


def _details(cells: dict[str, str], rest: str) -> str:
    """Fills the certificate, the partners and a quoted project from the text; gives the text without them."""
    people = cells.pop("people", "")
    if people:
        cells.setdefault("rank" if re.search(r"[0-9第]", people) else "collaborators", people)
    if cells.get("certificate_no"):
        cells["certificate_no"], more = certificates.trimmed(cells["certificate_no"])
        rest += "\t" + more
    else:
        cells["certificate_no"], rest = certificates.take(rest)
    for pattern in (_WITH, _TOGETHER):
        hit = pattern.search(rest)
        if hit:
            cells.setdefault("collaborators", hit[1])
            rest = rest.replace(hit.group(), "\t", 1)
    if cells.get("collaborators"):
        cells["collaborators"] = re.sub(r"\s*[和与跟,，;；/]\s*|\s+", "、", cells["collaborators"].strip())
    quoted = next(
        (q for q in _QUOTED.finditer(rest) if not _IN_A_NAME.match(rest, q.end()) and not _PRIZE.search(q[1])), None
    )
    if quoted and not cells.get("project"):
        cells["project"] = quoted[1]
        rest = rest.replace(quoted.group(), "\t", 1)
    return rest


def _rank(cell: str, rest: str, *, contest: bool) -> tuple[str, str]:
    """The place among those who did the work, and the text without it; 第一名 in a contest is a grade."""
    if cell:
        said = rank_in(cell)
        alone = number(re.sub(r"^第|[名位个]$", "", cell.strip()))
        return (said[0] if said else str(alone) if alone else re.sub(r"^第", "", cell)), rest
    rank = rank_in(rest)
    if rank and contest and re.fullmatch(r"第[一二三四五六1-9]名", rest[rank[1] : rank[2]]):
        rank = None
    if rank:
        return rank[0], rest[: rank[1]] + "\t" + re.sub(r"^\s*[(（]共[^()（）]*[)）]", "", rest[rank[2] :])
    alone_hit = _ALONE.search(rest)
    return ("1", rest[: alone_hit.start()] + "\t" + rest[alone_hit.end() :]) if alone_hit else ("", rest)


def _cells(cells: Mapping[str, str]) -> dict[str, str]:
    """The labelled cells as they stand in the form: a grade behind the prize's name goes to its own cell."""
    row = {k: rowtext.trimmed(v) for k, v in cells.items() if v and k not in ("rank", "year")}
    halves = _WON.split(row.get("project", ""), maxsplit=1)
    if len(halves) > 1 and _PRIZE.search(halves[1]) and "award" not in row:
        row["project"], row["award"] = _TAIL.sub("", halves[0]), halves[1]
    grade = grade_in(row.get("grade", ""))
    if grade:
        row["grade"] = grade[0]
    elif row.get("grade") and re.fullmatch(r"[^\s]{1,3}级|省部级", row["grade"]) and "category" not in row:
        row["category"] = row.pop("grade")
    elif re.fullmatch(r"[特一二三四1-4]", row.get("grade", "")):
        row["grade"] = (grade_in(row["grade"] + "等奖") or (row["grade"],))[0]
    if row.get("award"):
        named: dict[str, Any] = {k: row[k] for k in ("project", "grade") if row.get(k)}
        _prize(named, row["award"])
        row |= named if named.get("award") else {}
    return row


def _names(row: dict[str, Any], rest: str) -> list[str]:
    """Project, prize, category and grade out of what is left; gives what found no cell."""
    over: list[str] = []
    pieces: list[str] = []
    giver = ""
    rest = _SPACED.sub("", rest)
    for segment in re.split(r"[,，;；\t\n|]+|\s+", rest):
        halves = _WON.split(segment, maxsplit=1)
        pieces += [h for h in (rowtext.trimmed(_TAIL.sub("", _LEAD.sub("", p))) for p in halves) if len(h) > 1]
    for piece in pieces:
        if _NO_NAME.fullmatch(piece) or _TALK.search(piece) or column_of(piece, _LABELS):
            continue
        if _GIVER.search(piece) and not _PRIZE.search(piece):
            giver = piece
            continue
        thing = re.fullmatch(rf"({_THING.pattern})(?:[0-9一二三四五六两]+[项件个篇])?", piece)
        piece = thing[1] if thing else piece
        if _CATEGORY.fullmatch(piece) and "category" not in row:
            row["category"] = piece
        elif (_PRIZE.search(piece) or GRADE.fullmatch(piece)) and not ("award" in row and "grade" in row):
            begins = (
                "award" not in row and _PRIZE.search(piece) and not re.match(r"全国|国家|中国|北京|首都|中华", piece)
            )
            _prize(row, giver + piece if begins and not GRADE.fullmatch(piece) else piece)
            giver = ""
        elif _THING.fullmatch(piece):
            row.setdefault("award", piece)
        elif "project" not in row and not _NOISE.fullmatch(piece):
            row["project"] = piece
        elif re.fullmatch(r"主要完成人|参与者?|项目负责人", piece):
            row.setdefault("rank", piece)
        elif len(piece) > 1 and not _NOISE.fullmatch(piece):
            over.append(piece)
    return [giver, *over] if giver and not row.get("award", "").startswith(giver) else over


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
    quoted = re.match(r"[“\"「『《](.+?)[”\"」』》](.{3,})$", piece)
    parts = project or quoted
    if parts and "project" not in row:
        row["project"], piece = parts[1], parts[2]
    row["award"] = _GIVEN_BY.sub(r"\1", re.sub(r"^(?:项目|成果)", "", piece))


def _judged(reply: Reply, row: dict[str, Any]) -> tuple[Note, ...]:
    notes: tuple[Note, ...] = ()
    where = standing(row.get("award", "") or row.get("project", ""))
    if where == "below":
        notes = (reply.note("below_provincial_level", said=row.get("award") or row.get("project")),)
    elif where == "unclear" and not _THING.search(row.get("award", "")):
        notes = (reply.note("standing_unclear", said=row.get("award") or row.get("project")),)
    return (*notes, *rowtext.missing(reply, row))
