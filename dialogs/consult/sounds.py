"""Homophones: a word of ours typed with other characters of the same sound (申抱表, 下栽) is put right.

Only words of two or more characters, only where the characters as typed are no words of ours, and never where they
make an ordinary word of their own (`real` in sounds.yaml).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from dialogs.yamlfile import read_yaml

if TYPE_CHECKING:
    from jieba import Tokenizer

_MEANT = frozenset("的得地了吗啥吧呢么谁哪")
"""words with these are ways of speaking, nobody's spelling mistake"""
_FOLD = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))


def _blurred(syllable: str) -> str:
    """The syllable as many people say and type it: zh/z, ch/c, sh/s and final n/ng alike."""
    for full, short in _FOLD[:3]:
        if syllable.startswith(full):
            syllable = short + syllable[len(full) :]
    for full, short in _FOLD[3:]:
        if syllable.endswith(full):
            syllable = syllable[: -len(full)] + short
    return syllable


@dataclass(frozen=True)
class Sounds:
    """Words by their sound. `exact` needs the same syllables, `blurred` (three characters or more) nearly the same."""

    of: Mapping[str, str]
    blurred_of: Mapping[str, str]
    exact: Mapping[tuple[str, ...], tuple[str, ...]]
    blurred: Mapping[tuple[str, ...], tuple[str, ...]]
    real: frozenset[str]
    longest: int

    def mend(self, text: str, known: Container[str], seen: Container[str]) -> tuple[str, list[tuple[str, str]]]:
        """The text with homophones of our words put right, and the (typed, meant) pairs.

        `known` are our words; a pair of characters in `seen` is ordinary writing and never the start of a mistake.
        """
        changes: list[tuple[str, str]] = []
        covered = _covered(text, known, self.longest)
        start = 0
        while start < len(text) - 1:
            for size in range(min(self.longest, len(text) - start), 1, -1):
                typed = text[start : start + size]
                if any(covered[start : start + size]):
                    continue
                meant = self._meant(typed)
                if meant is None or self._ordinary(text, start, start + size, seen):
                    continue
                if not _loose(text, start, start + size):
                    continue
                text = text[:start] + meant + text[start + size :]
                covered[start : start + size] = [True] * size
                changes.append((typed, meant))
                break
            start += 1
        return text, changes

    def _meant(self, typed: str) -> str | None:
        """The word of ours that sounds like `typed` and shares at least half of its characters."""
        found = self.exact.get(tuple(self.of.get(ch, ch) for ch in typed), ())
        if not found and len(typed) > 2:
            found = self.blurred.get(tuple(self.blurred_of.get(ch, ch) for ch in typed), ())
        for meant in found:
            other = sum(a != b for a, b in zip(typed, meant, strict=True))
            if 0 < other <= len(typed) // 2:
                return meant
        return None

    def _ordinary(self, text: str, start: int, end: int, seen: Container[str]) -> bool:
        """Whether what was typed, or the seam to its neighbours, is ordinary writing."""
        typed = text[start:end]
        if typed in self.real or (len(typed) == 2 and typed in seen):
            return True
        if text[max(0, start - 1) : start + 1] in self.real or text[end - 1 : end + 1] in self.real:
            return True
        return len(typed) > 2 and all(typed[i : i + 2] in seen for i in range(len(typed) - 1))


def _loose(text: str, start: int, end: int) -> bool:
    """Whether jieba sees no ordinary word across the place: mistakes fall apart into single characters."""
    at = 0
    for word in _jieba().cut(text, HMM=False):
        if len(word) > 1 and at < end and at + len(word) > start and not (start <= at and at + len(word) < end):
            return False
        at += len(word)
    return True


@lru_cache(maxsize=1)
def _jieba() -> Tokenizer:
    """jieba's own dictionary, loaded (0.6 s) when the first possible mistake is seen; no cache file is written."""
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def _covered(text: str, known: Container[str], longest: int) -> list[bool]:
    """Which characters already belong to a word of two or more characters that we know."""
    covered = [False] * len(text)
    for start in range(len(text)):
        for size in range(min(longest, len(text) - start), 1, -1):
            if text[start : start + size] in known:
                covered[start : start + size] = [True] * size
                break
    return covered


def sounds_of(words: Iterable[str]) -> Sounds:
    """The sounds of our own words of two or more characters."""
    table, real = _table()
    blurred_of = {ch: _blurred(s) for ch, s in table.items()}
    exact: dict[tuple[str, ...], tuple[str, ...]] = {}
    blurred: dict[tuple[str, ...], tuple[str, ...]] = {}
    longest = 2
    for word in words:
        if len(word) < 2 or len(word) > 8 or not _MEANT.isdisjoint(word) or not all(ch in table for ch in word):
            continue
        by_sound = tuple(table[ch] for ch in word)
        exact[by_sound] = (*exact.get(by_sound, ()), word)
        if len(word) > 2:
            nearly = tuple(blurred_of[ch] for ch in word)
            blurred[nearly] = (*blurred.get(nearly, ()), word)
        longest = max(longest, len(word))
    return Sounds(table, blurred_of, exact, blurred, real, longest)


def alike(one: str, other: str) -> bool:
    """Whether two characters sound the same but for the tone, as far as they are known."""
    table, _ = _table()
    return one in table and table[one] == table.get(other)


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], frozenset[str]]:
    data = read_yaml(Path(__file__).parent / "sounds.yaml")
    table = {}
    for line in data["sounds"].splitlines():
        syllable, _, characters = line.partition(" ")
        table.update(dict.fromkeys(characters, syllable))
    return table, frozenset(data.get("real", "").split())
