"""The general parsers, for eligibility questions and for fields an edition adds: yes or no, a choice, text, a list, a photo, ticks."""

from __future__ import annotations

import re
from typing import Any

from dialogs.form import FieldSpec, TableSpec
from dialogs.parsing.outcome import Outcome, Parsed
from dialogs.parsing.reply import Reply, bare, shorten

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
    """True or False. Option `unsure` (value for 不清楚). Codes: yes_or_no."""
    text = bare(reply.text)
    first = re.split(r"[,，。;；!！]", text)[0]
    for choice in getattr(reply.spec, "choices", ()):
        if text == bare(choice.text):
            return Parsed(choice.stored, choice.text)
    if _NO.match(text) or _NO.match(first):
        return Parsed(False, "否")
    if _YES.match(text) or _YES.match(first):
        return Parsed(True, "是")
    return reply.problem("yes_or_no", ask=tuple(c.text for c in getattr(reply.spec, "choices", ())), said=shorten(text))


def show_yes_no(spec: FieldSpec | TableSpec, value: Any) -> str:
    """是 or 否, in the words of the choice where there is one."""
    for choice in getattr(spec, "choices", ()):
        if choice.value is value:
            return str(choice.text)
    return {True: "是", False: "否"}.get(value, str(value))


def parse_choice(reply: Reply) -> Outcome:
    """One of the field's choices, by its words, value or an alias (option `aliases`: word → value). Code: not_a_choice."""
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
    if len(inside) == 1 and not re.search(r"不|没|非", text.partition(bare(inside[0].text).lower())[0]):
        return Parsed(inside[0].stored, inside[0].text)
    return reply.problem("not_a_choice", ask=tuple(c.text for c in choices), said=shorten(text))


def show_choice(spec: FieldSpec | TableSpec, value: Any) -> str:
    """The words of the choice."""
    for choice in getattr(spec, "choices", ()):
        if choice.stored == value:
            return str(choice.text)
    return "" if value is None else str(value)


def parse_text(reply: Reply) -> Outcome:
    """Any words. Options: `least` and `most` (characters), `over` (`warn` keeps what is too long). Codes: too_short, too_long."""
    text = reply.text.strip()
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
    """Titles or contests as the person lists them, 没有 included; the rules read them (dialogs.eligibility.taken)."""
    text = reply.text.strip()
    return Parsed(text, text)


def parse_years(reply: Reply) -> Outcome:
    """Years as the person lists them, 没有 included. Code: no_year."""
    text = reply.text.strip()
    if re.search(r"[0-9]{2}", text) or re.fullmatch(r"(?:都|从来)?(?:没|没有|无)(?:的|了|过)?", text):
        return Parsed(text, text)
    return reply.problem("no_year")
