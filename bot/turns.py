"""One turn: an event becomes a new session and queued replies, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot import faults
from dialogs.draft import Draft, Turn
from dialogs.effects import Schedule
from dialogs.env import Env, Library, Operator
from dialogs.events import Event
from dialogs.render import joined, render
from dialogs.session import Session
from dialogs.step import new_session, step
from storage.contract import Asked, Committed, Inbound, Loaded, Outcome, TimerChange
from storage.store import Store

# where every message rings a phone, what is said and the question after it are one message
JOINED = frozenset({"telegram"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An event of a person on a channel. `event_id` is unique per channel, `address` where replies go.

    `from_person=False` for a timer or a failed delivery: no sign of life, and a block stays a block.
    """

    channel: str
    person: str
    event_id: str
    event: Event
    address: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    from_person: bool = True


class Turns:
    """Takes events of any channel to their committed replies; safe to call from several threads."""

    def __init__(self, store: Store, library: Library, operator: Operator, *, clock: Callable[[], datetime]) -> None:
        self.store = store
        self.library = library
        self.operator = operator
        self._clock = clock

    def take(self, incoming: Incoming, *, claim: bool = False) -> Committed:
        """Handle one event exactly once; the replies stand in the outbox when this returns.

        `claim`: the replies are handed straight back (`Committed.messages`) for the caller to show.
        """
        asked = self._asked(incoming)
        return self.store.run_turn(asked.inbound, asked.work, now=asked.now, claim=claim)

    def take_together(self, incoming: Sequence[Incoming]) -> list[Committed | Exception]:
        """The same for several people's events, committed together and claimed; what failed is in its place."""
        return self.store.run_turns([self._asked(one) for one in incoming], claim=True)

    def _asked(self, incoming: Incoming) -> Asked:
        now = self._clock()
        inbound = Inbound(
            channel=incoming.channel,
            person=incoming.person,
            event=incoming.event_id,
            at=incoming.event.at,
            address=incoming.address,
            files=dict(incoming.files),
            from_person=incoming.from_person,
        )

        def work(loaded: Loaded) -> Outcome:
            return self._work(loaded, incoming, now=now)

        return Asked(inbound=inbound, work=work, now=now)

    def _work(self, loaded: Loaded, incoming: Incoming, *, now: datetime) -> Outcome:
        channel = incoming.channel
        session = Session.model_validate_json(loaded.snapshot) if loaded.snapshot else None
        env = Env(library=self.library, now=now, channel=channel, operator=self.operator, seed=loaded.conversation)
        turn = _stepped(session, incoming.event, env)
        replies = render(turn.effects, turn.session, self.library.wording)
        if channel in JOINED:
            replies = joined(replies)
        return Outcome(
            snapshot=turn.session.model_dump_json(exclude_defaults=True),
            journal=tuple(change.model_dump_json(exclude_defaults=True) for change in turn.changes),
            outgoing=tuple(json.dumps(reply.to_json(), ensure_ascii=False) for reply in replies),
            timers=tuple(TimerChange(name=e.name, at=e.at) for e in turn.effects if isinstance(e, Schedule)),
            erase=turn.erase,
            drop_files=_dropped_files(session, incoming.files, turn.session),
        )


def _stepped(session: Session | None, event: Event, env: Env) -> Turn:
    """`step`, with a net below it: a fault of ours must not cost a person anything they said, nor block the queue."""
    try:
        return step(session, event, env)
    except Exception as fault:  # noqa: BLE001 - the last net; what fell is logged without any value
        faults.report(fault)
        draft = Draft(session or new_session(env), env)
        draft.complain("odd.broken")
        return draft.finish()


def _dropped_files(before: Session | None, sent: Iterable[str], after: Session) -> tuple[str, ...]:
    """Keys of files nobody refers to any more, and of those just sent that were not taken."""
    known = _file_keys(before) if before is not None else set()
    return tuple(sorted((known | set(sent)) - _file_keys(after)))


def _file_keys(session: Session) -> set[str]:
    """Of the photo, also where 撤销 or 恢复 would bring it back, or where it waits for a yes with the form it came in."""
    keys = {a.value for a in (session.answers.get("photo"),) if a is not None and isinstance(a.value, str)}
    for change in (*session.undo, *session.redo):
        for answer in change.answers.get("photo", ()):
            if answer is not None and isinstance(answer.value, str):
                keys.add(answer.value)
    if session.pending is not None and session.pending.data.get("photo"):
        keys.add(session.pending.data["photo"])
    return keys
