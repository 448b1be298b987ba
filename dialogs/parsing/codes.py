"""Code lists: a word is looked up in an exact table of the ways people say it, never matched by resemblance.

Options: `codes` (value → the ways it is said; here or by `table`, the name of a file in `data/`), `suffix` (a word that may be left off or put on: 族),
`order` (`highest_first`: of several, the first in the list is meant, with a warning), `negation` (value when every mention is denied, or for each
value the one that is left),
`ask` (a word → the values to choose from), `refuse` (a word → problem code), `note` (a word or value → warning code), `tails` (regular
expression of words that may follow and mean nothing), `cuts` (regular expression of clauses that do not count), `hears` (value → regular
expression of what people say where none of the words stands).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from dialogs.form import FieldSpec, TableSpec
from dialogs.parsing.gist import gist
from dialogs.parsing.outcome import Found, Outcome, Parsed
from dialogs.parsing.reply import Reply, bare, shorten
from dialogs.text import fold_width, simplified
from dialogs.yamlfile import read_yaml

DATA = Path(__file__).parent / "data"
_FILLER = re.compile(
    r"^(?:我|本人|俺|咱|的|是|就是|就|算是|应该是|属于|属|为|填|写|选"
    r"|一名|一个|个|名|：|:|,|，|\s|嗯|哦|啊|哎|呃|那个|这个|目前|现在"
    r"|一直|都)+"
)
_AFTER = re.compile(r"(?:的|吧|啊|呀|哈|呢|了|哦|噢|呗|嘛|嘞|哩|咧|哒|滴|诶|哇|喽|。|！|!|~|～|\.|,|，|\s)+$")
_NOT = re.compile(r"(?:(?<!好)像|不是|不算|并非|非|没|没有|还没|未|不|无)(?:加|入|有|是)?(?:过)?$")

_APART = re.compile(r"(?<=[\u4e00-\u9fff]{3})\s+(?=[\u4e00-\u9fff]{3})")
_DENIED = re.compile(r"[^\s,，。;；]{1,8}(?:不是|不算)(?=[\s,，。;；])")
_FORMERLY = re.compile(
    r"(?:原来|原先|以前|从前|早先|过去|曾经|之前|改制以?前)(?:就|也|都)?(?:是|叫|属于|报的?|写的?|填的?|入过|当过|是个)[^,，。;；]*?(?=现在|如今|目前|后来|[，,。;；]|$)"
)
_CANNOT_SAY = re.compile(r"说不(?:清|好|上来)|不清楚|不知道|不晓得|不确定|分不清|拿不准|搞不清|弄不清|吃不准|记不清")
_DECIDED = re.compile(r"(?:就|先|还是|应该)(?:写|填|算|选|按)|(?:写|填|选|按)(?:成|上|个)")
_INSIDE_A_WORD = re.compile(r"(?![我是俺咱为填写选名个或和与跟还都的叫])[\u4e00-\u9fff]")
_MISCALLED = re.compile(
    r"(?:^|[,，。;；])[^,，。;；]*(?:有人|别人|人家|他们|大伙儿?|大家|老是?|总是?|经常|常)[^,，。;；]{0,8}(?:写|叫|认|当|说|听|看|登)(?:成|作|错成)[^,，。;；]+"
)
"""鄂温克，老有人给我写成鄂伦春: what others make of it"""
_RATHER = re.compile(r"(?:，|,)?(?:而|可|并)?不是[^,，。;；]{1,8}$")
"""是女不是男: what it is told apart from, at the end"""
_LAST_WORD = re.compile(
    r"(?<!不)(?:写的|写着|登的|印的|是|当然|肯定|属|为|填|写|改成|改为)([\u4e00-\u9fff])(?=(?:的|呗|啊|哈|呀|嘛|了)*(?:[,，。;；!！~\s]|$))"
)


@lru_cache(maxsize=8)
def table(name: str) -> dict[str, list[str]]:
    """A code list of `data/`: value → the ways it is said."""
    loaded: dict[str, list[str]] = read_yaml(DATA / f"{name}.yaml")
    return loaded


def aliases(spec: FieldSpec | TableSpec) -> dict[str, str]:
    """Every way of saying → value, for this field."""
    cached = _CACHE.get(id(spec))
    if cached is not None and cached[0] is spec:
        return cached[1]
    listed: dict[str, list[str]] = spec.options.get("codes") or table(spec.options["table"])
    suffix = spec.options.get("suffix", "")
    result: dict[str, str] = {}
    for value, said in listed.items():
        for word in (value, *said):
            result[_fold(word)] = value
        if suffix and value.endswith(suffix) and len(value) > len(suffix):
            result.setdefault(_fold(value[: -len(suffix)]), value)
    _CACHE[id(spec)] = (spec, result)
    return result


_CACHE: dict[int, tuple[FieldSpec | TableSpec, dict[str, str]]] = {}


def _fold(word: str) -> str:
    return re.sub(r"\s+", "", fold_width(word)).lower().replace("(", "（").replace(")", "）")


def parse_code(reply: Reply) -> Outcome:
    """A value of the field's list. Codes: not_in_list, ambiguous (with `ask`), denied, cannot_say, and the field's own; warnings likewise."""
    text = _unlabelled(reply, _fold(reply.text))
    names = aliases(reply.spec)
    words = _strip(text)
    at_last = _strip(_fold(gist(reply.text)))
    for candidate in (text, bare(text), words, _strip(_without_brackets(reply, text, names)), at_last):
        if candidate in names:
            return _take(reply, names[candidate], candidate)
    special = _special(reply, words, exact=True)
    if special is not None:
        return special
    affirmed = _DENIED.sub("", reply.text)
    text = _unlabelled(reply, _fold(_APART.sub("，", affirmed if affirmed.strip(" ,，。;；") else reply.text)))
    cuts = reply.option("cuts")
    kept = _MISCALLED.sub("", re.sub(cuts, "", text) if cuts else text)
    kept = _FORMERLY.sub("", kept)
    rather = _RATHER.sub("", kept)
    kept = rather if any(not denied for *_, denied in _mentions(rather, names)) or _strip(rather) in names else kept
    if _CANNOT_SAY.search(kept) and not _DECIDED.search(kept):
        return reply.problem("cannot_say", ask=_buttons(reply), said=shorten(reply.text))
    mentions = _mentions(kept, names)
    said = [v for v, _, _, denied in mentions if not denied]
    values = list(dict.fromkeys(said))
    if not values:
        pieces = [_strip(p) for p in re.split(r"[，,。;；、/!！?？\s]", reply.text)]
        pieces += [hit[1] for hit in _LAST_WORD.finditer(reply.text)]
        exact = list(dict.fromkeys(names[p] for p in pieces if p in names))
        refused = {value for value, _, _, denied in mentions if denied}
        exact = [value for value in exact if value not in refused]
        if len(exact) == 1:
            return _take(reply, exact[0], next(p for p in pieces if p in names))
        instead = _instead(reply, mentions)
        if instead:
            return _take(reply, instead, "negation")
        special = _special(reply, kept if kept.strip("，,。;；") else text, exact=False)
        if special is not None:
            return special
        heard = [v for v, pattern in reply.option("hears", {}).items() if re.search(pattern, text)]
        if len(heard) == 1:
            return _take(reply, heard[0], text, (reply.note("read_from_sentence", said=shorten(reply.text)),))
        return reply.problem("denied" if mentions else "not_in_list", ask=_buttons(reply), said=shorten(reply.text))
    if len(values) == 1:
        special = _special(reply, _without(kept, mentions), exact=False, found=values[0])
        if special is not None:
            return special
        word = next(w for v, w, _, d in mentions if not d)
        return _take(reply, values[0], word, _unsure(reply, kept, mentions))
    if reply.option("order") == "highest_first":
        ranked = [v for v in dict.fromkeys(names.values()) if v in values]
        return Parsed(ranked[0], ranked[0], (reply.note("highest_taken", value=ranked[0], said="、".join(values)),))
    mended = re.search(r"不对|说错|写错|改成|改为|应该是|转成", text)
    if mended and len(said) >= 2:
        return Parsed(said[-1], said[-1], (reply.note("took_last", said=said[-1]),))
    return reply.problem("ambiguous", ask=tuple(values), said=shorten(reply.text))


def _instead(reply: Reply, denied: list[tuple[str, str, int, bool]]) -> str:
    """What the person is, who says only what they are not: one value for all of the list, or one for each."""
    negation = reply.option("negation")
    if not denied or not negation:
        return ""
    return str(negation.get(denied[0][0], "")) if isinstance(negation, dict) else str(negation)


def _without_brackets(reply: Reply, text: str, names: dict[str, str]) -> str:
    """女（身份证倒数第二位双数） → 女; what stands between brackets stays where it bears on the value (党员（预备期）)."""
    telling = [*names, *map(_fold, (*reply.option("ask", {}), *reply.option("refuse", {})))]
    return re.sub(
        r"（([^（）]*)）", lambda hit: hit[0] if any(len(w) > 1 and w in hit[1] for w in telling) else "", text
    )


def _unlabelled(reply: Reply, text: str) -> str:
    """The text without the field's own name before it: 性别：女, 文化程度是大专."""
    names = "|".join(re.escape(_fold(n)) for n in {reply.spec.label, reply.spec.name, *reply.option("labels", ())})
    return re.sub(rf"^(?:我的?|本人的?)?(?:{names})(?:是|为|填|写|[:：,，])*", "", text) or text


