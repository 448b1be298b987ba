"""The recognisers' regular expressions by name (expressions.yaml), compiled when first used."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from dialogs.yamlfile import read_yaml

FILE = Path(__file__).parent / "expressions.yaml"
_PART = re.compile(r"(?<!\(\?P)<([A-Z]+)>")


@lru_cache(maxsize=1)
def _sources() -> dict[str, str]:
    """Every expression by name, as written; `parts` are joined in."""
    data = read_yaml(FILE)
    parts: dict[str, str] = data.pop("parts")
    return {**{f"<{k}>": v for k, v in parts.items()}, **data}


def _expanded(text: str) -> str:
    """The text with its parts put in; raises `KeyError` for a part that does not exist."""
    while match := _PART.search(text):
        text = text[: match.start()] + _sources()[match[0]].strip() + text[match.end() :]
    return text


@cache  # as many as the file holds: one forgotten costs more to compile than a message to read
def expression(name: str) -> re.Pattern[str]:
    """The expression called `name`; raises `KeyError` or `re.error`."""
    return re.compile(_expanded(_sources()[name]), re.VERBOSE)


def names() -> list[str]:
    """Every name there is."""
    return [name for name in _sources() if not name.startswith("<")]
