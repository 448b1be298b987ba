"""说不准 in a person's own words, with whatever follows it, as the reply to an eligibility question (还不知道老板还没说)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.commands import Command, Control, Fill, Miss, Question, Unclear
from dialogs.text import measure
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import squeeze
from dialogs.understanding.scene import FREE, Scene
from dialogs.understanding.words import pattern

_PIECES = re.compile(r"[\s,，。;；!！、…~]+")
LOOSE = (*FREE, "titles")
A_STORY = 6
"""characters from which on words beside the doubt are an answer of their own, where any words are one"""
LONGEST = 20
"""characters of a doubt; what goes on longer tells something"""


def doubted(scene: Scene, commands: Sequence[Command]) -> list[Command]:
    """`说不准` in place of `commands`, where the message says so and nothing else in it answers; else empty."""
    path, spec = scene.focus.path or "", scene.spec
    if spec is None or scene.overlay or not path.startswith("facts.") or "?" in scene.message.key:
        return []
    if not all(_about_here(scene, c, path) for c in commands):
        return []
    pieces = [piece for piece in _PIECES.split(scene.message.key) if squeeze(piece)]
    unsure = [piece for piece in pieces if _doubts(piece, spec.parser)]
    if not unsure or any(_answers(scene, path, spec.parser, piece) for piece in pieces):
        return []
    return [Control("unsure")]


def _about_here(scene: Scene, command: Command, path: str) -> bool:
    """Whether a command is only a reading of the reply to this question, so that a better reading may replace it."""
    if isinstance(command, Question):
        return not pattern(scene.words.question.words).search(scene.message.key)
    if isinstance(command, (Fill, Miss)):
        return command.path == path
    return isinstance(command, Unclear) or (isinstance(command, Control) and command.word in ("unsure", "no", "wrong"))


def _doubts(piece: str, parser: str) -> bool:
    if len(piece) > LONGEST:
        return False
    waits = parser == "yes_no" and expression("doubt.waits").search(piece)
    return bool(expression("doubt.lead").match(piece) or expression("doubt.tail").search(piece) or waits)


def _answers(scene: Scene, path: str, parser: str, piece: str) -> bool:
    """Whether a piece answers the question: another than the doubt, or what is guessed behind it (记不清了大概2021年)."""
    if parser == "yes_no" and expression("doubt.hedged").search(piece):
        return False  # 应该同意吧: what somebody else will say is not known by guessing
    if guess := expression("doubt.guess").match(piece):
        piece = guess["rest"]
    elif _doubts(piece, parser):
        return False
    if parser in LOOSE:
        return measure(piece) >= A_STORY and not expression("doubt.waits").search(piece)
    return scene.parsed(path, piece) is not None
