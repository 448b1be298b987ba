"""Whether an answer holds what was asked: a topic of ours asked about a point that neither document speaks of.

Two signs, both conservative: a word for something the texts never mention (`unsaid` in lexicon.yaml) that no phrasing
of the entry knows, and a kind of figure asked for (money, days) that the answer does not give.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dialogs.consult.entries import Entry
from dialogs.consult.reading import Lexicon, Reading

_FIGURES = {
    "amount": re.compile(r"元|未载明|没有写"),
    "days": re.compile(r"[0-9]+(?:天|日|年|月)|连续|一次性|未载明|没有写"),
}
"""by the aspect asked: what an answer that gives such a figure, or says that there is none, has in it"""


def unsaid(r: Reading, entry: Entry, knows: Callable[[str], bool], lex: Lexicon) -> bool:
    """Whether `entry` answers something else than `r` asks; `knows` tells whether its phrasings hold an idea."""
    if entry.outcome != "answered":
        return False
    if any(not knows(idea) for idea in r.ideas & lex.unsaid):
        return True
    return any(
        aspect in r.ideas and not knows(aspect) and not held.search(entry.answer) for aspect, held in _FIGURES.items()
    )
