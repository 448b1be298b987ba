"""A message read clause by clause: several answers, corrections, rows, moves and questions at once."""

from __future__ import annotations

import re

from dialogs.commands import (
    Clear,
    Command,
    Control,
    Correct,
    Fill,
    GoTo,
    Look,
    Make,
    Miss,
    PutOff,
    Question,
    RowAdd,
    RowDelete,
    RowRestore,
    Unclear,
    WhatIf,
    Word,
)  # fmt: skip
from dialogs.parsing import Parsed, Problem
from dialogs.parsing.units import is_employer
from dialogs.understanding.answering import Answering
from dialogs.understanding.controls import control_in, control_said
from dialogs.understanding.corrections import corrections, go_to
from dialogs.understanding.emptying import emptied
from dialogs.understanding.expressions import expression
from dialogs.understanding.into_text import into_text
from dialogs.understanding.meant import other_field, told_sex
from dialogs.understanding.message import Clause, squeeze
from dialogs.understanding.papers import papers_in
from dialogs.understanding.putting_off import put_off
from dialogs.understanding.questions import (
    ASKS_OVER_FREE_TEXT,
    opens,
    question_score,
)
from dialogs.understanding.rowrefs import row_said
from dialogs.understanding.rows import row_command
from dialogs.understanding.scene import FREE, TABLES, Scene
from dialogs.understanding.told import told
from dialogs.understanding.topics import item_command, topic
from dialogs.understanding.words import pattern

_ORDER: tuple[type, ...] = (
    Correct,
    Fill,
    Miss,
    PutOff,
    RowDelete,
    RowRestore,
    RowAdd,
    GoTo,
    Look,
    Clear,
    Control,
    Make,
    Unclear,
    WhatIf,
    Question,
)
_SAID_FIRST: frozenset[Word] = frozenset({"stop", "undo"})
LONGEST_UNDO = 20
"""characters of an 撤销 with its reason"""
_APART: frozenset[Word] = frozenset(
    {"papers", "roster", "materials", "review", "stop", "pause", "thanks", "heard", "form", "missing"}
)
"""control words that may stand between blanks beside another move"""
_OF_QUESTION: frozenset[Word] = frozenset({"rule", "why", "choices", "lost", "eligible", "missing", "example"})
_ABOUT_CHANGING: frozenset[Word] = frozenset({"change", "mistake", "wrong"})
"""words that only announce a change, and say nothing beside the change itself"""
_ASIDE: frozenset[Word] = frozenset({"lost", "no", "wrong", "pause", "unsure", "any"})


