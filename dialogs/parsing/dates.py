"""Days (`birth_date`), months (`work_start`, 起止年月) and years as answers: `YYYY-MM-DD`, `YYYY-MM`, `至今`, 2022.

Options: `open_end` (至今 is an answer), `not_future` (default true), `min_age`/`max_age` (years), `same_as_id` (must be the ID number's),
`after_birth` (compared with `birth_date` or the ID number of the context), `earliest` (a year).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from dialogs.form import FieldSpec, TableSpec
from dialogs.parsing.either import either
from dialogs.parsing.identity import birth_of
from dialogs.parsing.moments import Moment, moments
from dialogs.parsing.named_days import after_a_day, plain_days
from dialogs.parsing.outcome import Found, Outcome, Parsed
from dialogs.parsing.periods import OPEN, read_periods
from dialogs.parsing.reply import Reply, shorten

_LUNAR = re.compile(
    r"农历|阴历|旧历|老历|腊月|正月|冬月|闰[一二三四五六七八九十]|初[一二三四五六七八九十]"
    r"|春节|大年|除夕|年三十|元宵|端午|中秋|重阳|七夕|腊八|小年(?!轻)"
)
_SOLAR = re.compile(r"阳历|公历|新历|身份证|证件|证上|本上|户口本")
_VAGUE = re.compile(
    r"大概|大约|左右|前后|差不多|好像|可能|估计|也许|兴许|说不准|拿不准|不太?确定|记不[太大]?清|记不得|不记得|忘了|几几年|几年|年代|来年|多年"
    r"|[年]底|年初|年中|上半年|下半年|春(?!节)|夏|(?<!中)秋|冬(?!月)|暑假|寒假|年前|年后|(?<![算从就])(?:那会儿|那时候)"
)
_HEDGED = re.compile(r"应该(?!是改)|吧$|吧[。.]?$|八成|大致")
_MENDED = re.compile(r"不对|不是|说错|写错|打错|错了|应该是|更正|改成|改为")
_AS_ID = re.compile(r"(?:身份证|证件|证)(?:号码?)?(?:上|一样|一致|里|那个|为准)|同身份证|(?:跟|和|按|见|看)身份证")
_COMMAS = re.compile(
    r"(?:[0-9]{2,4}|[〇零○一二三四五六七八九]{4})(?:[,，、。．·]\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})){1,2}"
    r"|[0-9]{2} [0-9]{1,2} [0-9]{1,2}"
)
_NOT_THIS = re.compile(
    r"(?:不是|并非|不该是|不叫|(?:以前|原来|之前|上次|早先|先前|原先)(?:我)?(?:填|写|报|说|登记)(?:的|过|成)*(?:是)?)\s*$"
)
_BARE_LUNAR = re.compile(r"(?:这?是|算|按)?(?:农历|阴历|旧历|老历)(?:生日|算|过)*(?:的|哈|啊)*")
_BARE_SOLAR = re.compile(r"(?:这?是|算|按)?(?:阳历|公历|新历)(?:生日|算)*(?:的|哈|啊)*")
_OTHER_DAY = re.compile(
    r"月\s*(?:初?[一二三四五六七八九十廿]|[0-9])|正月|腊月|冬月|春节|大年|除夕|元宵|端午|中秋|重阳|七夕|腊八|小年"
)
_PIECES = re.compile(r"[\s,，。;；、（()）]+")
_STILL_THERE = re.compile(
    r"没走|没离开|没动过|没挪过|还在(?:这|那|干|上班|岗|职)|一直在(?:这|那)|^在职|还干着|干到如今"
)
_AGE = re.compile(r"[0-9一二三四五六七八九十]+\s*(?:周)?岁|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]")
_STARTED = re.compile(
    r"参加工作|上班|工作|进厂|入职|入厂|就业|顶岗|分配|当(?:的|了|过)?兵|入(?:的|了)?伍|退伍|转业|复员|参(?:的|了)?军"
)


def parse_day(reply: Reply) -> Outcome:
    """A day of the calendar, `YYYY-MM-DD`. Codes: no_such_date, future, incomplete_need_*, lunar, vague, two_dates …"""
    text = _pointed(reply.text)
    found = _meant(text, _completed(text, moments(text, reply.today)))
    full = [m for m in found if m.year and m.month and m.day]
    if _LUNAR.search(text):
        solar = [m for m in full if _SOLAR.search(text[max(0, m.start - 14) : m.start])] or _beside_lunar(text, full)
        if not solar or _LUNAR.search(solar[-1].text):
            return reply.problem("lunar", said=shorten(text))
        full = solar
    elif (two := _two_said(text, reply, _say_day)) is not None:
        return two
    if not full:
        return _day_missing(reply, found)
    known = birth_of(reply.known("id_number")) if reply.option("same_as_id") else ""
    chosen, others = _choose(text, full, _SOLAR)
    if len(full) > 1 and not others and chosen is full[-1] and _MENDED.search(text):
        reply = replace(reply, text=chosen.text)
        outcome = _day(reply, chosen, known)
        note = reply.note("took_last", said=_say_day(chosen))
        return replace(outcome, warnings=(*outcome.warnings, note)) if isinstance(outcome, Parsed) else outcome
    if others:
        return reply.problem("two_dates", ask=tuple(_say_day(m) for m in (chosen, *others) if m.real()))
    if chosen.swapped and date(*chosen.swapped).isoformat() == known and chosen.real():
        return _day(reply, Moment(0, 0, chosen.text, *chosen.swapped), known)
    if chosen.swapped:
        other = Moment(0, 0, chosen.text, *chosen.swapped)
        return reply.problem("day_or_month", ask=(_say_day(chosen), _say_day(other)), said=chosen.text)
    if chosen.real() and _VAGUE.search(text[: chosen.start] + text[chosen.end :]):
        return reply.problem("vague", ask=(_say_day(chosen),), said=shorten(text))
    return _day(reply, chosen, known)


def _pointed(text: str) -> str:
    """1998，9, 85 3 6 and 一九八五、三、六 as 1998.9, 85.3.6 and 一九八五.三.六, where nothing else is said."""
    return re.sub(r"[,，、。．·]\s*| ", ".", text) if _COMMAS.fullmatch(text) else plain_days(text)


def _meant(text: str, found: list[Moment]) -> list[Moment]:
    """Without what is denied: 不是98年9月，是99年9月."""
    return [m for m in found if not _NOT_THIS.search(text[: m.start])] or found


def _beside_lunar(text: str, full: list[Moment]) -> list[Moment]:
    """1966年7月30日，过生日按农历六月十三: a whole day apart from the lunar calendar, where that has a day of its own."""
    if len(full) != 1:
        return []
    before, after = text[: full[0].start], text[full[0].end :]
    beside = [piece for piece in _PIECES.split(after) if piece][:1]
    if any(_BARE_SOLAR.fullmatch(part) for part in beside):
        return full
    near = [_PIECES.split(before)[-1], full[0].text, _PIECES.split(after)[0]]
    named = any(_LUNAR.search(part) for part in near) or any(_BARE_LUNAR.fullmatch(part) for part in beside)
    rest = before + "，" + after
    return full if not named and _OTHER_DAY.search(rest) and not _SOLAR.search(rest) else []


def _two_said(text: str, reply: Reply, say: Callable[[Moment], str]) -> Outcome | None:
    """六七月份, 3月6日或7日: both are offered."""
    texts = either(text)
    if texts is None:
        return None
    last = [next((m for m in moments(t, reply.today) if m.year and m.month and m.real()), None) for t in texts]
    asked = tuple(dict.fromkeys(say(m) for m in last if m is not None and (say is not _say_day or m.day)))
    return reply.problem("two_dates", ask=asked) if len(asked) == len(texts) else None


def _completed(text: str, found: list[Moment]) -> list[Moment]:
    """1985年3月6日，不对，是3月16日: a day that mends the one before has its year."""
    for index in range(1, len(found)):
        last, moment = found[index - 1], found[index]
        if (
            moment.year is None
            and moment.month
            and moment.day
            and last.year
            and _MENDED.search(text[last.end : moment.start])
        ):
            found[index] = replace(moment, year=last.year)
    return found


def _same_year(text: str, found: list[Moment]) -> list[Moment]:
    """2003年7月毕业，8月参加工作: a later month without a year is of the year before it."""
    for index in range(1, len(found)):
        last, moment = found[index - 1], found[index]
        if moment.year is None and moment.month and last.year and last.month:
            year = last.year + (moment.month < last.month and not _MENDED.search(text[last.end : moment.start]))
            found[index] = replace(moment, year=year)
    return found


def _told_apart(found: list[Moment]) -> list[Moment]:
    """2001年国庆节之后进的饭店，十月份: the one year and the one month of the reply."""
    years, months = [m for m in found if m.year], [m for m in found if m.month]
    return [replace(months[0], year=years[0].year)] if len(years) == len(months) == 1 else []


def _day(reply: Reply, moment: Moment, known: str) -> Outcome:
    if not moment.real() or moment.year is None:
        return reply.problem("no_such_date", said=moment.text)
    value = date(moment.year, moment.month or 1, moment.day or 1)
    if reply.option("not_future", True) and value > reply.today:
        return reply.problem("future", said=_say_day(moment))
    age = _age(value, reply.today)
    youngest, oldest = reply.option("min_age", -1), reply.option("max_age", 200)
    if age < youngest:
        return reply.problem("too_young", said=_say_day(moment), age=age)
    if age > oldest:
        return reply.problem("too_old", said=_say_day(moment), age=age)
    if known and known != value.isoformat():
        shown = show_day(reply.spec, known)
        return reply.problem("differs_from_id", ask=(shown,), said=_say_day(moment), known=shown)
    notes = [reply.note("hedged")] if _HEDGED.search(reply.text) else []
    start = reply.known("work_start")
    if reply.option("same_as_id") and re.fullmatch(r"\d{4}-\d{2}", start):
        years = (int(start[:4]) * 12 + int(start[5:7]) - value.year * 12 - value.month) // 12
        if years < 16:
            notes.append(reply.note("work_before_sixteen", age=years))
    return Parsed(value.isoformat(), _say_day(moment), tuple(notes))


def _day_missing(reply: Reply, found: list[Moment]) -> Outcome:
    known = birth_of(reply.known("id_number")) if reply.option("same_as_id") else ""
    if _AS_ID.search(reply.text) and not found:
        return Parsed(known, show_day(reply.spec, known)) if known else reply.problem("give_id_first")
    if any(m.year and m.month for m in found):
        moment = next(m for m in found if m.year and m.month)
        if known and known.startswith(f"{moment.year:04}-{moment.month:02}-"):
            return Parsed(known, show_day(reply.spec, known))
        code = "no_such_date" if (moment.month or 0) > 12 else "incomplete_need_day"
        return reply.problem(code, said=moment.text)
    if _AGE.search(reply.text):
        return reply.problem("age_not_date", said=shorten(reply.text))
    if any(m.month for m in found):
        return reply.problem("incomplete_need_year", said=shorten(reply.text))
    if _VAGUE.search(reply.text) or re.search(r"[几多]\s*年", reply.text):
        return reply.problem("vague", said=shorten(reply.text))
    if found:
        return reply.problem("incomplete_need_month", said=found[0].text)
    impossible = re.search(r"[0-9]{3,}\D[0-9]+|[0-9]{4,8}", reply.text)
    return reply.problem("no_such_date" if impossible else "format_date", said=shorten(reply.text))


def parse_month(reply: Reply) -> Outcome:
    """A month, `YYYY-MM` (or `至今` where `open_end`). Codes: incomplete_need_month, no_such_date, future, vague, lunar …"""
    text = _pointed(reply.text)
    if reply.option("open_end") and (OPEN.search(text) or _STILL_THERE.search(text)) and not moments(text, reply.today):
        return Parsed("至今", "至今")
    if _LUNAR.search(text) and not _SOLAR.search(text):
        return reply.problem("lunar_month", said=shorten(text))
    if (two := _two_said(text, reply, _say_month)) is not None:
        return two
    found = _meant(text, _same_year(text, moments(text, reply.today)))
    whole = [m for m in found if m.year and m.month] or _told_apart(found)
    if not whole:
        return _month_missing(reply, found)
    spans = read_periods(text, reply.today)
    if len(whole) > 1 and spans:
        whole = [spans[0].last if reply.option("open_end") and spans[0].last else spans[0].first]
    chosen, others = _choose(text, whole, _STARTED)
    if others:
        asked = tuple(dict.fromkeys(_say_month(m) for m in (chosen, *others) if m.real()))
        return reply.problem("two_dates", ask=asked)
    if chosen.swapped and chosen.swapped[1] != chosen.month:
        other = Moment(0, 0, chosen.text, *chosen.swapped)
        return reply.problem("day_or_month", ask=(_say_month(chosen), _say_month(other)), said=chosen.text)
    if not chosen.real() or chosen.year is None or chosen.month is None:
        return reply.problem("no_such_date", said=chosen.text)
    return _month(reply, chosen)


def _month(reply: Reply, chosen: Moment) -> Outcome:
    year, month = chosen.year or 0, chosen.month or 0
    shown = _say_month(chosen)
    if reply.option("not_future", True) and (year, month) > (reply.today.year, reply.today.month):
        return reply.problem("future", said=shown)
    if year < reply.option("earliest", 1930):
        return reply.problem("too_early", said=shown)
    rest = _without_others(reply, chosen)
    if _VAGUE.search(rest) or (re.search(r"月[初底末]", chosen.text) is None and re.search(r"[初底末]$", chosen.text)):
        return reply.problem("vague", ask=(shown,), said=shorten(reply.text))
    notes = [reply.note("hedged")] if _HEDGED.search(reply.text) else []
    born = reply.known("birth_date") or birth_of(reply.known("id_number"))
    if reply.option("after_birth") and re.match(r"\d{4}-\d{2}", born):
        years = (year * 12 + month - int(born[:4]) * 12 - int(born[5:7])) // 12
        if years < 6:
            return reply.problem("before_birth", said=shown, born=born[:4])
        if years < 12:
            return reply.problem("work_too_young", said=shown, age=years)
        if years < 16:
            notes.append(reply.note("before_sixteen", said=shown, age=years))
    return Parsed(f"{year:04d}-{month:02d}", shown, tuple(notes))


def _without_others(reply: Reply, chosen: Moment) -> str:
    """The words of the reply without its months and years (93年底 of another month makes the chosen one no less exact)."""
    text, at = "", 0
    for moment in moments(reply.text, reply.today):
        text += reply.text[at : moment.start]
        tail = re.match(r"[初底末中]", reply.text[moment.end :]) if moment.start != chosen.start else None
        at = moment.end + (1 if tail else 0)
    return text + reply.text[at:]


def _month_missing(reply: Reply, found: list[Moment]) -> Outcome:
    years = [m for m in found if m.year]
    if (near := after_a_day(reply.text)) and (last := moments(near, reply.today)) and last[0].month:
        return reply.problem("vague", ask=(_say_month(last[0]),), said=shorten(reply.text))
    if years:
        return reply.problem("incomplete_need_month", said=years[0].text)
    if any(m.month for m in found):
        return reply.problem("incomplete_need_year", said=found[0].text)
    if _VAGUE.search(reply.text):
        return reply.problem("vague", said=shorten(reply.text))
    if _AGE.search(reply.text):
        return reply.problem("age_not_date", said=shorten(reply.text))
    return reply.problem("format_month", said=shorten(reply.text))


def parse_year(reply: Reply) -> Outcome:
    """A year as a whole number. Codes: future, too_early, vague, two_dates, format_year."""
    years = {m.year: m for m in moments(reply.text, reply.today) if m.year}
    bare = re.fullmatch(r"\s*([0-9]{2})\s*", reply.text)
    if bare and not years:
        value = int(bare[1])
        years = {value + (2000 if 2000 + value <= reply.today.year else 1900): Moment(0, 0, bare[1], value, None, None)}
    if not years:
        vague = _VAGUE.search(reply.text) or re.search(r"几年", reply.text)
        return reply.problem("vague" if vague else "format_year", said=shorten(reply.text))
    if len(years) > 1:
        return reply.problem("two_dates", ask=tuple(f"{y}年" for y in years))
    year = next(iter(years))
    if year > reply.today.year:
        return reply.problem("future", said=f"{year}年")
    if year < reply.option("earliest", 1950):
        return reply.problem("too_early", said=f"{year}年")
    if _VAGUE.search(reply.text):
        return reply.problem("vague", ask=(f"{year}年",), said=shorten(reply.text))
    return Parsed(year, f"{year}年")


def _choose(text: str, found: list[Moment], cue: re.Pattern[str]) -> tuple[Moment, list[Moment]]:
    """The one that is meant, and the rivals that stay when nothing in the words decides."""
    if (counted := re.search(r"从(\w{2,4}?)(?:那|的时候|开始)?(?:会儿)?算", text)) is not None:
        cue = re.compile(re.escape(counted[1]))
    unique = list({m.key: m for m in found}.values())
    if len(unique) == 1:
        return unique[0], []
    for later in unique[1:]:
        if _MENDED.search(text[unique[0].end : later.start]):
            return unique[-1], []
    cued = [m for m in unique if cue.search(_clause(text, m))]
    if len(cued) == 1:
        return cued[0], []
    return unique[0], unique[1:]


def _clause(text: str, moment: Moment) -> str:
    """The words around a moment up to the next comma on either side."""
    before = re.split(r"[，,。;；、（(]", text[: moment.start])[-1]
    after = re.split(r"[，,。;；、）)]", text[moment.end :])[0]
    return before + after


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _say_day(m: Moment) -> str:
    return f"{m.year}年{m.month}月{m.day}日"


def _say_month(m: Moment) -> str:
    return f"{m.year}年{m.month}月"


def show_day(spec: FieldSpec | TableSpec, value: Any) -> str:
    """1985年3月6日 for `1985-03-06`."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", str(value or ""))
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else str(value or "")


