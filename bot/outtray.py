"""Where the terminal lays finished papers: a folder per conversation beside the data, emptied when no longer needed."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

FOLDER = "papers"
KEPT_SECONDS = 24 * 3600


def tray(data_dir: Path, conversation: str) -> Path:
    """The folder of one conversation; its name is part of a random id and says nothing of the person."""
    return data_dir / FOLDER / conversation[:12]


def discard(data_dir: Path, conversation: str) -> None:
    """The person's data is deleted: the papers go too."""
    shutil.rmtree(tray(data_dir, conversation), ignore_errors=True)


def discard_old(data_dir: Path) -> None:
    """Papers handed over more than a day ago go; they can be made again at any time."""
    oldest = time.time() - KEPT_SECONDS
    for file in (data_dir / FOLDER).glob("*/*"):
        try:
            if file.stat().st_mtime < oldest:
                file.unlink()
        except OSError:
            continue
