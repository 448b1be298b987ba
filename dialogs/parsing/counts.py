"""Numbers of people or years: 35, 三十五人, 两个, 没有 (0). Options: `least`, `most`."""

from __future__ import annotations

import re

from dialogs.parsing.numerals import CHINESE, number
from dialogs.parsing.outcome import Outcome, Parsed
from dialogs.parsing.reply import Reply, bare, shorten

_NUMERAL = re.compile(rf"[0-9]{{1,9}}|[{CHINESE}]+")
_NONE = re.compile(r"^(?:无|没有?|零|0|一个也?没有?|没带过?|没有过|没培养过?|暂无|—+|-+|/|一个都没有?)(?:人|名|个)?$")
VAGUE = re.compile(
    rf"[0-9{CHINESE}]*[几多余来][十百个名人多]|好几|若干|左右|大概|大约"
    rf"|差不多|不少|很多|好多|一些|[十百]来|上[十百千]|至少|超过|将近"
    rf"|近[0-9{CHINESE}]+(?:个|名|人|位)|多少|[0-9{CHINESE}]+[多余来]"
)


def parse_count(reply: Reply) -> Outcome:
    """A whole number. Codes: count_vague, count_range, format_count, ambiguous (`ask`)."""
    text = bare(reply.text)
    if _NONE.match(text):
        return _count(reply, 0)
    if VAGUE.search(text):
        return reply.problem("count_vague", said=shorten(text))
    if re.search(r"-[0-9]|负", text) or re.search(r"[0-9]\.[0-9]", text):
        return reply.problem("format_count", said=shorten(text))
    if re.search(
        rf"[0-9{CHINESE}](?:到|至|-|~|—)[0-9{CHINESE}]|[一二三四五六七八九]、?[二三四五六七八九](?:个|名|人|十)", text
    ):
        return reply.problem("count_range", said=shorten(text))
    found = [n for n in (number(m.group()) for m in _NUMERAL.finditer(text)) if n is not None]
    if len(set(found)) == 1:
        return _count(reply, found[0])
    if found:
        return reply.problem("ambiguous", ask=tuple(str(n) for n in dict.fromkeys(found)), said=shorten(text))
    return reply.problem("format_count", said=shorten(text))


def _count(reply: Reply, value: int) -> Outcome:
    least, most = reply.option("least", 0), reply.option("most", 100_000)
    if not least <= value <= most:
        return reply.problem("count_bounds", said=value, least=least, most=most)
    return Parsed(value, str(value))
