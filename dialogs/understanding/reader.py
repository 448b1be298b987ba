"""A message read clause by clause: several answers, corrections, rows, moves and questions at once."""

from __future__ import annotations

from dialogs.commands import (
    Command,
    Control,
    Correct,
    Fill,
    GoTo,
    Miss,
    Question,
    RowAdd,
    RowDelete,
    RowRestore,
    Unclear,
    WhatIf,
    Word,
)  # fmt: skip
from dialogs.parsing import Parsed, Problem
from dialogs.understanding.controls import control_in
from dialogs.understanding.corrections import corrections, go_to
from dialogs.understanding.expressions import expression
from dialogs.understanding.labelled import labelled
from dialogs.understanding.message import Clause, squeeze
from dialogs.understanding.questions import (
    ASKS,
    ASKS_OVER_FREE_TEXT,
    Asked,
    find_questions,
    opens,
    question_score,
    strip_opener,
)
from dialogs.understanding.rows import row_command
from dialogs.understanding.scene import FREE, TABLES, Scene
from dialogs.understanding.suppose import suppose
from dialogs.understanding.takes import Take, apart
from dialogs.understanding.typed import typed
from dialogs.understanding.words import pattern

MOST_CLAUSES = 160
"""clauses of one message that are looked at one by one"""
_ORDER: tuple[type, ...] = (
    Correct,
    Fill,
    Miss,
    RowDelete,
    RowRestore,
    RowAdd,
    GoTo,
    Control,
    Unclear,
    WhatIf,
    Question,
)
_OF_QUESTION: frozenset[Word] = frozenset({"rule", "why", "choices", "lost", "eligible", "missing", "example"})
_NEVER_IN_ROWS = frozenset({"id_number", "mobile", "unit_phone", "name"})
_ASIDE: frozenset[Word] = frozenset({"lost", "no", "unsure", "any"})


