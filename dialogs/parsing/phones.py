"""Mobile numbers (11 digits) and office numbers (010-64521408-8012): area code added, extension kept."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from dialogs.parsing.numerals import SPOKEN, repeated, spoken_digits
from dialogs.parsing.outcome import Found, Outcome, Parsed
from dialogs.parsing.reply import Reply, shorten

_RUN = re.compile(r"(?<![0-9A-Za-z])(?:[+＋]|\(\+)?[0-9(（][0-9 \-–—－()（）.·]*[0-9]")
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1[3-9][0-9]{9}$|0?[1-9][0-9]{8,11}$)")
_MOBILE_LEAD = re.compile(r"^(?:(?:\+|00)?86|0)(?=1[3-9][0-9]{9}$)|" + _COUNTRY.pattern)
_EXTENSION = re.compile(r"^[\s,，\-–—－]*(?:转接?|分机号?码?|内线|ext\.?|EXT\.?|x|X|#)[\s:：是为]*([0-9]{1,6})")
_OFFICE = re.compile(
    r"(?<![0-9])(?:(?:\+|00)?86[\s\-]*)?(?:[(（]?(?P<area>0?10|0[2-9][0-9]{1,2})[)）]?[\s\-–—－]*)?"
    r"(?P<main>[2-9][0-9]{2,3}[\s\-]?[0-9]{4}|[2-9][0-9]{6,7})(?![0-9])"
    r"(?:[\s\-–—－,，、]*(?:转接?|分机号?码?|内线|[eE][xX][tT]\.?|#"
    r"|(?<=\s)[xX])[\s:：是为]*(?P<ext>[0-9]{1,6})|[\-–—－](?P<ext2>[0-9]{1,6}))?(?![0-9])"
)
_LOOSE = re.compile(
    r"(?:转接?|分机号?码?|内线|总机转|(?<=\t).{0,8}?[按拨](?=[^0-9]{0,3}[0-9]{2})|(?<=\t)\s*[*＊(（]\s*(?=[0-9]{2,5}\s*[)）]?\s*$)|(?<=\t)\s+(?=[0-9]{3,5}\s*$)|(?<=\t)[\s,，]*(?:人事|我们|科里|办公室)(?:那边|科)?(?:是|打)|(?<=\t)\s*[,，](?=\s*[0-9]{2,5}(?![0-9\-–—])))[^0-9]{0,3}([0-9]{1,6})(?![0-9])"
)
# no number of Beijing begins with 1; somebody who writes the area code all the same is asked to look again
_ODD = re.compile(
    r"(?<![0-9])(?P<area>010)[\s\-–—－]+(?P<main>1[0-9]{7})(?![0-9])(?:-(?P<ext>[0-9]{1,6}))?(?P<ext2>(?!))?"
)
_SERVICE = re.compile(r"(?<![0-9])(?P<a>[48]00)(?P<b>(?:[\s\-–—]*[0-9]){7})(?![0-9])")
_TAIL = re.compile(r"[\s]*[/、,，][\s]*(?P<tail>[0-9]{1,2})(?![0-9])")
"""64521408/09: another number that ends otherwise"""


def _figures(text: str) -> str:
    """The text with narrow characters and figures said in Chinese written as digits, same length."""
    folded = "".join(
        c if len(unicodedata.normalize("NFKC", c)) != 1 else unicodedata.normalize("NFKC", c) for c in text
    )
    folded = re.sub(r"(?<=[0-9])[.·](?=[0-9])", "-", folded)
    spoken = rf"[{SPOKEN}](?:[\s\-]*[,，、]?\s*[{SPOKEN}]){{5,}}"
    extension = rf"(?:分机|转接?|内线)(?:号码?)?(?:是)?\s*[{SPOKEN}]{{2,6}}"
    return re.sub(rf"{spoken}|{extension}", lambda m: spoken_digits(m.group()), folded)


def _digit_runs(text: str) -> list[tuple[int, int, str]]:
    found = []
    for run in _RUN.finditer(text):
        pieces = [(run.start() + p.start(), run.start() + p.end(), p.group()) for p in re.finditer(r"\S+", run.group())]
        if sum(len(re.sub(r"\D", "", p)) >= 11 for _, _, p in pieces) == 0:
            pieces = [(run.start(), run.end(), run.group())]
        found += [(s, e, re.sub(r"\D", "", p)) for s, e, p in pieces]
    return found


def parse_mobile(reply: Reply) -> Outcome:
    """11 digits beginning with 13–19. Codes: length, prefix, landline, two_numbers, format."""
    text = _figures(repeated(reply.text))
    runs = [_MOBILE_LEAD.sub("", digits) for _, _, digits in _digit_runs(text) if len(digits) >= 5]
    runs = runs if any(len(r) >= 11 for r in runs) else _in_groups(text) or runs
    good = list(dict.fromkeys(r for r in runs if re.fullmatch(r"1[3-9][0-9]{9}", r)))
    if len(good) == 1:
        return Parsed(good[0], _grouped(good[0]))
    said = [n for n in good if not _DENIED.search(text[: text.find(n)])]
    good = said if len(said) == 1 else good
    if len(good) == 1:
        return Parsed(good[0], _grouped(good[0]), (reply.note("took_last", said=good[0]),))
    used = [n for n in good if not _LEFT.search(_around(reply.text, n))]
    if len(good) > 1 and len(used) == 1:
        return Parsed(used[0], _grouped(used[0]), (reply.note("took_last", said=used[0]),))
    if len(good) > 1:
        if re.search(r"不对|说错|写错|打错|改成|改为|应该是|换成|现在用", reply.text):
            return Parsed(good[-1], _grouped(good[-1]), (reply.note("took_last", said=good[-1]),))
        return reply.problem("two_numbers", ask=tuple(good))
    letters = re.search(r"1[3-9OoIl0-9]{10}(?![0-9A-Za-z])", text)
    if letters and not good:
        mended = re.sub(r"[Oo]", "0", re.sub(r"[Il]", "1", letters.group()))
        if not letters.group().isdigit() and re.fullmatch(r"1[3-9][0-9]{9}", mended):
            return reply.problem("letter_in_number", ask=(mended,))
    if not runs:
        return reply.problem("format_mobile", said=shorten(reply.text))
    number = runs[0]
    if re.fullmatch(r"0[1-9][0-9]{9,10}|[2-9][0-9]{7}", number):
        return reply.problem("landline")
    if len(number) != 11:
        more = len(number) - 11
        return reply.problem("length", count=len(number), more=f"多了{more}位" if more > 0 else f"少了{-more}位")
    return reply.problem("prefix", said=number[:2])


_BETWEEN = r"(?:[\s,，、/]|前(?:面|头|边)|开头|打头|中间|末了儿?|后(?:面|头|边)|最后|末尾|尾号|尾数|然后|接着|再|[两三四2-4]位|是)*"


def _in_groups(text: str) -> list[str]:
    """138，1092，6643 and 138开头 中间1092 后面6643: the one number in groups, where nothing else stands between them."""
    whole = re.search(rf"(?<![0-9])1[3-9][0-9](?:{_BETWEEN}[0-9]{{1,8}}){{1,4}}(?![0-9])", text)
    digits = re.sub(r"\D", "", whole.group()) if whole else ""
    return [digits] if len(digits) == 11 else []


def _joined(text: str) -> str:
    """前头010，中间6972，末了3308 as one number, where there is no mobile number."""
    whole = re.sub(rf"(?<=[0-9]){_BETWEEN}(?=[0-9])", "", text)
    return text if re.search(r"1[3-9][0-9]{9}", whole) else whole


_DENIED = re.compile(r"(?:不是|别打|别写|不要)[^0-9]{0,4}$")
_LEFT = re.compile(r"老号|旧号|停了|停机|不用了|换掉了|以前的|原来的|注销")


def _around(text: str, number: str) -> str:
    """The clause a number stands in."""
    return next((piece for piece in re.split(r"[,，。;；\s]", text) if number in re.sub(r"\D", "", piece)), "")


def _grouped(number: str) -> str:
    return number


def parse_office_phone(reply: Reply) -> Outcome:
    """`010-64521408-8012`. Codes: length, two_numbers, format; warnings mobile_as_office, unusual_number."""
    text = _figures(repeated(reply.text))
    service = _SERVICE.search(text)
    if service:
        digits = re.sub(r"\D", "", service["b"])
        extension = _EXTENSION.match(text[service.end() :])
        value = f"{service['a']}-{digits[:3]}-{digits[3:]}" + (f"-{extension[1]}" if extension else "")
        return Parsed(value, value)
    offices = _offices(text) or _offices(_joined(text))
    if len({v for _, _, v in offices}) > 1:
        return reply.problem("two_phones", ask=tuple(dict.fromkeys(v for _, _, v in offices)))
    if offices:
        text = text if _offices(text) else _joined(text)
        other = _TAIL.match(text, offices[0][1])
        if other is not None and offices[0][2].count("-") == 1:
            value = offices[0][2]
            return reply.problem("two_phones", ask=(value, value[: -len(other["tail"])] + other["tail"]))
        value, left = offices[0][2], text[: offices[0][0]] + "\t" + text[offices[0][1] :]
        extensions = _LOOSE.findall(left)
        if extensions and value.count("-") == 1:
            value += f"-{extensions.pop(0)}"
        if extensions or re.search(r"或\s*[0-9]", left):
            return reply.problem("two_extensions", said=shorten(reply.text))
        notes = () if _plausible(value) else (reply.note("unusual_number", said=value),)
        return Parsed(value, value, notes)
    runs = [_COUNTRY.sub("", digits) for _, _, digits in _digit_runs(text) if len(digits) >= 3]
    mobiles = [r for r in runs if re.fullmatch(r"1[3-9][0-9]{9}", r)]
    if mobiles:
        return Parsed(mobiles[0], mobiles[0], (reply.note("mobile_as_office"),))
    if not runs:
        return reply.problem("format_office", said=shorten(reply.text))
    return reply.problem("length_office", said=runs[0], count=len(runs[0]))


def _offices(text: str) -> list[tuple[int, int, str]]:
    found = []
    mobiles = [(s, e) for s, e, v in _digit_runs(text) if re.fullmatch(r"1[3-9][0-9]{9}", _COUNTRY.sub("", v))]
    for m in (*_OFFICE.finditer(text), *_ODD.finditer(text)):
        if any(m.start() < e and s < m.end() for s, e in mobiles):
            continue
        main = re.sub(r"\D", "", m["main"])
        area = m["area"] or ""
        area = "010" if area == "10" or (not area and len(main) == 8) else area
        wanted = (8,) if area == "010" or area.startswith("02") else (7, 8)
        if not area or len(main) not in wanted:
            continue
        extension = m["ext"] or m["ext2"] or ""
        found.append((m.start(), m.end(), f"{area}-{main}" + (f"-{extension}" if extension else "")))
    spoken = [f for f in found if not text[: f[0]].rstrip(" :：号是").endswith("传真")]
    return spoken or found


def _plausible(value: str) -> bool:
    import phonenumbers

    try:
        number = phonenumbers.parse("".join(value.split("-")[:2]), "CN")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(number) and not value.startswith("010-1")


def find_mobiles(text: str, today: date) -> list[Found]:
    """Well-formed mobile numbers."""
    return [
        Found(s, e, _COUNTRY.sub("", v), text[s:e])
        for s, e, v in _digit_runs(_figures(text))
        if re.fullmatch(r"1[3-9][0-9]{9}", _COUNTRY.sub("", v))
    ]


def find_offices(text: str, today: date) -> list[Found]:
    """Well-formed office numbers."""
    return [Found(s, e, v, text[s:e]) for s, e, v in _offices(_figures(text))]
