"""What a conversation needs is loaded on first use; a server loads it before the first person waits for it."""

from __future__ import annotations

from bot.clock import now
from dialogs.env import Env, Library
from dialogs.events import Event, Start, Text
from dialogs.render import render
from dialogs.session import Session
from dialogs.step import step

# one message for each kind of thing that is loaded: readers, the gazetteer, the index of questions, the rules
_REHEARSAL = (
    "/form",
    "#consent.yes",
    "我叫赵铁柱，男，汉族，1980年5月12日出生，住北京市海淀区",
    "改户籍所在地",
    "北京市海淀區",
    "改单位电话",
    "010-55585175",
    "改工作经历",
    "2001年7月至今 某厂 车工 高级技师",
    "照片要什么底色？",
    "/check",
    "/review",
)


def warm(library: Library) -> None:
    """Go through a conversation with nobody; nothing of it is kept."""
    session: Session | None = None
    moment = now()
    talk: list[Event] = [Start(at=moment, message="0")]
    talk += [Text(at=moment, message=str(i), text=text) for i, text in enumerate(_REHEARSAL, 1)]
    for event in talk:
        turn = step(session, event, Env(library=library, now=moment, channel="telegram"))
        render(turn.effects, turn.session, library.wording)
        session = Session.model_validate_json(turn.session.model_dump_json(exclude_defaults=True))
