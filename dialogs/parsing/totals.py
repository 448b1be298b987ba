"""A number of people that is put right in the same breath (15个，哦带上今年这俩17), and the words beside it that count only a part
of them (7个，有三个当班长了)."""

from __future__ import annotations

import re

from dialogs.parsing.numerals import CHINESE, number

_N = rf"(?:[0-9]{{1,5}}|[{CHINESE}]{{1,5}})"
_UNIT = r"\s*(?:个人|个|名|位|人)?"
_STOP = r"[\s,，。;；、!！…]*(?:哦|噢|啊|呃|诶|哎|对了|不对)?[\s,，。;；、!！…]*"
# neither a numeral nor anything that begins another group of people
_GAP = rf"[^0-9{CHINESE}工师级奖\n]"
_MORE = r"(?:再|还|得|要|应该)*(?:带上|加上|算上|连上|连同|加|包括|捎上)(?:了)?"
_LESS = r"(?:再|还|得|要|应该)*(?:去掉|刨去|刨掉|除去|减去|扣掉|扣除|抛去|除开)(?:了)?"
_CHANGED = re.compile(
    rf"(?P<all>{_N}){_UNIT}{_STOP}(?:(?P<more>{_MORE})|{_LESS})(?P<of>{_GAP}{{0,12}}?)(?P<part>{_N}){_UNIT}"
    rf"(?:{_GAP}{{0,12}}?(?P<now>{_N})(?=[\s个名位人,，。;；]|$))?"
)
_TOGETHER = re.compile(
    rf"(?:一共|总共|拢共|统共|合计|加起来|加一块儿?|合起来)(?:就|得|能)?(?:是|有)?\s*(?P<n>{_N}){_UNIT}"
)
_NO_COUNT = re.compile(
    rf"第\s*{_N}|一(?=[共起直般些样边块定])|{_N}\s*(?:年|月|届|级|等|期|门|天|岁|万|元|次|年级|车间|班)"
)
_PART = re.compile(r"^(?:其中|里面|里头|里边|当中|中间|这里头?|有(?!过)|剩下|另外那?|还有一|就是|那|这)")
_PIECES = re.compile(r"[\s,，。;；!！、（(）)]+")


def settled(text: str) -> str:
    """The text with a number that is put right later on in place of the first; unchanged where none is, or where it is not
    sure which of the two was meant."""

    def now(hit: re.Match[str]) -> str:
        whole, part, after = number(hit["all"]), number(hit["part"]), number(hit["now"] or "")
        if whole is None or part is None:
            return hit[0]
        sign = 1 if hit["more"] else -1
        if after is not None:
            return hit["now"] if after == whole + sign * part else hit[0]
        own = hit["of"].strip(" ,，") and not hit["of"].endswith("的") and (part - whole) * sign > 0
        return hit["part"] if own else hit[0]

    return _CHANGED.sub(now, text)


def changed_by(text: str) -> tuple[int, int] | None:
    """`(with the change, without it)`, where a total is changed by some without the new one being said (8个，再加去年的3个)."""
    hit = _CHANGED.search(text)
    whole, part = (number(hit["all"]), number(hit["part"])) if hit else (None, None)
    if hit is None or whole is None or part is None:
        return None
    together = whole + part if hit["more"] else whole - part
    return (together, whole) if together > 0 else None


def numbers_in(text: str) -> list[int]:
    """The numbers of people named, without years, places and the like (第三, 2019年)."""
    bare = _NO_COUNT.sub("", text)
    found = (number(m.group()) for m in re.finditer(rf"[0-9]{{1,9}}|[{CHINESE}]+", bare))
    return [n for n in found if n is not None]


def total(text: str) -> int | None:
    """The number that a reply of several comes to: the sum said at the end, else the first where the others only count a part
    of those people; None where it is not sure."""
    together = list(_TOGETHER.finditer(text))
    if together and (said := number(together[-1]["n"])) is not None and said >= max(numbers_in(text), default=said):
        return said
    pieces = [p for p in _PIECES.split(text) if p]
    counted = [(n, numbers_in(p)) for n, p in enumerate(pieces)]
    counted = [(n, found) for n, found in counted if found]
    if not counted or len(counted[0][1]) != 1:
        return None
    first = counted[0][1][0]
    if _PART.match(pieces[counted[0][0]]):
        return None
    remarks = all(max(found) <= first and _remarks(pieces[n]) for n, found in counted[1:])
    return first if remarks else None


def only_a_part(text: str) -> bool:
    """其中一个后来转行了: some of those who were counted before, and what became of them; no count of its own."""
    pieces = [p for p in _PIECES.split(text) if p]
    begins = re.match(rf"(?:其中|里面|里头|当中)?(?:有)?{_N}(?:个|名|位)?(?P<rest>.*)$", pieces[0]) if pieces else None
    said = begins is not None and re.match(r"其中|里面|里头|当中|有", pieces[0])
    return bool(said and begins and len(begins["rest"]) >= 2 and not re.match(r"人?(?:吧|了|的)?$", begins["rest"]))


def _remarks(piece: str) -> bool:
    """Whether a piece with a number tells something of a part of them, and is no number to be added."""
    if re.match(r"(?:还|另外|又|再|和|加)(?:有)?", piece) or re.search(r"考|拿证|出师|出徒|通过|过了|教出|带出", piece):
        return False
    left = re.sub(rf"{_N}{_UNIT}", "", piece)
    return len(left) >= 2
