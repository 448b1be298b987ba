"""Resident identity numbers (GB 11643): 17 digits and a check character; birth date and sex follow from them.

An unknown area code is never a reason to refuse. Other documents are taken with a warning.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from dialogs.parsing.numerals import SPOKEN, repeated, spoken_digits
from dialogs.parsing.outcome import Found, Outcome, Parsed
from dialogs.parsing.reply import Reply
from dialogs.text import said_day

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
# first two digits of GB/T 2260, 71 Taiwan, 83 residence permits, 9 permanent residence of foreigners
_REGIONS = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9")
_RUN = re.compile(r"[0-9][0-9 \-–—_.·]*[0-9xX](?![0-9])")
_PASSPORT = re.compile(r"(?<![A-Z0-9])(?:[A-Z]{1,2}[0-9]{7,9}|[A-Z][A-Z0-9][0-9]{7}|[A-Z]{3}[0-9]{12})(?![A-Z0-9])")
_SPOKEN = re.compile(rf"(?:[{SPOKEN}][\s,，、/\-—]*){{12,}}(?:[xX叉](?![\u4e00-\u9fff]))?")
_DAY_INSIDE = re.compile(r"((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})[日号]?")
_LAST_X = re.compile(r"(?<![0-9])((?:[0-9][\s,，、/\-—]*){16}[0-9])(?![0-9])[^0-9]{0,14}?(?:[xX×✕Ⅹ叉Хх]|艾克斯)")
_PAPER = re.compile(r"证书|编号|证号|文号")
"""the number of a certificate is no identity document"""
_OTHER = re.compile(r"护照|永久居留|永居|港澳|台胞|回乡证|居住证|通行证|军官证|士兵证|护照号")


def check_character(first17: str) -> str:
    """The check character of the 17 digits (ISO 7064 mod 11-2)."""
    return _CHECK[sum(int(d) * w for d, w in zip(first17, _WEIGHTS, strict=True)) % 11]


def valid(number: str) -> bool:
    """Whether `number` is 17 digits with the right check character and a real birth date."""
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number, re.ASCII):
        return False
    return check_character(number[:17]) == number[17] and _born(number) is not None


def birth_of(number: str) -> str:
    """The birth date `YYYY-MM-DD` in a valid number, else `""`."""
    born = _born(number) if valid(number) else None
    return born.isoformat() if born else ""


def sex_of(number: str) -> str:
    """男 or 女 by the 17th digit of a valid number, else `""`."""
    return ("女", "男")[int(number[16]) % 2] if valid(number) else ""


def _born(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _candidates(text: str) -> list[tuple[int, int, str]]:
    """Runs of digits, blanks and dashes taken out, with their place; figures said in Chinese count too."""
    folded = "".join(
        unicodedata.normalize("NFKC", c) if len(unicodedata.normalize("NFKC", c)) == 1 else c for c in text
    )
    folded = re.sub(r"(?<=[0-9])[幺妖](?![\u4e00-\u9fff])|(?<=[0-9])[幺妖](?=[0-9])", "1", folded)
    folded = re.sub(r"(?<=[0-9 \-])[×✕Ⅹ叉Хх]", "X", folded)
    folded = _SPOKEN.sub(lambda hit: re.sub(r"[,，、/]", " ", spoken_digits(hit.group())).replace("叉", "X"), folded)
    found: list[tuple[int, int, str]] = []
    for run in _RUN.finditer(folded):
        pieces = [(run.start() + p.start(), run.start() + p.end(), p.group()) for p in re.finditer(r"\S+", run.group())]
        if valid(_tight(run.group())) or not any(len(_tight(p)) in (15, 17, 18, 19) for _, _, p in pieces):
            pieces = [(run.start(), run.end(), run.group())]
        found += [(s, e, _tight(p)) for s, e, p in pieces]
    return found


def _tight(text: str) -> str:
    return re.sub(r"[^0-9X]", "", text.upper())


def parse_id_number(reply: Reply) -> Outcome:
    """18 characters. Codes: length, checksum, no_such_date, age, old_fifteen_digits, letter_in_number, two_numbers, format; warnings area_code,
    other_document, differs_from_birth_date, differs_from_sex. Derived: `birth_date`, `sex`.
    """
    said = repeated(reply.text)
    text = unicodedata.normalize("NFKC", said).upper()
    runs = [r for _, _, r in _candidates(said)]
    passport = _PASSPORT.search(re.sub(r"[\s-]", "", text))
    long = list(dict.fromkeys(r for r in runs if len(r) >= 15)) or list(dict.fromkeys(r for r in runs if len(r) >= 6))
    good = [r for r in long if valid(r)]
    if len(good) == 1 and (len(long) == 1 or good[0] == long[-1]):
        return _resident(reply, good[0])
    if not any(len(r) == 18 for r in long) and (whole := _put_together(said)):
        return _resident(reply, whole)
    if (mended := _mistyped(text)) and not good:
        return reply.problem("letter_in_number", ask=(mended,))
    if len(long) > 1:
        return reply.problem("two_numbers", ask=tuple(good))
    if passport and _PAPER.search(text) and not _OTHER.search(text):
        passport = None
    if passport and (not long or _OTHER.search(text) or len(long[0]) < 15):
        value = passport.group()
        return Parsed(value, value, (reply.note("other_document"),))
    if _OTHER.search(text) and long and len(long[0]) in range(6, 13):
        return Parsed(long[0], long[0], (reply.note("other_document"),))
    if not long:
        return reply.problem("format_id")
    return _refused(reply, long[0])


def _put_together(text: str) -> str:
    """前面411524，中间19830317，最后6911: the one number told in several pieces; empty where the check character does not bear it out."""
    text = _SPOKEN.sub(lambda hit: spoken_digits(hit.group()), unicodedata.normalize("NFKC", text))
    if (ended := _LAST_X.search(text)) is not None:
        whole = _tight(ended[1]) + "X"
        return whole if valid(whole) else ""
    text = _DAY_INSIDE.sub(lambda hit: f"{hit[1]}{int(hit[2]):02}{int(hit[3]):02}", text)
    digits = re.sub(r"[^0-9xX]", "", re.sub(r"(?<![0-9\s])[xX]", "", text)).upper()
    return digits if valid(digits) else ""


def _mistyped(text: str) -> str:
    """The number meant by 4l1524…: letters that look like figures, borne out by the check character."""
    hit = re.search(r"(?<![0-9A-Z])[0-9OIL]{17}[0-9OILX](?![0-9A-Z])", text)
    mended = hit.group().replace("O", "0").replace("I", "1").replace("L", "1") if hit else ""
    return mended if hit and mended != hit.group() and valid(mended) else ""


def _resident(reply: Reply, number: str) -> Outcome:
    born = _born(number)
    if born is None:
        return reply.problem("no_such_date", said=f"{number[6:10]}年{number[10:12]}月{number[12:14]}日")
    age = reply.today.year - born.year - ((reply.today.month, reply.today.day) < (born.month, born.day))
    if not 16 <= age <= 100:
        return reply.problem("age", age=age, said=said_day(born))
    notes = []
    if not _REGIONS.match(number):
        notes.append(reply.note("area_code", said=number[:6]))
    derived = {"birth_date": born.isoformat(), "sex": sex_of(number)}
    for key, code in (("birth_date", "differs_from_birth_date"), ("sex", "differs_from_sex")):
        if reply.known(key) and reply.known(key) != derived[key]:
            notes.append(reply.note(code, known=reply.known(key), derived=derived[key]))
    return Parsed(number, number, tuple(notes), dict(derived))


def _refused(reply: Reply, number: str) -> Outcome:
    if len(number) == 15 and number.isdigit():
        first = number[:6] + "19" + number[6:]
        upgraded = first + check_character(first)
        if valid(upgraded):
            return reply.problem("old_fifteen_digits", ask=(upgraded,))
    if len(number) != 18:
        more = len(number) - 18
        return reply.problem("length", count=len(number), more=f"多了{more}位" if more > 0 else f"少了{-more}位")
    if "X" in number[:17]:
        return reply.problem("format_id")
    if _born(number) is None:
        return reply.problem("no_such_date", said=f"{number[6:10]}年{number[10:12]}月{number[12:14]}日")
    return reply.problem("checksum")


def find_numbers(text: str, today: date) -> list[Found]:
    """Numbers of 18 characters (right or not: the parser says) and of 15 digits."""
    return [Found(s, e, v, text[s:e]) for s, e, v in _candidates(text) if len(v) in (15, 17, 18, 19)]
