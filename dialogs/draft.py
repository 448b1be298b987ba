"""One turn in the making: the session as it is being changed, and what will be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dialogs.effects import Acknowledge, Effect, Phrase, Say, Schedule, SendPaper
from dialogs.env import Env
from dialogs.form import Form
from dialogs.session import Answer, Change, Session, Status

UNDO_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Turn:
    """What `step` returns. `changes` go to the journal; `erase` asks storage to delete the whole person."""

    session: Session
    effects: tuple[Effect, ...]
    changes: tuple[Change, ...] = ()
    erase: bool = False


class Draft:
    """The session under change. Answers and rows are written through here, so that every turn can be undone."""

    def __init__(self, session: Session, env: Env) -> None:
        self.env = env
        self._start = session
        self._fields: dict[str, Any] = {}
        self.answers: dict[str, Answer] = dict(session.answers)
        self.rows: dict[str, tuple[str, ...]] = dict(session.rows)
        self.effects: list[Effect] = []
        self.asks = True
        """whether the turn closes by asking the pending question"""
        self.restate = False
        """whether the pending question is only being repeated, and so asked in its short form"""
        self.present = True
        """whether the person is there: a timer or a failed delivery is no sign of life"""
        self.erase = False
        self.message = ""
        self.text = ""
        """the message being carried out, when nothing but answers was found in it"""
        self._rewound = False

    # --- reading -------------------------------------------------------------------------------------------------
    @property
    def session(self) -> Session:
        """The session as it stands now."""
        return self._start.model_copy(update={**self._fields, "answers": self.answers, "rows": self.rows})

    @property
    def before(self) -> Session:
        """The session as the turn found it."""
        return self._start

    @property
    def form(self) -> Form:
        """The form of the edition this conversation rests on."""
        library = self.env.library
        return library.form(self._start.editions.get(library.main, ""))

    def get(self, name: str) -> Any:
        """A session field as it stands in this turn."""
        return self._fields[name] if name in self._fields else getattr(self._start, name)

    # --- writing -------------------------------------------------------------------------------------------------
    def set(self, **fields: Any) -> None:
        """Replace session fields other than answers and rows."""
        self._fields.update(fields)

    def write(self, path: str, value: Any, *, raw: str = "", status: Status = "answered", reason: str = "") -> None:
        """Store an answer, with the message it came from."""
        self.answers[path] = Answer(value=value, raw=raw, status=status, message=self.message, reason=reason)
        self.set(last_path=path)
        if path in self.get("unread"):
            self.set(unread={p: raw for p, raw in self.get("unread").items() if p != path})

    def mark(self, path: str, status: Status) -> None:
        """Change only the status of `path` (skipped, later, stale); a value that was there stays."""
        before = self.answers.get(path)
        self.answers[path] = (before or Answer(message=self.message)).model_copy(update={"status": status})

    def rewind(self, change: Change, *, forward: bool) -> None:
        """Put back what stood before `change` (or after it, when `forward`)."""
        for path, (before, after) in change.answers.items():
            wanted = after if forward else before
            if wanted is None:
                self.answers.pop(path, None)
            else:
                self.answers[path] = wanted
        for table, (old, new) in change.rows.items():
            self.rows[table] = new if forward else old
        self._rewound = True

    # --- speaking ------------------------------------------------------------------------------------------------
    def say(self, template: str, **values: Any) -> None:
        self.effects.append(Say(Phrase(template, values)))

    def complain(self, template: str, **values: Any) -> None:
        """Say that something could not be taken, and how to mend it."""
        self.effects.append(Say(Phrase(template, values), error=True))

    def acknowledge(self, template: str, **values: Any) -> None:
        self.effects.append(Acknowledge(Phrase(template, values)))

    def send_paper(self, name: str, template: str, **values: Any) -> None:
        self.effects.append(SendPaper(name, Phrase(template, values)))

    def schedule(self, name: str, at: Any) -> None:
        self.effects.append(Schedule(name, at))

    # --- closing -------------------------------------------------------------------------------------------------
    def change(self) -> Change:
        """What this turn has changed so far."""
        before, after = self._start.answers, self.answers
        paths = [p for p in {*before, *after} if before.get(p) is not after.get(p) and before.get(p) != after.get(p)]
        tables = [t for t in {*self._start.rows, *self.rows} if self._start.rows.get(t, ()) != self.rows.get(t, ())]
        return Change(
            answers={p: (before.get(p), after.get(p)) for p in sorted(paths)},
            rows={t: (self._start.rows.get(t, ()), self.rows.get(t, ())) for t in sorted(tables)},
        )

    def finish(self) -> Turn:
        """The turn: the new session, its effects and what goes to the journal."""
        change = self.change()
        if not change.empty and not self._rewound:
            self.set(undo=(*self._start.undo, change)[-UNDO_DEPTH:], redo=())
        if self.present and "unchanged" not in self._fields:
            self.set(unchanged="")
        if self.present:
            self.set(last_at=self.env.now)
        return Turn(self.session, tuple(self.effects), () if change.empty else (change,), self.erase)
