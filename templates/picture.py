"""The photo in its cell: 二寸 (35 × 49 mm), the printed label kept under it out of sight."""

from __future__ import annotations

import copy
import io

from templates.cells import first_paragraph, set_leading
from templates.cuts import fragment
from templates.ooxml import PPR, RPR, Element, paragraphs, parse, runs, w
from templates.package import Entry, entry
from templates.wordxml import NAMESPACES

_EMU = 36000
_WIDTH, _HEIGHT = 35.0, 49.0
PHOTO_ID = "rIdPhoto"
_TYPES = {"JPEG": "jpeg", "PNG": "png"}


class BadPhoto(ValueError):
    """Bytes that are no JPEG or PNG picture."""


def photo_part(data: bytes) -> tuple[str, Entry, float]:
    """The part's file name, the part, and the picture's width over height; raises `BadPhoto`."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=tuple(_TYPES)) as image:
            kind, (width, height) = image.format or "", image.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadPhoto from error
    name = f"photo.{_TYPES[kind]}"
    return name, entry(f"word/media/{name}", data, stored=True), width / height


def photo_content(cell: Element, ratio: float, alt: str, root: Element) -> str:
    """The cell's content with the picture in its first paragraph and the words printed there hidden."""
    width = min(_WIDTH, _HEIGHT * ratio)
    wide, high = round(width * _EMU), round(width / ratio * _EMU)
    drawing = parse(_DRAWING.format(namespaces=NAMESPACES, wide=wide, high=high, rid=PHOTO_ID, alt=alt).encode())
    made = copy.deepcopy(cell)
    first = first_paragraph(made)
    for paragraph in paragraphs(made):
        for run in runs(paragraph):
            _hide(run)
        if paragraph is not first:
            _shrink(paragraph)
    pictured = first.makeelement(w("r"))
    pictured.append(drawing)
    properties = first.find(PPR)
    first.insert(0 if properties is None else 1, pictured)
    set_leading(first, 240, "auto")  # exact spacing would show a strip of it only
    return "".join(fragment(child, root) for child in made if child.tag != w("tcPr"))


def _hide(run: Element) -> None:
    properties = run.find(RPR)
    if properties is None:
        properties = run.makeelement(RPR)
        run.insert(0, properties)
    later = [w(n) for n in ("color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "lang")]
    position = next((i for i, child in enumerate(properties) if child.tag in later), len(properties))
    properties.insert(position, properties.makeelement(w("vanish")))


def _shrink(paragraph: Element) -> None:
    """A paragraph of hidden words takes no room."""
    properties = paragraph.find(PPR)
    if properties is None:
        properties = paragraph.makeelement(PPR)
        paragraph.insert(0, properties)
    mark = properties.find(RPR)
    if mark is None:
        mark = properties.makeelement(RPR)
        properties.append(mark)
    mark.append(mark.makeelement(w("vanish")))


_DRAWING = (
    "<w:drawing {namespaces}>"
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
    '<wp:docPr id="1" name="{alt}" descr="{alt}"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="1" name="{alt}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{rid}"/><a:stretch>'
    '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/>'
    '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing>"
)
