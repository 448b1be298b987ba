"""A finding, and the edition's book of them (`findings.yaml`): what each code says and on which article."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, Literal

from yaml import YAMLError

from dialogs.catalogue import BadPolicy, Edition
from dialogs.form import FieldSpec, Model, Rule, TableSpec

Severity = Literal["error", "warning"]
_SHOWN = 30
_WHOLE = ("message", "list", "bodies", "why", "mark", "rows")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something missing, wrong or at risk in a form.

    `field` is the answer's path (`birth_date`, `work_history[r2].end`), `code` a stable word, `message`
    Chinese that says what is wrong and how to mend it. `quote` is verbatim in the edition's source.
    `open`: the answer itself is still wanted, so the paper stays a 草稿.
    """

    field: str
    code: str
    message: str
    severity: Severity
    article: str = ""
    quote: str = ""
    open: bool = False

    def to_json(self) -> dict[str, Any]:
        """The keys of INTERFACE (`field code message severity`), with `article` and `quote` beside them."""
        found = asdict(self)
        del found["open"]
        return found


class FindingText(Model):
    """What one code says. Without `article` the field's own rule is cited, else the book's default."""

    severity: Severity
    message: str
    article: str = ""
    quote: str = ""
    open: bool = False


class Limits(Model):
    """Numbers of the edition: characters, the first year that counts, ages in years."""

    deeds: int
    unit_opinion: int
    since_year: int
    working_age: int
    oldest_age: int


class Words(Model):
    """The words a field is filled with; `and_so_on`: the source closes its list with 等."""

    words: tuple[str, ...]
    and_so_on: bool = False


class Book(Model):
    """`findings.yaml` of one edition."""

    limits: Limits
    levels: tuple[str, ...]
    """certificate levels, lowest first"""
    lowest_level: str
    titles: tuple[str, ...]
    """words that give away a 职称"""
    narrow_marks: tuple[str, ...]
    narrow_bodies: str
    """regular expression of bodies below 国家级、省市级、本行业"""
    wide_marks: tuple[str, ...]
    hinted_when_empty: dict[str, dict[str, str]]
    """table → column that may be empty → the finding that says so"""
    doubted: dict[str, tuple[str, ...]]
    """parser → its warnings that are findings too"""
    full_address: str
    """regular expression that an address with a district, county or town matches"""
    months: str
    ongoing: str
    kinds: dict[str, str]
    """what a value should be: `text number rows row evidence`"""
    lists: dict[str, Words]
    default: Rule
    findings: dict[str, FindingText]

    def finding(self, code: str, field: str, *, spec: FieldSpec | TableSpec | None = None, **values: object) -> Finding:
        """The finding `code` about `field`; `values` fill its message, long ones are shortened."""
        text = self.findings[code]
        rule = spec.rule if spec is not None else None
        if text.article:
            article, quote = text.article, text.quote
        else:
            rule = rule or self.default
            article, quote = rule.article, rule.quote
        shown = {k: v if k in _WHOLE else _short(v) for k, v in values.items()}
        return Finding(field, code, text.message.format(**shown), text.severity, article, quote, text.open)

    def month(self, value: str) -> str:
        """`2005-07` as it is said; anything else unchanged."""
        year, dash, month = value.partition("-")
        if not dash or not (year.isdecimal() and month.isdecimal()):
            return value
        return self.months.format(year=int(year), month=int(month))


def _short(value: object) -> object:
    if isinstance(value, str):
        line = " ".join(value.split())
        return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
    return value


@lru_cache(maxsize=16)
def book_of(edition: Edition) -> Book:
    """The edition's book; raises `BadPolicy` for a file missing, malformed or quoting what is not there."""
    try:
        book = Book.model_validate(edition.data("findings.yaml"))
    except (OSError, ValueError, YAMLError) as error:
        raise BadPolicy(f"{edition.folder.name}/findings.yaml：{error}") from error
    quotes = {code: text.quote for code, text in book.findings.items() if text.article}
    for code, quote in {**quotes, "default": book.default.quote}.items():
        if not edition.holds(quote):
            raise BadPolicy(f"{edition.folder.name}/findings.yaml：{code} 的引文不在原文里")
    return book
