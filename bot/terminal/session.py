"""One person at a terminal: lines in, committed turns, replies and files out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from bot.deliverables import deliverables
from bot.outtray import discard, tray
from bot.terminal.lines import read_line
from bot.terminal.show import Screen
from bot.turns import Incoming, Turns
from dialogs.events import Event, Start
from dialogs.replies import Reply, Span
from dialogs.wording import talk
from storage.contract import Outgoing
from storage.problems import Busy, DiskFull, Unreachable

CHANNEL = "terminal"
_PASSING = (Busy, DiskFull, Unreachable)
"""trouble that ends without the program being started again"""


class TerminalSession:
    """`run` takes messages until they end; everything shown had been committed before."""

    def __init__(
        self, turns: Turns, screen: Screen, *, person: str, data_dir: Path, clock: Callable[[], datetime]
    ) -> None:
        self._turns = turns
        self._screen = screen
        self._person = person
        self._data_dir = data_dir
        self._clock = clock
        self._turn = 0
        self._unmarked: list[int] = []
        """shown, and not yet marked as such: the store could not take the mark"""

    def run(self, messages: Iterable[str]) -> bool:
        """Open the conversation, then one turn per message; False when a message could not be stored (it was said)."""
        self._catch_up()
        stored = self._take(Start(at=self._clock()), f"start-{uuid4().hex}", {})
        for text in messages:
            self._turn += 1
            event_id = uuid4().hex
            typed = read_line(text, at=self._clock(), message=event_id)
            stored &= self._take(typed.event, event_id, typed.files)
        return stored

    def _take(self, event: Event, event_id: str, files: dict[str, bytes]) -> bool:
        """A turn; trouble that passes is told like any answer, and the person may say it again: False then."""
        incoming = Incoming(channel=CHANNEL, person=self._person, event_id=event_id, event=event, files=files)
        try:
            committed = self._turns.take(incoming, claim=True)
        except _PASSING as problem:
            self._screen.reply(Reply(kind="error", spans=_plain(str(problem))), self._turn)
            self._screen.end(self._turn)
            return False
        for message in committed.messages:
            self._show(message)
        if len(committed.messages) < len(committed.outgoing):
            self._catch_up()
        if self._turns.store.snapshot_of(committed.conversation) is None:
            discard(self._data_dir, committed.conversation)
        self._screen.end(self._turn)
        return True

    def _catch_up(self) -> None:
        """Replies committed earlier and never shown (the terminal was closed in between)."""
        loaded = self._turns.store.snapshot(CHANNEL, self._person)
        if loaded is None:
            return
        for message in self._turns.store.waiting(loaded.conversation):
            if message.id not in self._unmarked:
                self._show(message)

    def _show(self, message: Outgoing) -> None:
        reply = Reply.from_json(json.loads(message.body))
        if reply.paper is not None:
            self._hand_over(reply, message)
        else:
            self._screen.reply(reply, self._turn)
        self._unmarked.append(message.id)
        self._mark()

    def _mark(self) -> None:
        """Note what has been shown; what cannot be noted now is noted with the next."""
        try:
            self._turns.store.sent_many([(id_, "") for id_ in self._unmarked], now=self._clock())
        except _PASSING:
            return
        self._unmarked.clear()

    def _hand_over(self, reply: Reply, message: Outgoing) -> None:
        """Make the files and write them beside the data, under names that say nothing of the person."""
        folder = tray(self._data_dir, message.conversation)
        made = deliverables(
            self._turns.store, self._turns.library, message.conversation, str(reply.paper), now=self._clock()
        )
        for number, file in enumerate(made):
            if file.problem:
                self._screen.reply(Reply(kind="error", spans=_plain(file.problem)), self._turn)
                continue
            path = folder / file.filename
            try:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                path.write_bytes(file.data)
            except OSError:
                words = talk().template("papers.not_written")
                self._screen.reply(Reply(kind="error", spans=_plain(words)), self._turn)
                return
            said = reply if number == 0 else replace(reply, spans=_plain(file.caption or file.filename))
            self._screen.document(said, str(path), file.caption, self._turn)


def _plain(text: str) -> tuple[Span, ...]:
    return (Span(text),)
