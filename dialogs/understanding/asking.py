"""The questions in a message, and what leads up to them."""

from __future__ import annotations

from dialogs.commands import (
    Question,
    WhatIf,
)  # fmt: skip
from dialogs.parsing import Parsed
from dialogs.understanding.expressions import expression
from dialogs.understanding.message import Clause
from dialogs.understanding.questions import (
    ASKS,
    ASKS_OVER_FREE_TEXT,
    Asked,
    find_questions,
    question_score,
    strip_opener,
)
from dialogs.understanding.scene import FREE, TABLES
from dialogs.understanding.state import Reading
from dialogs.understanding.suppose import suppose
from dialogs.understanding.takes import Take
from dialogs.understanding.typed import typed
from dialogs.understanding.words import pattern

LONG_WINDED = 24
"""characters of a clause that may tell something before it asks"""


class Asking(Reading):
    """Which clauses ask; what stands before a question and only leans on it belongs to it."""

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
            if len(here) == 1 and (
                self._hesitant_answer(self.clauses[here[0]]) or self._recalls(self.clauses[here[0]])
            ):
                continue
            self._take(here)
            self._asides += [t for n in here for t in self._told_in(self.clauses[n])]
            self._asked.append(Asked(here[0], here[-1], asked.score, asked.leaning))
        for asked in self._asked:
            supposes = any(pattern(self.scene.words.whatif.must).match(c.key) for c in self.clauses[: asked.first])
            heard = bool(asked.first) and expression("aside.hearsay").match(self.clauses[asked.first - 1].key)
            if (
                supposes
                or heard
                or (asked.leaning and not expression("aside.anew").match(self.clauses[asked.first].key))
            ):
                self._lead_up(asked)

    def _told_in(self, clause: Clause) -> list[Take]:
        """What a long clause tells beyond doubt before it comes to its question (俺叫卢二柱…没本地户口行不行)."""
        doubted = expression("answer.doubted").fullmatch(clause.key)
        path, spec = self.scene.focus.path, self.scene.spec
        if doubted is not None and path and spec is not None and not self.scene.free:
            said = clause.text[: doubted.end("v")]
            parsed = self.scene.parsed(path, said)
            return [Take(path, parsed, said, clause.start, clause.end, True)] if parsed and not parsed.warnings else []
        if len(clause.key) < LONG_WINDED or self.scene.focus.table or expression("aside.supposed").search(clause.key):
            return []
        return [
            t
            for t in typed(self.scene, [clause])
            if t.said and isinstance(t.outcome, Parsed) and not t.outcome.warnings
        ]

    @property
    def _doubted(self) -> bool:
        """Whether a yes and a question stand in one sentence (好的，不过存多久？): no consent yet."""
        return any(a.first > 0 and not self.clauses[a.first - 1].closes for a in self._asked) and not self._outright()

    def _outright(self) -> bool:
        """同意的同意的，你先告诉我…: agreed in so many words before something else is asked."""
        agreed = expression("consent.outright").fullmatch(self.clauses[0].key) is not None
        return agreed and not any(expression("consent.but").match(c.key) for c in self.clauses[1:])

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
        soft = clause.key.endswith("呢")
        if not (clause.asks or soft) or spec is None or path is None:
            return False
        end = len(clause.key) - soft
        bare = Clause(clause.start, clause.start + end, ",", clause.text[:end], clause.key[:end])
        if question_score(bare) > 0 or spec.parser in FREE:
            return False
        return self.scene.parsed(path, clause.text) is not None

    def _recalls(self, clause: Clause) -> bool:
        """石景山八角北路 门牌多少来着 我出去瞅一眼: the person asks themself, and what is known so far is an answer."""
        path = self.scene.focus.path
        if path is None or clause.asks or not expression("recalls").search(clause.key):
            return False
        return self.scene.parsed(path, clause.text) is not None

    def _ask(self) -> None:
        """The questions, each with what leads up to it: marked as such, or told just before it and wanted by nobody."""
        for asked in self._joined():
            first = asked.first
            while first > 0 and not self._used[first - 1] and not self.clauses[first - 1].closes:
                first -= 1
                self._used[first] = True
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
