"""A person talking to the pure engine: says things, taps buttons, edits messages, sends files, comes back later."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from dialogs.answers import document
from dialogs.catalogue import load_catalogue
from dialogs.effects import Schedule
from dialogs.env import Env, Library, Operator
from dialogs.events import Attachment, Document, Edited, Event, Other, Photo, Press, Start, Text, Timer, Undelivered
from dialogs.render import render
from dialogs.replies import Reply
from dialogs.session import Session
from dialogs.step import step

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2024, 3, 5, 10, 0, tzinfo=BEIJING)


@lru_cache(maxsize=1)
def library() -> Library:
    return Library(load_catalogue())


class Person:
    """One conversation. `replies` are those of the last turn; every turn's session survives a round trip as JSON."""

    def __init__(
        self, *, channel: str = "terminal", now: datetime = NOW, library_: Library | None = None, seed: str = "p"
    ) -> None:
        self.library = library_ or library()
        self.now = now
        self.channel = channel
        self.seed = seed
        self.session: Session | None = None
        self.replies: list[Reply] = []
        self.erased = False
        self.timers: dict[str, datetime] = {}
        self.log: list[str] = []
        self._message = 0

    # --- doing -------------------------------------------------------------------------------------------------------
    def send(self, event: Event) -> list[Reply]:
        env = Env(
            library=self.library,
            now=self.now,
            channel=self.channel,
            operator=Operator("某单位", "010-12345678"),
            seed=self.seed,
        )
        turn = step(self.session, event, env)
        self.session = Session.model_validate_json(turn.session.model_dump_json(exclude_defaults=True))
        assert self.session == turn.session
        self.erased = turn.erase
        for effect in turn.effects:
            if isinstance(effect, Schedule):
                self.timers.pop(effect.name, None)
                if effect.at is not None:
                    self.timers[effect.name] = effect.at
        self.replies = [
            Reply.from_json(json.loads(json.dumps(reply.to_json())))
            for reply in render(turn.effects, turn.session, self.library.wording)
        ]
        for reply in self.replies:
            self.log.append(f"B[{reply.kind}:{reply.field}] {reply.text}")
            for button in reply.choices:
                assert len(button.token.encode()) <= 64, button.token
        return self.replies

    def start(self) -> list[Reply]:
        return self.send(Start(at=self.now))

    def say(self, text: str, *, reply_to: str = "") -> list[Reply]:
        self._message += 1
        self.log.append(f"U {text}")
        return self.send(Text(at=self.now, message=f"m{self._message}", text=text, reply_to=reply_to))

    def tell(self, *texts: str) -> list[Reply]:
        for text in texts:
            self.say(text)
        return self.replies

    def edit(self, message: int, text: str) -> list[Reply]:
        return self.send(Edited(at=self.now, message=f"m{message}", text=text))

    def choose(self, choice: str) -> list[Reply]:
        """Tap the button with this id under the present question."""
        return self.tap(self.button(choice))

    def tap(self, token: str) -> list[Reply]:
        self.log.append(f"U [{token}]")
        return self.send(Press(at=self.now, token=token))

    def photo(self, **report: Any) -> list[Reply]:
        file = Attachment(key="photo1", name="IMG.jpg", media_type="image/jpeg", size=1000, report=report)
        return self.send(Photo(at=self.now, message="p", file=file))

    def file(self, **attachment: Any) -> list[Reply]:
        return self.send(Document(at=self.now, message="d", file=Attachment(key="file1", **attachment)))

    def block(self) -> list[Reply]:
        return self.send(Undelivered(at=self.now, reason="blocked"))

    def sticker(self) -> list[Reply]:
        return self.send(Other(at=self.now, kind="sticker"))

    def ring(self, name: str) -> list[Reply]:
        """Time passes until the timer `name` comes due."""
        self.now = max(self.now, self.timers.pop(name))
        return self.send(Timer(at=self.now, name=name))

    def wait(self, **delta: float) -> None:
        self.now += timedelta(**delta)

    def agree(self) -> None:
        """Get past the greeting, the consent and into the form."""
        self.start()
        self.choose("menu.form")
        self.choose("consent.yes")

    # --- seeing ------------------------------------------------------------------------------------------------------
    def button(self, choice: str) -> str:
        for reply in reversed(self.replies):
            for button in reply.choices:
                if button.id == choice:
                    return button.token
        raise AssertionError(f"no button {choice} in {[c.id for r in self.replies for c in r.choices]}")

    @property
    def asked(self) -> str | None:
        """The field of the one question that closes the turn."""
        asks = [r for r in self.replies if r.kind == "ask"]
        assert len(asks) <= 1, [r.field for r in asks]
        return asks[-1].field if asks else None

    @property
    def text(self) -> str:
        return "\n".join(r.text for r in self.replies)

    @property
    def said(self) -> str:
        """What was told before the question."""
        return "\n".join(r.text for r in self.replies if r.kind != "ask")

    @property
    def failed(self) -> bool:
        return any(r.kind == "error" for r in self.replies)

    @property
    def answers(self) -> dict[str, Any]:
        """The form as papers read it."""
        assert self.session is not None
        form = self.library.form(self.session.editions[self.library.main])
        found: dict[str, Any] = document(self.session, form, "")["answers"]
        return found

    def status(self, path: str) -> str:
        assert self.session is not None
        answer = self.session.answers.get(path)
        return answer.status if answer else ""

    @property
    def papers(self) -> list[str]:
        return [r.paper for r in self.replies if r.paper]
