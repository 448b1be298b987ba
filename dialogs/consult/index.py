"""Comparing a question with every entry, then with every phrasing of the entries that come near: TF-IDF in pure Python.

Entries are surveyed as a whole when the index is built; the phrasings of one are read when it is first in question.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import mul

from dialogs.consult.reading import Lexicon, Reading, read_phrasing, survey

TOPIC, ASPECT, SINGLE, PAIR = 1.7, 0.7, 0.22, 0.55
CENTRE = 0.25
"""how much of the score is how well the entry as a whole fits, beside its closest phrasing"""
LIKENESS, ALIKE = 1.0, 5
"""how much it adds that an entry's phrasings are worded like the question, by its ALIKE most alike on the average; every
piece counts by its rarity alone, and ideas do not"""
TYPICAL, CHANCE = 0.3, 0.1
"""how much it adds that what is asked is said oftener of this entry than of all, as the mean logarithm of how many times
as often; CHANCE of what an entry is asked in is taken to be words anybody may use, so that a new word rules nothing out"""
POWER = 0.7
"""how much a piece said again in other phrasings of an entry counts once more"""
STRANGE = 0.5
"""how much a piece of the question that no phrasing holds counts against every entry"""
STRAY = 0.72
"""what is left of a phrasing's score when one of the two names a scope the other does not"""
NEAREST, COMMON = 16, 0.5
"""entries whose phrasings are looked at one by one, found without the pieces that more than this share of all hold"""


@dataclass(frozen=True, slots=True)
class Match:
    """How well an entry (by position) fits: its score (0 to about 3), and its closest phrasing."""

    entry: int
    score: float
    closest: str


class Index:
    """The phrasings of every entry, by feature. Nothing but its own memory of phrasings read changes after building."""

    def __init__(self, phrasings: Sequence[Sequence[str]], lex: Lexicon, scopes: Iterable[str]) -> None:
        self._lex = lex
        self._phrasings = phrasings
        self._scopes = frozenset(scopes)
        self._counts = [self._survey(p) for p in phrasings]
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, counts in enumerate(self._counts):
            for f in counts:
                self._holders[f].append(number)
        count = max(1, len(phrasings))
        rare = [0.0, *(math.log(1 + count / held) for held in range(1, count + 1))]
        self._weight = {f: self._kind(f) * rare[len(held)] for f, held in self._holders.items()}
        self._unknown = math.log(1 + count)
        weight = self._weight
        self._common: dict[str, float] = {}
        self._over = [1 / (_length([n * weight[f] for f, n in c.items()]) or 1.0) for c in self._counts]
        self._read: dict[int, _Phrasings] = {}
        self.pairs = frozenset(f for f in self._holders if len(f) == 2)

    def _survey(self, phrasings: Sequence[str]) -> dict[str, float]:
        ideas, features = survey("\n".join(phrasings), self._lex)
        for idea, n in ideas.items():
            if idea not in self._lex.elsewhere:
                features["@" + idea] = n
        return {f: n if n == 1 else n**POWER for f, n in features.items()}

    def _names(self, r: Reading) -> list[str]:
        return [*r.features, *["@" + idea for idea in r.ideas - self._lex.elsewhere]]

    def _kind(self, feature: str) -> float:
        if feature[0] == "@":
            return ASPECT if feature[1:] in self._lex.aspects else TOPIC
        return (SINGLE, PAIR)[len(feature) - 1]

    def matches(self, r: Reading, also: Iterable[int] = (), most: int = NEAREST) -> list[Match]:
        """The entries that come nearest, best first, at `most` that many beside those of `also`."""
        weight = self._weight
        known = [(f, weight[f]) for f in self._names(r) if f in weight]
        strange = [f for f in r.features if f not in weight and len(f) > 1]
        norm = math.sqrt(
            sum(w * w for _, w in known) + sum((STRANGE * self._kind(f) * self._unknown) ** 2 for f in strange)
        )
        worth = [(f, w * w / (norm or 1.0)) for f, w in known]
        near = {*self._nearest(worth, most), *also}
        scope = r.ideas & self._scopes
        told = self._told(r)
        pieces = [(f, part, told.get(f, 0.0)) for f, part in worth]
        usual = [(f, part, self._kind(f), self._share(f)) for f, part in worth]
        kinds = sum(kind for _, _, kind, _ in usual) or 1.0
        found = []
        for number in near:
            best, alike, closest = self._phrasings_of(number).compared(pieces, scope)
            whole, typical = self._whole(number, usual)
            score = (1 - CENTRE) * best + CENTRE * whole + LIKENESS * alike
            found.append(Match(number, score + TYPICAL * typical / kinds, closest))
        found.sort(key=lambda m: (-m.score, m.entry))
        return found

    def _nearest(self, worth: Sequence[tuple[str, float]], most: int) -> list[int]:
        """The `most` nearest entries, each as a whole, by the pieces that not most of them hold."""
        near: dict[int, float] = defaultdict(float)
        counts, holders, common = self._counts, self._holders, len(self._counts) * COMMON
        for f, part in [(f, part) for f, part in worth if len(holders[f]) <= common] or worth:
            for number in holders[f]:
                near[number] += part * counts[number][f]
        over = self._over
        return heapq.nlargest(most, near, key=lambda number: near[number] * over[number])

    def _whole(self, number: int, usual: Sequence[tuple[str, float, float, float]]) -> tuple[float, float]:
        """How well the entry as a whole fits, and the logarithm of how many times as often as everywhere each piece is said of it, summed up."""
        counts, said, never = self._counts[number], self._said[number] or 1.0, math.log(CHANCE)
        whole = typical = 0.0
        for f, part, kind, share in usual:
            count = counts.get(f)
            if count:
                whole += part * count
                typical += kind * math.log(CHANCE + (1 - CHANCE) * count / (said * share))
            else:
                typical += kind * never
        return whole * self._over[number], typical

    @cached_property
    def _said(self) -> list[float]:
        """How much is said in each entry's phrasings."""
        return [sum(counts.values()) for counts in self._counts]

    @cached_property
    def _all_said(self) -> float:
        return sum(self._said) or 1.0

    def _share(self, feature: str) -> float:
        """How much of all that is said in phrasings a piece is, 0–1."""
        if feature not in self._common:
            said = sum(self._counts[number][feature] for number in self._holders[feature])
            self._common[feature] = said / self._all_said
        return self._common[feature]

    def _told(self, r: Reading) -> dict[str, float]:
        """The pieces of the question by their rarity, squared, over its length."""
        squares = [(f, self.rarity(f) ** 2) for f in r.features if f in self._weight]
        norm = math.sqrt(sum(square for _, square in squares)) or 1.0
        return {f: square / norm for f, square in squares}

    def rarity(self, feature: str) -> float:
        """How few entries hold a piece of what is said, as a logarithm."""
        return self._weight[feature] / self._kind(feature)

    def knows(self, number: int, idea: str) -> bool:
        """Whether any phrasing of that entry holds the idea."""
        return "@" + idea in self._counts[number]

    def _phrasings_of(self, number: int) -> _Phrasings:
        if number not in self._read:
            self._read[number] = _Phrasings(self._phrasings[number], self)
        return self._read[number]

    def features(self, r: Reading) -> dict[str, float]:
        """What a phrasing of ours is compared by, with its weights."""
        return {f: self._weight[f] for f in self._names(r) if f in self._weight}

    def scope(self, r: Reading) -> frozenset[str]:
        """The scopes a text names."""
        return r.ideas & self._scopes

    def known_share(self, r: Reading) -> float:
        """How much of the question's two-character pieces any phrasing holds, 0–1."""
        pairs = [f for f in r.features if len(f) == 2]
        if not pairs:
            return 1.0
        return sum(1 for f in pairs if f in self._weight) / len(pairs)

    def tells(self, r: Reading) -> bool:
        """Whether any character of it, letters and figures apart, stands in a phrasing of ours."""
        return any(not f.isascii() and f in self._weight for f in r.features)


