"""The files a conversation asked for, made from what is stored at the moment they are sent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dialogs.answers import document
from dialogs.env import Library
from dialogs.session import Session
from dialogs.wording import talk
from storage.problems import NotFound

if TYPE_CHECKING:
    from storage.store import Store

EXPORT = "export"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliverable:
    """A file to hand over: `filename` holds no personal value, `caption` says in one line what is still open."""

    filename: str
    data: bytes
    caption: str = ""
    problem: str = ""


def deliverables(store: Store, library: Library, conversation: str, name: str, *, now: datetime) -> list[Deliverable]:
    """The paper `name` (or `export`) of a conversation, with the photo where it belongs to it."""
    snapshot = store.snapshot_of(conversation)
    if snapshot is None:
        return []
    session = Session.model_validate_json(snapshot)
    edition = session.editions.get(library.main, "")
    answers = document(session, library.form(edition), edition)
    if name == EXPORT:
        return [_export(answers), *_papers(store, library, conversation, session, answers, "application", now)]
    return _papers(store, library, conversation, session, answers, name, now)


def _export(answers: dict[str, object]) -> Deliverable:
    data = json.dumps(answers, ensure_ascii=False, indent=1).encode()
    return Deliverable(filename=talk().template("privacy.export_file"), data=data)


def _papers(
    store: Store,
    library: Library,
    conversation: str,
    session: Session,
    answers: dict[str, object],
    name: str,
    now: datetime,
) -> list[Deliverable]:
    from bot.papers import make_papers

    made = make_papers(
        [name],
        answers,
        catalogue=library.catalogue,
        now=now,
        photo=_photo(store, conversation, session),
        asked=session.asked,
    )
    return [
        Deliverable(filename=p.filename, data=p.data, caption=p.summary, problem=p.problem)
        for p in made
        if p.data or p.problem
    ]


def _photo(store: Store, conversation: str, session: Session) -> bytes | None:
    answer = session.answers.get("photo")
    if answer is None or not isinstance(answer.value, str):
        return None
    try:
        return store.file(conversation, answer.value)
    except NotFound:
        return None