def _take(reply: Reply, value: str, word: str, extra: tuple[Any, ...] = ()) -> Parsed:
    marks: dict[str, str] = reply.option("note", {})
    code = marks.get(word) or marks.get(value)
    if code == "hedged" and any(
        _fold(kind) in _fold(reply.text) for kind in reply.option("ask", {}) if kind not in word
    ):
        code = ""  # 是国企，市里的: the one word settles the other
    notes = ((reply.note(code, value=value, said=word),) if code else ()) + extra
    return Parsed(value, value, notes)


def _unsure(reply: Reply, text: str, mentions: list[tuple[str, str, int, bool]]) -> tuple[Any, ...]:
    """A warning when much besides the word was said: the rest may change the meaning."""
    rest = _without(text, mentions)
    rest = re.sub(reply.option("tails", "(?!)"), "", rest)
    rest = re.sub(r"[^\w]|我|本人|是|的|就|了|吧|呢|啊|属于|填|写|这个|那个|一名|一个|俺|咱|们", "", rest)
    return (reply.note("read_from_sentence", said=shorten(reply.text)),) if len(rest) > 4 else ()


def _without(text: str, mentions: list[tuple[str, str, int, bool]]) -> str:
    for _, word, _, _ in mentions:
        text = text.replace(word, "", 1)
    return text