def _length(weights: list[float]) -> float:
    return math.sqrt(sum(map(mul, weights, weights)))


class _Phrasings:
    """The phrasings of one entry, ready to be compared."""

    def __init__(self, texts: Sequence[str], index: Index) -> None:
        self._texts = texts
        self._over: list[float] = []
        self._plain_over: list[float] = []
        self._scopes: list[frozenset[str]] = []
        self._by_scope: dict[frozenset[str], tuple[list[float], list[float]]] = {}
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            reading = read_phrasing(text)
            features = index.features(reading)
            self._over.append(1 / (math.sqrt(sum(w * w for w in features.values())) or 1.0))
            plain = sum(index.rarity(f) ** 2 for f in features if f[0] != "@")
            self._plain_over.append(1 / (math.sqrt(plain) or 1.0))
            self._scopes.append(index.scope(reading))
            for f in features:
                self._holders[f].append(number)

    def compared(self, pieces: Sequence[tuple[str, float, float]], scope: frozenset[str]) -> tuple[float, float, str]:
        """The score of the closest phrasing; how alike the ALIKE nearest are worded, on the average, 0–1; the closest's words.

        Each piece of the question comes with what it is worth in either comparison.
        """
        shared, plain = [0.0] * len(self._texts), [0.0] * len(self._texts)
        holders = self._holders
        for f, part, alike in pieces:
            if f in holders:
                for number in holders[f]:
                    shared[number] += part
                    plain[number] += alike
        over, plain_over = self._lengths(scope)
        scores: list[float] = list(map(mul, shared, over))
        best = max(scores)
        likest: list[float] = sorted(map(mul, plain, plain_over), reverse=True)[:ALIKE]
        return best, sum(likest) / ALIKE, self._texts[scores.index(best)] if best else ""

    def _lengths(self, scope: frozenset[str]) -> tuple[list[float], list[float]]:
        """One over each phrasing's length, with its ideas and without, less where it names another scope."""
        if scope not in self._by_scope:
            told = zip(self._over, self._plain_over, self._scopes, strict=True)
            both = [(a * (1 if s == scope else STRAY), b * (1 if scope <= s else STRAY)) for a, b, s in told]
            self._by_scope[scope] = ([a for a, _ in both], [b for _, b in both])
        return self._by_scope[scope]
