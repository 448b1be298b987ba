"""Facts about a person: from a JSON object or from the form, into one base — or a refusal that names the key."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.eligibility.form_facts import facts_of
from dialogs.eligibility.heard import heard_in
from dialogs.eligibility.model import Fact
from dialogs.eligibility.rules import Rules
from dialogs.eligibility.spans import span
from dialogs.text import clean, simplified

YEARS = range(1940, 2101)


class BadFacts(ValueError):
    """A fact that cannot be used: `key`, what stands there, and what may."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True, slots=True)
class Difference:
    """The form says one thing, the fact given itself another; the fact won."""

    fact: str
    given: Any
    form: Any


@dataclass(frozen=True, slots=True)
class Gathered:
    """The canonical facts and where form and facts differ."""

    facts: dict[str, Any]
    differences: tuple[Difference, ...] = ()


def known_facts(rules: Iterable[Rules]) -> dict[str, Fact]:
    """Every fact key of several editions; where two declare one, the words of both are allowed."""
    known: dict[str, Fact] = {}
    for one in rules:
        for key, fact in one.facts.items():
            if key in known:
                values = tuple(dict.fromkeys([*known[key].values, *fact.values]))
                fact = known[key].model_copy(update={"values": values})
            known[key] = fact
    return known


def gather(raw: Any, *, known: Mapping[str, Fact]) -> Gathered:
    """A facts object, form answers under `answers` included, as canonical facts; raises `BadFacts`.

    A key left out, or null (but `studio: null`: there is none), is unknown. A fact given itself wins over the form's.
    """
    if not isinstance(raw, Mapping):
        raise BadFacts("", '事实文件应是一个 JSON 对象，如 {"cert_level": "技师"}')
    own = validate_facts({k: v for k, v in raw.items() if k != "answers"}, known=known)
    answers = raw.get("answers") or {}
    if not isinstance(answers, Mapping):
        raise BadFacts("answers", "answers 应是一个对象：表格各栏的键和值")
    mapped = {k: v for k, v in facts_of(answers).items() if k in known}
    form = _lenient(mapped, known)
    different = tuple(
        Difference(key, own[key], value) for key, value in form.items() if key in own and not _agree(own[key], value)
    )
    return Gathered({**heard_in(answers, known), **form, **own}, different)


def _agree(own: Any, form: Any) -> bool:
    if isinstance(own, list) and isinstance(form, list):
        return all(item in own for item in form)
    return bool(own == form) or str(form).startswith(str(own))


def _lenient(mapped: Mapping[str, Any], known: Mapping[str, Fact]) -> dict[str, Any]:
    """Form answers that read as facts; the form's own checks speak about the others."""
    found = {}
    for key, value in mapped.items():
        try:
            found.update(validate_facts({key: value}, known=known))
        except BadFacts:
            continue
    return found


def validate_facts(raw: Mapping[str, Any], *, known: Mapping[str, Fact]) -> dict[str, Any]:
    """Canonical facts; raises `BadFacts` naming the key and the values allowed there."""
    found = {}
    for key, value in raw.items():
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f"，是不是 {near[0]}？" if near else "。"
            raise BadFacts(str(key), f"{key}：没有这个键{hint}可用的键：{'、'.join(known)}")
        if value is None and known[key].type != "record":
            continue
        found[key] = canonical(key, known[key], value)
    return found


def canonical(key: str, fact: Fact, value: Any) -> Any:
    """`value` as it is kept; raises `BadFacts`."""
    read = _READERS[fact.type](fact, value)
    if read is _BAD:
        raise BadFacts(key, f"{key}：{_shortly(value)} 不能用，可用：{allowed(fact)}")
    return read


_BAD = object()

_SHAPES = {
    "text": "文字", "place": "地名，如 北京、朝阳区、北京经济技术开发区", "titles": "名称的列表，没有写 []",
    "bodies": "归口单位名称的列表，没有写 []", "number": "不小于 0 的数", "month": "年月 YYYY-MM",
    "day": "日期 YYYY-MM-DD", "years": "年份的列表，如 [2020, 2022]",
    "dates": "日期的列表，如 [\"2020-05\", \"2022-11-30\"]", "span": "起止年月两项，如 [\"2017-03\", \"2018-06\"]",
    "records": "对象的列表，每项有 name，另有 rank（名次）、medal（奖牌）或 award（奖项）",
    "record": "null（没有）或一个对象：name、level、role、current（true/false）", "said": "任意",
}  # fmt: skip


