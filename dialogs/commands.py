"""What a message asks for, once understood. `step` carries these out; recognisers only propose them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dialogs.form import FieldSpec, Form, Option
from dialogs.parsing.outcome import Parsed, Problem

Word = Literal[
    # where to go
    "greet", "menu", "form", "precheck", "consult", "chaoyang", "materials", "draft", "privacy", "help",
    "review", "progress", "papers", "roster", "change",
    # moving in the form
    "skip", "later", "back", "sort", "done", "more", "nothing", "undo", "redo", "cancel", "stop", "resume", "keep", "appendix",
    # answers to us
    "yes", "no", "wrong", "mistake", "pause", "heard", "slow", "voice", "afresh", "somebody", "unsure", "any", "thanks", "unanswered", "impatient", "lost",
    # about the question
    "rule", "why", "eligible", "whatif", "missing", "example", "outline", "choices", "repeat",
    # personal data
    "export", "delete_me", "withdraw", "remind", "no_reminders",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Control:
    """A control word (跳过, 上一步, 复核 …)."""

    word: Word


@dataclass(frozen=True, slots=True)
class Choose:
    """One of the offered buttons, by its words, its number or `#id`."""

    id: str


@dataclass(frozen=True, slots=True)
class Fill:
    """An answer for `path`. `raw` is the part of the message it came from, kept with the answer.

    For a table path (`work_history`) the value is a list of rows to be added.
    """

    path: str
    parsed: Parsed
    raw: str


@dataclass(frozen=True, slots=True)
class Miss:
    """The message was meant for `path`, but cannot be stored; the person is told how to mend it."""

    path: str
    problem: Problem
    raw: str


@dataclass(frozen=True, slots=True)
class Correct:
    """An earlier answer is replaced (把单位改成…, 号码最后一位是9不是8). `parsed` is a Problem when the new
    value cannot stand."""

    path: str
    parsed: Parsed | Problem
    raw: str


@dataclass(frozen=True, slots=True)
class GoTo:
    """The person wants to change or answer `path`, without saying the value yet (改单位电话, 回到主要事迹)."""

    path: str


@dataclass(frozen=True, slots=True)
class Look:
    """看看我的手机号: what stands at `path`."""

    path: str


@dataclass(frozen=True, slots=True)
class Clear:
    """把手机号删了: the answer at `path` is to go; `later`: only for now, 学历先空着."""

    path: str
    later: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """Words to be taken out of the long text at `path`, as they stand there; none where `said` is not in it."""

    path: str
    pieces: tuple[str, ...]
    said: str = ""


@dataclass(frozen=True, slots=True)
class Make:
    """出预审报告: papers by their names, all of them where none is named."""

    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowDelete:
    """`index` counts from 0 as shown; -1 is the last row. Unless it is `sure` that the row is to go, it is asked first."""

    table: str
    index: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class PutOff:
    """Another field than the one being asked is left for later (单位电话我得问问人事)."""

    path: str


@dataclass(frozen=True, slots=True)
class RowRestore:
    """Bring back the row deleted last (of this table, if named)."""

    table: str = ""


@dataclass(frozen=True, slots=True)
class RowAdd:
    """还有一个: one more row, nothing said of it yet."""

    table: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """如果我明年考下技师呢: facts to suppose, by INTERFACE name."""

    facts: dict[str, Any]
    raw: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question about the policy or the form; `text` is the part of the message that asks."""

    text: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing fits well; `options` are at most three things it may mean (command, shown words)."""

    raw: str
    options: tuple[tuple[Command, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A message while a long text is written that may be a piece of it, or `otherwise` meant for us: to be asked."""

    path: str
    raw: str
    otherwise: tuple[Control | Question | Correct | Cut | GoTo | Look | Make, ...]


Command = (
    Control | Choose | Fill | Miss | Correct | GoTo | Look | Clear | Cut | Make | Piece | PutOff | RowDelete | RowRestore | RowAdd | WhatIf
    | Question | Unclear
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """What the person is being asked right now.

    `path` is an answer path, or one of `consent menu confirm row review`, or `precheck.FACT` / `chaoyang.FACT`;
    `spec` the question behind it when it has one; `offered` the choices on screen in order (their numbers are
    1…n where `numbered`); `essay` is true while a long text is being collected over several messages;
    `row` is the row whose cells are on screen to pick from (改第2条); `last` is the path answered last ("刚才那个").
    """

    path: str | None = None
    spec: FieldSpec | None = None
    offered: tuple[Option, ...] = ()
    numbered: bool = True
    essay: bool = False
    table: str = ""
    row: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a recogniser may look at besides the message.

    `answers` is the nested ANSWERS.json `answers` object; `rows` gives each table's row ids in the order shown;
    `questions` the eligibility questions by fact name.
    """

    form: Form
    answers: Mapping[str, Any] = field(default_factory=dict)
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    questions: Mapping[str, FieldSpec] = field(default_factory=dict)
    reads: Callable[[str, Any], bool] = lambda fact, value: True
    """whether a parsed reply can be that fact"""
    unread: Mapping[str, str] = field(default_factory=dict)
    """replies that could not be stored, by path: kept for mending (最后一位是3不是2)"""
