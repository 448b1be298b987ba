"""What a message asks for: every recogniser is heard, each stretch of the message is used once, and the commands
come out in the order in which they are to be carried out."""

from __future__ import annotations

from datetime import date

from dialogs.commands import (
    Command,
    Control,
    Fill,
    Focus,
    Known,
    Question,
    Unclear,
    Word,
)
from dialogs.text import without_quote
from dialogs.understanding.after_all import after_all
from dialogs.understanding.cell_mend import cell_mended
from dialogs.understanding.choices import choice_in
from dialogs.understanding.completing import completed
from dialogs.understanding.controls import control_in, slash_command
from dialogs.understanding.cutting import cut_out
from dialogs.understanding.doubting import doubted
from dialogs.understanding.emptying import emptied
from dialogs.understanding.expressions import expression
from dialogs.understanding.headed import headed
from dialogs.understanding.long_text import long_text
from dialogs.understanding.message import Message, squeeze
from dialogs.understanding.papers import papers_in
from dialogs.understanding.putting_off import put_off
from dialogs.understanding.questions import marked_question
from dialogs.understanding.reader import Reader
from dialogs.understanding.row_drop import row_drop
from dialogs.understanding.rowedits import row_edits
from dialogs.understanding.same import same_as
from dialogs.understanding.scene import TABLES, Scene
from dialogs.understanding.text_edits import text_edits


def understand(text: str, *, focus: Focus, known: Known, today: date) -> list[Command]:
    """The commands in a message, in the order to be carried out: corrections, answers, rows and moves, questions.

    Never empty and never raises on any text; what fits nothing comes back as `Miss` (a field is being asked) or
    `Unclear`.
    """
    message = Message(text if focus.essay else without_quote(text))
    scene = Scene(message, focus, known, today)
    if not message.raw.strip():
        return [Unclear(message.raw)]
    command = slash_command(message.raw)
    if command is not None:
        return [command]
    commands = (
        _cut(scene)
        or text_edits(scene)
        or row_drop(scene)
        or long_text(scene)
        or _given(scene)
        or cell_mended(scene)
        or row_edits(scene)
        or _whole(scene)
        or headed(scene)
        or Reader(scene).commands()
    )
    return doubted(scene, commands) or commands


def _cut(scene: Scene) -> list[Command]:
    """Words to go out of a long text, wherever one stands."""
    cut = cut_out(scene)
    return [cut] if cut is not None else []


def _given(scene: Scene) -> list[Command]:
    """An answer given already, though a row of a table may be named in it."""
    same = same_as(scene)
    return [same] if same is not None else []


def _whole(scene: Scene) -> list[Command]:
    """Readings that take the message as a whole; empty where it has to be read in parts."""
    chosen = choice_in(scene)
    if chosen is not None:
        return [chosen]
    if scene.focus.path == "consent" and expression("consent.given").fullmatch(scene.message.squeezed):
        return [Control("yes")]
    told = completed(scene) or after_all(scene)
    if told is not None:
        return [told]
    again = expression("asks.anew").fullmatch(scene.message.key)
    if again is not None:
        return [Question(scene.message.raw[again.start("q") : again.end("q")])]
    question = marked_question(scene.message.raw, scene.message.key)
    if question is not None:
        return [Question(question)]
    if len(scene.message.raw) > 60 or "\n" in scene.message.raw.strip():
        return []
    away = emptied(scene, scene.message.key) or put_off(scene, scene.message.squeezed)
    if away is not None and "?" not in scene.message.key:
        return [away]
    word = control_in(scene.message.key)
    if word is None and (paper := papers_in(scene.message.squeezed)) is not None:
        return [paper]
    if word is None or _is_an_organisation(scene):
        return []
    if word == "impatient" and (told := _told_all_the_same(scene)) is not None:
        return [told]
    return [answer(scene, word) or Control(_in_table(scene, word))]


def _told_all_the_same(scene: Scene) -> Command | None:
    """问问问 有完没完 男的: the answer in an outburst, where the field has a closed list or a shape of its own."""
    path, spec = scene.focus.path, scene.spec
    if spec is None or path is None or scene.free or spec.parser in TABLES or scene.overlay:
        return None
    parsed = scene.parsed(path, scene.message.raw)
    return Fill(path, parsed, scene.message.raw.strip()) if parsed is not None else None


def answer(scene: Scene, word: Word) -> Command | None:
    """有, 没有, 不知道 as the answer to the pending question, where its parser takes such words."""
    spec = scene.spec
    if word not in scene.words.answering or spec is None or scene.overlay or scene.focus.path is None:
        return None
    if word in ("unsure", "any") or (spec.parser not in ("yes_no", "choice", "list", "count", "code", "checklist")):
        return None
    parsed = scene.parsed(scene.focus.path, scene.message.raw)
    return Fill(scene.focus.path, parsed, scene.message.raw.strip()) if parsed is not None else None


def _in_table(scene: Scene, word: Word) -> Word:
    """没有了 closes a table; without one it says that there is nothing."""
    if (
        word == "done"
        and not scene.focus.table
        and scene.message.squeezed in ("没有了", "没了", "没有啦", "没啦")
        and scene.spec
    ):
        return "nothing"
    if word == "nothing" and scene.focus.table and scene.spec is not None and scene.spec.parser in TABLES:
        return "done" if scene.known.rows.get(scene.focus.table) else "nothing"
    return word


def _is_an_organisation(scene: Scene) -> bool:
    """A name that merely holds a control word (北京没完没了餐饮有限公司) is a name."""
    return len(scene.message.squeezed) > 8 and squeeze(scene.message.key).endswith(("公司", "集团", "厂", "中心", "店"))
