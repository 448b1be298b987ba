"""Corrections said in half a sentence: 手机改13800138000, 改名字：陈大河, 焊工改钳工, 应该叫陈大河."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.commands import Correct
from dialogs.parsing import Parsed
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import squeeze
from dialogs.understanding.scene import TABLES, Scene
from dialogs.understanding.words import pattern

_LONG = frozenset({"essay", "text", "list", "photo"})
_LOOSE = frozenset({"name", "unit", "occupation", "address"})


def half_said(scene: Scene, text: str, offset: int) -> tuple[Correct, int] | None:
    """The change and where its words end; None unless the new value fits its field without a doubt.

    `text` is folded and begins at `offset` of the message.
    """
    for paths, start, end in _named(scene, text):
        raw = scene.message.raw[offset + start : offset + end].strip(' \t「」“”"')
        fits = [(path, parsed) for path in paths if (parsed := _fits(scene, path, raw)) is not None]
        if fits:
            path, parsed = min(fits, key=lambda fit: bool(fit[1].warnings))
            return Correct(path, parsed, raw), offset + end
    return None


def _named(scene: Scene, text: str) -> Iterator[tuple[list[str], int, int]]:
    """Where a field is named beside 改, or its old value, or 应该叫…: its paths, and the span of the new value."""
    for match in pattern(scene.names.field_pattern).finditer(text):
        before, paths = text[: match.start()], _held_first(scene, scene.names.fields[match[0]])
        after, value = None, None
        if expression("correct.bare_before").fullmatch(before):
            after = expression("correct.bare_after").match(text, match.end())
        if expression("correct.bare_verb").fullmatch(before):
            value = expression("correct.bare_value").match(text, match.end())
        for found in (after, value):
            if found is not None and squeeze(match[0] + found["value"]) not in scene.names.fields:
                yield paths, *found.span("value")
    if swap := expression("correct.bare_swap").fullmatch(text):
        yield _holding(scene, swap["what"]), *swap.span("value")
    should = expression("correct.should").match(text)
    if should is not None and not _answers_focus(scene, should["value"]):
        last = scene.focus.last
        spec = scene.spec_of(last) if last else None
        called = should["verb"] == "叫"
        mine = [last] if spec is not None and (not called or spec.parser == "name") else []
        yield [*mine, *(["name"] if called else [])], *should.span("value")


def _held_first(scene: Scene, paths: list[str]) -> list[str]:
    return sorted(paths, key=lambda p: not scene.filled(p))


def _holding(scene: Scene, value: str) -> list[str]:
    """The fields whose answer is just this value."""
    found = []
    for path in scene.known.answers:
        if path in scene.form.fields and scene.filled(path):
            parsed = scene.parsed(path, value)
            if parsed is not None and parsed.value == scene.value(path):
                found.append(path)
    return found


def _answers_focus(scene: Scene, value: str) -> bool:
    path = scene.focus.path
    return path is not None and scene.spec is not None and scene.parsed(path, value) is not None


def _fits(scene: Scene, path: str, raw: str) -> Parsed | None:
    spec = scene.spec_of(path)
    if spec is None or spec.parser in TABLES or spec.parser in _LONG or not scene.filled(path):
        return None
    parsed = scene.parsed(path, raw)
    doubtful = parsed is not None and parsed.warnings and spec.parser in _LOOSE
    return None if doubtful else parsed
