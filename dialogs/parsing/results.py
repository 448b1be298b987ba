"""The small cells of awards and honours: 排名, 等级, 证书编号."""

from __future__ import annotations

import re

from dialogs.parsing.numerals import number
from dialogs.parsing.outcome import Outcome, Parsed
from dialogs.parsing.reply import Reply, bare, shorten

NONE = re.compile(
    r"^(?:无|没有?|没有?(?:编号|证书|排名|等级|号)|暂无|不分等级|不分"
    r"|没写|没排名?|—+|-+|/|/)(?:的|了)?$"
)
_N = r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
RANK = re.compile(
    rf"(?:我|本人|个人)?(?:的)?(?:排名?|位列|名列|列)(?:是|为|在|[:：])?第?\s*(?P<a>{_N})(?:\s*[/／]\s*(?P<of>{_N}))?(?:名"
    rf"|位|个|完成人|发明人)?"
    rf"|(?:我|本人)?(?:是|为)?第\s*(?P<b>{_N})\s*(?:主要)?(?:完成人|发明人"
    rf"|作者|贡献人|负责人|参与人|设计人|起草人|申请人|获奖人|位|名)(?:[(（][^()（）]*[)）])?"
    rf"|(?:(?<![0-9\u4e00-\u9fff])|(?<=我)|(?<=本人))(?:是|在|排|列|署)?第\s*(?P<d>{_N})位?(?=$|[\s,，。;；、])"
    rf"|(?<![0-9])(?P<c>[0-9]{{1,2}})\s*[/／]\s*(?P<of2>[0-9]{{1,2}})(?![0-9/])"
)
GRADE = re.compile(
    r"特等?金奖|特等奖?|(?P<n>[一二三四壹贰叁肆1-4])\s*等(?:奖)?|金奖|银奖|铜奖|金牌|银牌"
    r"|铜牌|优秀奖|优胜奖|最佳[\u4e00-\u9fff]{0,6}奖|鼓励奖|入围奖|提名奖"
    r"|冠军|亚军|季军|第[一二三1-3]名"
)


def rank_in(text: str) -> tuple[str, int, int] | None:
    """The place among those who did the work, `1` or `2/5`, with where it stands in the text."""
    hit = RANK.search(text)
    if not hit:
        return None
    value = number(hit["a"] or hit["b"] or hit["c"] or hit["d"] or "")
    of = number(hit["of"] or hit["of2"] or "")
    if value is None:
        return None
    return (f"{value}/{of}" if of else str(value)), hit.start(), hit.end()


def grade_in(text: str) -> tuple[str, int, int] | None:
    """一等奖, 金奖 …, the last in the text, with its place."""
    hits = list(GRADE.finditer(text))
    if not hits:
        return None
    hit = hits[-1]
    if hit["n"]:
        value = dict(zip("1234壹贰叁肆", "一二三四一二三四", strict=True)).get(hit["n"], hit["n"]) + "等奖"
    else:
        value = "特等奖" if hit.group() in ("特等", "特等奖") else hit.group()
    return value, hit.start(), hit.end()


_UNRANKED = re.compile(r"(?:没有?|不|未)(?:分|排|设|写)*(?:排名|排名次|名次|先后|位次|次序|顺序)")
_PIECES = re.compile(r"[\s,，。;；、!！]+")
_SELF = re.compile(r"我(?!们)|本人|俺(?!们)|自己|咱(?!们)")
_FIRST = re.compile(r"头一[个名位]|[打领牵带排]头(?:的|人)?|头名|一把手|为首|(?<![一-鿿])老大")
_LATER = re.compile(rf"老(?P<a>[二三四五六])(?![一-鿿])|(?P<b>[二三四])把手|第\s*(?P<c>{_N})[个位名]?")
_LAST = re.compile(r"最后(?:一[个名位])?|末[位尾]|垫底")
_PEOPLE = re.compile(rf"(?P<n>{_N})(?:个人|个|人|位)")
# whose place an ordinal is: 头一个是鲁建新, 第一完成人是王工
_OF_OTHERS = re.compile(
    r"(?:头|第)?[一二三四五六七八九十0-9]+[个名位]?(?:完成人|作者)?(?:是|叫|归|为)(?!我|本人|俺|自己|咱)"
    r"|[打领牵带排]头的?(?:是|叫)(?!我|本人|俺|自己|咱)|前[头面边]"
)
_LABEL = (
    r"(?:我|本人|俺|个人|自己|就是|就|是|在|排|列|署名|署|名单上?|证书?上?|名字|排名|写|挂|的|里|位列|名列|应该|算)*"
)


