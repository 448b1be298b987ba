"""The words of a Word file that is none of our forms: 主要事迹 written in Word and sent instead of typed."""

from __future__ import annotations

from templates.blank import BUILT_IN, paper_labels
from templates.labels import load_labels
from templates.ooxml import BODY, paragraphs, text_of
from templates.opening import Opened, Refused
from templates.places import find_places


def plain_text(data: bytes) -> str:
    """Its paragraphs outside tables; "" for a 一览表, whose words are nobody's deeds, and for what cannot be read."""
    try:
        body = Opened(data).document.find(BODY)
    except Refused:
        return ""
    if body is None:
        return ""
    newest = max(BUILT_IN.glob("*/*/labels.yaml"), key=lambda path: path.parent.name)
    if find_places(body, paper_labels(newest, "roster", load_labels(newest).edition)).rows:
        return ""
    return "\n".join(text_of(paragraph) for paragraph in paragraphs(body)).strip()
