"""`tetie restore FILE`: a backup in the place of what is stored; who was deleted since stays deleted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.console import tell
from bot.operation import words
from bot.settings import BadSetting, Settings, load
from storage.problems import Damaged, NotFound, StorageProblem

if TYPE_CHECKING:
    from storage.store import Store


def run(file: Path, *, data_dir: Path | None = None) -> int:
    """Restore from `file`, all or nothing; 1 when it is no backup or its key is missing."""
    try:
        settings = load(data_dir)
        if not file.is_file():
            raise NotFound(str(file))
        if not settings.key_file.exists():
            # a fresh key would not open the backup
            tell(words().restore_needs_key.format(place=settings.key_file))
            return 1
        with _opened(settings) as store:
            restored = store.restore(file)
    except (BadSetting, StorageProblem) as problem:
        tell(str(problem))
        return 1
    tell(words().restore_done.format(conversations=restored.conversations))
    if restored.left_out:
        tell(words().restore_left_out.format(people=restored.left_out))
    return 0


def _opened(settings: Settings) -> Store:
    """The store to restore into; a damaged SQLite file is put aside first."""
    from storage.copies import set_aside
    from storage.store import Store

    try:
        return Store.open(settings.database_url, settings.key_file)
    except Damaged as problem:
        away = set_aside(Path(problem.place))
        tell(words().set_aside.format(place=away))
        return Store.open(settings.database_url, settings.key_file)
