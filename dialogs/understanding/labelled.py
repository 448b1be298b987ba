"""Values that come with their field's name: 姓名：张三, 身份证1101…, 单位是首钢."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.parsing import Parsed, Problem
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import Clause, squeeze
from dialogs.understanding.scene import FREE, TABLES, Scene
from dialogs.understanding.takes import Take
from dialogs.understanding.words import pattern, words

_SEPARATOR = r"(?P<sep>[:：=]|(?:先|就)(?:写|填|记|用)(?:成|上|个)?|(?:写|填)的是|就是|是|为|叫做|叫|[ \t]+|)"
LONGEST_KIND = 8
_NUMBER = re.compile(r"[0-9][0-9xX -]{5,}")
"""a number behind its name is meant for it, also where a digit is missing"""
_LONG = frozenset({"essay", "text", "list"})


def labelled(scene: Scene, spans: list[tuple[int, int]], clauses: Sequence[Clause]) -> list[Take]:
    """The named values inside the given stretches of the message (offsets), which the clauses part further."""
    takes: list[Take] = []
    for start, end in spans:
        takes += _in_stretch(scene, start, end, clauses)
    return _their_telephone(scene, sorted(takes, key=lambda t: t.start))


def _their_telephone(scene: Scene, takes: list[Take]) -> list[Take]:
    """A bare 电话 right after the contact is the contact's, and so the unit's."""
    found: list[Take] = []
    before = scene.focus.path
    for take in takes:
        if take.path == "mobile" and before == "unit_contact" and scene.message.key.startswith("电话", take.start):
            outcome = scene.parse("unit_phone", take.raw)
            found.append(Take("unit_phone", outcome, take.raw, take.start, take.end, True))
        else:
            found.append(take)
        before = take.path
    return found


def _in_stretch(scene: Scene, start: int, end: int, clauses: Sequence[Clause]) -> list[Take]:
    key = scene.message.key
    link = expression("label.link").pattern
    colon = pattern(rf"(?P<name>{scene.names.field_pattern})[)）]?{link}\s*[:：=\t|｜│]\s*")
    marks = [(m.start(), m.end(), m["name"]) for m in colon.finditer(key, start, end)]
    marks = [m for m in marks if m[0] == start or key[m[0] - 1] not in "改把将本该此各"]
    takes: list[Take] = []
    for n, (_, value_start, name) in enumerate(marks):
        limit = marks[n + 1][0] if n + 1 < len(marks) else end
        take = _value(scene, name, value_start, limit, marks[n][0])
        if take is not None:
            takes.append(take)
    covered = [(m[0], t.end) for m in marks for t in takes if t.start == m[0]]
    at = start
    for stretch in [*covered, (end, end)]:
        if stretch[0] > at:
            takes += _without_colon(scene, at, stretch[0], clauses)
        at = max(at, stretch[1])
    return takes


def _value(scene: Scene, name: str, start: int, limit: int, label: int) -> Take | None:
    """The value after a label and colon, up to the next label at most."""
    raw, key = scene.message.raw, scene.message.key
    fits: list[Take] = []
    for path in _paths(scene, name):
        spec = scene.spec_of(path)
        if spec is None:
            continue
        long = spec.parser in TABLES or spec.parser in _LONG
        end = limit if long else _end(key, start, limit, address=spec.parser == "address")
        text = raw[start:end].strip(" \t\n，,。;；|｜│")
        if not text:
            continue
        outcome = scene.parse(path, text)
        if isinstance(outcome, Problem) and not long and end < limit:
            line = key.find("\n", start, limit)
            wider = raw[start : line if line >= 0 else limit].strip(" \t\n，,。;；")
            second = scene.parse(path, wider)
            if isinstance(second, Parsed) and spec.parser not in FREE:
                outcome, text, end = second, wider, line if line >= 0 else limit
        fits.append(Take(path, outcome, text, label, end, True))
    return _best(fits)


def _end(key: str, start: int, limit: int, *, address: bool) -> int:
    """Where a short value ends: the first stop, but an address may go on after a comma."""
    at = start
    while at < limit and key[at] in " \t":
        at += 1
    while at < limit:
        ch = key[at]
        if ch in "\n。;；!?":
            break
        if ch in ",，" and not (address and expression("address.goes_on").match(key[at : at + 20])):
            break
        at += 1
    return at


def _without_colon(scene: Scene, start: int, end: int, clauses: Sequence[Clause]) -> list[Take]:
    """Labels at the head of a clause, and further labels run on behind them (姓名王志强身份证1101…)."""
    found: list[Take] = []
    key, raw = scene.message.key, scene.message.raw
    link = expression("label.link").pattern
    label = pattern(rf"(?P<name>{scene.names.field_pattern}){link}(?:号码?)?{_SEPARATOR}")
    for clause in clauses:
        if clause.start < start or clause.end > end:
            continue
        at = clause.start
        lead = expression("label.lead").match(key, at, clause.end)
        at = lead.end() if lead else at
        while at < clause.end:
            match = label.match(key, at, clause.end)
            if match is None or not _may_name(match, after_value=bool(found) and key[match.start() - 1].isspace()):
                break
            following = _next_label(label, key, match.end() + 1, clause.end)
            limit = following.start() if following else clause.end
            text = raw[match.end() : limit].strip(" \t，,的")
            take = _plausible(scene, match["name"], match["sep"], text, (match.start(), limit))
            if take is None and following is not None:
                limit = clause.end
                text = raw[match.end() : limit].strip(" \t，,的")
                take = _plausible(scene, match["name"], match["sep"], text, (match.start(), limit))
            if take is None:
                break
            found.append(take)
            at = limit
    return found


def _may_name(match: re.Match[str], *, after_value: bool) -> bool:
    """Whether a label without a colon may name its field: 等级, 性质 … only with 是, or in a row of labels."""
    return after_value or match["name"] not in words().needs_colon or match["sep"] in ("是", "为", "就是")


def _next_label(label: re.Pattern[str], key: str, start: int, end: int) -> re.Match[str] | None:
    """A further label run on behind a value (王志强身份证1101…)."""
    for match in label.finditer(key, start, end):
        name, behind = match["name"], match["sep"].strip()
        if (
            behind
            or key[match.start() - 1].isspace()
            or not (name in words().ends_names or name in words().needs_colon)
        ):
            return match
    return None


def _plausible(scene: Scene, name: str, sep: str, text: str, span: tuple[int, int]) -> Take | None:
    """A value said without a colon must fit its field, and must not be a remark about it."""
    if not text or _remark(text):
        return None
    fits: list[Take] = []
    for path in _paths(scene, name):
        spec = scene.spec_of(path)
        if spec is None or spec.parser in TABLES or spec.parser in _LONG or spec.parser == "photo":
            continue
        if spec.parser in FREE and not _free_fits(spec.parser, sep, text):
            continue
        if spec.parser == "unit" and (nature := _nature(scene, text, span)) is not None:
            return nature
        outcome = scene.parse(path, text)
        meant = _NUMBER.fullmatch(text) or (sep in ("是", "为", "就是") and any(c.isdigit() for c in text))
        if isinstance(outcome, Parsed) or meant:
            fits.append(Take(path, outcome, text, *span, True))
    return _best(fits)


def _nature(scene: Scene, text: str, span: tuple[int, int]) -> Take | None:
    """我们单位是央企 tells what kind of employer it is, not its name."""
    named = pattern(words().question.organisations).search(squeeze(text))
    if "unit_nature" not in scene.form.fields or named or len(text) > LONGEST_KIND:
        return None
    outcome = scene.parse("unit_nature", text)
    plain = not outcome.warnings if isinstance(outcome, Parsed) else outcome.code == "ambiguous"
    return Take("unit_nature", outcome, text, *span, True) if plain else None


def _best(takes: list[Take]) -> Take | None:
    """Of several fields that a name may mean, the one that takes the value with the fewest doubts."""
    doubts = [len(t.outcome.warnings) if isinstance(t.outcome, Parsed) else 99 for t in takes]
    return takes[doubts.index(min(doubts))] if takes else None


def _remark(text: str) -> bool:
    """Whether what follows a field's name speaks about the field instead of giving it (单位领导不同意)."""
    return bool(expression("label.remark").match(text))


def _free_fits(parser: str, sep: str, text: str) -> bool:
    """Whether words fit a field that would take anything."""
    said = sep.strip() in ("是", "为", "就是", "叫", "叫做", "=") or sep[:1] in ("先", "就", "写", "填")
    if parser == "name":
        return 2 <= len(text) <= 5 and (said or len(text) <= 4)
    if parser == "place":
        return len(text) <= 20 and text[:1] not in "的"
    if parser == "unit":
        return said or bool(pattern(words().question.organisations).search(squeeze(text)))
    if parser == "address":
        return said or bool(expression("address.shape").search(text))
    if parser == "occupation":
        return said or bool(sep) or text[-1:] in "工员师手"
    return said or bool(sep)


def _paths(scene: Scene, name: str) -> list[str]:
    """The form paths a name may mean, the pending field first; 电话 means a mobile number or an office one."""
    paths = list(scene.names.fields.get(squeeze(name), ()))
    return sorted(paths, key=lambda p: p != scene.focus.path)
