"""A photo is stored as long as the conversation can still show it, and not a turn longer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.attachments import examine, examined_event
from bot.turns import Incoming, Turns
from dialogs.env import Operator
from dialogs.events import Attachment, Document, Event, Text
from storage.schema import files
from storage.store import Store
from templates.application import fill_application
from templates.blank import blank_for
from tests.conversations.person import NOW, library
from tests.papers.forms.people import EDITION, POLICY, jpeg, person


@lru_cache(maxsize=1)
def form_with_photo() -> bytes:
    return fill_application(blank_for(Path("nowhere"), POLICY, EDITION), person(), photo=jpeg()).data


class Talk:
    """A conversation over the real store; `stored` is what it keeps of files."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turns = Turns(store, library(), Operator(), clock=lambda: NOW)
        self._count = 0

    def _take(self, event: Event, kept: dict[str, bytes] | None = None) -> None:
        self._count += 1
        self._turns.take(
            Incoming(channel="terminal", person="li", event_id=str(self._count), event=event, files=kept or {})
        )

    def say(self, *texts: str) -> None:
        for text in texts:
            self._take(Text(at=NOW, message=f"m{self._count}", text=text))

    def send(self, key: str, name: str, data: bytes) -> None:
        found = examine(Attachment(key=key, name=name), data)
        self._take(examined_event(Document(at=NOW, file=found.file), found.file), found.kept)

    @property
    def stored(self) -> set[str]:
        with self._store.database.read() as connection:
            return set(connection.execute(select(files.c.key)).scalars())


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    with Store.open(f"sqlite:///{tmp_path / 'tetie.db'}", tmp_path / "tetie.key") as store:
        yield Talk(store)


def test_a_photo_of_a_form_is_kept_until_the_form_is_declined(talk: Talk) -> None:
    talk.say("填申报表", "同意")
    talk.send("f1", "申报表.docx", form_with_photo())
    assert talk.stored == {"f1-photo"}
    talk.say("不用了")
    assert talk.stored == set()


def test_a_photo_of_a_form_stays_when_the_form_is_taken_and_can_be_undone_and_redone(talk: Talk) -> None:
    talk.say("填申报表", "同意")
    talk.send("f1", "申报表.docx", form_with_photo())
    talk.say("是")
    assert talk.stored == {"f1-photo"}
    talk.say("撤销")
    assert talk.stored == {"f1-photo"}
    talk.say("重做")
    assert talk.stored == {"f1-photo"}


def test_a_second_form_takes_the_place_of_the_first(talk: Talk) -> None:
    talk.say("填申报表", "同意")
    talk.send("f1", "申报表.docx", form_with_photo())
    talk.send("f2", "申报表.docx", form_with_photo())
    assert talk.stored == {"f2-photo"}


@pytest.mark.parametrize("agreed", [False, True])
def test_without_consent_no_picture_is_stored(talk: Talk, agreed: bool) -> None:
    talk.say("填申报表", *(["同意"] if agreed else []))
    talk.send("p1", "我.jpg", jpeg())
    assert talk.stored == ({"p1"} if agreed else set())
