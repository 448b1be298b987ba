"""`tetie privacy`: the data of one person as ANSWERS.json with the photo, or gone for good."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from bot.commands import backup, privacy
from tests.operation.conftest import PHOTO, begin, spoken


def exported(data_dir: Path, capsys: pytest.CaptureFixture[str], person: str = "local") -> object:
    code = privacy.run("export", person=person, data_dir=data_dir)
    objects, _ = spoken(capsys)
    return objects[0] if code == 0 else None


def test_the_answers_come_out_with_the_photo_beside_them(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(data_dir)
    result = exported(data_dir, capsys)
    assert isinstance(result, dict)
    assert result["edition"] == "2024"
    assert result["answers"]["name"] == "李测试"
    photo = Path(result["answers"]["photo"])
    assert photo.read_bytes() == PHOTO
    assert photo.stat().st_mode & 0o077 == 0


def test_a_second_export_overwrites_no_photo(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(data_dir)
    paths = set()
    for _ in range(2):
        result = exported(data_dir, capsys)
        assert isinstance(result, dict)
        paths.add(result["answers"]["photo"])
    assert len(paths) == 2


def test_somebody_on_telegram_is_named_with_the_channel(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(data_dir, "42", channel="telegram")
    assert exported(data_dir, capsys, "42") is None
    assert exported(data_dir, capsys, "telegram:42") is not None


@pytest.mark.parametrize("action", ["export", "erase"])
def test_a_stranger_is_refused(data_dir: Path, capsys: pytest.CaptureFixture[str], action: str) -> None:
    assert privacy.run(action, person="local", data_dir=data_dir) == 1  # type: ignore[arg-type]
    assert not data_dir.exists(), "asking about nobody makes no database"
    begin(data_dir)
    assert privacy.run(action, person="wang", yes=True, data_dir=data_dir) == 1  # type: ignore[arg-type]
    objects, words = spoken(capsys)
    assert objects == []
    assert "wang" in words


def test_nothing_is_deleted_unasked_where_nobody_can_be_asked(
    data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(data_dir)
    monkeypatch.setattr("sys.stdin", io.StringIO("删除\n"))
    assert privacy.run("erase", person="local", data_dir=data_dir) == 1
    assert "--yes" in spoken(capsys)[1]
    assert exported(data_dir, capsys) is not None


@pytest.mark.parametrize(("typed", "gone"), [("删除\n", True), ("好\n", False), ("", False)])
def test_at_a_terminal_the_word_must_be_typed(
    data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, typed: str, gone: bool
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    begin(data_dir)
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    assert privacy.run("erase", person="local", data_dir=data_dir) == (0 if gone else 1)
    capsys.readouterr()
    assert (exported(data_dir, capsys) is None) == gone


def test_with_yes_it_is_gone_and_a_receipt_is_shown(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(data_dir)
    assert privacy.run("erase", person="local", yes=True, data_dir=data_dir) == 0
    assert "回执" in spoken(capsys)[1]
    assert exported(data_dir, capsys) is None
    assert privacy.run("erase", person="local", yes=True, data_dir=data_dir) == 1


def test_a_broken_snapshot_is_not_quoted(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from storage.contract import Inbound, Outcome
    from storage.store import Store
    from tests.storage.people import NOON

    with Store.open(f"sqlite:///{data_dir / 'tetie.db'}", data_dir / "tetie.key") as store:
        inbound = Inbound(channel="terminal", person="local", event="1", at=NOON)
        store.run_turn(inbound, lambda loaded: Outcome(snapshot='{"answers": "李测试"}'), now=NOON)
    assert privacy.run("export", person="local", data_dir=data_dir) == 1
    objects, words = spoken(capsys)
    assert objects == []
    assert "李测试" not in words


def test_an_erased_person_is_not_in_a_new_backup(data_dir: Path, tmp_path: Path) -> None:
    begin(data_dir)
    assert backup.run(tmp_path / "before", data_dir=data_dir) == 0
    assert privacy.run("erase", person="local", yes=True, data_dir=data_dir) == 0
    assert backup.run(tmp_path / "after", data_dir=data_dir) == 0
    assert (tmp_path / "before").stat().st_size >= (tmp_path / "after").stat().st_size
