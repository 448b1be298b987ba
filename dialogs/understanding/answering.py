"""The answers in a message: rows, values that speak for themselves, and the one that was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogs.commands import (
    Command,
    Control,
    Correct,
    Fill,
    Miss,
    Unclear,
)  # fmt: skip
from dialogs.parsing import Parsed, Problem, is_written_table
from dialogs.parsing.units import SUFFIX
from dialogs.understanding.asking import Asking
from dialogs.understanding.expressions import expression
from dialogs.understanding.labelled import labelled
from dialogs.understanding.listed import listed
from dialogs.understanding.message import Clause, fold, squeeze
from dialogs.understanding.next_row import next_row
from dialogs.understanding.scene import FREE, TABLES
from dialogs.understanding.takes import Take, apart
from dialogs.understanding.typed import typed
from dialogs.understanding.words import pattern

_NEVER_IN_ROWS = frozenset({"id_number", "mobile", "unit_phone", "name"})
_ASKED_FIRST = frozenset({"name", "id_number", "mobile"})
_HOW = (Control("rule"), Control("choices"), Control("why"))
# told on the way to a question, these are meant all the same
_ONES_OWN = frozenset({"name", "id_number", "mobile"})
# parsers of a single date, to which a period is an answer gone wrong rather than a row
DATED = frozenset({"day", "month", "year"})
# fields with a closed list of values: what one of them takes without doubt is its own
WHOLE = 4
"""cells that make a sentence a row, though the cell that was asked for could be read from it"""
GUESSED = ("unit", "occupation")
WRITTEN = frozenset({"name", "unit", "address", "occupation"})
CODED = ("political_status", "ethnicity", "education", "skill_level", "sex", "unit_nature")


class Answering(Asking):
    """Every clause nobody else wanted, tried as an answer; a span is used once."""

    def _answers(self) -> None:
        for take in apart(self._asides):
            self._settle(take, alone=False)
        rest = [n for n in range(len(self.clauses)) if not self._used[n]]
        if not rest:
            return
        path, spec = self.scene.focus.path, self.scene.spec
        spans = self._spans(rest)
        essay = spec is not None and spec.parser == "essay"
        named = [] if essay else labelled(self.scene, spans, self.clauses)
        if spec is not None and path and spec.parser in TABLES and self._table(path, spans, rest, named):
            return
        in_cell = bool(self.scene.focus.table and path and "[" in path) and not named
        if (
            in_cell
            and path
            and (
                self._next_row(path, spans, rest)
                or self._row_in_one(path, spans, rest)
                or self._cell_and_year(path, spans, rest)
            )
        ):
            return
        shaped = [] if essay else self._shaped(rest)
        if self._pasted_history(named, rest, spans):
            return
        others = [t for t in apart([*named, *shaped]) if t.path != path and not self._same_kind(t)]
        told = any(t.path == path and t.said for t in shaped)
        if spec is not None and path and not named and not told and self._focus_takes_all(path, rest, others):
            return
        takes = apart([*named, *shaped])
        for take in takes:
            self._use(take)
        if not essay and not self.scene.focus.table:
            bare = [self.clauses[n] for n in rest if not self._used[n] and not self._context[n]]
            for take in listed(self.scene, bare, takes):
                self._use(take)
                takes.append(take)
        self._focus_takes_rest(path, rest, takes)
        for take in takes:
            self._settle(take, alone=len(takes) == 1 and not self._found)

    def _same_kind(self, take: Take) -> bool:
        """Whether the field being asked takes another field's value just as well: then it has it."""
        spec, other, asked = self.scene.spec, self.scene.spec_of(take.path), self.scene.focus.path
        if spec is None or other is None or asked is None or spec.parser != other.parser or spec.parser in FREE:
            return False
        return self.scene.parsed(asked, take.raw) is not None

    def _shaped(self, rest: list[int]) -> list[Take]:
        """Values that speak for themselves; while a row is told, a 技师 or a 在…当… in it is the row's."""
        found = typed(self.scene, [self.clauses[n] for n in rest if not self._context[n]])
        led = typed(self.scene, [self.clauses[n] for n in rest if self._context[n]])
        found += [t for t in led if t.said and t.path in _ONES_OWN and isinstance(t.outcome, Parsed)]
        history = len(rest) > 1 and any(expression("history.told").search(self.clauses[n].key) for n in rest)
        in_a_row = bool(self.scene.focus.table) or history
        if in_a_row:
            return [t for t in found if t.path in _NEVER_IN_ROWS]
        return [self._with_its_clause(t) for t in found if not self._beside_the_question(t)]

    def _with_its_clause(self, take: Take) -> Take:
        """区里的国企，联系人写…: where 国企 alone leaves it open, what the whole clause says of it."""
        clause = next((c for c in self.clauses if c.start <= take.start and take.end <= c.end), None)
        if clause is None or take.path != self.scene.focus.path or not isinstance(take.outcome, Problem):
            return take
        parsed = self.scene.parsed(take.path, clause.text)
        if parsed is None or parsed.warnings:
            return take
        return Take(take.path, parsed, clause.text, clause.start, clause.end, take.said)

    def _beside_the_question(self, take: Take) -> bool:
        """A guess at an employer or trade while a condition is asked about (在朝阳上班, 干部岗): the reply is about that."""
        doubtful = isinstance(take.outcome, Parsed) and bool(take.outcome.warnings)
        return doubtful and take.path in GUESSED and (self.scene.focus.path or "").startswith("facts.")

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

    def _pasted_table(self) -> bool:
        """The pending table itself, with its header or its labels: the words in it name its cells and nothing else."""
        path, spec = self.scene.focus.path, self.scene.spec
        if path is None or spec is None or self.scene.overlay or spec.parser not in TABLES:
            return False
        if len(self.clauses) > 1 and not self.scene.rows(path) and self._none_told(path):
            return True
        return is_written_table(spec, self.message.raw) and self._table(path, [], list(range(len(self.clauses))), [])

    def _none_told(self, path: str) -> bool:
        """没得过，我就一个普通工人: that there is nothing, and why."""
        parsed = self.scene.parsed(path, self.message.raw)
        if parsed is None or parsed.value != []:
            return False
        self._take(list(range(len(self.clauses))))
        self._found.append(Fill(path, parsed, self.message.raw))
        return True

    def _table(self, path: str, spans: list[tuple[int, int]], rest: list[int], named: list[Take]) -> bool:
        """Rows told in a sentence, or several of them pasted; what is named in them must be a cell of theirs (颁发单位：…)."""
        whole = len(rest) == len(self.clauses)
        text = (self.message.raw if whole else "\n".join(self.message.raw[a:b] for a, b in spans)).strip()
        parsed = self.scene.parsed(path, text)
        if parsed is None or not parsed.value:
            return False
        cells = squeeze("\n".join(str(cell) for row in parsed.value for cell in row.values()))
        if not all(take.path == path or squeeze(take.raw) in cells for take in named):
            return False
        self._take(rest)
        self._found.append(Fill(path, parsed, text))
        return True

    def _next_row(self, path: str, spans: list[tuple[int, int]], rest: list[int]) -> bool:
        """The next row told while a cell of this one is asked."""
        text = "\n".join(self.message.raw[a:b] for a, b in spans).strip()
        parsed = next_row(self.scene, path, text)
        if parsed is None:
            return False
        self._take(rest)
        self._found.append(Fill(self.scene.focus.table, parsed, text))
        return True

    def _row_in_one(self, path: str, spans: list[tuple[int, int]], rest: list[int]) -> bool:
        """A whole row told where one cell was asked: each cell gets its part."""
        table = self.scene.focus.table
        text = "\n".join(self.message.raw[a:b] for a, b in spans).strip()
        if len(text) < 12:
            return False
        parsed = self.scene.parsed(table, text)
        if parsed is None or not isinstance(parsed.value, list) or len(parsed.value) != 1 or len(parsed.value[0]) < 2:
            return False
        if self.scene.parsed(path, text) is not None and len(parsed.value[0]) < WHOLE:
            return False
        stem = path.rpartition(".")[0]
        for column, value in parsed.value[0].items():
            cell = f"{stem}.{column}"
            if value in (None, "") or (self.scene.filled(cell) and cell != path):
                continue
            self._found.append(Fill(cell, self.scene.parsed(cell, str(value)) or Parsed(value, str(value)), text))
        self._take(rest)
        return True

    def _cell_and_year(self, path: str, spans: list[tuple[int, int]], rest: list[int]) -> bool:
        """人社部 2018年评的: the cell that was asked for, and the year that nobody has asked yet."""
        stem, _, column = path.rpartition(".")
        year = f"{stem}.year"
        if column == "year" or self.scene.spec_of(year) is None or self.scene.filled(year) or len(spans) != 1:
            return False
        text = self.message.raw[slice(*spans[0])].strip()
        match = expression("row.with_year").fullmatch(fold(text))
        if match is None:
            return False
        cell = self.scene.parsed(path, text[: match.end("head")])
        when = self.scene.parsed(year, text[match.start("year") :])
        if cell is None or when is None:
            return False
        self._found += [Fill(path, cell, text), Fill(year, when, text)]
        self._take(rest)
        return True

    def _pasted_history(self, named: list[Take], rest: list[int], spans: list[tuple[int, int]]) -> bool:
        """A line that begins with a period and names an employer is the work history, wherever it is pasted."""
        if named or "work_history" not in self.scene.form.tables:
            return False
        text = "\n".join(self.message.raw[a:b] for a, b in spans).strip()
        period = expression("history.period")
        lines = [line for line in text.split("\n") if period.search(line)]
        if len(lines) == 1:
            rows = self.scene.parsed("work_history", text) if period.match(text) else None
            if rows is None or not all("start" in row for row in rows.value):
                return False
            if not any(_is_stint(row) for row in rows.value):
                return False
            dated = self.scene.spec is not None and self.scene.spec.parser in DATED
            if dated and not any({"occupation", "post", "skill_level"} & row.keys() for row in rows.value):
                return False
            return self._table("work_history", spans, rest, [])
        return len(lines) >= 2 and self._table("work_history", spans, rest, [])

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
        if self.scene.free and (again := expression("again").match(text)):
            text = text[again.end() :]
        parsed = self.scene.parsed(path, text)
        if parsed is None or (
            self.scene.free and (self._out_of_place(text) or self._leads_to_question(rest[-1], parsed))
        ):
            return False
        self._take(rest)
        self._found.append(self._doubtful(path, parsed, text) or Fill(path, parsed, text))
        return True

    def _leads_to_question(self, n: int, parsed: Parsed) -> bool:
        """Whether doubtful words only lead up to the question behind them (单位改过名，写新名还是老名)."""
        before = not self.clauses[n].closes and any(a.first == n + 1 for a in self._asked)
        before = before or (n + 1 < len(self.clauses) and any(c in self._found for c in _HOW))
        told = self.clauses[n].key
        loose = len(told) > 8 and any(note.code in ("short_name", "no_house_number") for note in parsed.warnings)
        return before and bool(parsed.warnings) and (loose or bool(expression("speaks").match(told)))

    def _doubtful(self, path: str, parsed: Parsed, text: str) -> Command | None:
        """Words that could be a name but hardly are one are asked back, not stored; 我是民革的 is no name at all."""
        spec = self.scene.spec
        if spec is not None and spec.parser in WRITTEN and expression("answer.about_words").search(fold(text)):
            return Unclear(text, ((Fill(path, parsed, text), f"{spec.name}：{parsed.display}"),))
        odd = any(note.code == "unusual_surname" for note in parsed.warnings)
        if spec is None or spec.parser != "name" or not odd or len(squeeze(text)) < 3:
            return None
        for other in CODED:
            coded = self.scene.parsed(other, text) if other in self.scene.form.fields else None
            if coded is not None and not coded.warnings and not self.scene.filled(other):
                return Fill(other, coded, text)
        return Unclear(text, ((Fill(path, parsed, text), f"{spec.name}：{parsed.display}"),))

    def _shared(self, path: str, n: int, others: list[Take]) -> bool:
        """Whether a single clause is another field's value, alone or beside the pending one's (张建国 男 汉族)."""
        clause = self.clauses[n]
        left = self._left_of(clause, others)
        return len(left) < 2 or (clause.key[len(left) :][:1].isspace() and self.scene.parsed(path, left) is not None)

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
            if parsed is not None and self.scene.free and self._leads_to_question(n, parsed):
                continue
            if parsed is not None and not (n and spec.parser == "name"):
                self._take([n])
                self._found.append(Fill(path, parsed, clause.text))
                return

    def _left_of(self, clause: Clause, takes: list[Take]) -> str:
        """What stands before the first value of a clause, or after the last."""
        before = self.message.piece(clause.start, takes[0].start)
        label = pattern(rf"[\s,，]+(?:{self.scene.names.field_pattern})[是为:：\s]*$").search(fold(before))
        before = before[: label.start()] if label else before
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
        elif path in _ASKED_FIRST and expression("of_the_contact").search(self.message.key):
            # the contact's name or number, as likely as not
            self._found.append(
                Unclear(take.raw, ((Correct(path, take.outcome, take.raw), spec.name if spec else path),))
            )
        elif self._is_labelled(take) or expression("restated").search(self.message.key):
            self._found.append(Correct(path, take.outcome, take.raw))
        elif alone and (take.said or all(self._used)):  # a level inside a longer story is not one's own
            name = spec.name if spec is not None else path
            self._found.append(Unclear(take.raw, ((Correct(path, take.outcome, take.raw), name),)))

    def _is_labelled(self, take: Take) -> bool:
        """Whether the field's own name was said; 我叫… and a bare ID number only state."""
        head = squeeze(self.message.key[take.start : take.end])
        names = self.scene.names.fields
        return any(head.startswith(n) and take.path in paths for n, paths in names.items() if len(n) > 1)


def _is_stint(row: Mapping[str, Any]) -> bool:
    """Whether a row read from a single line is plainly one of the work history: an employer, and what was done or how long."""
    if not {"start", "unit"} <= row.keys():
        return False
    return "occupation" in row or ("end" in row and SUFFIX.search(row["unit"]) is not None)
