"""The two ways a command speaks: JSON for programs on standard output, words for people on standard error."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any


def emit(value: Any) -> None:
    """One JSON object on one line of standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def tell(text: str) -> None:
    """A line for a person on standard error; a full disk or a closed pipe behind it must not stop what is done."""
    with suppress(OSError, ValueError):
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def show(text: str) -> None:
    """A line of a command's own result, for people, on standard output."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