class Reader(Answering):
    """A whole message: corrections before moves, moves before suppositions, questions before answers."""

    def commands(self) -> list[Command]:
        """Everything understood, ordered; at least one command."""
        if not self.clauses:
            return [Control("lost") if "?" in self.message.key else self._nothing_fits()]
        if self._pasted_table():
            return self._ordered()
        self._corrections()
        self._moves()
        only_asides = all(isinstance(c, Control) and c.word in _ASIDE for c in self._found)
        meant = other_field(self.scene) if only_asides and not self._asks_something() else told_sex(self.scene)
        if meant is not None:
            return [meant]
        self._suppositions()
        self._questions()
        self._facts()
        self._answers()
        self._ask()
        if not self._found:
            self._found.append(self._nothing_fits())
        return self._ordered()

    def _asks_something(self) -> bool:
        """Whether a clause asks, or a row or a condition is being told, where a field's name is part of the answer."""
        inside = bool(self.scene.focus.table) or (self.scene.focus.path or "").startswith("facts.")
        return inside or any(question_score(clause) >= ASKS_OVER_FREE_TEXT for clause in self.clauses)

    def _ordered(self) -> list[Command]:
        found = self._found
        if self.scene.overlay:
            replies = [c for c in found if isinstance(c, Control) and c.word in ("yes", "no", "wrong", "pause")]
            if self._doubted:
                replies = []
                found = [c for c in found if not (isinstance(c, Control) and c.word == "yes")] or found
            found = [c for c in found if c in replies[:1] or not (replies and isinstance(c, Control))]
        elif len(found) > 1:
            courtesy = self.scene.words.courtesy | _ASIDE
            kept = [c for c in found if not (isinstance(c, Control) and c.word in courtesy)]
            found = kept or found[:1]
            if any(isinstance(c, (Correct, Clear, RowDelete)) for c in found):
                found = [c for c in found if not (isinstance(c, Control) and c.word in _ABOUT_CHANGING)]
        unique: list[Command] = []
        for command in found:
            if command not in unique:
                unique.append(command)
        return sorted(unique, key=lambda c: _ORDER.index(type(c)) if type(c) in _ORDER else 1)

    def _corrections(self) -> None:
        for mended in corrections(self.scene):
            inside = [n for n, c in enumerate(self.clauses) if c.start < mended.end and c.end > mended.start]
            if any(self._used[n] for n in inside) or not inside:
                continue
            if any(question_score(self.clauses[n]) >= ASKS_OVER_FREE_TEXT for n in inside):
                continue
            self._take(inside)
            self._found.append(mended.command)
            self._beside(self.clauses[inside[0]].start, mended.start)
            self._beside(mended.end, self.clauses[inside[-1]].end)

    def _beside(self, start: int, end: int) -> None:
        """男 哦名字最后那个字是…: the answer that stands beside a correction with only a blank between."""
        path, text = self.scene.focus.path, self.message.piece(start, end)
        parsed = self.scene.parsed(path, text) if path and text and not self.scene.overlay else None
        if path and parsed is not None and not (self.scene.free and parsed.warnings):
            self._found.append(Fill(path, parsed, text))

    def _moves(self) -> None:
        """Control words, row commands and 改单位电话, each a clause of its own."""
        for n, clause in enumerate(self.clauses):
            if self._used[n]:
                continue
            key = clause.key + ("?" if clause.asks else "")
            if not clause.asks and (moved := into_text(self.scene, clause, self._found)):
                self._take([n])
                self._found += moved
                continue
            command = row_command(self.scene, squeeze(clause.key)) or (
                None
                if clause.asks
                else emptied(self.scene, clause.key) or put_off(self.scene, clause.key) or go_to(self.scene, clause.key)
            )
            if command is None and len(self.clauses) == 1:
                command = item_command(self.scene, clause) or topic(self.scene, clause)
            if command is None and not clause.asks and (moves := _one_after_another(self.scene, clause)):
                self._take([n])
                self._found += moves
                continue
            if command is None:
                word = control_in(key)
                if word == "stop" and self._only_sighs(n):
                    self._take([n])
                    continue
                if word is not None and (len(self.clauses) == 1 or self._stands_alone(word, n)):
                    command = Control(word)
                elif word is None and not clause.asks:
                    command = papers_in(squeeze(clause.key))
            command = command or _said_first(self.scene, clause)
            if command is not None:
                self._take([n])
                self._found.append(command)

    def _only_sighs(self, n: int) -> bool:
        """算了，写焊工: no wish to stop, where the answer follows."""
        if n + 1 == len(self.clauses) or not expression("aside.sigh").fullmatch(squeeze(self.clauses[n].key)):
            return False
        return _answer(self.scene, self.message.raw[self.clauses[n + 1].start : self.clauses[-1].end]) is not None

    def _facts(self) -> None:
        """What is told of another condition than the one being asked."""
        for one in told(self.scene, self.clauses):
            if not any(self._used[n] or self._context[n] for n in one.clauses):
                self._found += one.fills
                if not one.shared:
                    self._take(one.clauses)

    def _stands_alone(self, word: Word, n: int) -> bool:
        """Whether a control word among other clauses is meant as one, and is not a part of an answer or question."""
        spec, clause = self.scene.spec, self.clauses[n]
        if word == "heard":
            return False
        if word in _OF_QUESTION and n and not self._used[n - 1] and not self.clauses[n - 1].closes:
            return opens(self.clauses[n - 1]) or self._fits_focus(n - 1)
        if word in self.scene.words.answering:
            if spec is None or self.scene.overlay:
                return True
            return n == 0 and spec.parser not in ("yes_no", "choice", "list", "count", "code")
        if spec is not None and spec.parser in TABLES:
            if self._is_told(clause):
                return False
            return len(squeeze(clause.key)) > 2 or word in self.scene.words.courtesy
        return True

    def _is_told(self, clause: Clause) -> bool:
        """Whether a clause is part of what is told of a row: without it another row is read."""
        path, raw = self.scene.focus.path or "", self.message.raw
        whole = self.scene.parsed(path, raw)
        without = self.scene.parsed(path, raw[: clause.start] + raw[clause.end :])
        return whole is not None and bool(whole.value) and (without is None or whole.value != without.value)

    def _nothing_fits(self) -> Command:
        path, spec, raw = self.scene.focus.path, self.scene.spec, self.message.raw.strip()
        squeezed = self.message.squeezed
        topical = bool(pattern(self.scene.words.question.topics).search(self._without_own_name(squeezed)))
        topical = topical and 2 <= len(squeezed) <= 60
        if spec is None or path is None:
            if topical or "?" in self.message.key:
                return Question(raw)
            return Unclear(raw)
        outcome = self.scene.parse(path, raw) if raw else Problem("empty", "")
        if isinstance(outcome, Problem) and (employer := self._employer()) is not None:
            return employer
        digits = any(c.isdigit() for c in squeezed)
        if topical and not digits and not (isinstance(outcome, Problem) and outcome.ask):
            return Question(raw)
        if isinstance(outcome, Problem) and outcome.code == "question":
            return Question(raw)
        if "?" in self.message.key and not digits:
            return Question(raw)
        if isinstance(outcome, Parsed):
            return Fill(path, outcome, raw)
        return Miss(path, outcome, raw)

    def _employer(self) -> Command | None:
        """Nothing but an employer's name, where something else is asked: 工作单位, or a change of it to be confirmed."""
        text = self.clauses[0].text if len(self.clauses) == 1 else ""
        parsed = self.scene.parsed("unit", text) if is_employer(text) and "unit" in self.scene.form.fields else None
        if parsed is None or parsed.value == self.scene.value("unit"):
            return None
        if not self.scene.filled("unit"):
            return Fill("unit", parsed, text)
        return Unclear(text, ((Correct("unit", parsed, text), self.scene.form.fields["unit"].name),))

    def _without_own_name(self, text: str) -> str:
        """The text without the names of the pending field (农村户口 is about 户籍, not a question)."""
        path = self.scene.focus.path
        for name, paths in self.scene.names.fields.items():
            if path in paths:
                text = text.replace(name, "")
        return text


