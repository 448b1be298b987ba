"""The values an aid is made from; plain, so that whoever has them can make the paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Colophon:
    """What every aid says about itself: for whom (may be empty), on which edition and status, made when."""

    person: str
    edition: str
    status: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A passage that carries a statement; `quote` verbatim as stored, `display` in simplified characters."""

    article: str
    quote: str
    display: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A condition that decides: `state` is met, not_met or unknown; `judged`: only the panel can say."""

    ground: Ground
    state: str
    reason: str = ""
    judged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to know beside the verdict, with its passage where it has one."""

    text: str
    ground: Ground | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One policy's verdict on what was said. `window`: not_yet open closed draft; `needed` in Chinese.

    `bodies`: the 归口单位 to choose exactly one of, `route` why, `confirm` what to settle first; `chosen` is the one
    that stands in the form, and `fits` says whether it is one of them.
    """

    state: str
    window: str
    submit_by: str = ""
    leaves: tuple[Leaf, ...] = ()
    needed: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    route: Remark | None = None
    confirm: tuple[str, ...] = ()
    chosen: str = ""
    fits: bool = True
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One finding as it stands in the report: where, what to do, on which passage."""

    where: str
    what: str
    ground: Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """预审报告: the verdict (None: not to be had), what is missing, wrong, at risk, and last reminders."""

    verdict: Verdict | None
    missing: tuple[Point, ...]
    wrong: tuple[Point, ...]
    risk: tuple[Point, ...]
    last: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where an answer rests; `quote` may be empty (全文未见), `outside`: other public material."""

    document: str
    article: str
    quote: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question with its answer; `topic` heads the first question of each topic, when given."""

    question: str
    answer: str
    topic: str = ""
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article of the draft.

    `state`: met, not_met, unknown, or empty for a general article; `strength` only of a benefit.
    """

    title: str
    ground: Ground
    note: str = ""
    state: str = ""
    strength: str = ""
    reasons: tuple[str, ...] = ()
