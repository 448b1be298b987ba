"""`tetie backup FILE`: a consistent, sealed copy while everything goes on."""

from __future__ import annotations

from pathlib import Path

from bot.console import tell
from bot.operation import words
from bot.settings import BadSetting, load
from storage.problems import StorageProblem


def run(file: Path, *, data_dir: Path | None = None) -> int:
    """Write the new file `file`; 1 when it could not be made."""
    from storage.store import Store

    try:
        settings = load(data_dir)
        with Store.open(settings.database_url, settings.key_file, create=False) as store:
            store.backup(file)
    except (BadSetting, StorageProblem) as problem:
        tell(str(problem))
        return 1
    tell(words().backup_done.format(place=file, key=settings.key_file))
    return 0
