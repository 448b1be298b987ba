"""主要事迹 and other long texts: kept whole, measured, never cut. Options: `most`, `least` (characters), `over` ignored."""

from __future__ import annotations

import re

from dialogs.parsing.outcome import Note, Outcome, Parsed
from dialogs.parsing.reply import Reply, shorten
from dialogs.parsing.years import years_written
from dialogs.text import measure

_EMPTY = re.compile(
    r"^(?:无|没有?|没啥|没什么|不会写?|不知道(?:写什么|怎么写)?|没写"
    r"|帮我写|你帮我写|随便|略|暂无|没什么可写的?|没啥可说的?|不会)[。.!！~]*$"
)


def where(text: str, most: int) -> str:
    """The words around the place where the limit falls."""
    count = 0
    for index, ch in enumerate(text):
        count += not ch.isspace()
        if count >= most:
            return text[max(0, index - 14) : index + 1]
    return ""


def parse_essay(reply: Reply) -> Outcome:
    """The text as written. Codes: essay_empty, essay_question; warnings too_short, over_limit, no_figures,
    no_recent_years (option `since`: the first year that counts as recent)."""
    text = reply.text.strip()
    least, most = reply.option("least", 100), reply.option("most", 1000)
    size = measure(text)
    if _EMPTY.match(text) or not re.search(r"\w", text):
        return reply.problem("essay_empty")
    if size < 40 and re.search(r"[?？]$|怎么写|写什么|写多少|吗$", text):
        return reply.problem("essay_question", said=shorten(text))
    notes: list[Note] = []
    if size < least:
        notes.append(reply.note("too_short", count=size, least=least))
    if size > most:
        notes.append(reply.note("over_limit", count=size, most=most, more=size - most, tail=where(text, most)))
    if (
        size >= least
        and reply.option("figures")
        and not re.search(r"[0-9]|[一二三四五六七八九十百千万](?:万|元|%|个|名|项|次|年|人)", text)
    ):
        notes.append(reply.note("no_figures"))
    since = reply.option("since", 0)
    years = years_written(text, reply.today)
    if since and years and max(years) < since:
        notes.append(reply.note("no_recent_years", since=since))
    return Parsed(text, text, tuple(notes))
