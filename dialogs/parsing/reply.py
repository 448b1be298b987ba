"""A reply on its way to a parser: the text in its normal forms, and how to answer it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from dialogs.form import FieldSpec, TableSpec
from dialogs.parsing.outcome import Note, Problem
from dialogs.text import clean, fold_width, simplified, without_quote
from dialogs.yamlfile import read_yaml

WORDING = Path(__file__).parents[1] / "wording" / "errors.yaml"


@lru_cache(maxsize=1)
def wording() -> dict[str, dict[str, str]]:
    """The shared texts by code: `problems` and `warnings`, with `{name}`-like places to fill."""
    loaded: dict[str, dict[str, str]] = read_yaml(WORDING)
    return loaded


class _Blanks(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Reply:
    """`typed` keeps the person's own characters (clean, half-width); `text` is the same in simplified ones."""

    spec: FieldSpec | TableSpec
    raw: str
    typed: str
    text: str
    context: Mapping[str, Any]
    today: date

    def problem(
        self, code: str, *, ask: tuple[str, ...] = (), article: str = "", partial: Any = None, **values: object
    ) -> Problem:
        """A refusal by `code`, in the field's own words or the shared ones."""
        if not article and self.spec.rule is not None:
            article = self.spec.rule.article
        return Problem(code, self._say("problems", code, values), article, ask, partial)

    def note(self, code: str, **values: object) -> Note:
        """A warning by `code`."""
        return Note(code, self._say("warnings", code, values))

    def option(self, name: str, default: Any = None) -> Any:
        """A setting of this field from the form's data."""
        return self.spec.options.get(name, default)

    def known(self, key: str) -> str:
        """An earlier answer as text; empty when unknown or of another kind."""
        value = self.context.get(key)
        return value if isinstance(value, str) else ""

    def above(self) -> dict[str, Any]:
        """The row before the one being filled: `previous`, or the last of the table's rows; empty when none."""
        previous = self.context.get("previous")
        if isinstance(previous, Mapping):
            return dict(previous)
        rows = self.context.get(self.spec.key)
        if isinstance(rows, list) and rows and isinstance(rows[-1], Mapping):
            return dict(rows[-1])
        return {}

    def _say(self, kind: str, code: str, values: Mapping[str, object]) -> str:
        text = self.spec.errors.get(code) or wording()[kind].get(code) or wording()[kind]["other"]
        filled = _Blanks({k: str(v) for k, v in values.items()}, field=self.spec.name)
        return text.format_map(filled)


def read_reply(spec: FieldSpec | TableSpec, raw: str, context: Mapping[str, Any], today: date) -> Reply:
    """The reply in its normal forms; never raises."""
    said = clean(raw)
    typed = fold_width(said if spec.parser in ("essay", "text") else without_quote(said)).strip()
    return Reply(spec, raw, typed, simplified(typed), context, today)


_PUNCTUATION = "。.!！?？,，;；、~～…\"'“”‘’ \t\n：:"


def bare(text: str) -> str:
    """`text` without blanks and without punctuation at its ends."""
    return re.sub(r"\s+", "", text).strip(_PUNCTUATION)


def shorten(text: str, limit: int = 30) -> str:
    """The start of a long text, for quoting back."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit] + "……"
