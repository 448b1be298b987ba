"""A house number put right in the same breath: 朝阳门内大街75号 哦门牌是57."""

from __future__ import annotations

import re

_ANEW = re.compile(
    r"(?P<head>.*?)(?P<old>[甲乙丙]?[0-9]{1,4})(?P<tail>号[^\s,，。;；]{0,12}?)[\s,，。;；]*"
    r"(?:(?:哦|噢|啊|哎|诶|欸|呀)*[\s,，]*(?:不对|不是|错了|写错了|说错了|弄错了|反了|写反了)*[\s,，]*(?:门牌号?码?|牌号)(?:写?错了|反了)?|"
    r"(?:哦|噢|啊|哎|诶|欸|呀)*[\s,，]*(?:不对|错了|写错了|说错了|弄错了|写反了|反了))[\s,，]*(?:应该)?(?:是|为)?(?P<new>[甲乙丙]?[0-9]{1,4})号?(?:吧|的|啊)?"
)


_PART = re.compile(
    r"(?P<head>.*)(?<![0-9])[0-9]{1,4}(?P<unit>号楼|号院|单元|层|室|座|栋)(?P<tail>[^\s,，。;；]{0,8}?)[\s,，。;；]*(?:哦|噢|啊|哎)*"
    r"(?:不对|错了|写错了|说错了|弄错了)[\s,，]*(?:应该)?(?:是|为)?(?P<new>[0-9]{1,4})(?P=unit)(?:吧|的|啊)?"
)


def renumbered(text: str) -> str:
    """The address with the number that was meant; unchanged where none is told anew."""
    part = _PART.fullmatch(text.strip())
    if part is not None:
        return part["head"] + part["new"] + part["unit"] + part["tail"]
    said = _ANEW.fullmatch(text.strip())
    return said["head"] + said["new"] + said["tail"] if said else text