def allowed(fact: Fact) -> str:
    """What may stand there, for a person."""
    if fact.type == "flag":
        return "、".join(["true", "false", *(f'"{v}"' for v in fact.values)])
    if fact.type == "choice":
        return "、".join(fact.values) + ("（或其他写明全称的名称）" if fact.open else "")
    return _SHAPES[fact.type]


def _shortly(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 30 else text[:30] + "…"


def tidy(text: str) -> str:
    """A text fact in one form: half width, simplified, no blanks at the ends."""
    folded = unicodedata.normalize("NFKC", clean(text)).strip()
    try:
        folded.encode("gb2312")
    except UnicodeEncodeError:
        return simplified(folded)
    return folded


def _flag(fact: Fact, value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        text = fact.aliases.get(tidy(value), tidy(value))
        return {"true": True, "false": False}.get(text, text if text in fact.values else _BAD)
    return _BAD


def _choice(fact: Fact, value: Any) -> Any:
    if not isinstance(value, str):
        return _BAD
    text = tidy(value)
    for form in (text, re.sub(r"[(（].*[)）]$", "", text)):
        if form in fact.values or form in fact.aliases:
            return fact.aliases.get(form, form)
    return text if any(re.search(p, text) for p in fact.open) else _BAD


def _text(fact: Fact, value: Any) -> Any:
    if not isinstance(value, str) or not value.strip():
        return _BAD
    text = tidy(value)
    return fact.aliases.get(text, text)


def _place(fact: Fact, value: Any) -> Any:
    text = _text(fact, value)
    if text is _BAD:
        return _BAD
    rest = re.sub(r"^(中国)?北京市?(?=.)", "", text)
    for form in (text, rest, rest + "区"):
        if form in fact.aliases:
            return fact.aliases[form]
        if form in fact.values:
            return form
    return text


def _texts(fact: Fact, value: Any) -> Any:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        return _BAD
    return [tidy(v) for v in value if tidy(v) not in ("", "无", "没有")]


def _bodies(fact: Fact, value: Any) -> Any:
    texts = _texts(fact, value)
    return texts if texts is _BAD else [fact.aliases.get(t, t) for t in texts]


def _number(fact: Fact, value: Any) -> Any:
    fine = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10_000
    return value if fine else _BAD


def _moment(parts: tuple[int, ...]) -> Callable[[Any], str | None]:
    def read(value: Any) -> str | None:
        text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
        match = re.fullmatch(r"(\d{4})(?:[-./年](\d{1,2}))?月?(?:[-./]?(\d{1,2})日?)?年?", text.strip())
        if not match:
            return None
        numbers = [int(n) for n in match.groups() if n]
        try:
            span("-".join(map(str, numbers)))
        except (ValueError, OverflowError):
            return None
        if len(numbers) not in parts or numbers[0] not in YEARS:
            return None
        return "-".join(f"{n:02d}" for n in numbers)

    return read


_month, _day, _any_moment = _moment((2, 3)), _moment((3,)), _moment((1, 2, 3))


def _years(fact: Fact, value: Any) -> Any:
    if not isinstance(value, list):
        return _BAD
    years = [int(v) if isinstance(v, int | str) and not isinstance(v, bool) and str(v).isdigit() else 0 for v in value]
    return years if all(y in YEARS for y in years) else _BAD


def _dates(fact: Fact, value: Any) -> Any:
    read = [_any_moment(v) for v in value] if isinstance(value, list) else [None]
    return _BAD if None in read else read


def _span(fact: Fact, value: Any) -> Any:
    read = _dates(fact, value)
    if read is _BAD or len(read) != 2 or span(read[0])[0] > span(read[1])[1]:
        return _BAD
    return read


def _records(fact: Fact, value: Any) -> Any:
    fine = isinstance(value, list) and all(isinstance(v, Mapping) and isinstance(v.get("name"), str) for v in value)
    return [_tidied(v) for v in value] if fine else _BAD


def _record(fact: Fact, value: Any) -> Any:
    if value is None:
        return None
    return _tidied(value) if isinstance(value, Mapping) else _BAD


def _tidied(record: Mapping[str, Any]) -> dict[str, Any]:
    return {str(k): tidy(v) if isinstance(v, str) else v for k, v in record.items() if v is not None}


_READERS: dict[str, Callable[[Fact, Any], Any]] = {
    "flag": _flag, "choice": _choice, "text": _text, "place": _place, "titles": _texts, "bodies": _bodies,
    "number": _number, "month": lambda _, v: (_month(v) or "")[:7] or _BAD, "day": lambda _, v: _day(v) or _BAD,
    "years": _years, "dates": _dates, "span": _span, "records": _records, "record": _record,
    "said": lambda _, v: v,
}  # fmt: skip
