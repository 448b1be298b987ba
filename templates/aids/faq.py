"""政策问答: questions with their answers, each with the words that carry it."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.text import simplified
from templates.aids.blocks import Block, Line
from templates.aids.content import Colophon, Entry, Reference
from templates.aids.frame import paper, wording


def draw_faq(colophon: Colophon, entries: Sequence[Entry], *, personal: bool = False) -> bytes:
    """The .docx of the entries; `personal`: they were chosen for one person."""
    words = wording()["faq"]
    blocks: list[Block] = [Line(words["intro"]), Line(words["personal" if personal else "general"])]
    if not entries:
        blocks.append(Line(words["empty"]))
    topic = ""
    for number, entry in enumerate(entries, 1):
        if entry.topic != topic:
            topic = entry.topic
            blocks.append(Line(topic, "AidHeading1"))
        blocks.append(Line(f"{number}．{entry.question}", "AidHeading2"))
        blocks += [Line(part) for part in entry.answer.split("\n") if part.strip()]
        blocks += [_reference(reference) for reference in entry.references]
    return paper("faq", colophon, blocks)


def _reference(reference: Reference) -> Line:
    words = wording()["faq"]
    kind = "outside" if reference.outside else "quote" if reference.quote else "whole"
    lead = words[kind].format(document=reference.document, article=reference.article)
    quote = simplified(reference.quote)
    return Line(f"「{quote}」" if quote else "", "AidQuote", lead=lead)
