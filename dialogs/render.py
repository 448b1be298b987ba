"""Effects as replies: words filled in, buttons given their tokens."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.effects import Acknowledge, Ask, Effect, Say, SendPaper
from dialogs.replies import Button, Kind, Reply, Span
from dialogs.session import Session
from dialogs.wording import Wording

BLANK_LINE = Span("\n\n")


def token(session: Session, field: str, epoch: int, choice: str) -> str:
    """What a button sends back: whose it is, under which question it stood, and which choice it is (≤ 64 bytes)."""
    return f"{session.nonce}|{epoch}|{field}|{choice}"


def render(effects: Sequence[Effect], session: Session, wording: Wording) -> list[Reply]:
    """The replies of one turn in order; neighbouring sayings become one message."""
    replies: list[Reply] = []
    for effect in effects:
        if isinstance(effect, Say):
            spans = wording.spans(effect.phrase)
            kind: Kind = "error" if effect.error else "say"
            if replies and replies[-1].kind in ("say", "error"):
                last = replies[-1]
                merged: Kind = "error" if "error" in (kind, last.kind) else "say"
                replies[-1] = Reply(kind=merged, spans=(*last.spans, BLANK_LINE, *spans))
            else:
                replies.append(Reply(kind=kind, spans=spans))
        elif isinstance(effect, Ask):
            buttons = tuple(
                Button(o.id, o.text, token(session, effect.field, session.epoch, o.id)) for o in effect.options
            )
            replies.append(
                Reply(
                    kind="ask",
                    spans=wording.spans(effect.phrase),
                    field=effect.field,
                    choices=buttons,
                    progress=effect.progress,
                    numbered=effect.numbered,
                )
            )
        elif isinstance(effect, Acknowledge):
            replies.insert(0, Reply(kind="acknowledge", spans=wording.spans(effect.phrase)))
        elif isinstance(effect, SendPaper):
            replies.append(Reply(kind="document", spans=wording.spans(effect.phrase), paper=effect.name))
    return replies


def joined(replies: Sequence[Reply]) -> list[Reply]:
    """For channels where every message rings: what is said and the question after it as one message."""
    result: list[Reply] = []
    for reply in replies:
        before = result[-1] if result else None
        if reply.kind == "ask" and before is not None and before.kind in ("say", "error"):
            result[-1] = Reply(
                kind="ask",
                spans=(*before.spans, BLANK_LINE, *reply.spans),
                field=reply.field,
                choices=reply.choices,
                progress=reply.progress,
                numbered=reply.numbered,
            )
        else:
            result.append(reply)
    return result
