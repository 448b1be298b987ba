"""Two texts sealed as one, whatever characters they hold."""

from __future__ import annotations


def pack(first: str, second: str) -> str:
    """`first` with its length, then `second`."""
    return f"{len(first)}:{first}{second}"


def unpack(packed: str) -> tuple[str, str]:
    """What `pack` was given."""
    length, _, rest = packed.partition(":")
    return rest[: int(length)], rest[int(length) :]
