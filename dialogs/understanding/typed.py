"""Values that speak for themselves: 我叫…, an ID number, 党员, 汉族, 1980年5月12日出生, 在首钢干轧钢."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dialogs.parsing import Parsed
from dialogs.parsing.whose import own_words, speaks_of_another
from dialogs.understanding.expressions import expression
from dialogs.understanding.listed import writers_own
from dialogs.understanding.message import Clause, squeeze
from dialogs.understanding.scene import Scene
from dialogs.understanding.takes import Take, apart
from dialogs.understanding.words import pattern, words

# fields whose values have a shape of their own, and whether the shape is enough to name the field
_SHAPES = {
    "id_number": True,
    "mobile": True,
    "unit_phone": True,
    "birth_date": True,
    "work_start": True,
    "ethnicity": False,
    "political_status": False,
    "education": False,
    "skill_level": False,
    "sex": False,
    "hukou": True,
    "unit_contact": True,
    "unit_nature": False,
}
_MINE = re.compile(r"我|俺|本人|咱")
_DATED = ("id_number", "birth_date", "work_start")
_PRESENT = frozenset({"上班", "工作", "干活", "当班", "就职", "任职", "供职"})


def typed(scene: Scene, clauses: list[Clause]) -> list[Take]:
    """The values that speak for themselves in these clauses.

    A stretch between blanks that says more than the values found in it keeps only those that cannot be another's
    (我们厂党员带头攻关 is no 政治面貌).
    """
    found: list[Take] = []
    theirs = False
    for clause in clauses:
        theirs = speaks_of_another(clause.key) or (theirs and not _MINE.search(clause.key))
        if theirs:
            continue
        if pattern(words().whatif.must).search(clause.key) or own_words(clause.key) == "":
            continue
        here = apart(_candidates(scene, clause))
        for start, end in _stretches(clause, here):
            inside = [t for t in here if start <= t.start < end]
            told = _leftover(scene, start, end, inside) <= 2
            found += inside if told else _chained(inside)
    return found


def _chained(takes: list[Take]) -> list[Take]:
    """Of a stretch that says more: what cannot be another's, and what follows right behind it (我叫庞秀荣女的满族 …)."""
    kept: list[Take] = []
    for take in takes:
        if take.said or (kept and kept[-1].end == take.start):
            kept.append(take)
    return kept


def _stretches(clause: Clause, takes: list[Take]) -> list[tuple[int, int]]:
    """The clause parted at its blanks, where no value spans them."""
    cuts = [clause.start + n for n, ch in enumerate(clause.key) if ch.isspace()]
    cuts = [c for c in cuts if not any(t.start < c < t.end for t in takes)]
    edges = [clause.start, *cuts, clause.end]
    return list(pairwise(edges))


def _leftover(scene: Scene, start: int, end: int, takes: list[Take]) -> int:
    """How many characters of a stretch no value accounts for."""
    rest, at = "", start
    for take in takes:
        rest += scene.message.key[at : take.start]
        at = take.end
    rest += scene.message.key[at:end]
    return len(squeeze(expression("filler").sub("", rest)))


def _candidates(scene: Scene, clause: Clause) -> Iterator[Take]:
    key = scene.message.key
    for field, said in _SHAPES.items():
        if field not in scene.form.fields:
            continue
        for match in expression(f"shape.{field}").finditer(key, clause.start, clause.end):
            groups = match.groupdict()
            inner = next((g for g in ("v", "w") if groups.get(g)), 0)
            text = scene.message.raw[slice(*match.span(inner))]
            if field == "sex" and not _stands_alone(key, match.span(), clause):
                continue
            path = "unit_phone" if field == "mobile" and scene.focus.path in ("unit_contact", "unit_phone") else field
            outcome = scene.parse(path, text)
            if isinstance(outcome, Parsed) or path in _DATED or outcome.ask:
                yield Take(path, outcome, text, match.start(), match.end(), said)
    yield from _name(scene, clause)
    yield from _work(scene, clause)


def _stands_alone(key: str, span: tuple[int, int], clause: Clause) -> bool:
    """男/女 as a word of its own: 男, 男性, or run on after a name or before 汉族."""
    before = key[max(clause.start, span[0] - 1) : span[0]]
    after = key[span[1] : min(clause.end, span[1] + 2)]
    if before in ("", " ", "是", "，", "、", ":") and not after:
        return True
    follows = not after or after[0] in " 、:" or bool(expression("after_sex").match(key, span[1], clause.end))
    return follows and (not before or before in " 、是" or clause.end - clause.start > 4)


