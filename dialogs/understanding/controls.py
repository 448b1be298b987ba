"""Control words: 跳过, 上一步, 还差什么 … and the slash commands of a menu."""

from __future__ import annotations

from dialogs.commands import Command, Control, Question, Word
from dialogs.understanding.message import fold, squeeze
from dialogs.understanding.words import pattern, words

_LONGEST = 40
_RISKY: frozenset[Word] = frozenset({"delete_me", "withdraw"})


def control_in(clause: str) -> Word | None:
    """The control word that a clause (folded) is, with its polite wrapping, or None."""
    full = squeeze(clause)
    text = full.rstrip("?")
    asked = text != full
    if not text:
        return "lost" if asked else None
    if len(text) > _LONGEST:
        return None
    known = words()
    if (found := known.phrase.get(text)) and not (asked and found in known.never_asked):
        return found
    if (found := _whole(text)) and not (asked and found in known.never_asked):
        return found
    if found := _peeled(text, asked):
        return found
    if len(text) <= 24 and not pattern(known.question.organisations).search(text):
        for word, expression in known.inside:
            if expression.search(text):
                return word
    return None


def control_said(clause: str) -> Word | None:
    """As `control_in`, where the words are a phrase of the list with at most its polite wrapping around them."""
    full = squeeze(clause)
    text = full.rstrip("?")
    if not text or len(text) > _LONGEST:
        return None
    return words().phrase.get(text) or _peeled(text, text != full, phrases_only=True)


def _whole(text: str) -> Word | None:
    """The word whose expressions match all of `text`."""
    return next((word for word, expression in words().whole if expression.fullmatch(text)), None)


def _peeled(text: str, asked: bool, *, phrases_only: bool = False) -> Word | None:
    """The word left when polite words are taken off both ends, a few at a time.

    `asked`: a question mark stood behind it, so only a polite request can be meant.
    """
    known = words()
    before, after = known.wrapping
    frontier, seen = [(text, asked)], {text}
    for _ in range(4):
        wider: list[tuple[str, bool]] = []
        for rest, asked in frontier:
            cut = [(rest[len(b) :], asked) for b in before if rest.startswith(b)]
            cut += [(rest[: -len(a)], asked or a in ("吗", "么")) for a in after if rest.endswith(a)]
            for smaller, asks in cut:
                smaller = smaller.strip(",，")
                if not smaller or smaller in seen:
                    continue
                seen.add(smaller)
                word = known.phrase.get(smaller)
                if word is None and not phrases_only and text.endswith(smaller):
                    word = _whole(smaller)
                if word is not None and word not in _RISKY and (not asks or word in known.polite):
                    return word
                wider.append((smaller, asks))
        frontier = wider
    return None


def slash_command(raw: str) -> Command | None:
    """`/form`, `/ask 文本` (also with `@botname`) as a command; None for anything else."""
    text = fold(raw).strip()
    match = pattern(r"/([a-z_]{1,20})(?:@\w+)?(?:\s+(.*))?").match(text)
    if match is None or (match.end() != len(text) and "\n" not in text):
        return None
    name = match[1]
    if name in words().slash_ask:
        rest = raw.strip().partition(" ")[2].strip()
        return Question(rest) if rest else Control("consult")
    word = words().slash.get(name)
    return Control(word) if word else None


def essay_control(raw: str) -> Word | None:
    """While a long text is collected only a message that is nothing but a short control word is one."""
    text = squeeze(fold(raw))
    known = words()
    if len(text) > 12 or "\n" in raw.strip() or text in known.essay_never:
        return None
    bare = text.removeprefix("我").removeprefix("已经").removeprefix("都")
    for said in (text, bare):
        word = known.essay_also.get(said) or known.phrase.get(said)
        if word is not None:
            break
    if word is None and len(text) <= 8:
        word = _whole(text)
    return word if word in known.essay else None
