"""What can go wrong with stored data: one class per kind of trouble, each with a plain message and a
stable code.

A message names at most a path or a setting, never a value of a person. The texts lie in `messages.yaml`.
"""

from __future__ import annotations

import errno
from functools import cache
from pathlib import Path

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""what the system says when a disk, a quota or a file may grow no more"""


@cache
def _messages() -> dict[str, str]:
    from dialogs.yamlfile import read_yaml

    texts: dict[str, str] = read_yaml(Path(__file__).with_name("messages.yaml"))
    return texts


class StorageProblem(Exception):
    """The base of them all. `code` is stable, `place` a path or an error name, `str()` the Chinese
    message.
    """

    code = "failed"

    def __init__(self, place: str = "") -> None:
        super().__init__(place)
        self.place = place

    def __str__(self) -> str:
        return _messages()[self.code].format(place=self.place)


class KeyMissing(StorageProblem):
    """The database holds sealed rows and the key file is not there; a new key would lose them all."""

    code = "key_missing"


class KeyCorrupt(StorageProblem):
    """The key file cannot be understood."""

    code = "key_corrupt"


class KeyExposed(StorageProblem):
    """Others than the owner may read the key file."""

    code = "key_exposed"


class KeyWrong(StorageProblem):
    """A sound key file, but not this database's."""

    code = "key_wrong"


class KeyUnwritable(StorageProblem):
    """The key file cannot be written."""

    code = "key_unwritable"


class SealedBroken(StorageProblem):
    """A sealed value does not open: damaged, or moved from another row."""

    code = "sealed_broken"


class ReadOnly(StorageProblem):
    """The data directory or database cannot be written."""

    code = "read_only"


class DiskFull(StorageProblem):
    """No space left; the transaction was rolled back."""

    code = "disk_full"


class Busy(StorageProblem):
    """Another process held the database longer than the waiting time; may be tried again."""

    code = "busy"


class Unreachable(StorageProblem):
    """The database server does not answer; may be tried again."""

    code = "unreachable"


class Damaged(StorageProblem):
    """The database file is not one, or is broken."""

    code = "damaged"


class SchemaNewer(StorageProblem):
    """The database was written by a later version of the program."""

    code = "schema_newer"


class MigrationFailed(StorageProblem):
    """A migration failed and was rolled back."""

    code = "migration_failed"


class BadUrl(StorageProblem):
    """The database URL cannot be understood or names an unknown database."""

    code = "bad_url"


class NotFound(StorageProblem):
    """A file, a database or a person that was named is not there."""

    code = "not_found"


class NotABackup(StorageProblem):
    """The file given to restore is not a backup of ours."""

    code = "not_a_backup"


class BackupKeyWrong(StorageProblem):
    """The backup was sealed with a key that is not in the key file."""

    code = "backup_key"


class AlreadyThere(StorageProblem):
    """The file a backup should go to exists."""

    code = "exists"


class Conflict(StorageProblem):
    """Somebody else changed the same conversation meanwhile; the turn is tried again (never shown)."""

    code = "busy"