class Reader:
    """One message on its way to commands. `_used` marks the clauses that some reading has taken."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.message = scene.message
        self.clauses = _part_questions(scene.message.clauses[:MOST_CLAUSES])
        self._used = [False] * len(self.clauses)
        self._found: list[Command] = []
        self._asked: list[Asked] = []
        self._context: list[bool] = [False] * len(self.clauses)

    # --- the whole ---------------------------------------------------------------------------------------------
    def commands(self) -> list[Command]:
        """Everything understood, ordered; at least one command."""
        if not self.clauses:
            return [Control("lost") if "?" in self.message.key else self._nothing_fits()]
        self._corrections()
        self._moves()
        self._suppositions()
        self._questions()
        self._answers()
        self._ask()
        if not self._found:
            self._found.append(self._nothing_fits())
        return self._ordered()

    def _ordered(self) -> list[Command]:
        found = self._found
        if self.scene.overlay:
            replies = [c for c in found if isinstance(c, Control) and c.word in ("yes", "no")]
            if self._doubted:
                replies = []
                found = [c for c in found if not (isinstance(c, Control) and c.word == "yes")] or found
            found = [c for c in found if c in replies[:1] or not (replies and isinstance(c, Control))]
        elif len(found) > 1:
            courtesy = self.scene.words.courtesy | _ASIDE
            kept = [c for c in found if not (isinstance(c, Control) and c.word in courtesy)]
            found = kept or found[:1]
        unique: list[Command] = []
        for command in found:
            if command not in unique:
                unique.append(command)
        return sorted(unique, key=lambda c: _ORDER.index(type(c)) if type(c) in _ORDER else 1)

    # --- corrections, rows, moves ------------------------------------------------------------------------------
    def _corrections(self) -> None:
        for mended in corrections(self.scene):
            inside = [n for n, c in enumerate(self.clauses) if c.start < mended.end and c.end > mended.start]
            if any(self._used[n] for n in inside) or not inside:
                continue
            if any(question_score(self.clauses[n]) >= ASKS_OVER_FREE_TEXT for n in inside):
                continue
            self._take(inside)
            self._found.append(mended.command)

    def _moves(self) -> None:
        """Control words, row commands and 改单位电话, each a clause of its own."""
        for n, clause in enumerate(self.clauses):
            if self._used[n]:
                continue
            key = clause.key + ("?" if clause.asks else "")
            command = row_command(self.scene, squeeze(clause.key)) or (
                None if clause.asks else go_to(self.scene, clause.key)
            )
            if command is None:
                word = control_in(key)
                if word is not None and (len(self.clauses) == 1 or self._stands_alone(word, n)):
                    command = Control(word)
            if command is not None:
                self._take([n])
                self._found.append(command)

    def _stands_alone(self, word: Word, n: int) -> bool:
        """Whether a control word among other clauses is meant as one, and is not a part of an answer or question."""
        spec, clause = self.scene.spec, self.clauses[n]
        if word in _OF_QUESTION and n and not self._used[n - 1] and not self.clauses[n - 1].closes:
            return opens(self.clauses[n - 1]) or self._fits_focus(n - 1)
        if word in self.scene.words.answering:
            if spec is None or self.scene.overlay:
                return True
            return n == 0 and spec.parser not in ("yes_no", "choice", "list", "count", "code")
        if spec is not None and spec.parser in TABLES:
            return len(squeeze(clause.key)) > 2 or word in self.scene.words.courtesy
        return True

    # --- questions ---------------------------------------------------------------------------------------------
    def _suppositions(self) -> None:
        for first, last in self._sentences():
            if any(self._used[n] for n in range(first, last + 1)):
                continue
            start, end = self.clauses[first].start, self.clauses[last].end
            command = suppose(self.message.key[start:end], asked=self.clauses[last].asks)
            if command is not None:
                self._take(range(first, last + 1))
                self._found.append(WhatIf(command.facts, self.message.raw[start:end]))

    def _sentences(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        first = 0
        for n, clause in enumerate(self.clauses):
            if clause.stop != "," or n + 1 == len(self.clauses):
                found.append((first, n))
                first = n + 1
        return found

    def _questions(self) -> None:
        spec = self.scene.spec
        loose = spec is not None and (spec.parser in FREE or spec.parser in TABLES)
        bar = ASKS_OVER_FREE_TEXT if loose else ASKS
        open_clauses = [c for n, c in enumerate(self.clauses) if not self._used[n]]
        index = [n for n in range(len(self.clauses)) if not self._used[n]]
        for asked in find_questions(open_clauses, bar=bar):
            here = [index[n] for n in range(asked.first, asked.last + 1)]
            if len(here) == 1 and self._hesitant_answer(self.clauses[here[0]]):
                continue
            self._take(here)
            self._asked.append(Asked(here[0], here[-1], asked.score, asked.leaning))
        for asked in self._asked:
            supposes = any(pattern(self.scene.words.whatif.must).match(c.key) for c in self.clauses[: asked.first])
            if asked.leaning or supposes:
                self._lead_up(asked)

    @property
    def _doubted(self) -> bool:
        """Whether a yes and a question stand in one sentence (好的，不过存多久？): no consent yet."""
        return any(a.first > 0 and not self.clauses[a.first - 1].closes for a in self._asked)

    def _lead_up(self, asked: Asked) -> None:
        """Mark what the question leans on: the clauses before it, up to one that answers what is being asked."""
        n = asked.first - 1
        while n >= 0 and not self._used[n] and not self.clauses[n].closes and not self._fits_focus(n):
            self._context[n] = True
            n -= 1

    def _fits_focus(self, n: int) -> bool:
        """Whether a clause in front of a question answers the pending one."""
        spec, path, clause = self.scene.spec, self.scene.focus.path, self.clauses[n]
        if spec is None or path is None or (self.scene.free and (n or expression("speaks").match(clause.key))):
            return False
        return self.scene.parsed(path, clause.text) is not None and not self._out_of_place(clause.key)

    def _hesitant_answer(self, clause: Clause) -> bool:
        """1985年3月？ is an answer given doubtfully where nothing but the mark asks."""
        spec, path = self.scene.spec, self.scene.focus.path
        if not clause.asks or spec is None or path is None:
            return False
        bare = Clause(clause.start, clause.end, ",", clause.text, clause.key)
        if question_score(bare) > 0 or spec.parser in FREE:
            return False
        return self.scene.parsed(path, clause.text) is not None

    def _ask(self) -> None:
        """The questions, each with what leads up to it."""
        for asked in self._joined():
            first = asked.first
            while first > 0 and not self._used[first - 1] and (self._context[first - 1] or asked.leaning):
                first -= 1
                self._used[first] = True
                if self.clauses[first - 1].closes:
                    break
            start, last = self.clauses[first].start, self.clauses[asked.last]
            end = last.end
            text = strip_opener(self.message.raw[start:end], self.message.key[start:end])
            self._found.append(Question(text + ("？" if last.asks else "")))

    def _joined(self) -> list[Asked]:
        """Questions of one sentence as one."""
        found: list[Asked] = []
        for asked in self._asked:
            before = found[-1] if found else None
            if before and before.last + 1 == asked.first and not self.clauses[before.last].closes:
                found[-1] = Asked(before.first, asked.last, asked.score, before.leaning)
            else:
                found.append(asked)
        return found

    # --- answers -----------------------------------------------------------------------------------------------
    def _answers(self) -> None:
        rest = [n for n in range(len(self.clauses)) if not self._used[n]]
        if not rest:
            return
        path, spec = self.scene.focus.path, self.scene.spec
        spans = self._spans(rest)
        essay = spec is not None and spec.parser == "essay"
        named = [] if essay else labelled(self.scene, spans)
        if spec is not None and path and spec.parser in TABLES and not named and self._table(path, spans, rest):
            return
        if self.scene.focus.table and path and "[" in path and not named and self._row_in_one(path, spans, rest):
            return
        shaped = [] if essay else self._shaped(rest)
        if self._pasted_history(named, rest, spans):
            return
        others = [t for t in apart([*named, *shaped]) if t.path != path]
        told = any(t.path == path and t.said for t in shaped)
        if spec is not None and path and not named and not told and self._focus_takes_all(path, rest, others):
            return
        takes = apart([*named, *shaped])
        for take in takes:
            self._use(take)
        self._focus_takes_rest(path, rest, takes)
        for take in takes:
            self._settle(take, alone=len(takes) == 1 and not self._found)

    def _shaped(self, rest: list[int]) -> list[Take]:
        """Values that speak for themselves; while a row is told, a 技师 or a 在…当… in it is the row's."""
        found = typed(self.scene, [self.clauses[n] for n in rest if not self._context[n]])
        return [t for t in found if t.path in _NEVER_IN_ROWS] if self.scene.focus.table else found

    def _spans(self, rest: list[int]) -> list[tuple[int, int]]:
        """Stretches of neighbouring clauses nobody has taken, as offsets."""
        found: list[tuple[int, int]] = []
        for n in rest:
            clause = self.clauses[n]
            if found and n and not self._used[n - 1]:
                found[-1] = (found[-1][0], clause.end)
            else:
                found.append((clause.start, clause.end))
        return found

    def _table(self, path: str, spans: list[tuple[int, int]], rest: list[int]) -> bool:
        """Rows told in a sentence, or several of them pasted."""
        text = "\n".join(self.message.raw[a:b] for a, b in spans).strip()
        parsed = self.scene.parsed(path, text)
        if parsed is None or not parsed.value:
            return False
        self._take(rest)
        self._found.append(Fill(path, parsed, text))
        return True

    def _row_in_one(self, path: str, spans: list[tuple[int, int]], rest: list[int]) -> bool:
        """A whole row told where one cell was asked: each cell gets its part."""
        table = self.scene.focus.table
        text = "\n".join(self.message.raw[a:b] for a, b in spans).strip()
        if len(text) < 12 or self.scene.parsed(path, text) is not None:
            return False
        parsed = self.scene.parsed(table, text)
        if parsed is None or not isinstance(parsed.value, list) or len(parsed.value) != 1 or len(parsed.value[0]) < 2:
            return False
        stem = path.rpartition(".")[0]
        for column, value in parsed.value[0].items():
            cell = f"{stem}.{column}"
            if value in (None, "") or (self.scene.filled(cell) and cell != path):
                continue
            self._found.append(Fill(cell, self.scene.parsed(cell, str(value)) or Parsed(value, str(value)), text))
        self._take(rest)
        return True

    def _pasted_history(self, named: list[Take], rest: list[int], spans: list[tuple[int, int]]) -> bool:
        """Several lines that each begin with a period are the work history, wherever they are pasted."""
        if named or "work_history" not in self.scene.form.tables:
            return False
        text = "\n".join(self.message.raw[a:b] for a, b in spans).strip()
        period = expression("history.period")
        lines = [line for line in text.split("\n") if period.search(line)]
        return len(lines) >= 2 and self._table("work_history", spans, rest)

    def _focus_takes_all(self, path: str, rest: list[int], others: list[Take]) -> bool:
        """The whole rest as the answer to the pending question, where nothing else in it speaks for itself."""
        if any(t.said for t in others) or any(self._context[n] for n in rest):
            return False
        text = self.message.raw[self.clauses[rest[0]].start : self.clauses[rest[-1]].end]
        if len(rest) == len(self.clauses):
            text = self.message.raw.strip()
        if len(rest) != rest[-1] - rest[0] + 1:
            return False
        if others and (len(rest) > 1 or (self.scene.free and self._shared(path, rest[0], others))):
            return False
        parsed = self.scene.parsed(path, text)
        if parsed is None or (self.scene.free and self._out_of_place(text)):
            return False
        self._take(rest)
        self._found.append(Fill(path, parsed, text))
        return True

    def _shared(self, path: str, n: int, others: list[Take]) -> bool:
        """Whether a single clause is another field's value, alone or beside the pending one's (张建国 男 汉族)."""
        clause = self.clauses[n]
        left = self._left_of(clause, others)
        return len(left) < 2 or (clause.key[len(left) :][:1].isspace() and self.scene.parsed(path, left) is not None)

    def _out_of_place(self, text: str) -> bool:
        """Words that a free field would take, though they are plainly about something else (津贴金额)."""
        words, spec = self.scene.words, self.scene.spec
        if spec is None or spec.parser not in ("name", "unit", "occupation"):
            return False
        squeezed = squeeze(text)
        if pattern(words.question.organisations).search(squeezed):
            return False
        return bool(pattern(words.question.topics).search(squeezed)) and len(squeezed) <= 14

    def _focus_takes_rest(self, path: str | None, rest: list[int], takes: list[Take]) -> None:
        """A clause that no other field took, for the pending question."""
        spec = self.scene.spec
        if path is None or spec is None or any(t.path == path for t in takes) or spec.parser in TABLES:
            return
        for n in rest:
            clause = self.clauses[n]
            inside = [t for t in takes if t.start < clause.end and t.end > clause.start]
            left = self._left_of(clause, inside) if inside else ""
            if (
                len(left) >= 2
                and not expression("speaks").match(left)
                and self.scene.parsed(path, left)
                and not self._out_of_place(left)
            ):
                parsed = self.scene.parsed(path, left)
                assert parsed is not None
                self._found.append(Fill(path, parsed, left))
                return
            if self._used[n] or (self.scene.free and (self._context[n] or self._out_of_place(clause.key))):
                continue
            parsed = self.scene.parsed(path, clause.text)
            if parsed is not None:
                self._take([n])
                self._found.append(Fill(path, parsed, clause.text))
                return

    def _left_of(self, clause: Clause, takes: list[Take]) -> str:
        """What stands before the first value of a clause, or after the last."""
        before = self.message.piece(clause.start, takes[0].start)
        return before or self.message.piece(takes[-1].end, clause.end)

    def _settle(self, take: Take, *, alone: bool) -> None:
        """A value found: an answer, a correction where the field was named, asked back where it was not."""
        path, scene = take.path, self.scene
        if isinstance(take.outcome, Problem):
            meant = take.said or bool(take.outcome.ask)
            if meant and (path == scene.focus.path or not scene.filled(path)):
                self._found.append(Miss(path, take.outcome, take.raw))
            elif take.said:
                self._found.append(Correct(path, take.outcome, take.raw))
            return
        spec = scene.spec_of(path)
        if path == scene.focus.path or not scene.filled(path) or (spec is not None and spec.parser in TABLES):
            self._found.append(Fill(path, take.outcome, take.raw))
        elif scene.value(path) == take.outcome.value:
            return
        elif self._is_labelled(take):
            self._found.append(Correct(path, take.outcome, take.raw))
        elif alone:
            name = spec.name if spec is not None else path
            self._found.append(Unclear(take.raw, ((Correct(path, take.outcome, take.raw), name),)))

    def _is_labelled(self, take: Take) -> bool:
        """Whether the field's own name was said; 我叫… and a bare ID number only state."""
        head = squeeze(self.message.key[take.start : take.end])
        names = self.scene.names.fields
        return any(head.startswith(n) and take.path in paths for n, paths in names.items() if len(n) > 1)

    # --- what is left ------------------------------------------------------------------------------------------
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

    def _without_own_name(self, text: str) -> str:
        """The text without the names of the pending field (农村户口 is about 户籍, not a question)."""
        path = self.scene.focus.path
        for name, paths in self.scene.names.fields.items():
            if path in paths:
                text = text.replace(name, "")
        return text

    def _take(self, which: range | list[int]) -> None:
        for n in which:
            self._used[n] = True

    def _use(self, take: Take) -> None:
        for n, clause in enumerate(self.clauses):
            if clause.start < take.end and clause.end > take.start:
                self._used[n] = True


def _part_questions(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """`13800000000 能不能留家里的`: a blank may part an answer from a question."""
    found: list[Clause] = []
    for clause in clauses:
        blank = clause.key.rfind(" ") if " " in clause.key and question_score(clause) >= ASKS else -1
        if blank > 0:
            head = Clause(
                clause.start, clause.start + blank, ",", clause.text[:blank].rstrip(), clause.key[:blank].rstrip()
            )
            at = clause.start + blank + 1
            tail = Clause(at, clause.end, clause.stop, clause.text[blank + 1 :], clause.key[blank + 1 :])
            if question_score(tail) >= ASKS and question_score(head) < 1:
                found += [head, tail]
                continue
        found.append(clause)
    return tuple(found)
