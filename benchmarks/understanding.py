"""One message understood: the corpora at their own questions, one after another. Aim: at most 5 ms at the 95th
percentile after warm-up; a message of 6,000 characters is shown beside it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from dialogs.commands import Focus, Known
from dialogs.understanding import understand
from tests.understanding.corpus import TODAY, Case, cases, form


def run() -> Iterator[str]:
    """The lines of the report; times in milliseconds."""
    everything = [case for name in ("corpus", "fresh") for case in cases(name)]
    started = time.perf_counter()
    everything[0].heard()
    first = (time.perf_counter() - started) * 1000
    for case in everything:
        case.heard()
    times = sorted(_once(case) for case in everything for _ in range(3))
    p95 = times[int(len(times) * 0.95)]
    yield f"messages {len(everything)}: median {statistics.median(times):.2f} ms, p95 {p95:.2f} ms, max {times[-1]:.2f} ms"
    yield f"the very first message, data and parsers loading: {first:.0f} ms"
    text = "2012年3月我在车间当班长，怎么改都不行。单位改成什么好呢？" * 200
    for path in ("menu", "unit", "work_history"):
        table = path if path == "work_history" else ""
        started = time.perf_counter()
        understand(text[:6000], focus=Focus(path=path, table=table), known=Known(form=form()), today=TODAY)
        yield f"6,000 characters at {path}: {(time.perf_counter() - started) * 1000:.0f} ms"
    yield f"p95 within 5 ms: {'yes' if p95 <= 5 else 'no'}"


def _once(case: Case) -> float:
    started = time.perf_counter()
    case.heard()
    return (time.perf_counter() - started) * 1000