def _buttons(reply: Reply) -> tuple[str, ...]:
    choices = getattr(reply.spec, "choices", ())
    return tuple(c.text for c in choices)


def _strip(text: str) -> str:
    return _AFTER.sub("", _FILLER.sub("", text))


def _special(reply: Reply, text: str, *, exact: bool, found: str = "") -> Outcome | None:
    """The words that call for a question or a refusal of their own; a question that `found` already answers is not asked."""
    asks: dict[str, list[str]] = reply.option("ask", {})
    refusals: dict[str, str] = reply.option("refuse", {})
    for word in sorted((*asks, *refusals), key=len, reverse=True):
        key = _fold(word)
        if (text == key) if exact else (key in text):
            denied = not exact and _NOT.search(text.partition(key)[0])
            if (found and found in asks.get(word, ())) or (denied and (found or word in asks)):
                continue
            if word in asks:
                return reply.problem("ambiguous", ask=tuple(asks[word]), said=word)
            return reply.problem(refusals[word], ask=_buttons(reply), said=word)
    return None


def _mentions(text: str, names: dict[str, str]) -> list[tuple[str, str, int, bool]]:
    """`(value, word, place, denied)` for each way of saying in the text, the longest first, none inside another."""
    taken: list[tuple[int, int]] = []
    found = []
    for word in sorted(names, key=len, reverse=True):
        if len(word) < 2 and len(text) > 3:
            continue
        for start in _places(word, text):
            end = start + len(word)
            if any(start < e and s < end for s, e in taken):
                continue
            before = text[start - 1 : start]
            if len(word) < 2 and before not in names and _INSIDE_A_WORD.match(before):
                continue  # the 京 of 北京人
            taken.append((start, end))
            found.append((names[word], word, start, bool(_NOT.search(text[:start]))))
    return sorted(found, key=lambda f: f[2])


def _places(word: str, text: str) -> Iterator[int]:
    """Where a word stands, one place behind another."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def find(spec: FieldSpec, text: str) -> list[Found]:
    """Values of the field's list said in a longer text with words of two characters or more; denied ones are left out."""
    folded = fold_width(simplified(text)).replace("(", "（").replace(")", "）").lower()
    if len(folded) != len(text):
        return []
    long = {w: v for w, v in aliases(spec).items() if len(w) > 1}
    return [
        Found(place, place + len(word), value, text[place : place + len(word)])
        for value, word, place, denied in _mentions(folded, long)
        if not denied
    ]
