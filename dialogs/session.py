"""What is remembered of one person between two messages: a snapshot, replaced as a whole by every turn."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from dialogs.form import Option

Status = Literal["answered", "skipped", "later", "stale"]


class Data(BaseModel):
    """Frozen; unknown keys are ignored, so that a snapshot of a newer program can still be read."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Answer(Data):
    """One answer. `raw` is what the person wrote, `message` the channel's id of that message.

    `stale`: something it must agree with has changed; the old value is offered again. `reason` is why a warning
    was kept. A table's own path holds no value, only the status (`answered`: 没有更多了).
    """

    value: Any = None
    raw: str = ""
    status: Status = "answered"
    message: str = ""
    reason: str = ""

    @property
    def settled(self) -> bool:
        return self.status != "stale"


class Change(Data):
    """One undoable step: for each path and table what stood before and what stands after (None: nothing)."""

    answers: dict[str, tuple[Answer | None, Answer | None]] = {}
    rows: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    @property
    def empty(self) -> bool:
        return not self.answers and not self.rows


class Offer(Data):
    """The choices on screen under the question last asked."""

    field: str
    epoch: int
    options: tuple[Option, ...] = ()
    numbered: bool = True


class Pending(Data):
    """Something that waits for a clear yes. `kind` names who carries it out (dialogs/talk/confirm.py)."""

    kind: str
    path: str = ""
    data: dict[str, Any] = {}


class Consent(Data):
    """When and to which text the person agreed."""

    version: str
    at: datetime
    channel: str


class Session(Data):
    """Everything remembered. Position is not here: it is derived (dialogs/agenda.py)."""

    nonce: str
    """made part of every button, so that one person's button means nothing in another's conversation"""
    editions: dict[str, str] = {}
    shape: dict[str, str] = {}
    """the form's questions as last seen (path → fingerprint), to tell what changed after an upgrade"""
    answers: dict[str, Answer] = {}
    """form answers by path, eligibility answers under `facts.NAME`"""
    rows: dict[str, tuple[str, ...]] = {}
    bin: tuple[tuple[str, str], ...] = ()
    """rows deleted (table, row id), the latest last"""
    next_row: int = 1
    goal: str = ""
    target: str = ""
    """a path the person asked to go to"""
    open_row: str = ""
    """the row being filled (`work_history[r3]`)"""
    essay: str = ""
    """the long text being collected over several messages"""
    pending: Pending | None = None
    epoch: int = 0
    offer: Offer | None = None
    consent: Consent | None = None
    held: tuple[str, ...] = ()
    """messages that wait for consent"""
    aside: tuple[dict[str, Any], ...] = ()
    """words offered a place in the form and not yet put there (an option as `repair` writes it)"""
    refused: Pending | None = None
    """rows that were shown and not taken; 恢复 shows them again"""
    unchanged: str = ""
    """the path of which was just said that it already reads so"""
    misses: int = 0
    unread: dict[str, str] = {}
    """replies that could not be stored, by path: kept for mending, gone once the path has an answer"""
    undo: tuple[Change, ...] = ()
    redo: tuple[Change, ...] = ()
    last_at: datetime | None = None
    last_path: str = ""
    cannot_say: tuple[str, ...] = ()
    last_verdict: str = ""
    """the policy whose verdict was told last (为什么 is about it)"""
    told: dict[str, str] = {}
    """policy → verdict last announced"""
    asked: tuple[str, ...] = ()
    """policy questions asked, for the person's own FAQ paper"""
    said_once: tuple[str, ...] = ()
    """remarks that are not made a second time"""
    papers: dict[str, str] = {}
    """paper → fingerprint of the answers it was made from"""
    reviewing: bool = False
    expires_on: str = ""
    """the day (ISO) on which the person is told that their data will soon be deleted"""
    reminders: bool = False
    reminded: int = 0
    """reminders sent since the person last wrote"""
