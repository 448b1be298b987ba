"""朝阳核对: the draft article by article beside what this person has said; 征求意见稿 on every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from templates.aids.blocks import Block, Cell, Line, Table
from templates.aids.content import Article, Colophon, Verdict
from templates.aids.frame import paper, wording
from templates.aids.review import remark_lines


def draw_chaoyang(colophon: Colophon, verdict: Verdict | None, articles: Sequence[Article]) -> bytes:
    """The .docx of the comparison."""
    words = wording()["chaoyang"]
    blocks: list[Block] = [Line(words["draft"], lead=words["intro"])]
    if verdict is not None:
        state = wording()["states"][verdict.state]
        blocks.append(Line("", lead=words["verdict"].format(verdict=state)))
        if verdict.needed:
            blocks.append(Line(words["needed"].format(names="、".join(verdict.needed))))
    rows = tuple(_row(article, words) for article in articles)
    blocks.append(Table(tuple(words["head"]), rows, (34, 106, 46, 68)))
    if verdict is not None:
        blocks += remark_lines(verdict.remarks)
    return paper("chaoyang", colophon, blocks, header=words["header"], landscape=True)


def _row(article: Article, words: dict[str, Any]) -> tuple[Cell, ...]:
    name = [Line(article.ground.article, "AidCell"), Line(article.title, "AidSmall")]
    text = [Line(article.ground.display or article.ground.quote, "AidCell")]
    if article.ground.display and article.ground.display != article.ground.quote:
        text.append(Line(f"{words['stored']}{article.ground.quote}", "AidSmall"))
    if article.strength:
        strength = words["strengths"].get(article.strength, "")
        state = words["benefit_states"].get(article.state, words["unsaid"])
        own = [Line("", "AidMiddle", lead=strength), Line(state, "AidMiddle")]
    else:
        own = [Line(wording()["states"].get(article.state, words["general"]), "AidMiddle")]
    own += [Line(reason, "AidSmall") for reason in article.reasons]
    return name, text, own, article.note
