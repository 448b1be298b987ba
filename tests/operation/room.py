"""A disk as full as can be, for one process: from now on none of its files may grow or be written."""

from __future__ import annotations

import resource


def fill(process: int) -> None:
    """No file the process (a child of this one) writes may reach beyond its beginning."""
    _, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (0, hard))


def make(process: int) -> None:
    """There is room again."""
    _, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (hard, hard))
