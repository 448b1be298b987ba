"""Updates put aside, sealed, so that slow ones do not fill the window Telegram lets a poller see.

`getUpdates` shows the oldest hundred unconfirmed updates. Were a download of one person slow, the others would stop
after a hundred messages; so what is still under way then is written down and confirmed, and forgotten here when it
is committed. After a kill it is taken up again first. The store knows each update once, so twice does no harm.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from storage.problems import SealedBroken


class Seal(Protocol):
    """What is needed of `storage.seal.Sealer`."""

    def seal(self, value: str | bytes, *place: object) -> bytes: ...

    def open(self, sealed: bytes, *place: object) -> str: ...


class Parking:
    """One sealed file per update in `folder`, named by its number."""

    def __init__(self, folder: Path, seal: Seal) -> None:
        self._folder = folder
        self._seal = seal

    def park(self, raw: Mapping[str, Any]) -> None:
        """Keep an update durably. Raises OSError."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = int(raw["update_id"])
        path = self._folder / str(number)
        draft = path.with_suffix(".new")
        sealed = self._seal.seal(json.dumps(raw), "parked", number)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(handle, sealed)
            os.fsync(handle)
        finally:
            os.close(handle)
        draft.replace(path)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def parked(self) -> list[dict[str, Any]]:
        """What was left, in order; one that cannot be opened (another key, a damaged file) is dropped."""
        if not self._folder.is_dir():
            return []
        found = []
        for path in self._folder.iterdir():
            if not path.name.isdigit():
                continue
            try:
                found.append(json.loads(self._seal.open(path.read_bytes(), "parked", int(path.name))))
            except (SealedBroken, ValueError, IndexError):
                path.unlink(missing_ok=True)
        return sorted(found, key=lambda raw: int(raw["update_id"]))

    def leave(self, update_id: int) -> None:
        """The update is committed."""
        (self._folder / str(update_id)).unlink(missing_ok=True)
