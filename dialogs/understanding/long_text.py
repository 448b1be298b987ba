"""Messages while a long text is asked or collected (主要事迹, 推荐意见): nearly all of it is text, and what is not is short."""

from __future__ import annotations

import re

from dialogs.commands import Choose, Command, Control, Correct, Fill, Question, RowDelete, RowRestore, Word
from dialogs.parsing import Parsed
from dialogs.understanding.addressed import addressed
from dialogs.understanding.choices import choice_in
from dialogs.understanding.controls import control_in, essay_control
from dialogs.understanding.corrections import go_to
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import fold
from dialogs.understanding.questions import marked_question
from dialogs.understanding.rows import row_command
from dialogs.understanding.scene import Scene

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
LONGEST_REMARK = 16
"""characters of a remark that breaks off a text already begun"""
LONGEST_EXCUSE = 30
"""characters of a reply that puts a long text off and says why"""
_ASKS_IN_ESSAY = re.compile(r"\s*(?:问|提问|我问|请问)[:：]")


def long_text(scene: Scene) -> list[Command]:
    """What a message asks for where a long text is asked; empty where none is, or where it is to be read like any other."""
    if scene.focus.essay or _begins(scene):
        return _in_text(scene)
    if scene.spec is None or scene.spec.parser != "essay":
        return []
    if (row := _row_named(scene, scene.message.squeezed)) is not None:
        return [row]
    word = _puts_off(scene)
    if word is not None:
        return [Control(word)]
    asked = addressed(scene)
    return asked if any(isinstance(c, Question) for c in asked) and not any(isinstance(c, Fill) for c in asked) else []


def _begins(scene: Scene) -> bool:
    """A long reply where a long text is asked is that text, whatever it mentions."""
    raw = scene.message.raw.strip()
    return scene.spec is not None and scene.spec.parser == "essay" and (len(raw) > 40 or "\n" in raw)


def _in_text(scene: Scene) -> list[Command]:
    """While a long text is collected nearly everything belongs to it; its last words may be that it is the end."""
    raw = scene.message.raw.strip()
    end = _AND_DONE.fullmatch(raw)
    said = scene.message.squeezed
    if expression("essay.that_is_all").fullmatch(said):
        return [Control("done")]
    if (
        expression("essay.about_applying").search(said)
        and len(said) <= LONGEST_EXCUSE
        and not any(map(str.isdigit, said))
    ):
        return [Question(raw)]
    if end is None or len(end["text"]) < SHORTEST_PIECE:
        meant = _meant(scene)
        return [meant] if meant is not None else addressed(scene) or [_story(scene, raw)]
    return [_meant(scene) or _story(scene, end["text"]), Control("done")]


def _meant(scene: Scene) -> Command | None:
    """What a message asks for that is not a piece of the long text; None where it may be one."""
    chosen = choice_in(scene) or _afresh(scene)
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
    return None


def _story(scene: Scene, text: str) -> Fill:
    """A piece of the long text."""
    piece = expression("essay.connects").sub("", text.strip("\n"), count=1)
    parsed = None if scene.focus.essay else scene.parsed(scene.focus.path or "", piece)
    return Fill(scene.focus.path or "", parsed or Parsed(piece, piece), piece)


def _afresh(scene: Scene) -> Choose | None:
    """重写主要事迹: the button that begins the text anew, where it is offered."""
    if not expression("essay.afresh").fullmatch(scene.message.squeezed):
        return None
    return next((Choose(option.id) for option in scene.focus.offered if "重写" in option.text), None)


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
    """这个以后再说 一时半会儿写不出来, before a word of the text has been written; 剩下的明天接着写 at any time."""
    said = scene.message.squeezed
    if len(said) > LONGEST_EXCUSE:
        return None
    if expression("essay.waits").fullmatch(said):
        return "pause"
    begun = scene.value(scene.focus.path or "") not in (None, "")
    if _anothers(scene):
        return "later"
    if expression("essay.put_off").search(said) and not any(map(str.isdigit, said)):
        return "later" if not begun or len(said) <= LONGEST_REMARK else None
    if begun:
        return None
    if expression("essay.modest").search(scene.message.squeezed):
        return "lost"
    pieces = re.split(r"[\s,，。!！]+", scene.message.raw.strip(" ,，。!！"))
    words = [control_in(fold(piece)) for piece in (pieces[0], pieces[-1])]
    return next((word for word in words if word in ("later", "skip", "stop", "pause")), None)


def _anothers(scene: Scene) -> bool:
    """先空着 让他们写, 单位写: each piece leaves the text to others or leaves it empty, and none of them asks."""
    pieces = re.split(r"[\s,，。;；!！]+", scene.message.key.strip(" ,，。;；!！"))
    told = [
        bool(expression("essay.theirs").fullmatch(p) or expression("essay.left_empty").fullmatch(p)) for p in pieces
    ]
    return all(told) and not any(expression("essay.theirs_asked").fullmatch(p) or "?" in p for p in pieces)


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