def parse_rank(reply: Reply) -> Outcome:
    """`1`, `2/5`, or 独立/主要完成人 as said; `""` for none; of several people's places the own one. Code: format_rank."""
    text = re.sub(r"(?<=.)(?:吧|呀|啊|呢|哈|呗)+$", "", bare(reply.text))
    if NONE.match(text) or _UNRANKED.search(text):
        return Parsed("", "无")
    hit = rank_in(text)
    if hit and (not _OF_OTHERS.search(text) or hit[1] == 0):
        return Parsed(hit[0], hit[0])
    alone = number(re.sub(r"^第|[名位个]$", "", text))
    if alone is not None and 0 < alone < 100:
        return Parsed(str(alone), str(alone))
    if (own := _own_place(reply.text)) is not None:
        return Parsed(own, own)
    if re.search(r"独立|一个人|就我|只有我", text):
        return Parsed("1", "1")
    if re.fullmatch(
        r"(?:是)?(?:项目)?(?:主要|主|参与|参加|骨干|合作)?(?:完成人|负责人|参与者?|成员|参加者?|带头人)", text
    ):
        return Parsed(text, text)
    return reply.problem("format_rank", said=shorten(text))


def _own_place(text: str) -> str | None:
    """The own place in a reply that names others too (排第二 头一个是鲁建新); None where it is not told."""
    pieces = [re.sub(r"(?<=.)(?:吧|呀|啊|呢|哈|呗)+$", "", p) for p in _PIECES.split(text) if p]
    mine = [p for p in pieces if _SELF.search(p)] or [p for p in pieces if not _OF_OTHERS.search(p)]
    for piece in mine:
        if _OF_OTHERS.search(piece) and not _SELF.search(piece):
            continue
        if (hit := rank_in(piece)) is not None:
            return hit[0]
        if re.fullmatch(rf"{_LABEL}(?:{_FIRST.pattern}){_LABEL}", piece):
            return "1"
        if (later := re.fullmatch(rf"{_LABEL}(?:{_LATER.pattern})", piece)) is not None:
            return str(number(later["a"] or later["b"] or later["c"]))
        if re.fullmatch(rf"{_LABEL}(?:{_LAST.pattern})", piece) and (people := _PEOPLE.search(text)) is not None:
            return str(number(people["n"]))
    return None


def parse_grade(reply: Reply) -> Outcome:
    """一等奖 …; `""` where the prize has none. Code: format_grade."""
    text = bare(reply.text)
    if NONE.match(text):
        return Parsed("", "无")
    hit = grade_in(text)
    if hit:
        return Parsed(hit[0], hit[0])
    short = {
        "一等": "一等奖",
        "二等": "二等奖",
        "三等": "三等奖",
        "金": "金奖",
        "银": "银奖",
        "铜": "铜奖",
        "优秀": "优秀奖",
    }.get(text)
    if short or re.fullmatch(r"[\u4e00-\u9fff]{1,8}(?:奖|级|类|名|等)|[A-Z]", text):
        return Parsed(short or text, short or text)
    return reply.problem("format_grade", said=shorten(text))


def parse_certificate(reply: Reply) -> Outcome:
    """The number as printed; `""` for none. Code: format_certificate."""
    text = re.sub(r"^(?:证书)?(?:编号|号码|号)?(?:是|为|[:：])*\s*", "", reply.text.strip()).strip("。，,.")
    if NONE.match(bare(text)):
        return Parsed("", "无")
    if len(text) > 60 or re.search(r"[?？]$|不知道|忘了|找不到|不记得", text):
        return reply.problem("format_certificate", said=shorten(text))
    return Parsed(text, text)


def show_rank(spec: object, value: object) -> str:
    """The place; 无 where there is none."""
    return str(value) if value else "无"


show_grade = show_rank
show_certificate = show_rank
