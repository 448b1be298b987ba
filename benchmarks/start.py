"""From process start to the first prompt, and what is resident then; the very first start makes database and key."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

RUNS = 7
TETIE = Path(sys.executable).with_name("tetie")


def run() -> Iterator[str]:
    """Seconds to the first prompt (aim 0.5, first ever 2) and MB resident (aim 100), by starting real processes."""
    with tempfile.TemporaryDirectory() as folder:
        first, _ = _start(folder)
        later = [_start(folder) for _ in range(RUNS)]
    seconds = statistics.median(s for s, _ in later)
    resident = max(mb for _, mb in later)
    yield f"first prompt, very first start: {first:.2f} s (aim 2)"
    yield f"first prompt, median of {RUNS}: {seconds:.2f} s (aim 0.5)"
    yield f"resident at the first prompt: {resident:.0f} MB (aim 100)"


def _start(folder: str) -> tuple[float, float]:
    environment = {**os.environ, "TETIE_DATA_DIR": folder}
    began = time.perf_counter()
    process = subprocess.Popen(
        [TETIE, "chat", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
    )
    assert process.stdout is not None
    assert process.stdin is not None
    for line in process.stdout:
        if '"kind": "end"' in line:
            break
    seconds = time.perf_counter() - began
    resident = _resident(process.pid)
    process.stdin.close()
    process.wait(timeout=20)
    process.stdout.close()
    return seconds, resident


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise LookupError("VmRSS")
