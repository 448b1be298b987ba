"""Comparing a question with every phrasing of every entry: TF-IDF over ideas and one to three characters.

Pure Python on purpose: three thousand short phrasings need neither numpy nor an index on disk.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dialogs.consult.reading import Lexicon, Reading

TOPIC, ASPECT, SINGLE, PAIR, TRIPLE = 1.7, 0.7, 0.22, 0.5, 0.45
CENTRE = 0.25
"""how much of the score is how well the entry as a whole fits, beside its closest phrasing"""
STRANGE = 0.5
"""how much a piece of the question that no phrasing holds counts against every entry"""
STRAY = 0.72
"""what is left of a phrasing's score when one of the two names a scope the other does not"""


@dataclass(frozen=True, slots=True)
class Match:
    """How well an entry (by position) fits: its score (0–1), and its closest phrasing (by position)."""

    entry: int
    score: float
    phrasing: int


class Index:
    """Phrasings by feature. Built once; `matches` does not change it.

    A phrasing's weight of a feature is the feature's own weight over the phrasing's norm, so a posting is a bare list
    of phrasing numbers; the entry as a whole is scored by the mean over its phrasings, over the norm of that mean.
    """

    def __init__(self, readings: Sequence[tuple[int, Reading]], lex: Lexicon, scopes: Iterable[str]) -> None:
        self._lex = lex
        self._scopes = frozenset(scopes)
        self._entry_of = array("H", (entry for entry, _ in readings))
        self._scope_of = [r.ideas & self._scopes for _, r in readings]
        names = [self._names(r) for _, r in readings]
        postings: dict[str, array[int]] = {}
        for number, features in enumerate(names):
            for f in features:
                if f in postings:
                    postings[f].append(number)
                else:
                    postings[f] = array("H", (number,))
        self._postings = postings
        count = 1 + max(self._entry_of, default=0)
        entry_of = self._entry_of
        self._weight = {
            f: self._kind(f) * math.log(1 + count / (len({entry_of[n] for n in numbers}) if len(numbers) > 1 else 1))
            for f, numbers in postings.items()
        }
        self._unknown = math.log(1 + count)
        self._over = array("d", (self._inverse(features) for features in names))
        self._centre = self._centres(names, count)
        self.pairs = frozenset(f for f in postings if len(f) == 2)

    def _names(self, r: Reading) -> list[str]:
        return [*r.features, *["@" + idea for idea in r.ideas - self._lex.elsewhere]]

    def _inverse(self, features: Sequence[str]) -> float:
        weight = self._weight
        return 1 / (math.sqrt(sum(weight[f] ** 2 for f in features)) or 1.0)

    def _kind(self, feature: str) -> float:
        if feature[0] == "@":
            return ASPECT if feature[1:] in self._lex.aspects else TOPIC
        return (SINGLE, PAIR, TRIPLE)[len(feature) - 1]

    def _centres(self, names: Sequence[Sequence[str]], count: int) -> array[float]:
        """Per entry, one over the norm of the sum of its phrasings."""
        sums: list[dict[str, float]] = [{} for _ in range(count)]
        for number, features in enumerate(names):
            held, over = sums[self._entry_of[number]], self._over[number]
            for f in features:
                held[f] = held.get(f, 0.0) + over
        weight = self._weight
        return array("d", (1 / (math.sqrt(sum((w * weight[f]) ** 2 for f, w in held.items())) or 1.0) for held in sums))

    def matches(self, r: Reading) -> list[Match]:
        """Every entry that shares anything with the question, best first."""
        names, weight = self._names(r), self._weight
        known = [(f, weight[f]) for f in names if f in weight]
        strange = [f for f in r.features if f not in weight and len(f) > 1]
        norm = math.sqrt(
            sum(w * w for _, w in known) + sum((STRANGE * self._kind(f) * self._unknown) ** 2 for f in strange)
        )
        norm = norm or 1.0
        scores: dict[int, float] = defaultdict(float)
        for f, w in known:
            part = w * w / norm
            for number in self._postings[f]:
                scores[number] += part
        scope = r.ideas & self._scopes
        best: dict[int, tuple[float, int]] = {}
        middle: dict[int, float] = defaultdict(float)
        entry_of, scope_of, over = self._entry_of, self._scope_of, self._over
        for number, raw in scores.items():
            score = raw * over[number]
            entry = entry_of[number]
            middle[entry] += score
            if scope_of[number] != scope:
                score *= STRAY
            if entry not in best or score > best[entry][0]:
                best[entry] = (score, number)
        centre = self._centre
        found = [Match(e, (1 - CENTRE) * s + CENTRE * middle[e] * centre[e], n) for e, (s, n) in best.items()]
        found.sort(key=lambda m: -m.score)
        return found

    def known_share(self, r: Reading) -> float:
        """How much of the question's two-character pieces any phrasing holds, 0–1."""
        pairs = [f for f in r.features if len(f) == 2]
        if not pairs:
            return 1.0
        return sum(1 for f in pairs if f in self._weight) / len(pairs)
