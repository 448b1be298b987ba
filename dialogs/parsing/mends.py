"""Somebody who corrects themself inside a row: 二等奖，不对，是三等奖; 高级工原来说10个，又数了一遍是11个."""

from __future__ import annotations

import re

from dialogs.parsing.numerals import CHINESE

_COUNT = rf"(?:[0-9]{{1,5}}|[{CHINESE}]{{1,6}})(?:个|名|位|人)(?:人)?"
# what can be said anew: a year, a grade, a place, a number of people; the nearest before of the same kind was meant
_KINDS = tuple(
    re.compile(k)
    for k in (
        rf"(?:[0-9]{{2,4}}|[{CHINESE}]{{2,4}}|去|前|大前|今)年(?:[0-9]{{1,2}}月)?",
        r"(?:特|[一二三四1-4])等奖?|[金银铜]奖|[金银铜]牌|[冠亚季]军",
        r"第[0-9一二三四五六七八九十]{1,3}(?:名|位|完成人|发明人)?|[0-9]{1,2}/[0-9]{1,2}",
        _COUNT,
    )
)
_STOP = r"[\s,，。;；、!！…]*"
_WRONG = re.compile(
    rf"{_STOP}(?:(?:哦|噢|啊|呃|诶|哎)?(?:不对|说错了?|写错了?|打错了?|弄错了?|搞错了?|记错了?|错了|不不|不是)(?:了|的|啊)?|(?:哦|噢|啊)不){_STOP}"
    rf"(?:应该|应当|其实|我?记得)?(?:是|为|改成)?{_STOP}(?P<meant>[^\s,，。;；!！]+)"
)
_COUNTED = re.compile(
    rf"(?P<lead>(?:原来|本来|之前|先前|刚才|开始|起初|上次|原先|以前)(?:我)?(?:说|写|报|填|算|数|以为|记)(?:的|了|成|过|是|有)*)(?P<old>{_COUNT})"
    rf"(?P<between>[^0-9{CHINESE}]*?(?:[一二两三]遍|[一二两三]次|[一二两三]下)?[^0-9{CHINESE}]*?(?:是|有|成|为|到|改)[^0-9{CHINESE}]{{0,2}})(?P<new>{_COUNT})"
)


# the last piece before, of which the year it begins with stays
_LAST = re.compile(
    r"((?:[^\s,，。;；、]*?年(?:[0-9]{1,2}月)?(?:得|评|获|拿|授|被|我|是|过|上|了|的|为|予)*)?)[^\s,，。;；、]+$"
)
LONGEST = 200


def mended(text: str) -> str:
    """The text with what was said anew in the place of what it corrects; unchanged where nobody does, and lines too long to be speech."""
    return "\n".join(_mended(line) if len(line) <= LONGEST else line for line in text.split("\n"))


def _mended(text: str) -> str:
    counted = _COUNTED.search(text)
    if counted:
        text = text[: counted.start()] + counted["new"] + text[counted.end() :]
    for hit in reversed(list(_WRONG.finditer(text))):
        before, after = text[: hit.start()], text[hit.end() :]
        for kind in _KINDS:
            said = list(kind.finditer(before))
            anew = kind.match(hit["meant"])
            if said and anew:
                place = said[-1]
                text = (
                    before[: place.start()] + anew.group() + before[place.end() :] + hit["meant"][anew.end() :] + after
                )
                break
        else:
            if re.fullmatch(r"[\s,，。;；、!！]*不是[\s\S]*", hit.group()) or not before.strip():
                continue
            text = _LAST.sub(r"\1", before) + hit["meant"] + after
    return text
