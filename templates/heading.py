"""The one line above every page: 草稿, the edition and its status. A blank without a header is given one."""

from __future__ import annotations

from lxml import etree

from templates import wordxml
from templates.cells import new_run, run_look
from templates.ooxml import PPR, Element, P, parse, text_of, w
from templates.package import Entry, Package, entry

_PART = "word/headerEdition.xml"
_ID = "rIdEdition"
RELS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_RID = f"{{{wordxml.R}}}id"


class HeaderLine:
    """The headers of a blank, ready to take the line."""

    def __init__(self, package: Package, document: Element) -> None:
        """Makes a header in `package` and `document` when the first page's section has none."""
        sections = list(document.iter(w("sectPr")))
        if sections and not any(
            r.get(w("type"), "default") == "default" for r in sections[0].findall(w("headerReference"))
        ):
            _add(package, sections[0])
        targets = relationship_targets(package.parts[RELS])
        used = {r.get(_RID) for s in sections for r in s.findall(w("headerReference"))}
        names = [f"word/{targets[i]}" for i in sorted(u for u in used if u) if i in targets]
        self._written: tuple[str, dict[str, Entry]] = ("", {})
        self._headers = {name: parse(package.parts[name]) for name in names if name in package.parts}

    def entries(self, text: str) -> dict[str, Entry]:
        """The header parts that say `text`; none when there is nothing to say. The last ones are kept."""
        if not text:
            return {}
        if text != self._written[0]:
            made = {name: entry(name, _with_line(root, text)) for name, root in self._headers.items()}
            self._written = (text, made)
        return self._written[1]


def _with_line(root: Element, text: str) -> bytes:
    header = parse(etree.tostring(root))
    first = header.find(P)
    if first is None or text_of(first).strip():
        made = etree.Element(P)
        if first is not None and (properties := first.find(PPR)) is not None:
            made.append(parse(etree.tostring(properties)))
        header.insert(0, made)
        first = made
    first.append(new_run(text, run_look(first)))
    result: bytes = etree.tostring(header, xml_declaration=True, encoding="UTF-8", standalone=True)
    return result


def relationship_targets(part: bytes) -> dict[str, str]:
    """Relationship ids with their targets inside the package."""
    return {one.get("Id", ""): one.get("Target", "") for one in parse(part) if one.get("TargetMode") != "External"}


def _add(package: Package, section: Element) -> None:
    reference = etree.Element(w("headerReference"))
    reference.set(w("type"), "default")
    reference.set(_RID, _ID)
    section.insert(0, reference)
    package.replace(
        _PART,
        f'<w:hdr xmlns:w="{wordxml.W}"><w:p><w:pPr><w:jc w:val="right"/></w:pPr></w:p></w:hdr>'.encode(),
    )
    link = f'<Relationship Id="{_ID}" Type="{wordxml.R}/header" Target="headerEdition.xml"/>'
    package.replace(RELS, with_relationship(package.parts[RELS], link))
    override = f'<Override PartName="/{_PART}" ContentType="{_HEADER_TYPE}"/></Types>'
    package.replace(_TYPES, package.parts[_TYPES].replace(b"</Types>", override.encode()))


def with_relationship(part: bytes, link: str) -> bytes:
    """A relationships part with one more."""
    return part.replace(b"</Relationships>", f"{link}</Relationships>".encode())
