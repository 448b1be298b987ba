"""What all aids share: their wording, title, the sentence that says what they are, header and footer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from dialogs.text import clean
from dialogs.yamlfile import read_yaml
from templates.aids.blocks import Block, Line, draw
from templates.aids.content import Colophon, Ground
from templates.aids.package import pack


@lru_cache(maxsize=1)
def wording() -> dict[str, Any]:
    """The words of the aids (`wording.yaml`)."""
    words: dict[str, Any] = read_yaml(Path(__file__).with_name("wording.yaml"))
    return words


def paper(
    name: str, colophon: Colophon, blocks: Sequence[Block], *, header: str = "", landscape: bool = False
) -> bytes:
    """The .docx of the aid `name` (`materials review faq chaoyang`); `header` replaces the usual words."""
    words = wording()
    title = words["titles"][name]
    person = words["person"].format(name=colophon.person) if colophon.person else ""
    opening = [
        Line(title, "AidTitle"),
        Line(words["sub"].format(edition=colophon.edition), "AidSub"),
        Line(words["sub_status"].format(status=colophon.status), "AidSub"),
        Line(words["sub_day"].format(person=person, day=colophon.day), "AidSub"),
        Line(words["notice"], "AidNotice"),
    ]
    top = (header or words["header"]).format(title=title, edition=colophon.edition)
    return pack(draw([*opening, *blocks]), title=title, header=clean(top), footer=words["footer"], landscape=landscape)


def quoted(ground: Ground) -> list[Line]:
    """The article and its words, for a narrow cell."""
    return [Line(ground.article, "AidCell"), Line(f"「{ground.display or ground.quote}」", "AidSmall")]
