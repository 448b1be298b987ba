"""Policy questions: how many of the corpora are answered right, how fast, in how much memory, beside rank-bm25."""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogs.catalogue import load_catalogue
from dialogs.consult import Consult, load_consult
from dialogs.consult.reading import clauses, fold, lexicon, normal
from tests.consult.scoring import CORPORA, cases, grade, score

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
WARM_UP = "申抱表在那里下栽"
"""a question with a homophone, so that jieba's dictionary is loaded before anything is timed"""


def run() -> Iterator[str]:
    """Rates per corpus, index time (aim 150 ms), 95th percentile (aim 2 ms), memory beyond jieba's (aim 20 MB)."""
    catalogue = load_catalogue()
    lexicon()
    built = _seconds(lambda: load_consult(catalogue))
    consult = load_consult(catalogue)
    consult.ask(WARM_UP)
    yield f"entries {len(consult.entries)}, phrasings {sum(len(e.phrasings) for e in consult.entries)}"
    for name in CORPORA:
        rates = " ".join(f"{k} {v * 100:.1f} %" for k, v in score(consult, name).rates().items())
        yield f"{name}: {rates}"
    yield f"index ready: {built * 1000:.0f} ms (aim 150)"
    questions = [c.question for name in CORPORA for c in cases(name)]
    p50, p95 = _latency(consult.ask, questions)
    yield f"one question: median {p50:.2f} ms, 95th percentile {p95:.2f} ms (aim 2)"
    yield f"memory of index and entries: {_megabytes(lambda: load_consult(catalogue)):.1f} MB (aim 20)"
    yield from _beside_bm25(consult, questions)


def _beside_bm25(consult: Consult, questions: list[str]) -> Iterator[str]:
    """rank-bm25 over the same phrasings, split into the same pieces; it always answers with the best entry."""
    from rank_bm25 import BM25Okapi

    lex = lexicon()

    def pieces(text: str) -> list[str]:
        return [f for clause in clauses(normal(text)) for f in sorted(fold(clause, lex)[1])]

    owners = [n for n, e in enumerate(consult.entries) for _ in e.phrasings]
    documents = [pieces(p) for e in consult.entries for p in e.phrasings]
    built = _seconds(lambda: BM25Okapi(documents))
    bm25 = BM25Okapi(documents)

    def best(question: str) -> str:
        scores = bm25.get_scores(pieces(question))
        return consult.entries[owners[int(scores.argmax())]].id

    right = total = 0
    for name in CORPORA:
        for case in cases(name):
            total += 1
            right += grade(case, consult.entry(best(case.question))) == "right"
    p50, p95 = _latency(best, questions)
    ours = sum(grade(c, consult.ask(c.question)) == "right" for name in CORPORA for c in cases(name))
    yield f"rank-bm25 beside it: right {right / total * 100:.1f} % of all (ours {ours / total * 100:.1f} %)"
    yield f"rank-bm25: index {built * 1000:.0f} ms, median {p50:.2f} ms, 95th percentile {p95:.2f} ms"
    yield f"rank-bm25: memory {_megabytes(lambda: BM25Okapi(documents)):.1f} MB"


def _seconds(make: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        make()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _latency(ask: Callable[[str], object], questions: list[str]) -> tuple[float, float]:
    """(median, 95th percentile) in milliseconds."""
    times = []
    for question in questions:
        began = time.perf_counter()
        ask(question)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def _megabytes(make: Callable[[], object]) -> float:
    gc.collect()
    tracemalloc.start()
    kept = make()
    gc.collect()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del kept
    return size / 1e6
