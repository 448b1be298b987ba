"""A closed edition does not change any more: `frozen.sha256` lists its files with their hashes (for `sha256sum -c`)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from dialogs.catalogue import Edition

FROZEN = "frozen.sha256"
_LINE = re.compile(r"^([0-9a-f]{64}) [ *](.+)$")


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def frozen_flaws(edition: Edition) -> Iterator[tuple[str, str]]:
    """(file, what is wrong) for every frozen file that is gone or changed; a list that names no rules is wrong too."""
    listing = edition.folder / FROZEN
    if not listing.exists():
        return
    named = []
    for line in listing.read_text(encoding="utf-8").splitlines():
        match = _LINE.match(line)
        if not match:
            yield FROZEN, f"写法不对：{line[:60]}"
            continue
        named.append(match[2])
        path = edition.folder / match[2]
        if not path.is_file():
            yield match[2], "这一届已经冻结，文件却不在了"
        elif digest(path) != match[1]:
            yield match[2], "这一届已经冻结，文件却改动了；要改规则请另建新的一届"
    for needed in ("policy.yaml", "rules.yaml", edition.meta.source.file):
        if needed not in named:
            yield FROZEN, f"没有冻结 {needed}"


def freeze(edition: Edition, files: tuple[str, ...] = ()) -> str:
    """The text of `frozen.sha256` for the edition's text, rules and meta data, and any `files` besides."""
    names = sorted({"policy.yaml", "rules.yaml", edition.meta.source.file, *files})
    return "".join(f"{digest(edition.folder / name)}  {name}\n" for name in names)
