"""Words of a long text put right from anywhere: 主要事迹里三十万元打错了 改成十三万元, 事迹最后再加一句……, 事迹里带徒弟那句删掉."""

from __future__ import annotations

import re
from functools import lru_cache

from dialogs.commands import Command, Correct, Cut, Fill, GoTo
from dialogs.parsing import Parsed, Problem
from dialogs.parsing.numerals import CHINESE, number
from dialogs.parsing.reply import wording
from dialogs.understanding.expressions import expression
from dialogs.understanding.scene import Scene
from dialogs.understanding.words import Names

LONGEST = 160
"""characters of such a message"""
LONGEST_UNFOUND = 40
"""characters of a message whose old words do not stand in the text, that it is still taken for a change of it"""
_SWAPS = ("text.swap_amiss", "text.swap_to", "text.swap_should", "text.swap_not")
_FIGURE = re.compile(rf"(?P<n>[0-9.]+|[{CHINESE}]+)(?P<rest>.*)", re.DOTALL)
_SENTENCE = re.compile(r"[^。！!；;\n]*[。！!；;\n]*")


def text_edits(scene: Scene) -> list[Command]:
    """The change of a long text that the message asks for; empty where it is to be read otherwise."""
    key = scene.message.key
    if len(key) > LONGEST or "\n" in key.strip() or "?" in key:
        return []
    path, at = _named(scene)
    named = bool(path)
    if not named and scene.focus.essay:
        path = scene.focus.path or ""
    text = scene.value(path) if path else None
    if not path or not isinstance(text, str) or not text:
        return []
    found = _swap(scene, path, text, at, named=named)
    if found is not None or not named:
        return [found] if found is not None else []
    found = _more(scene, path, text, at) or _less(scene, path, text, at)
    if found is None and expression("text.amiss").fullmatch(key, at):
        found = GoTo(path)
    return [found] if found is not None else []


def _named(scene: Scene) -> tuple[str, int]:
    """The long text that the message begins by naming, and where what is said of it begins."""
    head = _naming(scene.names).match(scene.message.key)
    return (scene.names.long_texts[head["name"]], head.end()) if head is not None else ("", 0)


@lru_cache(maxsize=8)
def _naming(names: Names) -> re.Pattern[str]:
    return re.compile(expression("text.named").pattern.replace("TEXTNAME", names.text_pattern))


def _said(scene: Scene, match: re.Match[str], group: str) -> str:
    """The words of a group as sent, without the quotation marks and courtesies around them."""
    said = scene.message.raw[slice(*match.span(group))].strip(' \t,，.。:：“”"「」')
    return said if group == "old" else expression("rowedit.tail").sub("", said).strip(' “”"「」。')


def _swap(scene: Scene, path: str, text: str, at: int, *, named: bool) -> Command | None:
    """Old words for new ones; a Problem where the old ones stand nowhere in the text, or more than once."""
    unfound = ""
    for name in _SWAPS:
        match = expression(name).fullmatch(scene.message.key, at)
        if match is None:
            continue
        old, new = _said(scene, match, "old"), _said(scene, match, "new")
        places = _places(text, old)
        if new and len(places) == 1:
            start, end = places[0]
            mended = text[:start] + _fitted(text[start:end], new) + text[end:]
            return Correct(path, Parsed(mended, _sentence_at(mended, start)), scene.message.raw)
        unfound = unfound or ("text_twice" if places else "text_without") + "\t" + old
    if not unfound or not named or len(scene.message.key) > LONGEST_UNFOUND:
        return None
    code, old = unfound.split("\t", 1)
    message = wording()["problems"][code].format(said=old, field=getattr(scene.spec_of(path), "name", ""))
    return Correct(path, Problem(code, message), scene.message.raw)


def _places(text: str, old: str) -> list[tuple[int, int]]:
    """Where the words stand in the text; a figure also where it is written otherwise (30万 for 三十万)."""
    for words in dict.fromkeys((old, expression("text.around").sub("", old))):
        if not words:
            continue
        found = [(m.start(), m.end()) for m in re.finditer(re.escape(words), text)]
        figure = _FIGURE.fullmatch(words)
        if not found and figure is not None and (value := _value(figure["n"])) is not None:
            same = re.compile(rf"(?P<n>[0-9]+[万千百]?|[{CHINESE}]+){re.escape(figure['rest'].lstrip('万千百'))}")
            wanted = _value(figure["n"] + re.match(r"[万千百]*", figure["rest"])[0]) or value  # type: ignore[index]
            found = [(m.start(), m.end()) for m in same.finditer(text) if _value(m["n"]) == wanted]
        if found:
            return found
    return []


def _value(figure: str) -> int | None:
    digits = re.fullmatch(r"([0-9]+)([万千百])", figure)
    if digits:
        return int(digits[1]) * {"万": 10_000, "千": 1000, "百": 100}[digits[2]]
    return number(figure)


def _fitted(old: str, new: str) -> str:
    """The new words with the end of the old ones that they leave out: 四名 for 三名技师."""
    was, now = _FIGURE.fullmatch(old), _FIGURE.fullmatch(new)
    if was is None or now is None or not was["rest"].startswith(now["rest"]):
        return new
    return new + was["rest"][len(now["rest"]) :]


def _more(scene: Scene, path: str, text: str, at: int) -> Command | None:
    match = expression("text.more").fullmatch(scene.message.key, at)
    if match is None:
        return None
    more = _said(scene, match, "more")
    if path == scene.focus.path:
        return Fill(path, Parsed(more, more), more)
    return Correct(path, Parsed(f"{text}\n{more}", more), scene.message.raw)


def _less(scene: Scene, path: str, text: str, at: int) -> Command | None:
    """A sentence, or some words, taken out."""
    match = expression("text.less").fullmatch(scene.message.key, at)
    places = _places(text, _said(scene, match, "old")) if match is not None else []
    if match is None or len(places) != 1:
        return None
    start, end = places[0]
    if match["whole"]:
        start, end = next(m.span() for m in _SENTENCE.finditer(text) if m.start() <= start < m.end())
    return Cut(path, (text[start:end].strip(),))


def _sentence_at(text: str, place: int) -> str:
    return next(m[0].strip() for m in _SENTENCE.finditer(text) if m.start() <= place < m.end() or m.end() == len(text))
