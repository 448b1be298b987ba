"""Messages that are meant for us although a long text is being written: commands, questions about it, about us or the
policy. Where it is not certain that they are, it is asked; what tells something is story."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from dialogs.commands import Command, Control, Correct, Cut, Fill, GoTo, Look, Make, Piece, Question
from dialogs.parsing import Parsed, Problem
from dialogs.understanding.controls import control_in, control_said
from dialogs.understanding.corrections import corrections, go_to
from dialogs.understanding.cutting import cut_out
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import Clause, Message, squeeze
from dialogs.understanding.papers import papers_in
from dialogs.understanding.questions import ASKS, opens, question_score
from dialogs.understanding.scene import FREE, Scene
from dialogs.understanding.topics import item_command
from dialogs.understanding.words import words

LONGEST = 200
"""characters of a message that may be meant for us as a whole"""
SHORTEST_COMMAND = 2

Heard = Control | Question | Correct | Cut | GoTo | Look | Make
Said = tuple[str, Heard | None]
"""what a clause is (`story`, `remark`, `about`, `sure` or `likely` meant for us), and the command in it"""


def addressed(scene: Scene) -> list[Command]:
    """The commands of a message that is meant for us; empty where it is story."""
    message = scene.message
    if len(message.squeezed) > LONGEST:
        return _behind_the_story(scene)
    if (cut := cut_out(scene)) is not None:
        return [cut]
    clauses = _pieces(message)
    said = _said(scene, clauses)
    kinds = {kind for kind, _ in said}
    if "story" in kinds:
        return _behind_the_story(scene)
    if not kinds & {"sure", "likely"}:
        return []
    commands = _joined(scene, clauses, said)
    if kinds & {"likely", "about"}:
        return [Piece(scene.focus.path or "", message.raw.strip(), tuple(commands))]
    return list(commands)


def _behind_the_story(scene: Scene) -> list[Command]:
    """A story whose last sentence is plainly meant for us (…省了15万。这样写行吗？): both are heard."""
    message = scene.message
    ends = [c.end for c in message.clauses if c.closes or c.asks]
    if len(ends) < 2:
        return []
    start = ends[-2] + 1
    last = Message(message.raw[start:])
    clauses = _pieces(last)
    said = _said(replace(scene, message=last), clauses)
    if not said or {kind for kind, _ in said} - {"sure", "remark"} or not any(c for _, c in said):
        return []
    path, story = scene.focus.path or "", message.raw[:start].strip()
    return [Fill(path, Parsed(story, story), story), *_joined(replace(scene, message=last), clauses, said)]


def _pieces(message: Message) -> list[Clause]:
    """The clauses, parted at their blanks as well: people type blanks for commas."""
    found: list[Clause] = []
    for clause in message.clauses:
        at, parts = 0, clause.key.split()
        for n, part in enumerate(parts):
            at = clause.key.index(part, at)
            stop = clause.stop if n == len(parts) - 1 else ","
            start = clause.start + at
            found.append(Clause(start, start + len(part), stop, clause.text[at : at + len(part)], part))
            at += len(part)
    return found


def _said(scene: Scene, clauses: list[Clause]) -> list[Said]:
    """What each clause is."""
    cuts = _cuts(scene, clauses)
    return [("sure", cut) if (cut := cuts.get(n)) else _one(scene, clause) for n, clause in enumerate(clauses)]


def _cuts(scene: Scene, clauses: list[Clause]) -> dict[int, Cut]:
    """The clauses that together ask for a sentence to be cut, among others (那句不算 删了 你帮我写行不行)."""
    found: dict[int, Cut] = {}
    told = [bool(expression("cut.which").fullmatch(squeeze(c.key)) or _drops(c)) for c in clauses]
    for meant, group in groupby(range(len(clauses)), key=lambda n: told[n]):
        which = list(group)
        if meant:
            text = "，".join(clauses[n].text for n in which)
            cut = cut_out(replace(scene, message=Message(text)))
            found |= dict.fromkeys(which, cut) if cut is not None else {}
    return found


def _drops(clause: Clause) -> bool:
    return bool(expression("cut.drop").fullmatch(squeeze(clause.key)))


def _one(scene: Scene, clause: Clause) -> Said:
    text = squeeze(clause.key)
    if expression("essay.look").fullmatch(text) and scene.filled(scene.focus.path or ""):
        return "sure", Look(scene.focus.path or "")
    if isinstance(shown := item_command(scene, clause), Look):
        return "sure", shown
    command = _control(clause, text)
    if command is not None:
        return command
    if not clause.asks and (paper := papers_in(text)) is not None:
        return "sure", paper
    if expression("essay.remark").fullmatch(text) or opens(clause):
        return "remark", None
    if expression("essay.theirs_asked").fullmatch(text):
        return "sure", Question(clause.text)
    score = question_score(clause)
    if score >= ASKS or clause.asks:
        story = expression("essay.tells").search(text)
        if expression("essay.for_us").search(text):
            return ("likely" if story else "sure"), Question(clause.text)
        if not story and expression("essay.about_policy").search(text):
            return "likely", Question(clause.text)
    if (change := _change(scene, clause)) is not None:
        return "likely", change
    if expression("essay.about_writing").search(text):
        return "about", None
    return "story", None


def _change(scene: Scene, clause: Clause) -> Heard | None:
    """Another field to be changed (手机号改成139…, 把出生日期改一下), where its value has a shape of its own."""
    alone = replace(scene, message=Message(clause.text))
    found = corrections(alone)
    change = found[0].command if len(found) == 1 else go_to(alone, squeeze(clause.key))
    if not isinstance(change, (Correct, GoTo)):
        return None
    spec = scene.form.fields.get(change.path)
    if spec is None or spec.parser in FREE or (isinstance(change, Correct) and isinstance(change.parsed, Problem)):
        return None
    return change


def _control(clause: Clause, text: str) -> Said | None:
    known = words()
    if text in known.essay_never or len(text) < SHORTEST_COMMAND:
        return None
    asked = "?" if clause.asks else ""
    word = control_in(text + asked)
    if word is None or word not in (known.essay | known.essay_whole):
        return None
    sure = control_said(text + asked) == word or word in known.essay_sure
    return ("sure" if sure else "likely"), Control(word)


def _joined(scene: Scene, clauses: list[Clause], said: list[Said]) -> list[Heard]:
    """The commands once each; the questions as one, as they stand in the message."""
    asking = [n for n, (_, c) in enumerate(said) if isinstance(c, Question)]
    commands: list[Heard] = []
    for _, command in said:
        if isinstance(command, Question) or command is None or command in commands:
            continue
        commands.append(command)
    if asking:
        first, last = clauses[asking[0]].start, clauses[asking[-1]].end
        mark = "？" if clauses[asking[-1]].asks else ""
        commands.append(Question(scene.message.raw[first:last] + mark))
    return commands
