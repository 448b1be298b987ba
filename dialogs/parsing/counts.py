"""Numbers of people or years: 35, 三十五人, 两个, 没有 (0). Options: `least`, `most`."""

from __future__ import annotations

import re

from dialogs.parsing.numerals import CHINESE, number, paired
from dialogs.parsing.outcome import Outcome, Parsed
from dialogs.parsing.reply import Reply, bare, shorten
from dialogs.parsing.totals import changed_by, numbers_in, only_a_part, settled, total

_NUMERAL = re.compile(rf"[0-9]{{1,9}}|[{CHINESE}]+")
_NONE = re.compile(
    r"^(?:无|没有?|零|0|一个也?没有?|没有?(?:带|出|培养|教|得|拿|获)(?:出来?)?过?|没有过|还没有?|暂无|—+|-+|/|一个都没有?)(?:人|名|个)?$"
)
VAGUE = re.compile(
    rf"[0-9{CHINESE}]*[几多余来][十百个名人多]|好几|若干|左右|大概|大约"
    rf"|差不多|不少|很多|好多|一些|[十百]来|上[十百千]|至少|超过|将近"
    rf"|近[0-9{CHINESE}]+(?:个|名|人|位)|多少|[0-9{CHINESE}]+[多余来]"
)


_POINTED = str.maketrans({"俩": "2", "仨": "3"})


def parse_count(reply: Reply) -> Outcome:
    """A whole number. Codes: count_vague, count_range, format_count, ambiguous (`ask`)."""
    said = settled(paired(reply.text))
    if not numbers_in(said):
        said = said + re.sub(r"[^俩仨]", "", reply.text).translate(_POINTED)  # 就他们仨
    text = bare(said)
    first, *others = re.split(r"[\s,，。;；!！]+", said.strip())
    besides = numbers_in("，".join(others))
    if _NONE.match(text) or (_NONE.match(first) and not besides):
        return _count(reply, 0)
    if _NONE.match(first):
        return reply.problem("ambiguous", ask=("0", *map(str, besides)), said=shorten(text))
    if only_a_part(said):
        return reply.problem("format_count", said=shorten(text))
    if VAGUE.search(text):
        return reply.problem("count_vague", said=shorten(text))
    if re.search(r"-[0-9]|负", text) or re.search(r"[0-9]\.[0-9]", text):
        return reply.problem("format_count", said=shorten(text))
    if re.search(
        rf"[0-9{CHINESE}](?:到|至|-|~|—)[0-9{CHINESE}]|[一二三四五六七八九]、?[二三四五六七八九](?:个|名|人|十)", text
    ):
        return reply.problem("count_range", said=shorten(text))
    found = numbers_in(said) or [n for n in (number(m.group()) for m in _NUMERAL.finditer(text)) if n is not None]
    if len(set(found)) == 1:
        return _count(reply, found[0])
    if (either := changed_by(said)) is not None:
        return reply.problem("ambiguous", ask=tuple(map(str, either)), said=shorten(text))
    if found and (whole := total(said)) is not None:
        return _count(reply, whole)
    if found:
        return reply.problem("ambiguous", ask=tuple(str(n) for n in dict.fromkeys(found)), said=shorten(text))
    return reply.problem("format_count", said=shorten(text))


def _count(reply: Reply, value: int) -> Outcome:
    least, most = reply.option("least", 0), reply.option("most", 100_000)
    if not least <= value <= most:
        return reply.problem("count_bounds", said=value, least=least, most=most)
    return Parsed(value, str(value))
