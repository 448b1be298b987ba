"""Several prizes or honours told in one reply: where one ends and the next begins; and what is said about them without being one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from datetime import date

from dialogs.parsing.certificates import without_numbers
from dialogs.parsing.moments import Moment, moments
from dialogs.parsing.rowtext import numbered, unnumbered

# characters of several items told in one line
_LONGEST = 1500
Holds = Callable[[str], bool]
_NUMBER = re.compile(
    r"(?:^|(?<=[\s,，;；。、:：]))(?:[0-9]{1,2}\s*[.、)）](?:(?![0-9])|(?=(?:19|20)[0-9]{2}(?![0-9])))|[(（][0-9一二三四五六七八九十]{1,2}[)）]|[①-⑳]"
    r"|[一二三四五六七八九十]、)"
)
_NEXT = re.compile(
    r"(?:^|(?<=[\s,，;；。、:：]))(?:头一[个项]|第[一二三四五六七八九十][个项](?!完成|发明|主要)|再一[个项]|再有一?[个项]?|另[一外]一?[个项]?"
    r"|还有一?[个项]?|再就是|一[个项](?:是|就是|叫)|其一|其二|其三)"
)
_JOINT = re.compile(
    r"(?:[\s,，;；。、:：]|再一[个项]是?|再有|还有一?[个项]?是?|另外一?[个项]?是?|再就是|然后|后来|接着|紧接着|又在?|和|以及"
    r"|第?[一二三四五六七八九十][个项]是?|头一[个项]是?|一共[一二三四五六七八九两十0-9]+[个项]|到了?|我)+$"
)
_ASIDE = re.compile(
    r"(?:记不[清住得]|忘了|忘记|不记得|想不起|说不[上清]|不晓得|不知道|找不[到着]|没带|不在(?:手|身)边|没在(?:手|身)边|翻出来|翻箱|找一?找|查一?查|问一?问|问问"
    r"|回头|等我|周末|改天|明天|再告诉|再说吧|再给你|再补|柜子|抽屉|(?:在|搁|放)(?:我?家|老家|我[妈爸媳老]|单位|办公室|人事|箱子)|老婆收|媳妇收|收着|收起来|丢了|弄丢|搬家"
    r"|年年(?:都)?|得?回(?:单位|家|厂)|[得要](?:查|问|找|翻)|锁着|才知道|一(?:摞|堆|沓|抽屉|箱|柜)|(?:奖|荣誉|称号|证书?)(?:有)?(?:不少|很多|好多|好几|挺多|多了)|具体叫啥|叫啥来着|叫什么来着|(?:几|好些|不少|很多|好多|一堆|一些|若干|大大小小|各种|无数|数不)[个项次张回清]?[^0-9]{0,4}(?:奖|荣誉|称号|证书?|先进|$))"
)
_NOTHING = re.compile(
    r"(?:那个?|这个?)?(?:证书?|奖状|本本?)?(?:上)?(?:也|都|就)?(?:的|是)?(?:编号|证书号|证号|号码|证书编号|合作者|合作人|合作完成人|合作|类别|等级|排名|名次|号|证书)(?:那栏|这栏)?(?:是|就|也|都|上)?"
    r"(?:没有?|无|不分|没写|没印|没给|空着|暂无|/|-+)(?:的|了|啊|呢|吧|写|印|这个)*"
    r"|(?:没有?|无|不分|不含)(?:写|印|带|标)?(?:证书?)?(?:编号|证书号|证号|号码|合作者?|合作人|一起|等级|排名|类别|别人|其他人)(?:的|做的?|合作)*"
    r"|(?:证|证书|奖状)?(?:没|无)编号(?:的)?"
    r"|(?:我|倒是|是)?没有?(?:评|得|拿|获|当|选)(?:上|过|到)+[^0-9]*"
)


def without_asides(text: str) -> str:
    """The text without clauses that only talk about the papers (奖状在我妈家, 编号记不清了, 没有合作的)."""

    def keep(clause: str) -> bool:
        bare = clause.strip(" ,，。;；、\t")
        return not _NOTHING.fullmatch(bare) and not (_ASIDE.search(bare) and not re.search(r"[0-9]{4}|[《“「]", bare))

    return "\n".join(
        "".join(c for c in re.split(r"(?<=[,，。;；\t ])", line) if not c.strip() or keep(c))
        for line in text.split("\n")
    )


def items_of(text: str, today: date, holds: Holds, minor: Holds) -> list[str]:
    """The items, each a piece of the text.

    `holds` says whether a piece names the thing itself; `minor` whether a piece is a detail that never begins an item (第二完成人).
    Where nothing shows where one ends, they stay together: whoever reads the piece finds two years in it and asks.
    """
    found: list[str] = []
    for line in _lines(text, today, holds, minor):
        found += _apart(line, today, holds, minor) if len(line) <= _LONGEST else [line]
    return found


def _years(text: str, today: date) -> list[Moment]:
    return [m for m in moments(without_numbers(text), today) if m.year]


def _lines(text: str, today: date, holds: Holds, minor: Holds) -> list[str]:
    """Lines put together to items: a line that says again what the item already has begins the next."""
    items: list[str] = []
    named_first = False
    for line in text.split("\n"):
        content = unnumbered(line)
        if not content:
            continue
        dated = bool(_years(content, today))
        if not items:
            named_first = not dated and not holds(content)
            items.append(content)
            continue
        before = items[-1]
        whole = holds(before) and bool(_years(before, today))
        again = (holds(content) and holds(before)) or (dated and bool(_years(before, today)))
        named = named_first and whole and not (dated or holds(content) or minor(content))
        if numbered(line) or again or named:
            items.append(content)
        else:
            items[-1] += "\t" + content
    return items


def _apart(text: str, today: date, holds: Holds, minor: Holds) -> list[str]:
    for cuts in (_at(_NUMBER, text), _at(re.compile(r"(?<=[;；。])"), text), _at(_NEXT, text)):
        pieces = [_NUMBER.sub("", p.strip(), count=1) for p in _cut(text, cuts)]
        if len(pieces) > 1 and not holds(pieces[0]) and not _years(pieces[0], today) and len(pieces[0]) < 16:
            pieces = pieces[1:]
        if len(pieces) > 1 and all(holds(p) for p in pieces):
            return [q for p in pieces for q in _by_years(_NEXT.sub("", p, count=1), today, holds, minor)]
    return _by_years(text, today, holds, minor)


def _at(pattern: re.Pattern[str], text: str) -> list[int]:
    return [m.start() for m in pattern.finditer(text)]


def _cut(text: str, cuts: list[int]) -> list[str]:
    pieces = (text[a:b] for a, b in itertools.pairwise([0, *sorted(set(cuts) - {0}), len(text)]))
    return [p for p in (_JOINT.sub("", p.strip(" ,，、;；。\t")) for p in pieces) if p.strip(" ,，、;；。\t")]


def _by_years(text: str, today: date, holds: Holds, minor: Holds) -> list[str]:
    """Cut where the second year begins: before it, after the first, or between what goes with the one and with the other."""
    years = _years(text, today)
    if len({m.year for m in years}) < 2 or any(
        re.fullmatch(r"[\s、,，]*(?:和|与|及|还有|到|至|-|—|~)?[\s、]*", text[a.end : b.start])
        for a, b in itertools.pairwise(years)
    ):
        return [text]
    before = text[: years[0].start]
    if holds(before):
        styles = [[_past(text, m.end) for m in years[:-1]]]
    else:
        led = re.sub(r"[\s,，;；:：]|一共|总共|两|三|[个项是有我在于曾得过获头一第]", "", before)
        middles = [_middle(text, a, b, holds, minor) for a, b in itertools.pairwise(years)]
        leading = [m.start for m in years[1:]]
        styles = [middles, leading] if len(led) > 3 else [leading, middles]
    for cuts in styles:
        pieces = _cut(text, cuts)
        if len(pieces) == len(years) and all(holds(p) for p in pieces):
            return pieces
    return [text]


def _past(text: str, end: int) -> int:
    """Past what still belongs to a year that closes an item: its bracket and what is said of the giving."""
    tail = re.compile(r"[^\s,，;；。、]{0,3}[）)]|(?:获得|获|得|颁发|发|评|授予)的|的").match(text, end)
    return tail.end() if tail else end


def _middle(text: str, first: Moment, second: Moment, holds: Holds, minor: Holds) -> int:
    """Where the item ends whose name stood before its year: after the prize and the details behind it."""
    gap = text[first.end : second.start]
    segments = list(re.finditer(r"[^\s,，;；。、]+", gap))
    if len(segments) > 1 and segments[-1].end() == len(gap):
        segments.pop()
    ends = [m.end() for m in segments if holds(m[0]) or minor(m[0])]
    return first.end + ends[-1] if ends else second.start
