"""Days, months and years as people write them, found in a text: 1985.3, 85年3月, 一九八五年三月, 去年三月, 19850306."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dialogs.parsing.numerals import number, spoken_digits

_CN = "〇零○一二三四五六七八九"
_YEAR = (
    rf"(?:(?<![0-9])[0-9]{{4}}|(?<![0-9])[0-9]{{2}}|(?<![{_CN}十])(?:[{_CN}]{{4}}"
    rf"|[{_CN}]{{2}})|[两二]千(?:零|〇)?[一二三四五六七八九十]{{0,3}})"
)
_MONTH = r"(?:元|十[一二]?|[一二三四五六七八九]|[01]?[0-9](?![0-9])|[0-9]{2})"
_DAY = (
    r"(?:[0-9]{1,2}(?![0-9])|三十一?|卅一?|[二廿]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
)
_STOP = r"(?=$|[\s,，。;；、.!！?？)）到至\-—–~～的生])"
_RELATIVE = {"今年": 0, "本年": 0, "当年": 0, "去年": -1, "前年": -2, "大前年": -3, "明年": 1, "后年": 2}
_MONTHS_BACK = {"上上个月": -2, "上个月": -1, "上月": -1, "这个月": 0, "本月": 0, "这月": 0, "当月": 0, "下个月": 1}

_PATTERNS = tuple(
    re.compile(p)
    for p in (
        # 1985年3月6日, 八五年三月六号, 去年三月, 98年的9月
        rf"(?P<y>{_YEAR}|{'|'.join(sorted(_RELATIVE, key=len, reverse=True))})\s*(?:年度?)?[\s的,，.]*(?P<m>{_MONTH})\s*月(?:份"
        rf"|初|底|末|中旬|上旬|下旬)?"
        rf"(?:\s*的?\s*(?P<d>{_DAY})(?:\s*[日号號]|{_STOP}))?",
        # 上个月6号
        rf"(?P<back>{'|'.join(_MONTHS_BACK)})(?:份)?(?:\s*(?P<d>{_DAY})\s*[日号號])?",
        # 25/12/1985, 9/1998
        r"(?<![0-9./-])(?P<a>[0-9]{1,2})(?P<s>[-./])(?P<b>[0-9]{1,2})(?P=s)(?P<y>[0-9]{4})(?![0-9])",
        r"(?<![0-9./-])(?P<m>[0-9]{1,2})[-./](?P<y>[0-9]{4})(?![0-9])",
        # 1985-03-06, 1985.3, 85/3/6
        r"(?<![0-9.])(?P<y>[0-9]{4}|[0-9]{2})\s?(?P<s>[-./])\s?(?P<m>[0-9]{1,2})(?:\s?(?P=s)\s?(?P<d>[0-9]{1,2}))?(?![0-9])",
        r"(?<![0-9])(?P<y>[0-9]{4})(?P<s> )(?P<m>[0-9]{1,2})(?: (?P<d>[0-9]{1,2}))?(?![0-9年月])",
        # 一九八五.三.六
        rf"(?P<y>[{_CN}]{{4}})(?P<s>[-./·])(?P<m>{_MONTH})(?:(?P=s)(?P<d>{_DAY}))?",
        # 85年3, 1998年9
        rf"(?P<y>{_YEAR})\s*年\s*(?P<m>{_MONTH}){_STOP}",
        rf"(?P<m>{_MONTH})\s*月\s*(?P<d>{_DAY})\s*[日号號][\s,，]*(?P<y>{_YEAR})\s*年",
        # 19850306, 199809, 850306
        r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})?(?![0-9])",
        r"(?<![0-9])(?P<y>[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?![0-9])",
        # only a part
        rf"(?P<m>{_MONTH})\s*月份?(?:\s*(?P<d>{_DAY})\s*[日号號])?",
        rf"(?P<y>{_YEAR})\s*年度?(?![代纪龄多级])",
        rf"(?P<y>{'|'.join(sorted(_RELATIVE, key=len, reverse=True))})",
        r"(?<![0-9.\-])(?P<y>(?:19|20)[0-9]{2})(?![0-9])",
    )
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A written day or month: parts not written are None. `swapped` is the other reading of 03/06/1985, if any."""

    start: int
    end: int
    text: str
    year: int | None
    month: int | None
    day: int | None
    swapped: tuple[int, int, int] | None = None

    @property
    def key(self) -> tuple[int | None, int | None, int | None]:
        return self.year, self.month, self.day

    def real(self) -> bool:
        """Whether the parts written make a day of the calendar (year and month known)."""
        if self.year is None or self.month is None:
            return False
        try:
            date(self.year, self.month, self.day or 1)
        except ValueError:
            return False
        return True


def moments(text: str, today: date) -> list[Moment]:
    """Every day, month or year written in `text`, in reading order, never overlapping; the fuller reading wins."""
    taken: list[Moment] = []
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if any(found.start() < t.end and t.start < found.end() for t in taken):
                continue
            moment = _moment(found, today)
            if moment is not None:
                taken.append(moment)
    return sorted(taken, key=lambda m: m.start)


def _moment(found: re.Match[str], today: date) -> Moment | None:
    parts = found.groupdict()
    start, end, text = found.start(), found.end(), found.group()
    if parts.get("back"):
        months = today.year * 12 + today.month - 1 + _MONTHS_BACK[parts["back"]]
        return Moment(start, end, text, months // 12, months % 12 + 1, _part(parts.get("d")))
    year = _year(parts.get("y"), today)
    if parts.get("y") and year is None:
        return None
    if parts.get("a"):
        first, second = int(parts["a"]), int(parts["b"])
        if first > 12:
            return Moment(start, end, text, year, second, first)
        swapped = (year or 0, second, first) if second <= 12 and first != second else None
        return Moment(start, end, text, year, first, second, swapped)
    return Moment(start, end, text, year, _part(parts.get("m")), _part(parts.get("d")))


def _part(said: str | None) -> int | None:
    if not said:
        return None
    return 1 if said == "元" else number(said)


def _year(said: str | None, today: date) -> int | None:
    """The year meant; two digits are the last such year that is not in the future."""
    if not said:
        return None
    if said in _RELATIVE:
        return today.year + _RELATIVE[said]
    if "千" in said:
        return number(said.replace("两千", "二千").replace("〇", "零"))
    digits = spoken_digits(said)
    if not digits.isdigit():
        return None
    value = int(digits)
    if len(digits) == 2:
        value += 2000 if 2000 + value <= today.year else 1900
    return value if value > 0 else None
