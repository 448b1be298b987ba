"""One message being read: its clauses, and which of them some reading has taken."""

from __future__ import annotations

import re
from itertools import pairwise

from dialogs.commands import (
    Command,
)  # fmt: skip
from dialogs.understanding.emptying import parted_orders
from dialogs.understanding.expressions import expression
from dialogs.understanding.listed import parted
from dialogs.understanding.message import Clause, squeeze
from dialogs.understanding.questions import (
    ASKS,
    Asked,
    question_score,
)
from dialogs.understanding.runon import parted_run
from dialogs.understanding.scene import Scene
from dialogs.understanding.takes import Take
from dialogs.understanding.words import pattern

MOST_CLAUSES = 160
"""clauses of one message that are looked at one by one"""


class Reading:
    """One message on its way to commands. `_used` marks the clauses that some reading has taken."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.message = scene.message
        further = (piece for clause in scene.message.clauses[:MOST_CLAUSES] for piece in _part_further(clause))
        orders = (piece for clause in further for piece in parted_orders(scene, clause))
        whole = _without_tags(_part_questions(tuple(orders)))
        apart = (piece for clause in whole for piece in parted(scene, clause))
        self.clauses = tuple(piece for clause in apart for piece in parted_run(scene, clause))[:MOST_CLAUSES]
        self._used = [False] * len(self.clauses)
        self._found: list[Command] = []
        self._asked: list[Asked] = []
        self._asides: list[Take] = []
        """values told inside a question"""
        self._context: list[bool] = [False] * len(self.clauses)

    def _out_of_place(self, text: str) -> bool:
        """Words that a free field would take, though they are plainly about something else (津贴金额)."""
        words, spec = self.scene.words, self.scene.spec
        if spec is None or spec.parser not in ("name", "unit", "occupation"):
            return False
        squeezed = squeeze(text)
        if pattern(words.question.organisations).search(squeezed):
            return False
        return bool(pattern(words.question.topics).search(squeezed)) and len(squeezed) <= 14

    def _take(self, which: range | list[int]) -> None:
        for n in which:
            self._used[n] = True

    def _use(self, take: Take) -> None:
        for n, clause in enumerate(self.clauses):
            if clause.start < take.end and clause.end > take.start:
                self._used[n] = True


def _without_tags(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """焊工，对吧？: a tag behind something said asks nothing of its own."""
    kept = [c for n, c in enumerate(clauses) if not n or not expression("tag").fullmatch(squeeze(c.key))]
    return tuple(kept)


_FURTHER = re.compile(
    r"[ \t]+(?=(?:手机|电话|座机|身份证)(?:号码?)?(?:是|[:：])?[ ]*[0-9]{7})|[ \t]+(?=(?:单位|工种|学历|民族|户口)(?:就)?(?:是|叫|在))|[ \t]+(?=(?:另外|还有|对了|顺便|再就是)(?![一二两三四五六七八九十0-9]|个|条|段|没|多|什么))"
)


def _part_further(clause: Clause) -> list[Clause]:
    """朝鲜族 另外学历改一下 …: a blank before 另外, 对了 … parts two sayings."""
    edges = [0, *(hit.end() for hit in _FURTHER.finditer(clause.key)), len(clause.key)]
    found = []
    for a, b in pairwise(edges):
        text, key = clause.text[a:b].rstrip(), clause.key[a:b].rstrip()
        stop = clause.stop if b == len(clause.key) else ","
        found.append(Clause(clause.start + a, clause.start + a + len(key), stop, text, key))
    return found if len(edges) > 2 else [clause]


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
