"""Opening a .docx that somebody sent: nothing is unpacked before its size and kind are known."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from templates.ooxml import Element, parse

LARGEST = 20 * 1024 * 1024
_UNPACKED = 64 * 1024 * 1024
_PART = 24 * 1024 * 1024
_PARTS = 2000
_DAMAGE = (
    OSError, ValueError, KeyError, EOFError, RuntimeError, NotImplementedError, OverflowError, zipfile.BadZipFile,
    zlib.error, etree.XMLSyntaxError,
)  # fmt: skip
_OFFICE_DOCUMENT = "/officeDocument"


class Refused(ValueError):
    """A file that is not taken; `code` is not_docx old_doc too_large zip_bomb macros damaged."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Opened:
    """A .docx whose parts are read one by one, none larger than it may be."""

    def __init__(self, data: bytes) -> None:
        """Raises `Refused`."""
        if len(data) > LARGEST:
            raise Refused("too_large")
        if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise Refused("old_doc")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            infos = self._archive.infolist()
        except zipfile.BadZipFile as error:
            raise Refused("damaged" if data[:2] == b"PK" else "not_docx") from error
        except _DAMAGE as error:
            raise Refused("damaged") from error
        if len(infos) > _PARTS or sum(i.file_size for i in infos) > _UNPACKED:
            raise Refused("zip_bomb")
        self._parts = {info.filename.lstrip("/"): info for info in infos}
        if any(name.lower().endswith("vbaproject.bin") for name in self._parts):
            raise Refused("macros")
        if b"macroEnabled" in self.part("[Content_Types].xml"):
            raise Refused("macros")
        self.document_name = self._document()
        self.document = self._tree(self.document_name)
        self.relations = self._relations(self.document_name)

    def part(self, name: str) -> bytes:
        """A part's content, empty when there is none; raises `Refused`."""
        info = self._parts.get(name)
        if info is None:
            return b""
        if info.file_size > _PART:
            raise Refused("zip_bomb")
        try:
            with self._archive.open(info) as stream:
                data = stream.read(_PART + 1)
        except _DAMAGE as error:
            raise Refused("damaged") from error
        if len(data) > _PART:
            raise Refused("zip_bomb")
        return data

    def related(self, identifier: str) -> bytes:
        """The part that a relationship of the document names, empty when there is none."""
        target = self.relations.get(identifier, "")
        return self.part(target) if target else b""

    def _document(self) -> str:
        targets = self._relations("")
        for identifier, target in targets.items():
            if identifier.endswith(_OFFICE_DOCUMENT):
                return target
        if "word/document.xml" in self._parts:
            return "word/document.xml"
        raise Refused("not_docx")

    def _tree(self, name: str) -> Element:
        data = self.part(name)
        if not data:
            raise Refused("damaged")
        try:
            return parse(data)
        except _DAMAGE as error:
            raise Refused("damaged") from error

    def _relations(self, source: str) -> dict[str, str]:
        """Targets by id, those of the package itself by type; paths within the package."""
        folder, _, name = source.rpartition("/")
        data = self.part(f"{folder}/_rels/{name}.rels".lstrip("/"))
        if not data:
            return {}
        try:
            root = parse(data)
        except _DAMAGE as error:
            raise Refused("damaged") from error
        found = {}
        for one in root:
            target = one.get("Target", "")
            if one.get("TargetMode") == "External" or not target:
                continue
            path = target.lstrip("/") if target.startswith("/") else _joined(folder, target)
            found[one.get("Id", "") if source else one.get("Type", "")] = path
        return found


def _joined(folder: str, target: str) -> str:
    """A relative target as a path within the package; it never leaves the package."""
    steps: list[str] = [s for s in folder.split("/") if s]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)
