"""`tetie key rotate`: everything sealed with a fresh key, also while the bot runs; safe to kill and call
again.
"""

from __future__ import annotations

from pathlib import Path

from bot.console import tell
from bot.operation import words
from bot.settings import BadSetting, load
from storage.problems import StorageProblem


def run(*, data_dir: Path | None = None) -> int:
    """Rotate the key; 1 when that was not possible (what is stored stays readable)."""
    from storage.store import Store

    try:
        settings = load(data_dir)
        with Store.open(settings.database_url, settings.key_file, create=False) as store:
            count = store.rotate_key()
    except (BadSetting, StorageProblem) as problem:
        tell(str(problem))
        return 1
    tell(words().rotate_done.format(count=count, key=settings.key_file))
    return 0
