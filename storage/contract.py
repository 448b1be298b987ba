"""What the rest of the program hands to storage and gets back. Everything personal is opaque text here.

One turn is one transaction: `Store.run_turn` deduplicates the event, loads the conversation, calls `work`
(a pure function that may be called again after a version conflict) and commits its outcome with the
outgoing messages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One event as it arrives. `event` is unique per channel (an update id); `address` is where replies
    go.
    """

    channel: str
    person: str
    event: str
    at: datetime
    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    """file key → bytes, stored encrypted with the turn"""
    from_person: bool = True
    """False for what the program itself reports (a timer, a delivery that failed): such an event is no
    sign of life, so it neither moves the retention clock nor lifts a block
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What `work` is given. `snapshot` is None for someone new; `conversation` is a random id, no chat id."""

    conversation: str
    snapshot: str | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerChange:
    """Set (or move) the timer `name` to `at`; `at=None` cancels it."""

    name: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What `work` returns. `journal` and `outgoing` are JSON texts; `erase` deletes the whole person
    instead.
    """

    snapshot: str
    journal: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    timers: tuple[TimerChange, ...] = ()
    erase: bool = False
    """delete everything of this person; `outgoing` is still delivered and then gone too"""
    drop_files: tuple[str, ...] = ()
    """file keys no longer needed (a photo that was replaced)"""


Work = Callable[[Loaded], Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An event and what is to be done with it, as of `now`."""

    inbound: Inbound
    work: Work
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """The turn is durable. `duplicate`: the event had been handled before and nothing was done."""

    conversation: str
    version: int
    duplicate: bool = False
    outgoing: tuple[int, ...] = ()
    """ids of the queued messages, in order"""
    messages: tuple[Outgoing, ...] = ()
    """the same messages, claimed for the caller to send at once, behind what it holds of this conversation
    (`run_turn(…, claim=True)`); empty when an earlier message is waiting or held by another worker, then
    `Store.pending` hands them out in order"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A queued message, sent in `id` order per conversation. `attempts` counts failed tries, `shown` the parts of it
    that the channel has already.
    """

    id: int
    conversation: str
    channel: str
    address: str
    body: str
    attempts: int
    shown: int = 0
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTimer:
    """A timer whose time has come; handed in as the event `event`, which makes it harmless twice."""

    conversation: str
    channel: str
    person: str
    address: str
    name: str
    at: datetime
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One journal entry: `body` is the JSON text that `Outcome.journal` held, `version` the turn it came
    with.
    """

    version: int
    at: datetime
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What is left after a deletion: when, why (`asked`, `idle`) and how much; no word about whom."""

    id: str
    kind: str
    at: datetime
    counts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore brought back, and how many it left out because they were deleted since the backup."""

    conversations: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """How the store stands: for `doctor`, health checks and metrics. `oldest` is the age of the longest
    waiting message in seconds.
    """

    conversations: int
    waiting: int
    failed: int
    timers: int
    oldest: float
