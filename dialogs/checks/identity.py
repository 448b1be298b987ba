"""身份证号码 against 出生日期 and 性别 (填表说明·一.1), telephones and the unit's contact (填表说明·一.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dialogs.checks.case import Case
from dialogs.checks.finding import Finding
from dialogs.checks.periods import real_date
from dialogs.text import said_day

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_OFFICE = re.compile(r"(?:0\d{2,3}-)?\d{7,8}(?:-\d{1,6})?|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4}")


def check_identity(case: Case) -> Iterator[Finding]:
    """The ID number itself, then what it says about birth date and sex; then the telephones."""
    birth = real_date(case.text("birth_date"))
    if case.text("birth_date") and birth is None:
        yield case.find("bad_date", "birth_date", name=_name(case, "birth_date"), value=case.text("birth_date"))
    elif birth is not None and birth > case.today:
        yield case.find("birth_future", "birth_date")
    yield from _id_number(case, birth)
    yield from _phones(case)


def _name(case: Case, key: str) -> str:
    spec = case.spec(key)
    return spec.name if spec else key


def check_character(digits: str) -> str:
    """The eighteenth character for the first seventeen digits (GB 11643, ISO 7064 mod 11-2)."""
    total = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def _id_number(case: Case, birth: date | None) -> Iterator[Finding]:
    number = re.sub(r"\s", "", case.text("id_number")).upper()
    if not number:
        return
    if re.search(r"[A-WYZ]|X.|[^\dX]", number) and not re.fullmatch(r"\d{10,}\D?", number):
        yield case.find("id_other", "id_number")
        return
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        yield case.find("id_format", "id_number", count=len(number))
        return
    on_card = real_date(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    if on_card is None:
        yield case.find("id_date", "id_number")
        return
    if number[17] != check_character(number[:17]):
        yield case.find("id_checksum", "id_number")
        return
    age = years_between(on_card, case.today)
    if not case.book.limits.working_age <= age <= case.book.limits.oldest_age:
        yield case.find("id_age", "id_number", age=age)
    if birth is not None and birth != on_card:
        yield case.find("birth_differs", "birth_date", birth=said_day(birth), id_birth=said_day(on_card))
    sex, on_card_sex = case.text("sex"), "男" if int(number[16]) % 2 else "女"
    if sex and sex != on_card_sex:
        yield case.find("sex_differs", "sex", sex=sex, id_sex=on_card_sex)


def years_between(birth: date, day: date) -> int:
    """Full years of age on `day`."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _phones(case: Case) -> Iterator[Finding]:
    mobile, office = case.text("mobile"), case.text("unit_phone")
    if mobile and not re.fullmatch(r"1[3-9][0-9]{9}", mobile):
        yield case.find("mobile_format", "mobile", count=len(mobile))
    if office and not _OFFICE.fullmatch(office.replace(" ", "")):
        yield case.find("unit_phone_format", "unit_phone", value=office)
    if office and re.sub(r"\D", "", office) == mobile:
        yield case.find("phones_alike", "unit_phone")
    if case.text("unit_contact") and case.text("unit_contact") == case.text("name"):
        yield case.find("contact_is_self", "unit_contact")
