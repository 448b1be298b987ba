"""How long a whole set of papers takes, warm: six Word files and the photo; aim: at most 150 ms.

`python -m benchmarks.six_papers`. Each paper's share stands beside it, as a part of the set in the same run.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from PIL import Image

from benchmarks.papers import answers
from bot.papers import NAMES, make_papers
from dialogs.catalogue import load_catalogue

_ROUNDS = 30
_NOW = datetime(2024, 3, 15, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def _median(work: Callable[[], object]) -> float:
    """Milliseconds."""
    times = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def _picture() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((413, 579), 40).convert("RGB").save(out, "JPEG", quality=92)
    return out.getvalue()


def run() -> list[str]:
    """The lines of the benchmark."""
    catalogue, photo = load_catalogue(), _picture()
    document = {"edition": "2024", "answers": answers(), "facts": {"work_district": "朝阳区"}}

    def make(*names: str) -> Callable[[], object]:
        return lambda: make_papers(
            names, document, catalogue=catalogue, now=_NOW, photo=photo, asked=["津贴给多少钱", "照片要什么底色"]
        )

    start = time.perf_counter()
    make(*NAMES)()
    cold = (time.perf_counter() - start) * 1000
    whole = _median(make(*NAMES))
    lines = [f"six papers and the photo: {whole:.1f} ms (aim ≤ 150); the very first set {cold:.0f} ms"]
    for name in NAMES:
        alone = _median(make(name))
        lines.append(f"  {name:12} {alone:5.1f} ms, {alone / whole:4.0%} of the set")
    return lines


if __name__ == "__main__":
    sys.stdout.write("\n".join(run()) + "\n")
