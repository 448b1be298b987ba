"""Short follow-ups that only make sense after another question: 那朝阳的呢, 为什么, 那外地户口呢."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from dialogs.consult.reading import normal
from dialogs.yamlfile import read_yaml

SHORT = 12
"""a follow-up has at most this many characters"""


@lru_cache(maxsize=1)
def _words() -> dict[str, list[str]]:
    data: dict[str, list[str]] = read_yaml(Path(__file__).parent / "followups.yaml")
    return data


def _bare(text: str) -> str:
    return re.sub(r"[\s，,。.？?！!、~…]+", "", normal(text))


def asks_why(question: str) -> bool:
    """Whether the question only asks for the reason or source of the answer before."""
    return _bare(question) in _words()["why"]


def names_the_city(question: str) -> bool:
    """Whether the question says by a place that it is about the municipal allowance (市里的能报吗)."""
    return re.search(_words()["city"][0], _bare(question)) is not None


def completed(question: str, before: str) -> str | None:
    """The follow-up as a whole question, or None where it stands on its own.

    那朝阳的呢 after 照片要什么底色 becomes 朝阳的 照片要什么底色; 那市里的呢 takes the district out of the one before.
    """
    bare = _bare(question)
    if len(bare) > SHORT:
        return None
    words = _words()
    starts = any(bare.startswith(w) for w in words["starts"])
    ends = any(bare.endswith(w) for w in words["ends"])
    if not (starts or ends):
        return None
    core = bare
    for w in words["starts"]:
        core = core.removeprefix(w)
    for w in words["ends"]:
        core = core.removesuffix(w)
    if not core:
        return before
    if core in words["municipal"]:
        for w in words["district"]:
            before = before.replace(w, "")
        return before
    return f"{core} {before}"
