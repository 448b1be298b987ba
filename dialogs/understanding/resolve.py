"""What a message asks for: every recogniser is heard, each stretch of the message is used once, and the commands
come out in the order in which they are to be carried out."""

from __future__ import annotations

import re
from datetime import date

from dialogs.commands import (
    Command,
    Control,
    Correct,
    Fill,
    Focus,
    Known,
    Question,
    RowDelete,
    RowRestore,
    Unclear,
    Word,
)
from dialogs.parsing import Parsed
from dialogs.understanding.choices import choice_in
from dialogs.understanding.controls import control_in, essay_control, slash_command
from dialogs.understanding.corrections import go_to
from dialogs.understanding.expressions import expression
from dialogs.understanding.headed import headed
from dialogs.understanding.message import Message, fold, squeeze
from dialogs.understanding.questions import marked_question
from dialogs.understanding.reader import Reader
from dialogs.understanding.rows import row_command
from dialogs.understanding.same import same_as
from dialogs.understanding.scene import TABLES, Scene

LONGEST_MOVE = 10
"""characters of a move (改手机号) that may be made while a long text is collected"""
SHORTEST_PIECE = 8
"""characters in front of 没了 that make it the end of a text rather than text"""
_AND_DONE = re.compile(
    r"(?P<text>.+[。.!！;；\n])\s*(?:就)?(?:没了|没有了|写完了|说完了|就这些了?|完了|完毕)[。.!！]*", re.DOTALL
)
_DELETED = re.compile(r"(?:嗯|对|是|好)?(?:删|划|去掉|删掉|删了|划掉|划了)(?:吧|了)?")
LONGEST_REASON = 30
"""characters of a row command with the reason for it"""
_UNDELETE = re.compile(
    r"(?:哎呀?|啊|哦|坏了|糟了)?[,，]?(?:刚才)?(?:那条)?删错了?[,，]?(?:帮我|给我)?(?:恢复|还原|找回|弄回|要回)?(?:一下|回?来)?(?:吧|了)?"
)
_TABLE_SAID = re.compile(r"荣誉|称号|获奖|奖项|经历|徒弟|培养")
LONGEST_EXCUSE = 30
"""characters of a reply that puts a long text off and says why"""
_ASKS_IN_ESSAY = re.compile(r"\s*(?:问|提问|我问|请问)[:：]")


def understand(text: str, *, focus: Focus, known: Known, today: date) -> list[Command]:
    """The commands in a message, in the order to be carried out: corrections, answers, rows and moves, questions.

    Never empty and never raises on any text; what fits nothing comes back as `Miss` (a field is being asked) or
    `Unclear`.
    """
    message = Message(text)
    scene = Scene(message, focus, known, today)
    if not message.raw.strip():
        return [Unclear(message.raw)]
    command = slash_command(message.raw)
    if command is not None:
        return [command]
    if focus.essay or _begins_essay(scene):
        return _in_essay(scene)
    if scene.spec is not None and scene.spec.parser == "essay":
        if (row := _row_named(scene, scene.message.squeezed)) is not None:
            return [row]
        if (word := _puts_off(scene)) is not None:
            return [Control(word)]
    return _whole(scene) or headed(scene) or Reader(scene).commands()


def _begins_essay(scene: Scene) -> bool:
    """A long reply where a long text is asked is that text, whatever it mentions."""
    raw = scene.message.raw.strip()
    return scene.spec is not None and scene.spec.parser == "essay" and (len(raw) > 40 or "\n" in raw)


def _in_essay(scene: Scene) -> list[Command]:
    """While a long text is collected nearly everything belongs to it; its last words may be that it is the end."""
    raw = scene.message.raw.strip()
    end = _AND_DONE.fullmatch(raw)
    if end is None or len(end["text"]) < SHORTEST_PIECE:
        return [_piece(scene, raw)]
    return [_piece(scene, end["text"]), Control("done")]


def _piece(scene: Scene, said_last: str) -> Command:
    """A message of the long text, or the rare one that is not."""
    chosen = choice_in(scene)
    if chosen is not None and (scene.message.key.strip().startswith("#") or len(scene.message.squeezed) > 2):
        return chosen
    word = essay_control(scene.message.raw) or _puts_off(scene)
    if word is not None:
        return Control(word)
    said = scene.message.squeezed
    if len(said) <= LONGEST_MOVE and expression("go.plainly").match(said) and (move := go_to(scene, said)) is not None:
        return move
    if _ASKS_IN_ESSAY.match(scene.message.key):
        question = marked_question(scene.message.raw, scene.message.key)
        if question is not None:
            return Question(question)
    if (swap := _swap(scene)) is not None:
        return swap
    if (row := _row_named(scene, said)) is not None:
        return row
    if _DELETED.fullmatch(said):
        return Control("heard")
    piece = said_last.strip("\n")
    parsed = None if scene.focus.essay else scene.parsed(scene.focus.path or "", piece)
    return Fill(scene.focus.path or "", parsed or Parsed(piece, piece), scene.message.raw)


def _row_named(scene: Scene, said: str) -> Command | None:
    """荣誉那栏第二条删掉: a row command that names another table's row."""
    if len(said) > LONGEST_REASON:
        return None
    said = said if _UNDELETE.fullmatch(said) else re.split(r"[,，。;；]", said, maxsplit=1)[0]
    if _UNDELETE.fullmatch(said):
        return RowRestore("")
    row = row_command(scene, said) if _TABLE_SAID.search(said) else None
    return row if isinstance(row, (RowDelete, RowRestore)) else None


def _puts_off(scene: Scene) -> Word | None:
    """这个以后再说 一时半会儿写不出来, before a word of the text has been written."""
    if scene.value(scene.focus.path or "") not in (None, "") or len(scene.message.squeezed) > LONGEST_EXCUSE:
        return None
    if expression("essay.modest").search(scene.message.squeezed):
        return "lost"
    pieces = re.split(r"[\s,，。!！]+", scene.message.raw.strip(" ,，。!！"))
    words = [control_in(fold(piece)) for piece in (pieces[0], pieces[-1])]
    return next((word for word in words if word in ("later", "skip", "stop", "pause")), None)


def _swap(scene: Scene) -> Command | None:
    """把50万元改成60万元: words that stand in the text written so far, put right there."""
    match = expression("essay.swap").fullmatch(scene.message.raw.strip(" 。.！!"))
    path = scene.focus.path or ""
    text = scene.value(path)
    if match is None or not isinstance(text, str) or match["old"] not in text:
        return None
    mended = text.replace(match["old"], match["new"], 1)
    line = next(new for old, new in zip(text.split("\n"), mended.split("\n"), strict=False) if old != new)
    return Correct(path, Parsed(mended, line), scene.message.raw)


def _whole(scene: Scene) -> list[Command]:
    """Readings that take the message as a whole; empty where it has to be read in parts."""
    chosen = choice_in(scene)
    if chosen is not None:
        return [chosen]
    same = same_as(scene)
    if same is not None:
        return [same]
    question = marked_question(scene.message.raw, scene.message.key)
    if question is not None:
        return [Question(question)]
    if len(scene.message.raw) > 60 or "\n" in scene.message.raw.strip():
        return []
    word = control_in(scene.message.key)
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
