"""获得荣誉称号情况 from a line: 2019年被北京市总工会授予首都劳动奖章."""

from __future__ import annotations

import re
from typing import Any

from dialogs.parsing import certificates, rowtext
from dialogs.parsing.grids import Record, block, grid
from dialogs.parsing.items import items_of, without_asides
from dialogs.parsing.mends import mended
from dialogs.parsing.outcome import Note, Outcome, Parsed, Problem
from dialogs.parsing.reply import Reply
from dialogs.parsing.results import NONE
from dialogs.parsing.standing import standing
from dialogs.parsing.years import year_cell, year_of

_LABELS = {
    r"(?:获得?的?|所获)?荣誉称号(?:名称)?|称号(?:名称)?|荣誉(?:名称)?|(?:奖项|奖励)(?:名称)?": "title",
    r"(?:批准|授予|颁发|发证|颁奖|评选|表彰|授奖|命名)(?:机关|单位|部门|机构)": "authority",
    r"(?:获得?|授予|评选|颁发|表彰|得奖)?(?:年份|年度|时间|日期|年月)": "year",
    r"(?:荣誉)?证书(?:的)?(?:编)?号码?|编号|证号|文号": "certificate_no",
}
# words that name a cell in a header, where in a sentence they would be anything
_HEADERS = _LABELS | {
    r"名称|荣誉|奖": "title",
    r"机关|单位|谁(?:发|给|颁)的|发的?": "authority",
    r"(?:获奖|哪)?年": "year",
    r"证书|号码?": "certificate_no",
}
_SHORT = {"市总": "市总工会", "全总": "中华全国总工会", "北京市总": "北京市总工会", "区总": "区总工会"}
_SLIPS = {"奖掌": "奖章", "奖张": "奖章", "奖壮": "奖状", "劳摸": "劳模", "能首": "能手", "大功匠": "大工匠"}
_GAVE = r"(?:授予|评为|评选为|评定为|命名为|表彰为|表彰|聘为|认定为|授)"
_BY = re.compile(rf"(?:被|由|经|获|受到)([^\s,，;；]{{2,24}}?){_GAVE}(?:了|的|我)?(.+)")
_FROM = re.compile(
    r"(?:由|是)?([^\s,，;；（(]{2,24}?)(?:联合|共同|给|当时|那年)*(?:颁发|授予|颁|发|批准|批|评选|评|给|表彰|授|命名)(?:的|了)*$"
)
_BODY = re.compile(
    r"(?:政府|总工会|工会|人社部|社会保障部|信息化部|科技部|部|局|委"
    r"|委员会|协会|学会|联合会|党委|国务院|团中央|团市委|妇联|公司|集团"
    r"|市总|全总|区总|科协|残联|侨联|文联|团委|红十字会|总社|厂|办公室|中心|小组|工委|组委会|大学|学校|工商联|人社局|办公厅|基金会|车间|医院|学院)$"
)
_TITLE = re.compile(
    r"劳模|劳动模范|先进|标兵|能手|奖章|奖状|工匠|优秀|状元|技师|专家"
    r"|大师|津贴|人才|红旗手|称号|明星|骨干|榜样|带头人|匠人|传承人"
    r"|岗位|名厨|名师|领军|领办人|劳动者|先锋|好人|立功|功臣|巾帼|英才|之星|金蓝领|模范|杰出|十佳|党员|青年|个人|班组长|大奖|奖"
)
_GAVE_IT = re.compile(
    r"([^\s]{1,20}?(?:政府|总工会|部|局|委|协会|学会|联合会|党委|公司|集团|妇联|工商联)|[^\s]{0,6}?(?:市总|全总|区总|国务院|团市委))(?:又|也|还|在|曾|联合|共同)*"
    r"(?:颁发|授予|表彰|命名|评选?|给|发)(?:了|过|的|为|我|成|上)*(?:个(?!人)|一个)?(.{2,})"
)
_JOINED = re.compile(
    r"(.{1,}?(?:联合会|协会|学会|总工会|政府|委员会|保障部|国务院|保障局))((?:全国"
    r"|国家|北京市?|首都|中国|中央|市级).+)"
)
_TALK = re.compile(
    r"^不|这些|那些|[我你他她]|说|[还也]没|报[了上]|^(?:我|俺|咱|反正|好像|应该|大概|没)|(?:吧|呢|啊|嘛|呀)$|记得|忘了|知道|告诉|谢谢|麻烦|一共|总共"
)
_LEAD = re.compile(
    r"^(?:(?:荣誉称号|荣誉|称号)(?:就|只|倒是|倒|也)?有(?:过)?(?:一?[个项])?|我|本人|还|又|曾|先后|荣获过?了?|获得过?了?|获评|获|得过|得了"
    r"|拿过|拿了|被评选?为|评为|评上过?了?|被授予|授予|当选|被|是|当过"
    r"|了|的|有|在|过|给|发|又|那年|那会儿?|当年|就是|就|刚刚?|才|[两三几]次|还有|另外|再有|再就是|再一个|第[一二三][个项]|一个|一项|个(?!人|体)|得|拿|评|咱|俺|到|叫做?|名字叫?|名称[是叫]?"
    r"|荣誉称号|称号(?:是|叫)|好像|可能|大概|应该|[\s,，:：、])+"
)
_TAIL = re.compile(r"(?:等?荣誉称号|荣誉|称号|颁发|(?<=[\u4e00-\u9fff]{3})[颁发评]的|的|了|。|、)+$")


