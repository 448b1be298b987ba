"""What all tables share: no rows, questions, many lines in one message, labelled cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from dialogs.form import FieldSpec, TableSpec
from dialogs.parsing.outcome import Note, Outcome, Parsed
from dialogs.parsing.registry import shower
from dialogs.parsing.reply import Reply, bare, shorten

_NO_ROWS = re.compile(
    r"^(?:都|暂时|目前|我|这个|这项|这栏)*(?:无|没有?|暂无|没有过|(?:从来?)?没有?(?:得"
    r"|获|拿|评上?|带|培养)过?|没培养过|一个也?没有?|一项也?没有?|没有了"
    r"|零|从来没有?|没啥|没什么)(?:啥|什么)?(?:奖项?|获奖|荣誉|称号|荣誉称号|成果"
    r"|徒弟|学徒|获过奖|得过奖|带过徒弟|这些|这个|什么)?(?:的|了|啊"
    r"|呢|吧|过)*$"
)
# characters; what is longer is no row of a table
LONGEST_ROW = 500
_NEVER = re.compile(
    r"[^0-9,，。;；一二三四五六七八九十几]{0,6}(?:一辈子|半辈子|多年|这么多年|到现在)?(?:还|也|都|从来?|从)?(?:没有?|未)(?:正式|真正|正经|专门)?(?:得|拿|获|评|收|带|培养)"
    r"(?:上|到|过|出)*(?:什么|啥|任何|一个|像样的|正经)*(?:奖项?|荣誉|称号|徒弟|学徒|徒|人|学员)?(?:的|了|吧|呢|啊)?"
)
_BUT = re.compile(
    r"[0-9]|[一二三四五六七八九十两几](?:个|项|次|等|回|张)|但|不过|只有|除了|还有|倒|全国|北京|市|厂|单位|公司|行业|年|奖|称号"
)
_NUMBERING = re.compile(
    r"^\s*(?:[0-9]{1,2}\s*[.、)）](?:(?![0-9])|(?=(?:19|20)[0-9]{2}(?![0-9])))|[(（][0-9一二三四五六七八九十]{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}[、.]|[①-⑳]|[-•·*]\s|第[一二三四五六七八九十0-9]{1,3}[段条个项行][:：,，、是]?)\s*"
)
_SERIAL = re.compile(r"\s*[|｜│┃]?\s*(?P<n>[0-9]{1,2})(?: *(?P<bar>[|｜│┃\t])|\s)[\s|｜│┃]*(?=\S)")
_ABOUT_ROWS = re.compile(
    r"第[0-9一二两三四五六七八九十]{1,3}[条段行项]|[写填弄记][重错]了?|重复了|(?:删|去|划|拿)[掉去]|删了|改[成为到]|[改写放挪移加][进到](?:主要)?事迹|事迹里|[那这]一?[条栏格]"
)
_PERHAPS_NONE = re.compile(
    r"(?:我|也|还|都|就|真|好像|应该)*没(?:有|得过?|评过?|拿过?|啥|什么)*(?:什么|啥|过)*(?:像样的|正经的?)?(?:荣誉称号|荣誉|称号|奖项?|获奖|成果奖?|成果)"
    r"(?:[,，。;；\s]*(?:就|只|光|除了|但|不过)|[,，。;；\s]+\S)"
)
_ASKED_FIRST = re.compile(
    r"[^:：?？,，。;；\n0-9]{0,14}(?:算不?算?[吗么不]?|行不行?|可不可以|能不能[填写报算]|[可行成能](?:以)?(?:[填写报算])?[吗么不]|[填写报][吗么不]|作数[吗么不]|够不够格?)(?:呢|呀|啊)?\s*(?:[:：]|[?？][\s,，]*)\s*(?=\S{6})"
)
_QUESTION = re.compile(
    r"[?？]\s*$|(?:吗|么|(?<![着在没])呢|算不算|可不可以|行不行|能不能填|怎么填|怎么写|填不填)[。.!！]*\s*$"
)


def no_rows(reply: Reply) -> bool:
    """Whether the reply says that there is nothing to list."""
    first, *more = re.split(r"[,，。;；\n]", reply.text.strip(), maxsplit=1)
    said = "".join(more)
    return bool(_NO_ROWS.match(bare(reply.text)) or _NEVER.fullmatch(bare(reply.text))) or bool(
        _NO_ROWS.match(bare(first)) and len(said) < 20 and not _BUT.search(said)
    )


def is_question(text: str) -> bool:
    """市级的也算吗？ is no award."""
    return len(text) < 60 and bool(_QUESTION.search(text))


def after_question(text: str) -> str:
    """这个算不算：中国烹饪大师，2017年 without the question that the row is told after."""
    lead = _ASKED_FIRST.match(text)
    return text[lead.end() :] if lead else text


def numbered(line: str) -> bool:
    """Whether the line begins with 1. / ① / 第一段."""
    return bool(_NUMBERING.match(line))


def unnumbered(line: str) -> str:
    """The line without its leading 1. / ① / 第一段."""
    return _NUMBERING.sub("", line, count=1).strip()


def without_serials(text: str) -> str:
    """The lines without a column of row numbers in front (1 | 2003.09-2006.06 | …): they count 1, 2, 3, or a bar parts one from a date."""
    lines = [line for line in text.split("\n") if line.strip()]
    found = [_SERIAL.match(line) for line in lines]
    counted = [int(m["n"]) for m in found if m]
    rising = (
        len(counted) > 1 and len(counted) == len(lines) and counted == list(range(counted[0], counted[0] + len(lines)))
    )
    barred = len(lines) == 1 and found[0] is not None and found[0]["bar"] is not None and counted[0] < 31
    if not (rising or barred):
        return text
    return "\n".join(line[m.end() :] for line, m in zip(lines, found, strict=True) if m)


def about_rows(text: str) -> bool:
    """Whether a sentence without a year speaks of rows that stand already, or of where things belong (第2段删掉, 改放到主要事迹里)."""
    return len(text) < 60 and not re.search(r"[0-9]{4}|[0-9]{2}年", text) and bool(_ABOUT_ROWS.search(text))


def perhaps_none(text: str) -> bool:
    """没有荣誉称号就店里的优秀员工: a no, and something that hardly counts."""
    return len(text) < 60 and bool(_PERHAPS_NONE.match(text.strip())) and not re.search(r"[0-9]{4}", text)


def lines_of(text: str, begins: Callable[[str], bool]) -> list[str]:
    """The lines, each beginning a row; a line that does not begin one belongs to the line before."""
    chunks: list[str] = []
    for line in text.split("\n"):
        content = unnumbered(line)
        if not content:
            continue
        if chunks and not numbered(line) and not begins(content):
            chunks[-1] += "\t" + content
        else:
            chunks.append(content)
    return chunks


def labelled(text: str, labels: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Cells written as 标签：值, by column, and the text without them. `labels` maps a regular expression to a column."""
    names = "|".join(labels)
    pattern = re.compile(
        rf"(?P<label>{names})(?:\s*[:：]\s*(?P<value>[^,，;；。\n\t]+?)(?=\s*(?:[,，;；。\n\t]|$)|\s+(?:{names})\s*[:：])"
        rf"|(?:就|名字|名称)?(?:是|叫做?\s*)(?P<word>[^\s,，;；。]+))"
    )
    cells: dict[str, str] = {}

    def take(hit: re.Match[str]) -> str:
        for expression, column in labels.items():
            if re.fullmatch(expression, hit["label"]):
                cells.setdefault(column, (hit["value"] or hit["word"]).strip())
                return "\t"
        return hit.group()

    rest = pattern.sub(take, text)
    return cells, rest


