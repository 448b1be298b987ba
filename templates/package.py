"""A Word file as a package of parts, written again without compressing what did not change."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LEVEL = 3
_UTF8 = 0x800
_MIDNIGHT_1980 = 0x21


@dataclass(frozen=True, slots=True)
class Entry:
    """A part as it lies in the file: compressed bytes with what the file says of them."""

    name: bytes
    method: int
    crc: int
    size: int
    data: bytes


def entry(name: str, data: bytes, *, stored: bool = False) -> Entry:
    """A part made ready for writing; pictures are `stored` as they are."""
    if stored:
        return Entry(name.encode(), 0, zlib.crc32(data), len(data), data)
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    return Entry(name.encode(), 8, zlib.crc32(data), len(data), packed)


class Package:
    """The parts of a .docx, in their order; `parts` unpacked, `ready` as they are written."""

    def __init__(self, data: bytes) -> None:
        """Raises `zipfile.BadZipFile` and what `zipfile` raises on damage."""
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
        self._ready = {name: entry(name, content) for name, content in self.parts.items()}

    def replace(self, name: str, content: bytes) -> None:
        """Another content for a part, or a new part, in every file written from now on."""
        self.parts[name] = content
        self._ready[name] = entry(name, content)

    def written(self, changed: Mapping[str, Entry]) -> bytes:
        """The whole file with some parts changed or added; everything else is copied as it lies."""
        chunks: list[bytes] = []
        central: list[bytes] = []
        offset = 0
        for part in {**self._ready, **changed}.values():
            head = (
                _UTF8, part.method, 0, _MIDNIGHT_1980, part.crc, len(part.data), part.size, len(part.name), 0,
            )  # fmt: skip
            central.append(_CENTRAL.pack(b"PK\x01\x02", 0x314, 20, *head, 0, 0, 0, 0, offset) + part.name)
            chunks += (_LOCAL.pack(b"PK\x03\x04", 20, *head), part.name, part.data)
            offset += _LOCAL.size + len(part.name) + len(part.data)
        directory = b"".join(central)
        end = _END.pack(b"PK\x05\x06", 0, 0, len(central), len(central), len(directory), offset, 0)
        return b"".join((*chunks, directory, end))