_NO_OTHERS = re.compile(
    r"(?:别|其)[的他它]?(?:的)?(?:就|也|都)?没(?:有|得|啥)?(?:过)?(?:了|吧)?|就(?:有|只有)?(?:得过?)?这(?:么)?(?:一)?(?:个|些|项)(?:大|像样|正经|拿得出手)?(?:的)?(?:了)?|没有?(?:了|吧)"
)
_SOMEBODY = re.compile(r"(?:我们?|咱们?|俺们?)?(?:公司|单位|厂里?|集团|店里?|学校|工会|车间|协会|政府)")
_GENERIC = re.compile(
    r"(?:老|是|当|些|各种|单位|厂里|小)*(?:先进|劳模|优秀|标兵|模范|能手|奖状|荣誉|称号|证书|奖章|奖|先进工作者|劳动模范)(?:什么的|之类的?|了)?"
)


def parse_honours(reply: Reply) -> Outcome:
    """Rows `{title, authority, year, certificate_no}`, latest first (填表说明·二.2).

    Codes: question, honour_unclear, future, two_years; warnings below_provincial_level, standing_unclear, incomplete_row, sorted.
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
    items = items_of(text, reply.today, _holds, _minor)
    for record in (*records, *(Record([], piece) for item in items for piece in _listed(item))):
        outcome = _row(reply, record)
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


def _holds(text: str) -> bool:
    return bool(_TITLE.search(text))


def _minor(text: str) -> bool:
    return bool(_FROM.fullmatch(text) or re.search(r"证书|编号|颁发|批准", text)) or (
        bool(_BODY.search(text)) and not _TITLE.search(text)
    )


def written_honours(text: str) -> bool:
    """Whether the text is a table of honours, with a header or labels."""
    return grid(text, _HEADERS) is not None or bool(block(text, _LABELS))


def _written(reply: Reply) -> tuple[list[Record], str]:
    """Rows that stand in a pasted table or in labelled lines, and the text that is left to be read."""
    said = rowtext.after_question(reply.text)
    for slip, meant in _SLIPS.items():
        said = said.replace(slip, meant)
    table = grid(said, _HEADERS)
    if table is not None:
        return table[0], table[1]
    records = block(said, _LABELS)
    return (records, "") if records else ([], without_asides(mended(rowtext.without_serials(said))))


def _listed(item: str) -> list[str]:
    """Honours that stand in a row behind one year (2019年全国技术能手、首都劳动奖章), each with that year."""
    head = re.match(r"\s*(?:我?在?)?((?:[0-9]{4}|[〇零一二三四五六七八九]{2,4}|[0-9]{2})年(?:[0-9]{1,2}月)?)", item)
    names = re.split(r"[、]|(?<=[\u4e00-\u9fff])(?:和|以及)(?=全国|北京|首都|中国|中华|国家|国务院)", item)
    whole = all(
        re.search(r"全国|北京|首都|中国|中华|国家|国务院|市|省|行业|系统", n) and _TITLE.search(n) for n in names
    )
    if len(names) < 2 or not whole:
        return [item]
    return [n if not head or at == 0 else head[1] + n for at, n in enumerate(names)]


def show_honours(spec: Any, value: Any) -> str:
    """One line a row."""
    return rowtext.show_rows(spec, value)


def _row(reply: Reply, record: Record) -> Outcome:
    if len(record.rest) > rowtext.LONGEST_ROW:
        return reply.problem("honour_unclear", said=rowtext.said(record.rest))
    found, rest = rowtext.labelled(record.rest, _LABELS)
    cells = record.first() | {k: v for k, v in found.items() if not NONE.match(v)}
    chunk = "\t".join((*(v for _, v in record.cells), record.rest))
    if cells.get("certificate_no"):
        cells["certificate_no"], more = certificates.trimmed(cells["certificate_no"])
        rest += "\t" + more
    else:
        cells["certificate_no"], rest = certificates.take(rest)
    said = cells.pop("year", "")
    year, rivals, rest = year_cell(said, reply.today, rest) if said else year_of(rest, reply.today)
    rest = re.sub(r"(?<=[\u4e00-\u9fff])\t(?=颁|发|授|给|评|批准|命名|表彰)", "", rest)
    if rivals:
        return reply.problem("two_years", ask=tuple(f"{y}年" for y in rivals), said=rowtext.said(chunk))
    row: dict[str, Any] = {k: rowtext.trimmed(v) for k, v in cells.items() if v}
    over = _title(row, rest)
    if row.get("authority"):
        row["authority"] = _SHORT.get(row["authority"], row["authority"])
    if year is not None and year > reply.today.year:
        return reply.problem("future", said=f"{year}年")
    if year is not None:
        row["year"] = year
    if not row.get("title") or (year is None and not record.cells and _GENERIC.fullmatch(row["title"])):
        return reply.problem("honour_unclear", said=rowtext.said(chunk), partial=row)
    row = {k: row[k] for k in ("title", "authority", "year", "certificate_no") if row.get(k)}
    judged = _judged(reply, row)
    vague = _SOMEBODY.fullmatch(row.get("authority", "")) and not record.cells
    if vague and not re.search(r"(?:颁发|授予|颁|发|评|给|表彰|授)", chunk.replace(row["title"], "")):
        row.pop("authority")
        judged = (*(n for n in judged if n.code != "incomplete_row"), *rowtext.missing(reply, row))
    return Parsed(row, "", (*judged, *rowtext.left_over(reply, over)))


def _title(row: dict[str, Any], rest: str) -> list[str]:
    """Fills the title and who gave it; gives what found no cell."""
    over: list[str] = []
    body = ""
    given = _BY.search(rest)
    if given and "title" not in row:
        row.setdefault("authority", given[1].strip())
        rest = given[2]
    rest = re.sub(r"[（(]([^（）()]+)[）)]", lambda m: f"\t{m[1]}\t" if _gives(m[1]) else m[0], rest)
    rest = re.sub(rf"(?<=[)）])(?=[^（）()\s,，;；]{{3,24}}?{_BODY.pattern})", "\t", rest)
    for segment in re.split(r"[,，;；\t\n|。]+|\s+", rest):
        piece = rowtext.trimmed(segment)
        if _NO_OTHERS.fullmatch(piece):
            continue
        giver = _FROM.fullmatch(piece)
        if giver and "authority" not in row and not _TITLE.search(giver[1]):
            row["authority"] = giver[1].strip()
            continue
        sentence = _GAVE_IT.match(_LEAD.sub("", piece))
        if sentence and "authority" not in row:
            row["authority"], piece = sentence[1], sentence[2]
        joined = _JOINED.fullmatch(_LEAD.sub("", piece))
        if joined and "authority" not in row and "title" not in row:
            row["authority"], piece = joined[1], joined[2]
        piece = rowtext.trimmed(_TAIL.sub("", _LEAD.sub("", piece)))
        if len(piece) < 2:
            continue
        if _BODY.search(piece) and "authority" not in row and ("title" in row or not _TITLE.search(piece)):
            row["authority"] = body = piece
        elif body and _BODY.search(piece) and not _TITLE.search(piece):
            row["authority"] = body = f"{body}、{piece}"
        elif "title" not in row and (_TITLE.search(piece) or (len(piece) >= 4 and not _TALK.search(piece))):
            row["title"] = piece
        elif not _TALK.search(piece) and len(piece) > 2:
            over.append(piece)
    return over


def _gives(bracket: str) -> bool:
    """Whether a bracket behind a title names who gave it."""
    return bool(_BODY.search(bracket.strip()) or re.search(r"颁|授|批准|评|发|工会|政府|部|局|委|协会", bracket))


def _judged(reply: Reply, row: dict[str, Any]) -> tuple[Note, ...]:
    where = standing(row["title"], row.get("authority", ""))
    notes: tuple[Note, ...] = ()
    if where == "below":
        notes = (reply.note("below_provincial_level", said=row["title"]),)
    elif where == "unclear":
        notes = (reply.note("standing_unclear", said=row["title"]),)
    return (*notes, *rowtext.missing(reply, row))
