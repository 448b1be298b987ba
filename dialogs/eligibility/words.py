"""The few phrases that tie an explanation together, kept as data (`dialogs/policies/verdicts.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from dialogs.catalogue import POLICIES
from dialogs.yamlfile import read_yaml


@lru_cache(maxsize=1)
def _phrases() -> dict[str, str]:
    found: dict[str, str] = read_yaml(POLICIES / "verdicts.yaml")
    return found


class _Phrases(Mapping[str, str]):
    """Read on first use."""

    def __getitem__(self, key: str) -> str:
        return _phrases()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_phrases())

    def __len__(self) -> int:
        return len(_phrases())


PHRASES: Mapping[str, str] = _Phrases()
