"""Counters and one histogram in Prometheus' text format; no label ever names a person."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_HELP = {
    "tetie_updates_total": "Updates received, by kind.",
    "tetie_turns_total": "Turns, by outcome (done, duplicate, failed).",
    "tetie_sends_total": "Messages, by outcome (sent, failed).",
    "tetie_retries_total": "Calls tried again, by reason (429, network, storage).",
    "tetie_files_total": "Files fetched, by outcome.",
}


class Metrics:
    """Counts for one process. `count("tetie_turns_total", outcome="done")`, `observe(seconds)` for a turn."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, tuple[tuple[str, str], ...]]] = Counter()
        self._buckets = [0] * (len(_BUCKETS) + 1)
        self._seconds = 0.0

    def count(self, name: str, **labels: str) -> None:
        self._counts[name, tuple(sorted(labels.items()))] += 1

    def value(self, name: str, **labels: str) -> int:
        return self._counts[name, tuple(sorted(labels.items()))]

    def observe(self, seconds: float) -> None:
        """How long a turn took from its arrival to its commit."""
        self._buckets[bisect_left(_BUCKETS, seconds)] += 1
        self._seconds += seconds

    def text(self, gauges: Mapping[str, float]) -> str:
        """Everything, with `gauges` (name → value now)."""
        lines: list[str] = []
        seen: set[str] = set()
        for (name, labels), value in sorted(self._counts.items()):
            if name not in seen:
                seen.add(name)
                lines += [f"# HELP {name} {_HELP.get(name, name)}", f"# TYPE {name} counter"]
            inner = ",".join(f'{key}="{text}"' for key, text in labels)
            lines.append(f"{name}{{{inner}}} {value}" if inner else f"{name} {value}")
        name = "tetie_turn_seconds"
        lines += [f"# HELP {name} From an update's arrival to its commit.", f"# TYPE {name} histogram"]
        total = 0
        for bound, number in zip((*map(str, _BUCKETS), "+Inf"), self._buckets, strict=True):
            total += number
            lines.append(f'{name}_bucket{{le="{bound}"}} {total}')
        lines += [f"{name}_sum {self._seconds:.6f}", f"{name}_count {total}"]
        for name, level in gauges.items():
            lines += [f"# TYPE {name} gauge", f"{name} {level:g}"]
        return "\n".join(lines) + "\n"
