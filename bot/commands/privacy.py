"""`tetie privacy export|erase --as ID`: a person's data out as ANSWERS.json, or gone.

A stored photo is put into a new file in the working directory, and `photo` names it. ID is the one of `tetie chat
--as`; a person on Telegram is `telegram:USER`.
"""

from __future__ import annotations

import itertools
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from bot.console import emit, tell
from bot.operation import words
from bot.outtray import discard
from bot.settings import BadSetting, load
from storage.problems import NotFound, StorageProblem
from storage.schema import BEIJING
from storage.store import Store

CHANNELS = ("terminal", "telegram")


def run(action: Literal["export", "erase"], *, person: str, yes: bool = False, data_dir: Path | None = None) -> int:
    """`export` prints the object, `erase` asks first unless `yes`; 1 when there is nobody or it was not
    confirmed.
    """
    try:
        settings = load(data_dir)
        with Store.open(settings.database_url, settings.key_file, create=False) as store:
            return (
                _export(store, person)
                if action == "export"
                else _erase(store, person, yes=yes, data_dir=settings.data_dir)
            )
    except NotFound:
        # no database yet, so nobody has said anything
        tell(words().privacy["unknown"].format(person=person))
        return 1
    except (BadSetting, StorageProblem) as problem:
        tell(str(problem))
        return 1


def _where(person: str) -> tuple[str, str]:
    channel, colon, rest = person.partition(":")
    return (channel, rest) if colon and channel in CHANNELS else (CHANNELS[0], person)


def _export(store: Store, person: str) -> int:
    from dialogs.answers import export

    found = store.snapshot(*_where(person))
    if found is None or found.snapshot is None:
        tell(words().privacy["unknown"].format(person=person))
        return 1
    try:
        answers = export(found.snapshot)
    except ValueError:
        # pydantic's message would show what was entered
        tell(words().privacy["unreadable"])
        return 1
    _save_photo(store, found.conversation, answers["answers"])
    emit(answers)
    return 0


def _save_photo(store: Store, conversation: str, answers: dict[str, Any]) -> None:
    """Put the stored photo into a new file here, as ANSWERS.json names a photo by its path."""
    key = answers.pop("photo", None)
    if not isinstance(key, str):
        return
    try:
        data = store.file(conversation, key)
        path = _write_new(data)
    except (NotFound, OSError):
        tell(words().privacy["photo_lost"])
        return
    answers["photo"] = str(path)
    tell(words().privacy["photo_saved"].format(path=path))


def _write_new(data: bytes) -> Path:
    """A file that was not there before, for its owner only; raises `OSError`."""
    ending = "png" if data.startswith(b"\x89PNG") else "jpg"
    for n in itertools.count(1):
        path = Path(f"照片{n if n > 1 else ''}.{ending}")
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        return path
    raise AssertionError("unreachable")


def _erase(store: Store, person: str, *, yes: bool, data_dir: Path) -> int:
    texts = words().privacy
    channel, name = _where(person)
    found = store.snapshot(channel, name)
    if found is None:
        tell(texts["unknown"].format(person=person))
        return 1
    if not yes and not _confirmed(person):
        return 1
    receipt = store.erase(channel, name, now=datetime.now(BEIJING))
    if receipt is None:
        tell(texts["unknown"].format(person=person))
        return 1
    discard(data_dir, found.conversation)
    tell(texts["erased"].format(receipt=receipt.id, at=f"{receipt.at:%Y-%m-%d %H:%M}"))
    return 0


def _confirmed(person: str) -> bool:
    texts = words().privacy
    if not sys.stdin.isatty():
        tell(texts["needs_yes"])
        return False
    tell(texts["confirm"].format(person=person))
    if sys.stdin.readline().strip() == texts["confirm_word"]:
        return True
    tell(texts["kept"])
    return False
