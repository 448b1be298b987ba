"""A reply as Telegram messages: escaped HTML, parts under the limits that never break a tag, rows of
buttons."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.replies import Button, Reply, Span
from dialogs.text import clean

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
TOAST_LIMIT = 200
_MOST_BUTTONS = 100
_WAYS_AROUND = frozenset({"skip", "later", "back"})
# a good place to cut, best first; each with how far back from the limit it may lie
_BREAKS = (("\n\n", 0.5), ("\n", 0.5), ("。", 0.7), ("；", 0.8), ("，", 0.9), (" ", 0.9))


@dataclass(frozen=True, slots=True)
class Part:
    """One message: as HTML, and the same as plain text should the HTML be refused."""

    html: str
    plain: str
    rows: tuple[tuple[Button, ...], ...] = ()


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text) + sum(ch > "\uffff" for ch in text)


def parts(reply: Reply, *, limit: int = TEXT_LIMIT, progress: str = "") -> tuple[Part, ...]:
    """The messages a reply becomes, buttons on the last; empty when there is nothing to show.

    `progress` is a template with `{done}` and `{total}`, put under a question that knows its place.
    """
    spans = [Span(clean(s.text), s.style) for s in reply.spans]
    if progress and reply.kind == "ask" and reply.progress and reply.progress[1]:
        spans.append(Span("\n" + progress.format(done=reply.progress[0], total=reply.progress[1])))
    pieces = _split(_inline_quotes(spans), limit)
    if not pieces and reply.choices:
        pieces = [[Span("·")]]
    last = len(pieces) - 1
    rows = layout(reply.choices)
    return tuple(
        Part(
            html="".join(_tagged(s) for s in piece),
            plain="".join(s.text for s in piece),
            rows=rows if i == last else (),
        )
        for i, piece in enumerate(pieces)
    )


def toast(reply: Reply) -> str:
    """The text under a tap, within 200 characters."""
    text = clean(reply.text).strip()
    while units(text) > TOAST_LIMIT:
        text = text[: TOAST_LIMIT - 2] + "…" if units(text[: TOAST_LIMIT - 2]) < TOAST_LIMIT else text[:-2]
    return text


def layout(choices: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """Buttons in rows a thumb can hit: three short ones side by side, two middling, else one; the ways around a
    question (以后补, 上一步 …) in rows of their own below its answers.
    """
    shown = choices[:_MOST_BUTTONS]
    answers = [button for button in shown if button.id not in _WAYS_AROUND]
    around = [button for button in shown if button.id in _WAYS_AROUND]
    return (*_rows(answers), *_rows(around))


def _rows(choices: Sequence[Button]) -> list[tuple[Button, ...]]:
    rows: list[tuple[Button, ...]] = []
    row: list[Button] = []
    widest = 0
    for button in choices:
        width = _width(button.text)
        across = _across(max(widest, width))
        if row and len(row) >= across:
            rows.append(tuple(row))
            row, widest = [], 0
        row.append(button)
        widest = max(widest, width)
    if row:
        rows.append(tuple(row))
    return rows


def _across(width: int) -> int:
    return 3 if width <= 8 else 2 if width <= 16 else 1


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(ch) in "WFA" else 1 for ch in text)


def _inline_quotes(spans: Sequence[Span]) -> list[Span]:
    """A quote that stands on lines of its own stays one; inside a sentence it gets 「」 instead of a
    block."""
    result: list[Span] = []
    for i, span in enumerate(spans):
        if span.style == "quote":
            before = spans[i - 1].text if i else "\n"
            after = spans[i + 1].text if i + 1 < len(spans) else "\n"
            if not (before.endswith("\n") and after.startswith("\n")):
                result.append(Span(f"「{span.text}」"))
                continue
        result.append(span)
    return result


def _split(spans: Sequence[Span], limit: int) -> list[list[Span]]:
    text = "".join(s.text for s in spans)
    pieces: list[list[Span]] = []
    start = 0
    while start < len(text):
        end = _cut(text, start, limit)
        piece = _runs(text, spans, start, end)
        if piece:
            pieces.append(piece)
        start = end
    return pieces


def _cut(text: str, start: int, limit: int) -> int:
    """Where the part that begins at `start` ends, at most `limit` units on, at the best break there is."""
    if (len(text) - start) * 2 <= limit:
        return len(text)
    room, end = limit, start
    while end < len(text) and room > 0:
        room -= 2 if text[end] > "\uffff" else 1
        if room >= 0:
            end += 1
    if end == len(text):
        return end
    for mark, share in _BREAKS:
        found = text.rfind(mark, start + int((end - start) * share), end)
        if found >= 0:
            return found + len(mark)
    while end - 1 > start and (unicodedata.combining(text[end]) or text[end] in "\u200d\ufe0f"):
        end -= 1
    return end


def _runs(text: str, spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """The stretch as spans, neighbours of one style joined, without blank space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    runs: list[Span] = []
    at = 0
    for span in spans:
        part = text[max(at, start) : min(at + len(span.text), end)]
        at += len(span.text)
        if part and runs and runs[-1].style == span.style:
            runs[-1] = Span(runs[-1].text + part, span.style)
        elif part:
            runs.append(Span(part, span.style))
    return runs


def _tagged(span: Span) -> str:
    escaped = html.escape(span.text, quote=False)
    if not span.text.strip():
        return escaped
    if span.style == "bold":
        return f"<b>{escaped}</b>"
    if span.style == "quote":
        return f"<blockquote>{escaped}</blockquote>"
    return escaped
