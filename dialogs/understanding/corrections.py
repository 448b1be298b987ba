"""Corrections by words: 把X改成Y, X写错了应该是Y, 不是A是B, 刚才那个号码最后一位是9不是8,
2015年那份其实是2011年开始的."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.commands import Command, Correct, GoTo, Unclear
from dialogs.parsing import Outcome, Parsed, Problem
from dialogs.understanding.afterthought import afterthought
from dialogs.understanding.characters import one_character
from dialogs.understanding.edits import edited_words
from dialogs.understanding.expressions import expression
from dialogs.understanding.halfsaid import half_said
from dialogs.understanding.mending import mend_digits, mend_part
from dialogs.understanding.message import Clause
from dialogs.understanding.partly import part_mended
from dialogs.understanding.respelt import told_otherwise
from dialogs.understanding.scene import FREE, Scene, split_path
from dialogs.understanding.spoken import rows_like, rows_of_year, speak_of
from dialogs.understanding.typed import typed

_LONG = ("address", "essay", "text")
CLOSED = frozenset({"code", "skill_level"})
"""parsers of a closed list: what one of them holds is no chance"""
_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_QUESTION_END = re.compile(r"(?:吗|么|呢|什么|怎么|啥|不)$")
_CONTEXT_ONLY = re.compile(r"^(?:我|我们|那个|这个|刚才|应该|,)*$")
_AROUND = ' ,，的“”"「」!！'
_PARTED = re.compile(r"(?<=[一-鿿0-9])[ \t](?=[一-鿿])")


@dataclass(frozen=True, slots=True)
class Mended:
    """A command, and the stretch of the message that asked for it."""

    command: Command
    start: int
    end: int


def corrections(scene: Scene) -> list[Mended]:
    """The corrections in the message: at each clause of a sentence that hints at one."""
    if (anew := afterthought(scene)) is not None:
        return [Mended(anew[0], 0, anew[1])]
    key = _PARTED.sub(",", scene.message.key)
    found: list[Mended] = []
    for start, end in _sentences(key):
        if end - start > 300 or not expression("correct.hint").search(key, start, end):
            continue
        at = start
        while at < end:
            mended = _one(scene, key, at, end)
            if mended is not None:
                found.append(mended)
                at = max(mended.end, at + 1)
            else:
                comma = re.compile(r"[,，。]").search(key, at, end)
                at = comma.end() if comma else end
            while at < end and key[at] in ",，。;；!！ \t":
                at += 1
    return found or [Mended(command, 0, end) for command, end in told_otherwise(scene)]


def _sentences(key: str) -> Iterator[tuple[int, int]]:
    """Stretches a correction may span: sentences, a short remark like 我记错了。 joined to what follows."""
    at = 0
    for stop in re.finditer(r"[。!！;；?\n]+", key):
        if stop.start() - at > 8 or "?" in stop[0]:
            if stop.start() > at:
                yield at, stop.start()
            at = stop.end()
    if at < len(key):
        yield at, len(key)


def _one(scene: Scene, key: str, start: int, end: int) -> Mended | None:
    lead = expression("correct.lead").match(key[start:end])
    begin = start + lead.end() if lead else start
    regretted = bool(lead and re.search(r"错|更正|不对", lead[0]))
    text = key[begin:end]
    for attempt in (_inside, _digits, _one_digit, _swap, _year_row, _assign, _half_said):
        mended = attempt(scene, text, begin)
        if mended is not None:
            return Mended(mended.command, start, mended.end)
    if regretted:
        return _second_thought(scene, text, begin, start) or _named_anew(scene, text, begin, start)
    if trail := expression("correct.trail").match(text):
        second = _second_thought(scene, trail["value"], begin, start)
        return Mended(second.command, start, end) if second is not None else None
    match = expression("correct.second_thought").match(key[start:end])
    if match is None:
        return None
    return _second_thought(scene, match["value"], start + match.start("value"), start)


def _inside(scene: Scene, text: str, offset: int) -> Mended | None:
    """A character, a word or a part of an answer put right."""
    if (part := part_mended(scene, text)) is not None:
        return Mended(part[0], offset, offset + part[1])
    whole = one_character(scene, text) or edited_words(scene, text)
    return Mended(whole, offset, offset + len(text)) if whole is not None else None


def _value(scene: Scene, text: str, offset: int) -> tuple[str, int]:
    """A new value as sent, up to where something else begins; and where it ends in the message."""
    stop = expression("correct.end").search(text)
    end = stop.start() if stop else len(text)
    denied = expression("correct.denied").search(text, 1, end)
    cut = denied or expression("correct.tail").search(text, 0, end)
    last = cut.start() if cut and cut.start() > 0 else end
    return scene.message.raw[offset : offset + last].strip(' \t,，:：「」"“”'), offset + end


def _assign(scene: Scene, text: str, offset: int) -> Mended | None:
    """把X改成Y, X写错了应该是Y, X其实是Y, 手机换号了，Y."""
    for name in ("correct.to", "correct.wrong", "correct.anew", "correct.really"):
        match = expression(name).match(text)
        if match is None:
            continue
        paths = speak_of(scene, match["what"])
        if not paths and name == "correct.to":
            paths = _holders(scene, match["what"].strip())[:1]
        if not paths:
            continue
        value, end = _value(scene, match["value"], offset + match.start("value"))
        if not value:
            return Mended(GoTo(paths[0]), offset, end)
        now = expression("correct.now").search(text, match.start("value")) if name == "correct.anew" else None
        if now is not None:
            value, end = _value(scene, now["value"], offset + now.start("value"))
        comma = re.search(r"[,，]", match["value"][: end - offset - match.start("value")])
        spec = scene.spec_of(paths[0])
        if comma is not None and not (spec is not None and spec.parser in _LONG):
            end = offset + match.start("value") + comma.start()
        command = _correct(scene, paths, value)
        if name == "correct.anew" and not _sure(scene, command):
            continue
        return Mended(command, offset, end)
    return None


def _half_said(scene: Scene, text: str, offset: int) -> Mended | None:
    """手机改13800138000, 应该叫陈大河."""
    found = half_said(scene, text, offset)
    return Mended(found[0], offset, found[1]) if found is not None else None


def _sure(scene: Scene, command: Command) -> bool:
    """Whether words behind 写错了 are the new value, and no remark that a field of any words would take."""
    if not isinstance(command, Correct) or not isinstance(command.parsed, Parsed):
        return False
    spec = scene.spec_of(command.path)
    return not (command.parsed.warnings and spec is not None and spec.parser in FREE)


def _correct(scene: Scene, paths: list[str], value: str) -> Command:
    """The correction for the path that takes the value; asked back where several do."""
    short = re.split(r"[,，]", value)[0]
    fits: list[tuple[str, Parsed]] = []
    for path in paths:
        spec = scene.spec_of(path)
        if split_path(path)[1] and not split_path(path)[2]:
            return GoTo(path)
        text = value if spec is not None and spec.parser in _LONG else short
        parsed = scene.parsed(path, text) or part_of(scene, path, text)
        if parsed is not None:
            fits.append((path, parsed))
    if not fits:
        return Correct(paths[0], scene.parse(paths[0], short), short)
    sure = [f for f in fits if not f[1].warnings]
    fits = sure if len(sure) == 1 else fits
    held = [f for f in fits if scene.filled(f[0])]
    fits = held if len(held) == 1 else fits
    if len(fits) > 1:
        return Unclear(value, tuple((Correct(p, o, value), _name(scene, p)) for p, o in fits[:3]))
    return Correct(fits[0][0], fits[0][1], value)


def part_of(scene: Scene, path: str, part: str) -> Parsed | None:
    """生日改成5月 where a whole date stands already."""
    old = scene.value(path)
    mended = mend_part(old, "?", part) if isinstance(old, str) and _DATE.match(old) else None
    return scene.parsed(path, mended) if mended else None


def _name(scene: Scene, path: str) -> str:
    spec = scene.spec_of(path)
    return spec.name if spec is not None else path


def _digits(scene: Scene, text: str, offset: int) -> Mended | None:
    """刚才那个号码最后一位是9不是8."""
    match = expression("correct.digits").search(text)
    if match is None or re.search(r"[年月日段条]", match[0]):
        return None
    head = expression("correct.digits_head").sub("", text[: match.start()].strip(",， 的"))
    named = speak_of(scene, head) if head else []
    last = [scene.focus.last] if scene.focus.last else []
    numbers = [p for p in ("mobile", "id_number", "unit_phone") if scene.filled(p)]
    for path in dict.fromkeys(named or [*last, *numbers]):
        old = scene.value(path)
        if not isinstance(old, str) or sum(c.isdigit() for c in old) < 4:
            continue
        mended = mend_digits(old, text[match.start() :])
        if mended is None:
            continue
        new, end = mended
        rest = expression("correct.digits_not").match(text[match.start() + end :])
        stop = offset + match.start() + end + (rest.end() if rest else 0)
        return Mended(Correct(path, scene.parse(path, new), scene.message.raw[offset:stop]), offset, stop)
    return None


def _one_digit(scene: Scene, text: str, offset: int) -> Mended | None:
    """手机号中间那个8打错了，应该是3; where the digit stands twice the whole number is asked for."""
    match = expression("correct.one_digit").match(text)
    if match is None:
        return None
    numbers = [p for p in ("mobile", "id_number", "unit_phone") if scene.filled(p)]
    for path in [p for p in speak_of(scene, match["what"]) if scene.filled(p)] or numbers:
        old, end = scene.value(path), offset + match.end()
        if not isinstance(old, str) or match["old"] not in old.lower():
            continue
        if old.lower().count(match["old"]) > 1:
            return Mended(GoTo(path), offset, end)
        outcome = scene.parse(path, old.lower().replace(match["old"], match["new"]))
        return Mended(Correct(path, outcome, scene.message.raw[offset:end]), offset, end)
    return None


def _named_anew(scene: Scene, text: str, offset: int, start: int) -> Mended | None:
    """我记错了，生日是三月十二: the field is named, its value may be a part of it."""
    match = expression("correct.named").match(text)
    paths = [p for p in speak_of(scene, match["what"]) if scene.filled(p)] if match else []
    if match is None or not paths:
        return None
    value, end = _value(scene, match["value"], offset + match.start("value"))
    excuse = expression("correct.excuse").match(text, end - offset)
    end = offset + excuse.end() if excuse else end
    command = _correct(scene, paths, value) if value else None
    return Mended(command, start, end) if command is not None and _sure(scene, command) else None


def _swap(scene: Scene, text: str, offset: int) -> Mended | None:
    """不是A是B, 是B不是A: what holds A gets B."""
    match = expression("correct.not_but").match(text) or expression("correct.but_not").match(text)
    if match is None:
        return None
    wrong = expression("correct.tail").sub("", match["wrong"].strip(_AROUND))
    right = scene.message.raw[slice(*(offset + n for n in match.span("right")))]
    right = expression("correct.tail").sub("", right.strip(_AROUND)).strip(_AROUND)
    if _QUESTION_END.search(wrong) or _QUESTION_END.search(right):
        return None
    what = match["what"].strip(" ,，的")
    named = speak_of(scene, what) if what else []
    rows = rows_like(scene, what) if what and not named else []
    if len(rows) == 1:
        named = _cells_holding(scene, rows[0], wrong)[:1]
    named = named or _cells_of_column(scene, what, wrong)
    holders = _holders(scene, wrong)
    if what and not named and not _CONTEXT_ONLY.match(what):
        holders = [p for p in holders if getattr(scene.spec_of(p), "parser", "") in CLOSED]
    end = offset + match.end()
    named.sort(key=lambda p: not _holds(scene, p, wrong))
    for path in named or holders:
        outcome = _swapped(scene, path, wrong, right, sure=bool(named))
        if outcome is not None:
            return Mended(Correct(path, outcome, scene.message.raw[offset:end].strip()), offset, end)
    return None


def _swapped(scene: Scene, path: str, wrong: str, right: str, *, sure: bool) -> Outcome | None:
    old = scene.value(path)
    part = mend_part(str(old), wrong, right) if old is not None else None
    whole = scene.parse(path, right)
    if part is not None and (isinstance(whole, Problem) or _DATE.fullmatch(str(old))):
        mended = scene.parse(path, part)
        return mended if isinstance(mended, Parsed) or path not in scene.known.unread else None
    return whole if isinstance(whole, Parsed) or sure else None


def _holders(scene: Scene, wrong: str) -> list[str]:
    """Answers that hold a value, the one given last first."""
    paths = [p for p in (scene.focus.last, scene.focus.path) if p and scene.spec_of(p) is not None]
    paths += [k for k in scene.known.answers if k in scene.form.fields]
    return [p for p in dict.fromkeys(paths) if _holds(scene, p, wrong)]


def _cells_of_column(scene: Scene, name: str, wrong: str) -> list[str]:
    """The one cell of a column so called that holds `wrong` (岗位不是班组长…); of several none."""
    found = [
        path
        for table, column in scene.names.columns.get(name, ())
        for row in scene.known.rows.get(table, ())
        if _holds(scene, path := f"{table}[{row}].{column}", wrong)
    ]
    return found if len(found) == 1 else []


def _cells_holding(scene: Scene, row: str, wrong: str) -> list[str]:
    table, row_id, _ = split_path(row)
    return [c for k in scene.row(table, row_id) if _holds(scene, c := f"{row}.{k}", wrong)]


def _holds(scene: Scene, path: str, wrong: str) -> bool:
    """Whether the value at `path` is `wrong`, or has it in it."""
    value = scene.value(path)
    if not isinstance(value, (str, int)) or not wrong:
        return False
    if wrong in str(value) or mend_part(str(value), wrong, wrong) == str(value):
        return True
    parsed = scene.parsed(path, wrong)
    return parsed is not None and parsed.value == value


def _year_row(scene: Scene, text: str, offset: int) -> Mended | None:
    """2015年那份其实是2011年开始的: the row of a year, and what about it is otherwise."""
    match = expression("correct.year_row").match(text)
    if match is None:
        return None
    value = match["value"]
    for table in sorted(scene.form.tables, key=lambda t: t != scene.focus.table):
        found = rows_of_year(scene, table, match["year"])
        column = _column_said(value, {c.key for c in scene.form.tables[table].columns})
        if not found or not column:
            continue
        ids = scene.known.rows[table]
        bare = re.sub(r"(?:开始|起|入职|进|来|结束|为止|止|离开|走|获|得|拿)(?:的|了)?.*$|的$", "", value).strip()
        end = offset + match.end()
        raw = scene.message.raw[offset:end]
        made: list[Correct] = []
        for n in found[:3]:
            path = f"{table}[{ids[n]}].{column}"
            made.append(Correct(path, scene.parse(path, bare), raw))
        if len(made) == 1:
            return Mended(made[0], offset, end)
        return Mended(Unclear(raw, tuple((c, _row_name(scene, c.path)) for c in made)), offset, end)
    return None


def _row_name(scene: Scene, path: str) -> str:
    table, row, _ = split_path(path)
    at = scene.known.rows.get(table, ()).index(row) + 1
    return scene.form.tables[table].row_name.format(n=at)


def _column_said(value: str, columns: set[str]) -> str:
    if "start" in columns and re.search(r"开始|起|入职|进|来的|去的", value):
        return "start"
    if "end" in columns and re.search(r"结束|为止|止|离开|走的|离职", value):
        return "end"
    if "year" in columns and re.search(r"\d{2,4}年?", value):
        return "year"
    return ""


def _second_thought(scene: Scene, text: str, offset: int, start: int) -> Mended | None:
    """不对，是1985年: the answer given last gets it, else the one whose shape it has."""
    bare = re.sub(r"^(?:应该|其实|实际上?)?(?:是|为|叫)\s*", "", text)
    value, end = _value(scene, bare, offset + len(text) - len(bare))
    if not value:
        return None
    last = scene.focus.last
    if last and scene.filled(last):
        outcome = scene.parsed(last, value) or part_of(scene, last, value)
        if outcome is not None:
            return Mended(Correct(last, outcome, value), start, end)
    whole = Clause(offset, end, ",", scene.message.raw[offset:end], scene.message.key[offset:end])
    for take in typed(scene, [whole]):
        if scene.filled(take.path) and isinstance(take.outcome, Parsed):
            return Mended(Correct(take.path, take.outcome, take.raw), start, end)
    return None


def go_to(scene: Scene, clause: str) -> Command | None:
    """改单位电话, 回到主要事迹, 单位填错了: where the person wants to go, without a new value yet."""
    text = clause.strip()
    if len(text) > 30:
        return None
    for name in ("go.to", "go.back", "go.how"):
        match = expression(name).fullmatch(text)
        paths = speak_of(scene, match["what"]) if match else []
        if len(paths) == 1:
            return GoTo(paths[0])
        if paths:
            return Unclear(clause, tuple((GoTo(p), _name(scene, p)) for p in paths[:3]))
    return None
