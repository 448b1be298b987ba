"""Every setting has a name, a default that works, and a plain word when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import BadSetting, Settings, described, load


def test_without_any_setting_everything_has_a_place() -> None:
    settings = load()
    assert settings.data_dir == Path.home() / ".local/share/tetie"
    assert settings.database_url.database == str(settings.data_dir / "tetie.db")
    assert settings.key_file == settings.data_dir / "tetie.key"
    assert settings.retention_days == 90
    assert not settings.bot_token
    assert settings.owners == frozenset()


def test_the_option_wins_over_the_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TETIE_DATA_DIR", "/elsewhere")
    assert load().data_dir == Path("/elsewhere")
    assert load(tmp_path).data_dir == tmp_path


def test_an_empty_variable_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields.values():
        monkeypatch.setenv(str(field.alias), "")
    assert load() == load()
    assert load().retention_days == 90


def test_owners_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TETIE_OWNERS", " 1, 22 ,")
    assert load().owners == {"1", "22"}


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("TETIE_RETENTION_DAYS", "30", "0"),
        ("TETIE_PROXY_URL", "socks5://127.0.0.1:1080", "127.0.0.1:1080"),
        ("TETIE_WEBHOOK_URL", "https://example.org/hook", "example.org/hook"),
        ("TETIE_WEBHOOK_LISTEN", "0.0.0.0:8443", "8443"),
        ("TELEGRAM_API_BASE_URL", "http://127.0.0.1:8081/bot", "127.0.0.1:8081/bot"),
        ("TELEGRAM_FILE_BASE_URL", "http://127.0.0.1:8081/file/bot", "file"),
        ("TETIE_LOG_LEVEL", "debug", "loud"),
    ],
)
def test_a_wrong_value_is_refused_by_name_and_never_shown(
    monkeypatch: pytest.MonkeyPatch, name: str, good: str, bad: str
) -> None:
    monkeypatch.setenv(name, good)
    load()
    monkeypatch.setenv(name, bad)
    with pytest.raises(BadSetting) as caught:
        load()
    assert caught.value.name == name
    assert name in str(caught.value)
    assert bad not in str(caught.value).replace(name, "").replace("0 到", "").replace("3650", "").replace("90", "")


def test_a_database_url_that_is_none_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TETIE_DATABASE_URL", "hunter2")
    with pytest.raises(BadSetting) as caught:
        _ = load().database_url
    assert "hunter2" not in str(caught.value)


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {
        "TELEGRAM_BOT_TOKEN": "1:hunter2",
        "TETIE_PROXY_URL": "http://me:hunter2@127.0.0.1:1",
        "TETIE_WEBHOOK_SECRET": "hunter2",
        "TETIE_DATABASE_URL": "postgresql://me:hunter2@host/db",
    }
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    settings = load()
    assert "hunter2" not in repr(settings)
    assert "hunter2" not in str(settings.model_dump())
    assert "hunter2" not in repr(settings.database_url)
    assert settings.bot_token.get_secret_value() == "1:hunter2"


def test_every_setting_is_described_for_help() -> None:
    assert [name for name, _ in described()] == [str(field.alias) for field in Settings.model_fields.values()]
    assert all(text for _, text in described())


def test_a_file_says_what_the_environment_does_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "tetie.env"
    file.write_text("# 设置\nTETIE_RETENTION_DAYS=30\nTETIE_FLOOD_CAP=7\nTETIE_OPERATOR_NAME=某厂\nOTHER=1\n", "utf-8")
    monkeypatch.setenv("TETIE_SETTINGS_FILE", str(file))
    monkeypatch.setenv("TETIE_FLOOD_CAP", "9")
    settings = load()
    assert (settings.retention_days, settings.flood_cap, settings.operator_name) == (30, 9, "某厂")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"TETIE_RETENTION_DAYS=never"])
def test_a_file_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "tetie.env"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv("TETIE_SETTINGS_FILE", str(file))
    with pytest.raises(BadSetting) as caught:
        load()
    assert caught.value.name == ("TETIE_RETENTION_DAYS" if content and content[0] < 128 else "TETIE_SETTINGS_FILE")
