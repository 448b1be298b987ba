"""The key file: made on first run with mode 0600, read by every process, grown by one key at each
rotation.

It holds one secret for digests (who a row belongs to, which event was handled) and a ring of data keys;
the last one seals, all of them open. The file is replaced in one step, so a reader sees the old ring or
the new one.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import secrets
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from storage.problems import NO_ROOM, DiskFull, KeyCorrupt, KeyExposed, KeyMissing, KeyUnwritable

_FORMAT = 1
_NOTE = "特贴助手的密钥。丢了它，资料就读不出来；给了别人，资料就不再保密。请单独备份。"


@dataclass(frozen=True, slots=True)
class DataKey:
    """A 256-bit key; `id` is eight hexadecimal digits and stands in every value it sealed."""

    id: str
    secret: bytes
    made: str


@dataclass(frozen=True, slots=True)
class Ring:
    """What the key file holds. `keys` is never empty; the last one seals."""

    index: bytes
    keys: tuple[DataKey, ...]

    @property
    def primary(self) -> DataKey:
        return self.keys[-1]


def new_key() -> DataKey:
    """A fresh data key."""
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return DataKey(id=secrets.token_hex(4), secret=secrets.token_bytes(32), made=made)


def read(path: Path) -> Ring:
    """The ring in `path`; raises `KeyMissing`, `KeyExposed` or `KeyCorrupt`."""
    try:
        with path.open("rb") as stream:
            mode = os.fstat(stream.fileno()).st_mode
            content = stream.read(1 << 20)
    except FileNotFoundError:
        raise KeyMissing(str(path)) from None
    except OSError:
        raise KeyCorrupt(str(path)) from None
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise KeyExposed(str(path))
    try:
        return _parse(json.loads(content))
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise KeyCorrupt(str(path)) from None


def _parse(data: dict[str, Any]) -> Ring:
    if data["format"] != _FORMAT:
        raise ValueError("format")
    keys = tuple(DataKey(id=k["id"], secret=_decode(k["secret"]), made=k["made"]) for k in data["keys"])
    if not keys or any(len(bytes.fromhex(k.id)) != 4 for k in keys):
        raise ValueError("keys")
    return Ring(index=_decode(data["index"]), keys=keys)


def _decode(value: str) -> bytes:
    secret = base64.b64decode(value, validate=True)
    if len(secret) != 32:
        raise ValueError("length")
    return secret


def create(path: Path) -> Ring:
    """A new ring in a new file, or the one another process made meanwhile; raises `KeyUnwritable`,
    `DiskFull`.
    """
    ring = Ring(index=secrets.token_bytes(32), keys=(new_key(),))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = _write(path, ring)
        try:
            # a hard link is the one way to create a whole file that must not be there yet
            os.link(temporary, path)
        except FileExistsError:
            return read(path)
        finally:
            temporary.unlink()
        _sync_folder(path.parent)
    except OSError as error:
        raise _unwritable(path, error) from None
    return ring


def replace(path: Path, ring: Ring) -> None:
    """Put `ring` in the place of the file's ring, in one step; raises `KeyUnwritable`, `DiskFull`."""
    try:
        temporary = _write(path, ring)
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise _unwritable(path, error) from None


def _write(path: Path, ring: Ring) -> Path:
    data = {
        "note": _NOTE,
        "format": _FORMAT,
        "index": base64.b64encode(ring.index).decode(),
        "keys": [{"id": k.id, "secret": base64.b64encode(k.secret).decode(), "made": k.made} for k in ring.keys],
    }
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(data, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    return temporary


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(path: Path, error: OSError) -> KeyUnwritable | DiskFull:
    return DiskFull(str(path)) if error.errno in NO_ROOM else KeyUnwritable(str(path))
