"""One turn: an event becomes a new session and queued replies, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from bot import faults
from dialogs.draft import Draft, Turn
from dialogs.effects import Schedule
from dialogs.env import Env, Library, Operator
from dialogs.events import Event
from dialogs.render import joined, render
from dialogs.session import Session
from dialogs.step import new_session, step
from storage.contract import Committed, Inbound, Loaded, Outcome, TimerChange
from storage.store import Store

# where every message rings a phone, what is said and the question after it are one message
JOINED = frozenset({"telegram"})


class Turns:
    """Takes events of any channel to their committed replies; safe to call from several threads."""

    def __init__(self, store: Store, library: Library, operator: Operator, *, clock: Callable[[], datetime]) -> None:
        self.store = store
        self.library = library
        self.operator = operator
        self._clock = clock

    def take(
        self,
        *,
        channel: str,
        person: str,
        event_id: str,
        event: Event,
        address: str = "",
        files: Mapping[str, bytes] | None = None,
        from_person: bool = True,
        claim: bool = False,
    ) -> Committed:
        """Handle one event exactly once; the replies stand in the outbox when this returns.

        `from_person=False` for a timer or a failed delivery: no sign of life, and a block stays a block.
        `claim`: the replies are handed straight back (`Committed.messages`) for the caller to show.
        """
        now = self._clock()
        inbound = Inbound(
            channel=channel,
            person=person,
            event=event_id,
            at=event.at,
            address=address,
            files=dict(files or {}),
            from_person=from_person,
        )

        def work(loaded: Loaded) -> Outcome:
            return self._work(loaded, event, channel=channel, now=now)

        return self.store.run_turn(inbound, work, now=now, claim=claim)

    def _work(self, loaded: Loaded, event: Event, *, channel: str, now: datetime) -> Outcome:
        session = Session.model_validate_json(loaded.snapshot) if loaded.snapshot else None
        env = Env(library=self.library, now=now, channel=channel, operator=self.operator, seed=loaded.conversation)
        turn = _stepped(session, event, env)
        replies = render(turn.effects, turn.session, self.library.wording)
        if channel in JOINED:
            replies = joined(replies)
        return Outcome(
            snapshot=turn.session.model_dump_json(exclude_defaults=True),
            journal=tuple(change.model_dump_json(exclude_defaults=True) for change in turn.changes),
            outgoing=tuple(json.dumps(reply.to_json(), ensure_ascii=False) for reply in replies),
            timers=tuple(TimerChange(name=e.name, at=e.at) for e in turn.effects if isinstance(e, Schedule)),
            erase=turn.erase,
            drop_files=_dropped_files(session, turn.session),
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


def _dropped_files(before: Session | None, after: Session) -> tuple[str, ...]:
    """Keys of files that no undoable state refers to any more."""
    if before is None:
        return ()
    return tuple(sorted(_file_keys(before) - _file_keys(after)))


def _file_keys(session: Session) -> set[str]:
    keys = {a.value for a in (session.answers.get("photo"),) if a is not None and isinstance(a.value, str)}
    for change in (*session.undo, *session.redo):
        for answer in change.answers.get("photo", ()):
            if answer is not None and isinstance(answer.value, str):
                keys.add(answer.value)
    return keys
