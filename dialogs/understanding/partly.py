"""A part of an answer put right by its own name: 生日月份是11月, 那个日子是5号不是3号, 门牌是57, 手机号后两位反了."""

from __future__ import annotations

import re

from dialogs.commands import Correct, GoTo
from dialogs.parsing.numerals import number
from dialogs.understanding.expressions import expression
from dialogs.understanding.mending import mend_part
from dialogs.understanding.scene import Scene
from dialogs.understanding.spoken import speak_of

_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_UNITS = {"年": "年", "月": "月", "日": "日", "号": "日", "天": "日"}
DATES = ("birth_date", "work_start")
NUMBERS = ("mobile", "id_number", "unit_phone")


def part_mended(scene: Scene, text: str) -> tuple[Correct | GoTo, int] | None:
    """The change and how many characters of `text` (folded) it takes; None where no part is named, or nothing has it."""
    for attempt in (_of_date, _month_and_day, _house, _turned, _figures, _extension):
        if (found := attempt(scene, text)) is not None:
            return found
    return None


def _of_date(scene: Scene, text: str) -> tuple[Correct | GoTo, int] | None:
    for name in ("part.date", "part.date_bare", "part.date_swap"):
        said = expression(name).match(text)
        if said is None:
            continue
        unit = _UNITS[said["unit"] or next(u for u in said["part"] if u in _UNITS)]
        for path in _dates(scene, said["what"], unit):
            old = str(scene.value(path))
            if said["old"] and mend_part(old, f"{said['old']}{unit}", f"{said['old']}{unit}") != old:
                continue
            mended = mend_part(old, "?", f"{said['new']}{unit}")
            if mended is not None and mended != old:
                return Correct(path, scene.parse(path, mended), text[: said.end()]), said.end()
    return None


def _month_and_day(scene: Scene, text: str) -> tuple[Correct | GoTo, int] | None:
    """生日月和日写反了."""
    said = expression("part.month_day").match(text)
    paths = [p for p in _dates(scene, said["what"], "日") if len(str(scene.value(p))) == 10] if said else []
    if said is None or not paths:
        return None
    year, month, day = str(scene.value(paths[0])).split("-")
    return Correct(paths[0], scene.parse(paths[0], f"{year}年{day}月{month}日"), text[: said.end()]), said.end()


def _dates(scene: Scene, what: str, unit: str) -> list[str]:
    """The dates a phrase may mean: the one named, else the one given last, else the only one that has such a part."""
    named = [p for p in speak_of(scene, what) if _is_date(scene, p)] if what else []
    if named or (what and not expression("part.just_now").fullmatch(what)):
        return named
    if scene.spec is not None and scene.spec.parser in ("day", "month", "year") and not what:
        return []  # a date is being asked for: a bare part is of that
    if _is_date(scene, scene.focus.last) and scene.focus.last != scene.focus.path:
        return [scene.focus.last]
    filled = [p for p in DATES if _is_date(scene, p) and (unit != "日" or len(str(scene.value(p))) == 10)]
    return filled if len(filled) == 1 else []


def _is_date(scene: Scene, path: str) -> bool:
    return bool(path) and scene.filled(path) and bool(_DATE.fullmatch(str(scene.value(path))))


def _house(scene: Scene, text: str) -> tuple[Correct | GoTo, int] | None:
    said = expression("part.house").match(text)
    paths = [p for p in (scene.focus.last, "unit_address") if p and _is_address(scene, p) and p != scene.focus.path]
    if said is None or not paths:
        return None
    old = str(scene.value(paths[0]))
    wrong = re.escape(said["old"]) if said["old"] else "[甲乙丙]?[0-9]+(?=号)"
    places = list(re.finditer(rf"(?<![0-9]){wrong}(?![0-9])", old))
    if not places:
        return None
    if len(places) > 1:
        return GoTo(paths[0]), said.end()
    new = said["new"] if not said["new"].isdigit() and len(said["new"]) > 1 else str(number(said["new"]) or said["new"])
    mended = old[: places[0].start()] + new + old[places[0].end() :]
    return Correct(paths[0], scene.parse(paths[0], mended), text[: said.end()]), said.end()


def _is_address(scene: Scene, path: str) -> bool:
    spec = scene.spec_of(path)
    return spec is not None and spec.parser == "address" and scene.filled(path)


def _turned(scene: Scene, text: str) -> tuple[Correct | GoTo, int] | None:
    """后两位反了: two figures change places."""
    said = expression("part.turned").match(text)
    if said is None:
        return None
    named = speak_of(scene, said["what"]) if said["what"] else [scene.focus.last, *NUMBERS]
    for path in dict.fromkeys(p for p in named if p):
        old = scene.value(path)
        digits = [n for n, ch in enumerate(old) if ch.isdigit()] if isinstance(old, str) else []
        if not isinstance(old, str) or len(digits) < 7:
            continue
        if said["a"]:
            at = old.find(said["a"] + said["b"]) if old.count(said["a"] + said["b"]) == 1 else -1
        else:
            at = digits[-2] if said["tail"] else digits[0]
        if at < 0 or old[at] == old[at + 1]:
            return GoTo(path), said.end()
        mended = old[:at] + old[at + 1] + old[at] + old[at + 2 :]
        return Correct(path, scene.parse(path, mended), text[: said.end()]), said.end()
    return None


def _figures(scene: Scene, text: str) -> tuple[Correct | GoTo, int] | None:
    """中间四位是1096, 138打错了 是136: figures of a number by their place or as they stand there."""
    for name in ("part.middle", "part.figures"):
        said = expression(name).match(text)
        if said is None:
            continue
        for path in [p for p in speak_of(scene, said["what"]) if p in NUMBERS] or [scene.focus.last, *NUMBERS]:
            old = scene.value(path) if path in NUMBERS else None
            if not isinstance(old, str):
                continue
            if name == "part.middle":
                mended = old[:3] + said["new"] + old[7:] if len(old) == 11 else ""
            else:
                fits = old.count(said["old"]) == 1 and len(said["old"]) == len(said["new"])
                mended = old.replace(said["old"], said["new"]) if fits else ""
            if mended:
                return Correct(path, scene.parse(path, mended), text[: said.end()]), said.end()
    return None


def _extension(scene: Scene, text: str) -> tuple[Correct | GoTo, int] | None:
    """哦分机还有个8012, 单位电话加个分机8012."""
    said, old = expression("part.extension").fullmatch(text), scene.value("unit_phone")
    if said is None or not isinstance(old, str) or not old[:3].isdigit() or scene.focus.path == "unit_phone":
        return None
    number_alone = "-".join(old.split("-")[:2])
    return Correct("unit_phone", scene.parse("unit_phone", f"{number_alone}转{said['ext']}"), text), said.end()
