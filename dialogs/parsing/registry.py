"""The parsers by name. A module is imported when its parser is first used: a form of forty questions starts at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import Any

from dialogs.form import FieldSpec, TableSpec
from dialogs.parsing.outcome import Found, Outcome
from dialogs.parsing.reply import Reply

Parser = Callable[[Reply], Outcome]
TableSeer = Callable[[str], bool]
Shower = Callable[[FieldSpec | TableSpec, Any], str]
Finder = Callable[[str, date], list[Found]]

PARSERS: dict[str, str] = {
    "day": "dates",
    "month": "dates",
    "year": "dates",
    "id_number": "identity",
    "mobile": "phones",
    "office_phone": "phones",
    "place": "places",
    "code": "codes",
    "skill_level": "levels",
    "name": "names",
    "unit": "units",
    "address": "addresses",
    "occupation": "occupations",
    "body": "bodies",
    "count": "counts",
    "yes_no": "plain",
    "choice": "plain",
    "text": "plain",
    "list": "plain",
    "titles": "plain",
    "years": "plain",
    "photo": "plain",
    "rank": "results",
    "certificate": "results",
    "grade": "results",
    "checklist": "plain",
    "work_history": "work_rows",
    "awards": "award_rows",
    "honours": "honour_rows",
    "trainees": "trainee_rows",
    "essay": "essays",
}
# parsers that read long texts; to any other a reply of more than LONGEST characters is something else
LONG = frozenset({"text", "list", "essay", "work_history", "awards", "honours", "trainees"})
LONGEST = 300
FINDERS: dict[str, str] = {
    "dates.day": "find_days",
    "dates.month": "find_months",
    "dates.year": "find_years",
    "dates.period": "find_periods",
    "identity.number": "find_numbers",
    "phones.mobile": "find_mobiles",
    "phones.office": "find_offices",
    "places.place": "find_places",
    "names.name": "find_names",
    "levels.level": "find_levels",
    "units.unit": "find_units",
}


@lru_cache(maxsize=64)
def parser(name: str) -> Parser:
    """The parser called `name`; raises `KeyError`."""
    module = import_module(f"dialogs.parsing.{PARSERS[name]}")
    found: Parser = getattr(module, f"parse_{name}")
    return found


@lru_cache(maxsize=64)
def table_seer(name: str) -> TableSeer:
    """Whether a text is a table of this parser's rows, written with a header or labels; never where it has no eye for them."""
    module = import_module(f"dialogs.parsing.{PARSERS[name]}")
    found: TableSeer = getattr(module, f"written_{name}", _never)
    return found


def _never(text: str) -> bool:
    return False


@lru_cache(maxsize=64)
def shower(name: str) -> Shower:
    """How values of the parser called `name` read; the text itself where its module has no way of its own."""
    module = import_module(f"dialogs.parsing.{PARSERS[name]}")
    found: Shower = getattr(module, f"show_{name}", _as_text)
    return found


@lru_cache(maxsize=64)
def finder(kind: str) -> Finder:
    """The finder of `kind` (`dates.day`); raises `KeyError`."""
    found: Finder = getattr(import_module(f"dialogs.parsing.{kind.partition('.')[0]}"), FINDERS[kind])
    return found


def _as_text(spec: FieldSpec | TableSpec, value: Any) -> str:
    return "" if value is None else str(value)
