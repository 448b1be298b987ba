"""A refused or half answer completed by the next words: 1977年4月31日 → 四月没有31吗 那是13; 13661092 → 284; 八角北路 → 36号院."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dialogs.commands import Command, Correct, Fill
from dialogs.parsing import Parsed, Problem
from dialogs.parsing.moments import moments
from dialogs.parsing.numerals import number, spoken_digits
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import fold, squeeze
from dialogs.understanding.scene import Scene

LONGEST = 30
"""characters of such a reply"""
LONGEST_HOUSE = 4
"""figures of a house number"""
NUMBERS = frozenset({"id_number", "mobile", "office_phone"})
DATES = frozenset({"day", "month"})


@dataclass(frozen=True, slots=True)
class Parts:
    """What is known of a date, as written; None where nothing was said."""

    year: str | None = None
    month: int | None = None
    day: int | None = None


def completed(scene: Scene) -> Command | None:
    """The answer that the message and the words before it make together; None where they make none."""
    path, spec = scene.focus.path, scene.spec
    if path is None or spec is None or scene.overlay or len(scene.message.key) > LONGEST:
        return None
    before = scene.known.unread.get(path, "")
    if before and isinstance(scene.parse(path, scene.message.raw), Problem):
        whole = _date(scene, before) if spec.parser in DATES else None
        whole = _number(scene, path, before) if spec.parser in NUMBERS else whole
        parsed = scene.parsed(path, whole) if whole else None
        if parsed is not None:
            return Fill(path, parsed, scene.message.raw.strip())
    return _full_name(scene) or _further_address(scene)


def _date(scene: Scene, before: str) -> str:
    """The date of the reply before with the parts that are told now; empty where none is, or none for sure."""
    key = scene.message.key
    if expression("complete.vague").search(key):
        return ""
    old, new = _parts(scene, fold(before)), Parts()
    for piece in re.split(r"[\s,，。;；!！?？]+", key):
        said = expression("complete.denied").sub("", piece)
        if said and not expression("complete.asks").search(said):
            part = _parts(scene, said, old)
            new = Parts(part.year or new.year, part.month or new.month, part.day or new.day)
    if new == Parts():
        return ""
    year, month, day = new.year or old.year, new.month or old.month, new.day or old.day
    if scene.spec is not None and scene.spec.parser == "month":
        return f"{year}年{month}月" if year and month else ""
    return f"{year}年{month}月{day}日" if year and month and day else ""


def _parts(scene: Scene, text: str, before: Parts | None = None) -> Parts:
    """The parts of a date in the text; a bare figure is the part that was missing or wrong `before`."""
    whole = [m for m in moments(text, scene.today) if m.year]
    found = Parts(str(whole[0].year), whole[0].month, whole[0].day) if len(whole) == 1 else Parts()
    said = {name: expression(f"complete.{name}").search(text) for name in ("year", "month", "day")}
    year, month, day = (_first(hit) if hit is not None else "" for hit in said.values())
    found = replace(
        found,
        year=found.year or year or None,
        month=found.month or number(month),
        day=found.day or number(day),
    )
    bare = expression("complete.bare").fullmatch(text) if before is not None and found == Parts() else None
    if bare is None or before is None:
        return found
    if (before.year and not before.month) or (scene.spec is not None and scene.spec.parser == "month"):
        return Parts(month=number(bare["n"]))
    return Parts(day=number(bare["n"]))


def _number(scene: Scene, path: str, before: str) -> str:
    """The figures of the reply before with those that are told now; empty where it is not said where they belong."""
    old, key = _figures(before), scene.message.squeezed
    for name in ("complete.behind", "complete.in_front"):
        if (said := expression(name).fullmatch(key)) is not None:
            more = _figures(_first(said))
            return old + more if name == "complete.behind" else more + old
    if (last := expression("complete.last").fullmatch(key)) is not None:
        more = _figures(last["new"])
        return old[: -len(more)] + more if len(old) > len(more) else ""
    if (less := expression("complete.less").fullmatch(key)) is not None:
        return _without(old, _figures(_first(less)), at_end=less["last"] is not None)
    short = scene.parse(path, before)
    short_of = isinstance(short, Problem) and short.code.startswith(("length", "format"))
    return old + _figures(key) if short_of and expression("complete.rest").fullmatch(key) else ""


def _without(number_: str, figure: str, *, at_end: bool) -> str:
    """One figure too many taken out: the last, one of two side by side, or the only one."""
    if at_end or number_.count(figure) == 1:
        at = number_.rfind(figure)
        return number_[:at] + number_[at + len(figure) :] if not at_end or number_.endswith(figure) else ""
    return number_.replace(figure * 2, figure) if number_.count(figure * 2) == 1 else ""


def _first(match: re.Match[str]) -> str:
    """The one group that took part."""
    return next(group for group in match.groups() if group)


def _figures(text: str) -> str:
    return re.sub(r"[^0-9x]", "", spoken_digits(fold(text)))


def _full_name(scene: Scene) -> Correct | None:
    """大名张彩云 behind 张姐: the same surname, of somebody who has only been called by it."""
    last = scene.focus.last
    spec, old = (scene.spec_of(last), scene.value(last)) if last else (None, None)
    said = expression("complete.full_name").fullmatch(scene.message.key.strip())
    if spec is None or spec.parser != "name" or not isinstance(old, str) or said is None or last == scene.focus.path:
        return None
    before, told = scene.parsed(last, old), scene.parsed(last, said["v"])
    half = before is not None and any(note.code == "full_name_better" for note in before.warnings)
    if not half or told is None or told.warnings or not str(told.value).startswith(old.lstrip("老小大")[:1]):
        return None
    return Correct(last, told, scene.message.raw.strip())


def _further_address(scene: Scene) -> Correct | None:
    """36号院, 门牌是36号 behind an address without a house number."""
    last = scene.focus.last
    spec, old = (scene.spec_of(last), scene.value(last)) if last else (None, None)
    if spec is None or spec.parser != "address" or not isinstance(old, str) or last == scene.focus.path:
        return None
    answers = scene.focus.path is not None and scene.parsed(scene.focus.path, scene.message.raw) is not None
    if any(ch.isdigit() for ch in old) or not scene.filled(last) or (answers and not scene.free):
        return None
    said = expression("complete.house").fullmatch(scene.message.key.strip(" ,，。!！"))
    if said is None:
        return None
    raw = scene.message.raw.strip(" ,，。!！")
    more = raw[slice(*said.span("v"))]
    if re.fullmatch(r"[0-9]+", more):
        more = f"{more}号" if len(more) <= LONGEST_HOUSE else ""
    parsed = scene.parsed(last, old + squeeze(more))
    return Correct(last, parsed, raw) if isinstance(parsed, Parsed) and more and squeeze(more) in parsed.value else None
