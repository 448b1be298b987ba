"""How long the property tests run: short in the suite, `TETIE_FUZZ` times as long by `make fuzz`."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings

TIMES = int(os.environ.get("TETIE_FUZZ") or 1)


def rounds(examples: int, **more: Any) -> settings:
    """Settings of a test that takes so many examples in the suite. No deadline: the machine may be busy."""
    return settings(max_examples=examples * TIMES, deadline=None, **more)
