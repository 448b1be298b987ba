"""The general parsers, for eligibility questions and for fields an edition adds: yes or no, a choice, text, a list, a photo, ticks."""

from __future__ import annotations

import re
from typing import Any

from dialogs.form import FieldSpec, TableSpec
from dialogs.parsing.outcome import Outcome, Parsed
from dialogs.parsing.places import read_place
from dialogs.parsing.reply import Reply, bare, shorten
from dialogs.parsing.units import is_employer

_NO = re.compile(
    r"^(?:不是|没有?|否|不|无|错|不对|没|不要|不用|不同意|不可以|没有过"
    r"|从来没有?|没呢|还没|还没有|不算|假|不需要|不行|没享受过|没得过"
    r"|未|n|no|false|✗|×|0)(?:的|了|吧|啊|呢|呀|过)*$",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^(?:是|有|对|对对|对的|嗯+|好|行|可以|同意|要|得过|享受过|真|没错"
    r"|是啊|当然|有过|已经|算|会|能|需要|确认|好的|yes|y|ok|true|✓|√"
    r"|1)(?:的|了|吧|啊|呢|呀|哦|嘛)*$",
    re.IGNORECASE,
)


def parse_yes_no(reply: Reply) -> Outcome:
    """True or False. Options `no` and `yes`: expressions in what people say besides (不给推, 领导答应了). Code: yes_or_no."""
    text = bare(reply.text)
    first = re.split(r"[,，。;；!！]", text)[0]
    for choice in getattr(reply.spec, "choices", ()):
        if text == bare(choice.text):
            return Parsed(choice.stored, choice.text)
    if _NO.match(text) or _NO.match(first):
        return Parsed(False, "否")
    if _YES.match(text) or _YES.match(first):
        return Parsed(True, "是")
    for key, value, shown in (("no", False, "否"), ("yes", True, "是")):
        if (pattern := reply.option(key, "")) and re.search(pattern, text):
            return Parsed(value, shown)
    return reply.problem("yes_or_no", ask=tuple(c.text for c in getattr(reply.spec, "choices", ())), said=shorten(text))


def show_yes_no(spec: FieldSpec | TableSpec, value: Any) -> str:
    """是 or 否, in the words of the choice where there is one."""
    for choice in getattr(spec, "choices", ()):
        if choice.value is value:
            return str(choice.text)
    return {True: "是", False: "否"}.get(value, str(value))


def parse_choice(reply: Reply) -> Outcome:
    """One of the field's choices, by its words, value or an alias. Code: not_a_choice.

    Options: `aliases` (word → value), `hears` (choice id → expression found in what people say of it).
    """
    text = bare(reply.text).lower()
    choices = getattr(reply.spec, "choices", ())
    for choice in choices:
        if text in (bare(choice.text).lower(), bare(str(choice.stored)).lower(), choice.id):
            return Parsed(choice.stored, choice.text)
    named: dict[str, Any] = reply.option("aliases", {})
    for word, value in named.items():
        if text == bare(word).lower():
            return Parsed(value, show_choice(reply.spec, value))
    inside = [c for c in choices if bare(c.text).lower() in text]
    if len(inside) == 1 and not _denied(text, bare(inside[0].text).lower()):
        return Parsed(inside[0].stored, inside[0].text)
    heard = _heard(text, reply.option("hears", {}))
    if len(heard) == 1:
        chosen = next(c for c in choices if c.id == heard[0])
        return Parsed(chosen.stored, chosen.text)
    longest = _longest(text, named) if not heard else ""
    if longest:
        return Parsed(named[longest], show_choice(reply.spec, named[longest]))
    among = [c for c in choices if c.id in heard] or list(choices)
    return reply.problem("not_a_choice", ask=tuple(c.text for c in among), said=shorten(text))


def _heard(text: str, hears: dict[str, str]) -> list[str]:
    """The choices (ids) whose expression (option `hears`) is found in the reply."""
    return [key for key, pattern in hears.items() if re.search(pattern, text)]


def _longest(text: str, named: dict[str, Any]) -> str:
    """The alias inside the reply, where all that stand there and are not part of a longer one mean the same."""
    found = [w for w in named if len(w) > 1 and w.lower() in text and not _denied(text, w.lower())]
    whole = [w for w in found if not any(w != other and w in other for other in found)]
    return max(whole, key=len) if whole and len({str(named[w]) for w in whole}) == 1 else ""


def _denied(text: str, word: str) -> bool:
    return bool(re.search(r"不|没|非|未", text.partition(word)[0]))


def show_choice(spec: FieldSpec | TableSpec, value: Any) -> str:
    """The words of the choice."""
    for choice in getattr(spec, "choices", ()):
        if choice.stored == value:
            return str(choice.text)
    return "" if value is None else str(value)


_MOMENT = r"(?:[0-9〇零一二三四五六七八九]{2,4}年(?:[0-9一二三四五六七八九十]{1,2}月(?:份|[0-9一二三四五六七八九十]{1,3}[日号])?)?|[0-9]{4}[.-][0-9]{1,2})"
MOST_PLACES = 4
_DATE = re.compile(rf"{_MOMENT}\s*(?:[到至\-—~～]+\s*(?:{_MOMENT}|现在|今))?")


_TO_US = re.compile(
    r"(?:你|您)(?:帮|给|先|看|说|能|查|别)|帮我|麻烦(?:你|您)|给我(?:查|看|说)|谁(?:发|评|给)|(?:我)?(?:哪|怎么|咋)(?:知道|记得)"
)


def only_a_place(text: str) -> bool:
    """Whether a reply names a province, city or district and nothing else (密云区，北京市)."""
    pieces = [piece for piece in re.split(r"[\s,，、。;；]+", text) if piece]
    return 0 < len(pieces) <= MOST_PLACES and all(_is_place(piece) for piece in pieces)


def _is_place(text: str) -> bool:
    places, rest = read_place(text)
    return bool(places) and not rest


def parse_text(reply: Reply) -> Outcome:
    """Any words. Options: `least` and `most` (characters), `over` (`warn` keeps what is too long), `no_unit` (an employer's name is no answer).
    Option `place`: the answer may be a place. Codes: only_a_date, only_a_place, unit_not_here, said_to_us, too_short, too_long."""
    text = reply.text.strip()
    if _DATE.fullmatch(text):
        return reply.problem("only_a_date", said=text)
    if not reply.option("place") and only_a_place(text):
        return reply.problem("only_a_place", said=shorten(text))
    if not reply.option("least", 1) > 20 and _TO_US.match(text):
        return reply.problem("said_to_us", said=shorten(text))
    if reply.option("no_unit") and is_employer(text):
        return reply.problem("unit_not_here", said=text)
    least, most = reply.option("least", 1), reply.option("most", 500)
    size = len(re.sub(r"\s", "", text))
    if size < least:
        return reply.problem("too_short", count=size, least=least)
    if size > most:
        if reply.option("over") != "warn":
            return reply.problem("too_long", count=size, most=most)
        return Parsed(text, text, (reply.note("over_limit", count=size, most=most, more=size - most),))
    return Parsed(text, text)


def parse_list(reply: Reply) -> Outcome:
    """Several things, one a line or separated by 、，; 没有 is the empty list."""
    text = reply.text.strip()
    if re.fullmatch(r"(?:无|没有?|暂无|没有过|都没有)[。.]?", text):
        return Parsed([], "没有")
    items = [re.sub(r"^(?:[0-9]{1,2}[.、)）]|[-•·])\s*", "", i).strip() for i in re.split(r"[\n、,，;；]", text)]
    items = list(dict.fromkeys(i for i in items if i))
    return Parsed(items, "、".join(items)) if items else reply.problem("empty")


def show_list(spec: FieldSpec | TableSpec, value: Any) -> str:
    """The things in a row."""
    return "、".join(map(str, value)) if value else "没有"


def parse_photo(reply: Reply) -> Outcome:
    """Words where a picture is wanted are never an answer: the photo comes as a picture or file. Code: send_photo."""
    return reply.problem("send_photo")


def parse_checklist(reply: Reply) -> Outcome:
    """Ticks come from the material list's buttons; a text names what is at hand. Code: not_a_choice."""
    text = bare(reply.text)
    choices = getattr(reply.spec, "choices", ())
    if re.fullmatch(r"都有|全有|齐了|都齐了?|全齐了?|都准备好了?|全都有", text):
        return Parsed({c.id: True for c in choices}, "都有")
    if re.fullmatch(r"都没有?|一样都?没有?|还没准备|都没准备", text):
        return Parsed({c.id: False for c in choices}, "都还没有")
    ticked = {c.id: True for c in choices if bare(c.text) in text}
    if ticked:
        return Parsed(ticked, show_checklist(reply.spec, ticked))
    return reply.problem("not_a_choice", ask=tuple(c.text for c in choices), said=shorten(text))


def show_checklist(spec: FieldSpec | TableSpec, value: Any) -> str:
    """What is at hand."""
    named = [c.text for c in getattr(spec, "choices", ()) if isinstance(value, dict) and value.get(c.id)]
    return "、".join(named) if named else "都还没有"


def parse_titles(reply: Reply) -> Outcome:
    """Titles or contests as the person lists them, 没有 included; the rules read them (dialogs.eligibility.taken). Code: only_a_place."""
    text = reply.text.strip()
    if only_a_place(text):
        return reply.problem("only_a_place", said=shorten(text))
    return Parsed(text, text)


def parse_years(reply: Reply) -> Outcome:
    """Years as the person lists them, 没有 included. Code: no_year."""
    text = reply.text.strip()
    if re.search(r"[0-9]{2}", text) or re.fullmatch(r"(?:都|从来)?(?:没|没有|无)(?:的|了|过)?", text):
        return Parsed(text, text)
    return reply.problem("no_year")
