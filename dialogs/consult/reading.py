"""How a question is read: one form of writing, homophones mended, words folded into ideas, features weighed later."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import add
from pathlib import Path

from dialogs.consult.sounds import Sounds
from dialogs.text import clean, simplified
from dialogs.yamlfile import read_yaml

HERE = Path(__file__).parent
LONGEST = 600
"""characters of a question that are read; of a longer one the beginning and the end"""
MOST_CLAUSES = 6
_ASKING = ("吗", "么", "嘛", "呢", "吧", "不", "没", "说法", "木有", "与否")
_EITHER = re.compile(r"(\w)[没不]\1|有[没木]有|[是能可]否|还是|谁|啥|哪|什么|多少|怎么|咋|如何")
"""算不算, 提没提, 有没有, 一次还是月月, 找谁推荐"""
_FIGURES = re.compile("[0-9一二两三四五六七八九十几]")
_MARKS = re.compile(r"[^\w\n]+")
_ORDINAL = re.compile(r"(?<![一二四五六七八九十条])三?[(（]([一二三四])[)）]")
"""the four conditions as the notice numbers them: （一）, 三（二）"""
_CLAUSE = re.compile(r"[\s,，.。;；:：!！?？、~～…()（）\[\]【】\"'“”‘’《》<>|/\\—_*#+=-]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as understood: `plain` without blanks, the ideas found in it, and its features for comparison."""

    plain: str
    ideas: frozenset[str]
    features: frozenset[str]
    mended: tuple[tuple[str, str], ...] = ()
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """Words by what they mean; `word` maps to the ideas it stands for (empty: a filler; None: just a word).

    `lengths` has the lengths of the words that begin with two characters, longest first.
    """

    words: Mapping[str, tuple[str, ...] | None]
    lengths: Mapping[str, tuple[int, ...]]
    topics: frozenset[str]
    weak: frozenset[str]
    aspects: frozenset[str]
    elsewhere: frozenset[str]
    everyday: frozenset[str]
    unsaid: frozenset[str]
    draft_only: frozenset[str]
    naming: frozenset[str]
    bare: frozenset[str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    ways: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of `lexicon.yaml`; raises `OSError` or `ValueError`."""
    data = read_yaml(HERE / "lexicon.yaml")
    words: dict[str, tuple[str, ...] | None] = dict.fromkeys(data["fillers"].split(), ())
    words.update(dict.fromkeys(data["decoys"].split()))
    for group in ("elsewhere", "aspects", "topics", "unsaid"):
        for idea, forms in data[group].items():
            for form in forms.split():
                words[form.lower()] = (*(words.get(form.lower()) or ()), idea)
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[:2], set()).add(len(word))
    return Lexicon(
        words=words,
        lengths={begin: tuple(sorted(sizes, reverse=True)) for begin, sizes in lengths.items() if len(begin) > 1},
        topics=frozenset(data["topics"]),
        weak=frozenset(data["weak"].split()),
        aspects=frozenset(data["aspects"]),
        elsewhere=frozenset(data["elsewhere"]),
        unsaid=frozenset(data["unsaid"]),
        everyday=frozenset(data["everyday"].split()),
        draft_only=frozenset(data["draft_only"].split()),
        naming=frozenset(data["naming"].split()),
        bare=frozenset(data["bare"].split()),
        patterns=_compiled(data["patterns"]),
        ways=_compiled(data["ways"]),
    )


def _compiled(patterns: Mapping[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((idea, re.compile(pattern)) for idea, pattern in patterns.items())


def normal(text: str) -> str:
    """NFKC, simplified, lower case; at most `LONGEST` characters."""
    if len(text) > LONGEST:
        text = text[: LONGEST // 2] + "\n" + text[-LONGEST // 2 :]
    return simplified(unicodedata.normalize("NFKC", clean(text))).lower()


def bare(text: str) -> str:
    """Nothing but letters, figures and line ends."""
    return _MARKS.sub("", text)


def clauses(text: str) -> list[str]:
    """The pieces between punctuation and blanks."""
    return [piece for piece in _CLAUSE.split(_numbered(text)) if piece]


def _numbered(text: str) -> str:
    """三（二） as 条件二: brackets would part the number from its word."""
    return _ORDINAL.sub(r"条件\1", text)


def segments(text: str, lex: Lexicon) -> list[tuple[int, int, tuple[str, ...] | None]]:
    """(start, end, ideas) of every longest known word; a word inside a longer one is not reported."""
    found: list[tuple[int, int, tuple[str, ...] | None]] = []
    words, lengths, reached, whole = lex.words, lex.lengths, 0, len(text)
    for start, two in enumerate(map(add, text, text[1:] + "\n")):
        if two in lengths:
            for size in lengths[two]:
                end = start + size
                if end > reached and end <= whole and text[start:end] in words:
                    found.append((start, end, words[text[start:end]]))
                    reached = end
                    break
        if start >= reached and two[0] in words:
            found.append((start, start + 1, words[two[0]]))
            reached = start + 1
    return found


def fold(text: str, lex: Lexicon) -> tuple[set[str], set[str]]:
    """(ideas, features) of a clause: ideas themselves, and the one and two characters long pieces of what is said."""
    ideas: set[str] = set()
    if _FIGURES.search(text):
        ideas.update(idea for idea, pattern in lex.patterns if pattern.search(text))
    ideas.update(idea for idea, pattern in lex.ways if pattern.search(text))
    rest, found = _told(text, lex)
    ideas.update(found)
    features = {a + b for a, b in pairwise(rest)}
    features.update(rest)
    return ideas, features


def survey(text: str, lex: Lexicon) -> tuple[Counter[str], Counter[str]]:
    """How often each idea and each feature is found in many phrasings of our own, one a line."""
    text = _CLAUSE.sub("\n", _numbered(text.lower()))
    rest, found = _told(text, lex)
    ideas = Counter(found)
    figured = "\n".join(filter(_FIGURES.search, text.split("\n")))
    for where, patterns in ((figured, lex.patterns), (text, lex.ways)):
        for idea, pattern in patterns:
            if idea not in lex.elsewhere:
                ideas[idea] += len(pattern.findall(where))
    features = Counter(rest)
    features.update(map(add, rest, rest[1:]))
    for seam in [f for f in features if "\n" in f]:
        del features[seam]
    return +ideas, features


def _told(text: str, lex: Lexicon) -> tuple[str, list[str]]:
    """What is said, without fillers, and the ideas in it, in order."""
    kept: list[str] = []
    ideas: list[str] = []
    reached = 0
    for start, end, meaning in segments(text, lex):
        if meaning:
            ideas += meaning
            reached = min(reached, start)
        elif meaning == ():
            kept.append(text[reached:start])
            reached = end
    kept.append(text[reached:])
    return "".join(kept), ideas


def read_phrasing(text: str) -> Reading:
    """A phrasing of our own: already simplified and without mistakes."""
    return _reading(clauses(text.lower()), ())


def read_question(text: str, sounds: Sounds, seen: Container[str] = ()) -> Reading:
    """What a person sent, homophones mended."""
    pieces, mended = [], []
    lex = lexicon()
    for piece in clauses(normal(text)):
        better, changes = sounds.mend(piece, lex.words, seen)
        pieces.append(better)
        mended += changes
    return _reading(pieces, tuple(mended))


def parts(r: Reading) -> list[Reading]:
    """The reading of each clause on its own, where there are two or more of some length."""
    long = [piece for piece in r.clauses if len(piece) > 2]
    return [_reading([piece], ()) for piece in long[:MOST_CLAUSES]] if len(long) > 1 else []


def asks(clause: Reading, lex: Lexicon) -> bool:
    """Whether a clause asks something rather than telling it."""
    told = clause.plain
    return not clause.ideas.isdisjoint(lex.aspects) or told.endswith(_ASKING) or _EITHER.search(told) is not None


def joined(clauses_read: Iterable[Reading]) -> Reading:
    """Clauses read one by one as one text."""
    return _reading([piece for r in clauses_read for piece in r.clauses], ())


def _reading(pieces: Iterable[str], mended: tuple[tuple[str, str], ...]) -> Reading:
    lex = lexicon()
    ideas: set[str] = set()
    features: set[str] = set()
    pieces = tuple(pieces)
    for piece in pieces:
        some_ideas, some_features = fold(piece, lex)
        ideas |= some_ideas
        features |= some_features
    return Reading("".join(pieces), frozenset(ideas), frozenset(features), mended, pieces)