def _answer(scene: Scene, text: str) -> Parsed | None:
    """What a text answers to the pending question, beyond doubt where that takes any words."""
    parsed = scene.parsed(scene.focus.path, text.strip()) if scene.focus.path and scene.spec is not None else None
    return None if parsed is not None and scene.free and parsed.warnings else parsed


def _one_after_another(scene: Scene, clause: Clause) -> list[Command]:
    """没有照片先这样 出申报表: moves between blanks, each plain by itself; empty where something else is among them."""
    pieces = [squeeze(piece) for piece in clause.key.split()]
    if len(pieces) < 2:
        return []
    found: list[Command] = []
    for piece in pieces:
        word = control_said(piece)
        command = put_off(scene, piece) or (Control(word) if word in _APART else papers_in(piece))
        if command is None:
            return []
        found.append(command)
    return found


def _said_first(scene: Scene, clause: Clause) -> Command | None:
    """A row command or a 全删了 that stands between blanks among remarks (把夹具那条去掉 那个不是我的)."""
    pieces = clause.key.split()
    if len(pieces) < 2 or clause.asks:
        return None
    command = row_command(scene, squeeze(pieces[0]))
    if isinstance(command, (RowDelete, RowRestore)):
        return command
    if not re.search(r"[0-9]{4}", clause.key):  # nothing is told of a new row beside it
        said = [row_command(scene, squeeze(piece)) for piece in pieces if row_said(scene, piece) is not None]
        deleted = [c for c in said if isinstance(c, RowDelete)]
        if len(deleted) == 1 == len(said):
            return deleted[0]
    words = [control_in(piece) for piece in pieces]
    if words[0] == "stop" and expression("aside.sigh").fullmatch(pieces[0]):
        rest = clause.text[len(pieces[0]) :].strip()
        if (answer := _answer(scene, rest)) is not None:
            return Fill(scene.focus.path or "", answer, rest)
    if words[0] in _SAID_FIRST and (words[0] != "undo" or len(squeeze(clause.key)) <= LONGEST_UNDO):
        return Control(words[0])
    if "afresh" in words:
        return Control("afresh")
    if words[0] == "back" and (away := next((c for p in pieces[1:] if (c := go_to(scene, p)) is not None), None)):
        return away
    free = scene.spec is not None and scene.spec.parser in (*FREE, "certificate")
    if words[0] in ("later", "skip") and scene.spec is not None and scene.focus.path:
        return Control(words[0]) if free or scene.parsed(scene.focus.path, clause.text) is None else None
    return next((Control(w) for w in words if w in ("later", "skip") and free), None)