def _name(scene: Scene, clause: Clause) -> Iterator[Take]:
    key, raw = scene.message.key, scene.message.raw
    for match in expression("name.called").finditer(key, clause.start, clause.end):
        start, end = match.span("v")
        text = key[start:end]
        if end < clause.end or len(text) > 3:
            stop = expression("name.stops").search(text, 2)
            if stop:
                end = start + stop.start()
            elif len(text) > 4 and "·" not in text and "•" not in text:
                continue
        outcome = scene.parse("name", raw[start:end])
        if isinstance(outcome, Parsed):
            yield Take("name", outcome, raw[start:end], match.start(), end, True)
    for match in expression("name.for_whom").finditer(key, clause.start, clause.end):
        text = raw[slice(*match.span("v"))]
        outcome = scene.parse("name", text)
        if isinstance(outcome, Parsed) and not outcome.warnings and not _something_else(scene, text):
            yield Take("name", outcome, text, match.start(), match.end(), True)
    their = expression("name.of_them").match(clause.key)
    if their is not None and expression("for_them").search(key):
        text = raw[clause.start + their.start("v") : clause.start + their.end("v")]
        outcome = scene.parse("name", text)
        if isinstance(outcome, Parsed):
            yield Take("name", outcome, text, clause.start, clause.start + their.end("v"), True)
    am = expression("name.am").match(clause.key)
    if am is not None and not expression("name.no_name").search(am["v"]):
        text = clause.text[slice(*am.span("v"))]
        outcome = scene.parse("name", text)
        if isinstance(outcome, Parsed) and not outcome.warnings and not _something_else(scene, text):
            yield Take("name", outcome, text, clause.start, clause.end, True)


def _work(scene: Scene, clause: Clause) -> Iterator[Take]:
    """在首钢干轧钢: the unit and what is done there."""
    key, raw = scene.message.key, scene.message.raw
    if len(clause.key) > 60:
        return
    match = expression("work.at").search(key, clause.start, clause.end)
    match = match or expression("work.of").search(key, clause.start, clause.end)
    if writers_own(key, clause.key):
        return
    theirs = expression("work.of_theirs").match(clause.key) if expression("for_them").search(key) else None
    if theirs is not None:
        yield from _occupation(scene, (clause.start + theirs.start("what"), clause.start + theirs.end("what")), "")
        return
    if match is not None:
        start, end = match.span("unit")
        verb = match.groupdict().get("verb", "")
        if _employer(scene, key[start:end], verb):
            outcome = scene.parse("unit", raw[start:end])
            if isinstance(outcome, Parsed):
                yield Take("unit", outcome, raw[start:end], match.start(), end, bool(verb))
        if match["what"] and verb not in _PRESENT:
            yield from _occupation(scene, match.span("what"), verb)
        return
    for name in ("work.does", "work.is"):
        does = expression(name).match(key, clause.start, clause.end)
        if does is not None:
            yield from _occupation(scene, does.span("what"), "", does.start())
            return


def _employer(scene: Scene, unit: str, verb: str) -> bool:
    """Whether 在… or 我是…的 names an employer, and no place, birth or party."""
    if (
        unit[-1:] in "上里边头儿"
        or expression("work.no_employer").match(unit)
        or expression("work.place").match(unit)
        or expression("work.verb_first").match(unit)
    ):
        return False
    return bool(verb) or not _something_else(scene, unit)


def _something_else(scene: Scene, text: str) -> bool:
    """Whether 我是…(的) tells something other than a name or an employer: 85年生, 石景山, 九三学社, 高级技师."""
    if any(ch.isdigit() for ch in text):
        return True
    paths = ("hukou", "political_status", "ethnicity", "skill_level", "education", "sex")
    found = (scene.parsed(p, text) for p in paths if p in scene.form.fields)
    return any(parsed is not None and not parsed.warnings for parsed in found)


def _occupation(scene: Scene, span: tuple[int, int], verb: str, start: int | None = None) -> Iterator[Take]:
    key, raw = scene.message.key, scene.message.raw
    stop = expression("else").search(key, span[0], span[1])
    end = stop.start() if stop and stop.start() >= span[0] + 2 else span[1]
    head = expression("work.head").match(key[span[0] : end])
    begin = span[0] + (head.end() if head else 0)
    tail = expression("work.tail").search(key[begin:end])
    if tail:
        end = begin + tail.start()
    said = raw[begin:end]
    if not 2 <= len(said) <= 10 or not _trade(key[begin:end]):
        return
    if verb in ("开", "烧", "修"):
        said = verb + said
    outcome = scene.parse("occupation", said)
    if isinstance(outcome, Parsed):
        yield Take("occupation", outcome, said, begin if start is None else start, end, True)


def _trade(text: str) -> bool:
    """Whether words can be a trade: no level, no employer, not just 职工."""
    if expression("work.no_trade").match(text) or expression("shape.skill_level").fullmatch(text):
        return False
    return not pattern(words().question.organisations).search(text)
