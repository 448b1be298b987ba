"""Comparing a question with every phrasing of every entry: TF-IDF over ideas and one to three characters.

Pure Python on purpose: three thousand short phrasings need neither numpy nor an index on disk.
"""

from __future__ import annotations

import math
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
    """Phrasings by feature. Built once; `matches` does not change it."""

    def __init__(self, readings: Sequence[tuple[int, Reading]], lex: Lexicon, scopes: Iterable[str]) -> None:
        self._lex = lex
        self._scopes = frozenset(scopes)
        holders: dict[str, set[int]] = defaultdict(set)
        for entry, r in readings:
            for f in r.features:
                holders[f].add(entry)
            for idea in r.ideas - lex.elsewhere:
                holders["@" + idea].add(entry)
        count = 1 + max((entry for entry, _ in readings), default=0)
        self._weight = {f: self._kind(f) * math.log(1 + count / len(h)) for f, h in holders.items()}
        self._unknown = math.log(1 + count)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._entry_of: list[int] = []
        self._scope_of: list[frozenset[str]] = []
        weight, postings = self._weight, self._postings
        for number, (entry, r) in enumerate(readings):
            names = [*r.features, *["@" + i for i in r.ideas - lex.elsewhere]]
            norm = math.sqrt(sum(weight[f] ** 2 for f in names)) or 1.0
            for f in names:
                postings[f].append((number, weight[f] / norm))
            self._entry_of.append(entry)
            self._scope_of.append(r.ideas & self._scopes)
        self.centres = self._centres(count)
        self.pairs = frozenset(f for f in self._weight if len(f) == 2)

    def _kind(self, feature: str) -> float:
        if feature[0] == "@":
            return ASPECT if feature[1:] in self._lex.aspects else TOPIC
        return (SINGLE, PAIR, TRIPLE)[len(feature) - 1]

    def _centres(self, count: int) -> dict[str, dict[int, float]]:
        """Per feature, each entry's share of phrasings that hold it, normalised per entry."""
        sizes = [0] * count
        for entry in self._entry_of:
            sizes[entry] += 1
        centres: dict[str, dict[int, float]] = {}
        squares = [0.0] * count
        for f, posting in self._postings.items():
            held: dict[int, float] = defaultdict(float)
            for number, w in posting:
                held[self._entry_of[number]] += w
            for entry, total in held.items():
                held[entry] = total / sizes[entry]
                squares[entry] += held[entry] ** 2
            centres[f] = held
        norms = [math.sqrt(s) or 1.0 for s in squares]
        return {f: {e: w / norms[e] for e, w in held.items()} for f, held in centres.items()}

    def matches(self, r: Reading) -> list[Match]:
        """Every entry that shares anything with the question, best first."""
        names = [*r.features, *["@" + i for i in r.ideas]]
        known = [(f, self._weight[f]) for f in names if f in self._weight]
        strange = [f for f in r.features if f not in self._weight and len(f) > 1]
        norm = math.sqrt(
            sum(w * w for _, w in known) + sum((STRANGE * self._kind(f) * self._unknown) ** 2 for f in strange)
        )
        norm = norm or 1.0
        scores: dict[int, float] = defaultdict(float)
        middle: dict[int, float] = defaultdict(float)
        for f, w in known:
            w /= norm
            for number, other in self._postings[f]:
                scores[number] += w * other
            for entry, other in self.centres[f].items():
                middle[entry] += w * other
        scope = r.ideas & self._scopes
        best: dict[int, tuple[float, int]] = {}
        entry_of, scope_of = self._entry_of, self._scope_of
        for number, score in scores.items():
            if scope_of[number] != scope:
                score *= STRAY
            entry = entry_of[number]
            if score > best.get(entry, (0.0, 0))[0]:
                best[entry] = (score, number)
        found = [Match(e, (1 - CENTRE) * s + CENTRE * middle[e], n) for e, (s, n) in best.items()]
        found.sort(key=lambda m: -m.score)
        return found

    def known_share(self, r: Reading) -> float:
        """How much of the question's two-character pieces any phrasing holds, 0–1."""
        pairs = [f for f in r.features if len(f) == 2]
        if not pairs:
            return 1.0
        return sum(1 for f in pairs if f in self._weight) / len(pairs)
