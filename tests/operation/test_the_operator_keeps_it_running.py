"""`doctor`, `backup`, `restore`, `key rotate`: each says plainly what it did or why it did not."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bot.commands import backup, doctor, key, privacy, restore
from tests.operation.conftest import begin, spoken

TOKEN = "123456:AAsecretsecretsecret"


def found(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, str], str]:
    """The doctor's exit code, the state of each check, and everything it printed."""
    capsys.readouterr()
    code = doctor.run(data_dir=data_dir, json=True)
    captured = capsys.readouterr()
    lines = [json.loads(line) for line in captured.out.splitlines()]
    return code, {line["check"]: line["state"] for line in lines}, captured.out + captured.err


def test_a_fresh_machine_is_in_order_and_stays_untouched(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, states, _ = found(data_dir, capsys)
    assert code == 0
    assert states["operator"] == "warning"
    assert {states[check] for check in ("data_dir", "database", "key", "blanks", "policies", "token")} == {"good"}
    assert not data_dir.exists()


def test_a_named_operator_is_good(
    data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TETIE_OPERATOR_NAME", "某某公司人事部")
    assert found(data_dir, capsys)[1]["operator"] == "warning"
    monkeypatch.setenv("TETIE_OPERATOR_CONTACT", "010-00000000")
    assert found(data_dir, capsys)[1]["operator"] == "good"


def test_what_waits_for_an_hour_is_pointed_out(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(data_dir)
    code, states, _ = found(data_dir, capsys)
    assert (code, states["database"], states["outbox"]) == (0, "good", "warning")


def test_a_lost_key_is_an_error(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(data_dir)
    (data_dir / "tetie.key").rename(data_dir / "elsewhere")
    code, states, _ = found(data_dir, capsys)
    assert (code, states["key"]) == (1, "error")
    assert not (data_dir / "tetie.key").exists()


def test_a_key_others_can_read_is_an_error(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(data_dir)
    (data_dir / "tetie.key").chmod(0o644)
    code, states, _ = found(data_dir, capsys)
    assert (code, states["key"]) == (1, "error")


def test_a_damaged_database_is_an_error(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(data_dir)
    content = bytearray((data_dir / "tetie.db").read_bytes())
    content[4096:12288] = b"\xa5" * 8192
    (data_dir / "tetie.db").write_bytes(content)
    code, states, _ = found(data_dir, capsys)
    assert (code, states["database"]) == (1, "error")


def test_a_wrong_setting_is_named_without_its_value(
    data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TETIE_PROXY_URL", "user:hunter2@proxy")
    code, _, words = found(data_dir, capsys)
    assert code == 1
    assert "TETIE_PROXY_URL" in words
    assert "hunter2" not in words


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[int, dict[str, object]]]]:
    """A Bot API on this machine that answers getMe as told."""
    answers: list[tuple[int, dict[str, object]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = answers[-1]
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_BASE_URL", f"http://127.0.0.1:{server.server_port}/bot")
    yield answers
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_good_token_and_a_bad_one_are_told_apart(
    data_dir: Path, capsys: pytest.CaptureFixture[str], telegram: list[tuple[int, dict[str, object]]]
) -> None:
    telegram.append((200, {"ok": True, "result": {"username": "tetie_bot"}}))
    code, states, words = found(data_dir, capsys)
    assert (code, states["token"]) == (0, "good")
    assert "tetie_bot" in words
    telegram.append((401, {"ok": False}))
    code, states, words = found(data_dir, capsys)
    assert (code, states["token"]) == (1, "error")
    assert TOKEN not in words


def test_telegram_out_of_reach_and_a_dead_proxy_are_told_apart(
    data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_BASE_URL", "http://127.0.0.1:9/bot")
    code, states, words = found(data_dir, capsys)
    assert (code, states["telegram"]) == (1, "error")
    for proxy in ("http://127.0.0.1:9", "socks5://127.0.0.1:9"):
        monkeypatch.setenv("TETIE_PROXY_URL", proxy)
        code, states, words = found(data_dir, capsys)
        assert (code, states["proxy"]) == (1, "error")
        assert TOKEN not in words


def test_a_backup_taken_and_restored_on_another_machine(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin(data_dir)
    file = tmp_path / "backup"
    assert backup.run(file, data_dir=data_dir) == 0
    assert str(data_dir / "tetie.key") in spoken(capsys)[1], "the key must be kept as well, and where it is is said"
    other = tmp_path / "other"
    assert restore.run(file, data_dir=other) == 1
    assert not other.exists(), "without the key nothing is made that would be in the way later"
    other.mkdir()
    (data_dir / "tetie.key").rename(other / "tetie.key")
    assert restore.run(file, data_dir=other) == 0
    capsys.readouterr()
    assert privacy.run("export", person="local", data_dir=other) == 0


def test_a_damaged_database_is_put_aside_when_a_backup_is_restored(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin(data_dir)
    file = tmp_path / "backup"
    assert backup.run(file, data_dir=data_dir) == 0
    (data_dir / "tetie.db").write_bytes(b"\xa5" * 4096)
    assert backup.run(tmp_path / "second", data_dir=data_dir) == 1
    assert restore.run(file, data_dir=data_dir) == 0
    (aside,) = data_dir.glob("tetie.db.damaged-*")
    assert aside.read_bytes() == b"\xa5" * 4096
    capsys.readouterr()
    assert privacy.run("export", person="local", data_dir=data_dir) == 0


def test_what_cannot_be_backed_up_or_restored_is_refused(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert backup.run(tmp_path / "backup", data_dir=data_dir) == 1
    assert not data_dir.exists()
    begin(data_dir)
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    assert backup.run(file, data_dir=data_dir) == 1
    assert restore.run(file, data_dir=data_dir) == 1
    assert restore.run(tmp_path / "nothing", data_dir=data_dir) == 1
    assert file.read_text(encoding="utf-8") == "mine"
    capsys.readouterr()
    assert privacy.run("export", person="local", data_dir=data_dir) == 0


def test_a_rotated_key_is_another_key_and_everything_is_still_there(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert key.run(data_dir=data_dir) == 1, "there is nothing to rotate yet"
    begin(data_dir)
    before = (data_dir / "tetie.key").read_bytes()
    assert key.run(data_dir=data_dir) == 0
    assert (data_dir / "tetie.key").read_bytes() != before
    capsys.readouterr()
    assert privacy.run("export", person="local", data_dir=data_dir) == 0
