"""材料清单: what to hand in, how many, on which article, how far; then who does what (通知·六（一）)."""

from __future__ import annotations

from dialogs.checks.materials import Checklist, ChecklistItem, Step
from templates.aids.blocks import Block, Cell, Line, Table
from templates.aids.content import Colophon, Ground
from templates.aids.frame import paper, quoted, wording


def draw_materials(colophon: Colophon, checklist: Checklist) -> bytes:
    """The .docx of the list."""
    words = wording()["materials"]
    sections = words["sections"]
    items = tuple(_item(number, item, words) for number, item in enumerate(checklist.items, 1))
    steps = tuple(_step(step) for step in (*checklist.steps, checklist.one_channel, checklist.witness))
    blocks: list[Block] = [
        Line(words["intro"]),
        Line(sections["before"], "AidHeading1"),
        *_passage(checklist.before),
        Line(sections["items"], "AidHeading1"),
        Table(tuple(words["head"]), items, (11, 52, 37, 48, 20)),
        Line(sections["binding"], "AidHeading1"),
        *_passage(checklist.binding),
        Line(sections["steps"], "AidHeading1"),
        Table(tuple(words["steps_head"]), steps, (30, 26, 56, 56)),
    ]
    return paper("materials", colophon, blocks)


def _passage(step: Step) -> list[Line]:
    return [Line(step.text), Line(f"「{step.quote}」", "AidQuote", lead=f"{step.article}　")]


def _item(number: int, item: ChecklistItem, words: dict[str, str]) -> tuple[Cell, ...]:
    about = [Line(item.name, "AidCell")]
    if item.note:
        about.append(Line(item.note, "AidSmall"))
    if item.who:
        about.append(Line(words["who"].format(who=item.who), "AidSmall"))
    about += [Line(words["proves"].format(proves=proof), "AidSmall") for proof in item.proves]
    copies = [
        Line(words["paper"].format(paper=item.paper), "AidCell"),
        Line(words["electronic"].format(electronic=item.electronic), "AidCell"),
    ]
    ground = Ground(article=item.article, quote=item.quote)
    return Line(str(number), "AidMiddle"), about, copies, quoted(ground), Line(item.state_text, "AidMiddle")


def _step(step: Step) -> tuple[Cell, ...]:
    return step.title, step.who, step.text, quoted(Ground(article=step.article, quote=step.quote))