def show_month(spec: FieldSpec | TableSpec, value: Any) -> str:
    """1998年9月 for `1998-09`; 至今 stays."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", str(value or ""))
    return f"{found[1]}年{int(found[2])}月" if found else str(value or "")


def show_year(spec: FieldSpec | TableSpec, value: Any) -> str:
    """2022年 for 2022."""
    return f"{value}年" if value else ""


def find_days(text: str, today: date) -> list[Found]:
    """Complete real days, as `YYYY-MM-DD`."""
    return [
        Found(m.start, m.end, f"{m.year:04d}-{m.month:02d}-{m.day:02d}", m.text)
        for m in moments(text, today)
        if m.year and m.month and m.day and m.real() and not m.swapped
    ]


def find_months(text: str, today: date) -> list[Found]:
    """Months, as `YYYY-MM`; of a whole day its month."""
    return [
        Found(m.start, m.end, f"{m.year:04d}-{m.month:02d}", m.text)
        for m in moments(text, today)
        if m.year and m.month and m.real()
    ]


def find_years(text: str, today: date) -> list[Found]:
    """Years, as whole numbers."""
    return [Found(m.start, m.end, m.year, m.text) for m in moments(text, today) if m.year]


def find_periods(text: str, today: date) -> list[Found]:
    """Spans of two months, value `(start, end)`, `end` possibly `至今`; a missing month leaves `""`."""
    return [
        Found(p.start, p.end, (p.first_month, p.last_month), text[p.start : p.end]) for p in read_periods(text, today)
    ]
