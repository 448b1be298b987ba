"""Every sentence the conversation speaks, from YAML: templates by dotted name, and their rendering.

A template is plain text with `{name}` for a value, `<b>…</b>` for weight and `<q>…</q>` for a quotation. Values are
never read as templates, so braces and tags in what a person typed stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from dialogs.effects import Phrase, Quote
from dialogs.replies import Span, Style
from dialogs.yamlfile import read_yaml

FOLDER = Path(__file__).parent
_TOKEN = re.compile(r"(\{[a-z_]+\}|</?[bq]>)")
_STYLES: dict[str, Style] = {"<b>": "bold", "<q>": "quote"}


class Wording:
    """The templates of one or more YAML files; later files replace earlier entries."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._templates: dict[str, str] = {}
        for file in files:
            self._add("", read_yaml(file) or {})

    def _add(self, prefix: str, tree: Mapping[str, Any]) -> None:
        for key, value in tree.items():
            name = f"{prefix}{key}"
            if isinstance(value, Mapping):
                self._add(f"{name}.", value)
            else:
                self._templates[name] = str(value).rstrip("\n")

    def __contains__(self, template: str) -> bool:
        return template in self._templates

    def template(self, name: str) -> str:
        """The raw template; raises `KeyError`."""
        return self._templates[name]

    def spans(self, item: Any) -> tuple[Span, ...]:
        """A phrase, quote, text, number or tuple of lines as styled runs."""
        return tuple(_joined(self._runs(item, "plain")))

    def text(self, item: Any) -> str:
        """The same without styles."""
        return "".join(f"「{s.text}」" if s.style == "quote" else s.text for s in self.spans(item))

    def _runs(self, item: Any, style: Style) -> list[Span]:
        if isinstance(item, Phrase):
            return self._phrase(item, style)
        if isinstance(item, Quote):
            return [Span(item.text, "quote")]
        if isinstance(item, (tuple, list)):
            runs: list[Span] = []
            for n, line in enumerate(item):
                if n:
                    runs.append(Span("\n", style))
                runs += self._runs(line, style)
            return runs
        return [Span(str(item), style)]

    def _phrase(self, phrase: Phrase, style: Style) -> list[Span]:
        runs: list[Span] = []
        current = style
        for piece in _TOKEN.split(self._templates[phrase.template]):
            if piece in _STYLES:
                current = _STYLES[piece]
            elif piece in ("</b>", "</q>"):
                current = style
            elif piece.startswith("{") and piece.endswith("}"):
                runs += self._runs(phrase.values[piece[1:-1]], current)
            elif piece:
                runs.append(Span(piece, current))
        return runs


def _joined(runs: list[Span]) -> Iterable[Span]:
    """Neighbouring runs of one style as one; empty ones gone."""
    held: Span | None = None
    for run in runs:
        if not run.text:
            continue
        if held and held.style == run.style:
            held = Span(held.text + run.text, held.style)
        else:
            if held:
                yield held
            held = run
    if held:
        yield held


@lru_cache(maxsize=1)
def talk() -> Wording:
    """The conversation's own wording (dialogs/wording/talk*.yaml)."""
    return Wording(sorted(FOLDER.glob("talk*.yaml")))