def left_over(reply: Reply, pieces: list[str]) -> tuple[Note, ...]:
    """A warning that quotes what found no cell: nobody loses what they typed."""
    return (reply.note("not_placed", said="、".join(pieces)),) if pieces else ()


def missing(reply: Reply, row: Mapping[str, Any]) -> tuple[Note, ...]:
    """A warning that names the needed cells this row still lacks."""
    columns = getattr(reply.spec, "columns", ())
    lacking = [c.name for c in columns if c.required and row.get(c.key) in (None, "")]
    return (reply.note("incomplete_row", cells="、".join(lacking)),) if lacking else ()


def table(reply: Reply, rows: list[dict[str, Any]], notes: list[Note]) -> Outcome:
    """The rows as an answer."""
    unique = tuple(dict.fromkeys(notes))
    return Parsed(rows, show_rows(reply.spec, rows), unique)


def show_rows(spec: FieldSpec | TableSpec, rows: Any) -> str:
    """One line a row, its cells as they stand in the form; 没有 for none."""
    if not rows:
        return "没有"
    columns = getattr(spec, "columns", ())
    lines = []
    for row in rows:
        cells = [shower(c.parser)(c, row[c.key]) for c in columns if row.get(c.key) not in (None, "")]
        lines.append("，".join(cells))
    return "\n".join(lines)


def said(text: str) -> str:
    """A chunk of text, short enough to quote."""
    return shorten(text.replace("\t", " "))


def trimmed(piece: str) -> str:
    """A piece of a sentence without quotation marks, stops and a bracket that lost its other half at its ends."""
    piece = piece.strip(' “”"「」『』《》：:、,，;；.。')
    for one, other in ("（）", "()"):
        if piece.count(one) > piece.count(other):
            piece = piece.rstrip(one)
        elif piece.count(other) > piece.count(one):
            piece = piece.rstrip(other) if piece.endswith(other) else piece.lstrip(other)
    return piece
