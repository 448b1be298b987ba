"""An operator's machine: a data directory with somebody in it, and no settings from outside."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from bot.settings import Settings
from dialogs.session import Answer, Session
from storage.contract import Inbound, Outcome
from storage.store import Store
from tests.storage.people import NOON

PHOTO = b"\xff\xd8\xff\xe0" + b"picture" * 40


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine that runs the tests counts."""
    for name in [str(field.alias) for field in Settings.model_fields.values()]:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for data; the working directory is another."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return tmp_path / "data"


def begin(data_dir: Path, person: str = "local", *, channel: str = "terminal") -> None:
    """Somebody who has said a name and sent a photo."""
    session = Session(
        nonce="n", answers={"name": Answer(value="李测试", raw="李测试"), "photo": Answer(value="p1", raw="")}
    )
    inbound = Inbound(channel=channel, person=person, event=os.urandom(8).hex(), at=NOON, files={"p1": PHOTO})
    with Store.open(f"sqlite:///{data_dir / 'tetie.db'}", data_dir / "tetie.key") as store:
        store.run_turn(inbound, lambda loaded: Outcome(snapshot=session.model_dump_json(), outgoing=("{}",)), now=NOON)


def spoken(capsys: pytest.CaptureFixture[str]) -> tuple[list[object], str]:
    """What was printed: the JSON objects on standard output, the words on standard error."""
    captured = capsys.readouterr()
    return [json.loads(line) for line in captured.out.splitlines()], captured.err
