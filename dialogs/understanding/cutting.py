"""Words taken out of a long text again: 把“…”从事迹里删了, 最后一句删掉, 刚才那句不算, 那句问话不是事迹，删掉."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.commands import Cut
from dialogs.understanding.choices import number
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import Message, fold, squeeze
from dialogs.understanding.questions import ASKS, question_score
from dialogs.understanding.scene import Scene

LONGEST = 40
"""characters of a wish to cut that quotes nothing"""
_QUOTED = re.compile(r"[“\"「『‘](?P<old>[^“”\"「」『』‘’]+)[”\"」』’]")
_SENTENCE = re.compile(r"[^。!！?？;；\n]+[。!！?？;；]*")
_LEFT_OUT = re.compile(r"…+|\.{3,}|。{3,}")
_EDGES = "。!！?？;；,， \t\n"


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    text: str


def cut_out(scene: Scene) -> Cut | None:
    """The wish of the whole message to have words cut out of a long text; None where it is something else."""
    return _quoted(scene) or _pointed_at(scene)


def _quoted(scene: Scene) -> Cut | None:
    """Words of the text, quoted, with a word for taking out beside them."""
    key = scene.message.key
    quotes = list(_QUOTED.finditer(key))
    if not quotes:
        return None
    around = squeeze(_QUOTED.sub("<>", key))
    if not expression("cut.around").fullmatch(around):
        return None
    named = expression("cut.from").search(around) is not None
    for path, text in _texts(scene):
        found = [_find(text, scene.message.raw[slice(*q.span("old"))]) for q in quotes]
        pieces = tuple(piece for piece in found if piece)
        if len(pieces) == len(quotes):
            return Cut(path, pieces)
    here = next((path for path, _ in _texts(scene)), "")
    if here and (named or scene.focus.essay):
        return Cut(here, (), quotes[0]["old"])
    return None


def _pointed_at(scene: Scene) -> Cut | None:
    """A sentence spoken of by where it stands; outside the text itself only where the text is named."""
    said = scene.message.key.strip()
    texts = list(_texts(scene))
    if len(said) > LONGEST or not texts:
        return None
    pieces = [squeeze(piece) for piece in re.split(r"[\s,，。;；!！~～…]+", said)]
    pieces = [piece for piece in pieces if piece]
    cuts = [match for piece in pieces if (match := expression("cut.which").fullmatch(piece))]
    rest = [p for p in pieces if not expression("cut.which").fullmatch(p) and not expression("cut.remark").fullmatch(p)]
    if len(cuts) != 1 or rest:
        return None
    match = cuts[0]
    if not match["drop"] and not any(expression("cut.drop").fullmatch(p) for p in pieces):
        return None
    if not scene.focus.essay and not match["named"]:
        return None
    path, text = texts[0]
    piece = _which(text, match)
    return Cut(path, (piece,), "") if piece else Cut(path, (), match["which"])


def _which(text: str, match: re.Match[str]) -> str:
    sentences = list(_sentences(text))
    lines = [line for line in text.split("\n") if line.strip()]
    if not sentences:
        return ""
    if match["asked"]:
        asking = [s for s in sentences if _asks(s.text)]
        return asking[-1].text if asking else ""
    if match["which"].startswith("中间"):
        return ""  # which of them is not said
    if match["nth"] or match["back"] or match["first"]:
        count = len(sentences) if match["unit"] in ("句", "句话") else len(lines)
        at = number(match["nth"]) - 1 if match["nth"] else count - number(match["back"]) if match["back"] else 0
        if match["unit"] in ("句", "句话"):
            return sentences[at].text if 0 <= at < len(sentences) else ""
        return lines[at].strip() if 0 <= at < len(lines) else ""
    if match["unit"] in ("句", "句话", "话"):
        return sentences[-1].text
    return lines[-1].strip()


def _asks(sentence: str) -> bool:
    return any(question_score(clause) >= ASKS for clause in Message(sentence).clauses)


def _sentences(text: str) -> Iterator[_Sentence]:
    for match in _SENTENCE.finditer(text):
        if match[0].strip():
            yield _Sentence(match.start(), match.end(), match[0].strip())


def _texts(scene: Scene) -> Iterator[tuple[str, str]]:
    """The long texts that hold something, the one being written first, then one the message names."""
    paths = [key for key, spec in scene.form.fields.items() if spec.parser == "essay"]
    squeezed = scene.message.squeezed
    named = [p for p in paths if any(n in squeezed for n, of in scene.names.fields.items() if p in of and len(n) > 1)]
    first = [scene.focus.path] if scene.focus.path in paths and scene.focus.essay else []
    for path in dict.fromkeys([*first, *named, *paths]):
        text = scene.value(path or "")
        if path and isinstance(text, str) and text.strip():
            yield path, text


def _find(text: str, quoted: str) -> str:
    """The stretch of `text` that is quoted, punctuation and width aside; what … leaves out reaches to the line's end."""
    key, spots = _bare(text)
    parts = [part for part in (_bare(p)[0] for p in _LEFT_OUT.split(quoted)) if part]
    if not parts or len(parts[0]) < 2:
        return ""
    start = key.find(parts[0])
    if start < 0:
        return ""
    end = start + len(parts[0])
    for part in parts[1:]:
        at = key.find(part, end)
        if at < 0:
            return ""
        end = at + len(part)
    first, last = spots[start], spots[end - 1] + 1
    if _LEFT_OUT.search(quoted[-3:]):
        last = text.find("\n", last) if "\n" in text[last:] else len(text)
    while last < len(text) and text[last] in "。!！?？;；":
        last += 1
    return text[first:last].strip()


def _bare(text: str) -> tuple[str, list[int]]:
    """Only letters, figures and characters, folded, with where each stood."""
    folded = fold(text)
    spots = [n for n, ch in enumerate(folded) if ch.isalnum()]
    return "".join(folded[n] for n in spots), spots


def without(text: str, pieces: tuple[str, ...]) -> str:
    """The text with each piece taken out at its last place; lines that are left empty go."""
    for piece in pieces:
        head, _, tail = text.rpartition(piece)
        if head.rstrip(" ,，").endswith("\n") or not head.strip():
            tail = tail.lstrip(_EDGES) if not tail.startswith("\n") else tail
        text = head + tail
    return "\n".join(line.strip(" \t") for line in text.split("\n") if line.strip(_EDGES))
