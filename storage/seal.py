"""Sealing: AES-256-GCM with a random nonce, the value compressed where that pays, bound to the row it
stands in.

A sealed value is `key id (4) · flag (1) · nonce (12) · ciphertext and tag`. The place (table, column, row)
goes in as associated data, so a value moved to another row does not open.
"""

from __future__ import annotations

import hmac
import os
import zlib
from pathlib import Path
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage import keyring
from storage.keyring import Ring
from storage.problems import KeyMissing, SealedBroken

_PLAIN, _DEFLATED = b"\0", b"\1"
_WORTH_DEFLATING = 256
KEY_ID = 4
"""how many bytes of a sealed value name its key"""


class Sealer:
    """Seals and opens with the ring of one key file, and follows the file when another process rotates it."""

    def __init__(self, path: Path, ring: Ring) -> None:
        self.path = path
        self._lock = Lock()
        self._stamp = _stamp(path)
        self._use(ring)

    def _use(self, ring: Ring) -> None:
        self.ring = ring
        self._primary = bytes.fromhex(ring.primary.id)
        self._ciphers = {bytes.fromhex(key.id): AESGCM(key.secret) for key in ring.keys}

    def follow(self) -> None:
        """Read the key file again if it was replaced; called inside a transaction, where rotation must wait.

        A file that is gone for the moment leaves the ring in memory in use.
        """
        stamp = _stamp(self.path)
        if stamp == self._stamp or stamp is None:
            return
        with self._lock:
            try:
                self._use(keyring.read(self.path))
            except KeyMissing:
                return
            self._stamp = stamp

    def person(self, channel: str, person: str) -> bytes:
        """The keyed digest a person's conversation is found by, 32 bytes."""
        return self._digest("person", channel, person)

    def event(self, channel: str, event: str) -> bytes:
        """The keyed digest that recognises an event handed in twice, 16 bytes."""
        return self._digest("event", channel, event)[:16]

    def _digest(self, *parts: str) -> bytes:
        message = "\0".join(parts).encode("utf-8", "surrogatepass")
        return hmac.digest(self.ring.index, message, "sha256")

    def seal(self, value: str | bytes, *place: object) -> bytes:
        """`value` encrypted for this place."""
        plain = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
        flag = _PLAIN
        if len(plain) >= _WORTH_DEFLATING:
            deflated = zlib.compress(plain, 1)
            if len(deflated) < len(plain):
                plain, flag = deflated, _DEFLATED
        key = self._primary
        nonce = os.urandom(12)
        head = key + flag
        return head + nonce + self._ciphers[key].encrypt(nonce, plain, head + _place(place))

    def open(self, sealed: bytes, *place: object) -> str:
        """The text sealed for this place; raises `SealedBroken`."""
        return self.open_bytes(sealed, *place).decode("utf-8", "surrogatepass")

    def open_bytes(self, sealed: bytes, *place: object) -> bytes:
        """The bytes sealed for this place; raises `SealedBroken` (also when the key is not in the ring)."""
        head, nonce, rest = sealed[:5], sealed[5:17], sealed[17:]
        cipher = self._ciphers.get(head[:KEY_ID])
        if cipher is None:
            self.follow()
            cipher = self._ciphers.get(head[:KEY_ID])
        if cipher is None:
            raise SealedBroken
        try:
            plain = cipher.decrypt(nonce, rest, head + _place(place))
            return zlib.decompress(plain) if head[KEY_ID:] == _DEFLATED else plain
        except (InvalidTag, ValueError, zlib.error):
            raise SealedBroken from None


def _place(place: tuple[object, ...]) -> bytes:
    return "\0".join(map(str, place)).encode()


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
