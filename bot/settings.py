"""Everything set from outside, by environment variable or in a file that one of them names. What each is for is said
in `operation.yaml`, for `--help`.

An empty variable counts as unset. Secrets are `SecretStr`, so that they show in no log and no traceback.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

DATABASE = "tetie.db"
KEY = "tetie.key"
_FILE = "TETIE_SETTINGS_FILE"


class BadSetting(Exception):
    """A variable cannot be used; `name` is the variable's, the value is never repeated. `str()` is
    Chinese.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        from bot.operation import words

        text = words().settings.get(self.name)
        wrong = words().wrong_setting.format(name=self.name)
        return f"{wrong}{text}" if text else wrong


class Settings(BaseSettings):
    """The settings of one run. Read them with `load`."""

    model_config = SettingsConfigDict(
        env_ignore_empty=True,
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    settings_file: Path | None = Field(None, alias="TETIE_SETTINGS_FILE")
    data_dir: Path = Field(Path("~/.local/share/tetie"), alias="TETIE_DATA_DIR")
    database: SecretStr | None = Field(None, alias="TETIE_DATABASE_URL")
    key: Path | None = Field(None, alias="TETIE_KEY_FILE")
    operator_name: str = Field("", alias="TETIE_OPERATOR_NAME")
    operator_contact: str = Field("", alias="TETIE_OPERATOR_CONTACT")
    retention_days: int = Field(90, alias="TETIE_RETENTION_DAYS", ge=1, le=3650)
    bot_token: SecretStr = Field(SecretStr(""), alias="TELEGRAM_BOT_TOKEN")
    api_base_url: str = Field("", alias="TELEGRAM_API_BASE_URL")
    file_base_url: str = Field("", alias="TELEGRAM_FILE_BASE_URL")
    proxy_url: SecretStr = Field(SecretStr(""), alias="TETIE_PROXY_URL")
    webhook_url: str = Field("", alias="TETIE_WEBHOOK_URL")
    webhook_listen: str = Field("", alias="TETIE_WEBHOOK_LISTEN")
    webhook_secret: SecretStr = Field(SecretStr(""), alias="TETIE_WEBHOOK_SECRET")
    owners: Annotated[frozenset[str], NoDecode] = Field(frozenset(), alias="TETIE_OWNERS")
    flood_cap: int = Field(300, alias="TETIE_FLOOD_CAP", ge=0, le=100_000)
    log_level: str = Field("INFO", alias="TETIE_LOG_LEVEL")

    @field_validator("data_dir", "key")
    @classmethod
    def _at_home(cls, value: Path | None) -> Path | None:
        return value and value.expanduser().absolute()

    @field_validator("owners", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return {part.strip() for part in value.split(",") if part.strip()} if isinstance(value, str) else value

    @field_validator("api_base_url", "file_base_url", "webhook_url")
    @classmethod
    def _is_url(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname):
            raise ValueError("url")
        return value

    @field_validator("proxy_url")
    @classmethod
    def _is_proxy(cls, value: SecretStr) -> SecretStr:
        parts = urlsplit(value.get_secret_value())
        if value and (parts.scheme not in ("http", "https", "socks5", "socks5h") or not parts.hostname):
            raise ValueError("proxy")
        return value

    @field_validator("webhook_listen")
    @classmethod
    def _is_listen(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if value and not (host and port.isascii() and port.isdigit() and int(port) <= 65535):
            raise ValueError("listen")
        return value

    @field_validator("log_level")
    @classmethod
    def _is_level(cls, value: str) -> str:
        if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("level")
        return value.upper()

    @property
    def database_url(self) -> URL:
        """Where the conversations are kept, for `Store.open`; raises `BadSetting`."""
        from sqlalchemy.engine import URL, make_url
        from sqlalchemy.exc import ArgumentError

        if not self.database:
            return URL.create("sqlite", database=str(self.data_dir / DATABASE))
        try:
            return make_url(self.database.get_secret_value())
        except (ArgumentError, ValueError):
            raise BadSetting("TETIE_DATABASE_URL") from None

    @property
    def key_file(self) -> Path:
        """The key file, wherever it lies."""
        return self.key or self.data_dir / KEY


def load(data_dir: Path | None = None) -> Settings:
    """The settings from the environment; `data_dir` (the option `--data-dir`) wins. Raises `BadSetting`.

    What the environment does not say is looked for in the file it names (TETIE_SETTINGS_FILE).
    """
    named = os.environ.get(_FILE)
    file = Path(named).expanduser() if named else None
    if file is not None and not file.is_file():
        raise BadSetting(_FILE)
    given: dict[str, Any] = {"_env_file": file}
    if data_dir is not None:
        given["TETIE_DATA_DIR"] = data_dir
    try:
        return Settings(**given)
    except (OSError, UnicodeDecodeError):
        raise BadSetting(_FILE) from None
    except ValidationError as error:
        raise BadSetting(str(error.errors(include_input=False)[0]["loc"][0])) from None


def described() -> list[tuple[str, str]]:
    """(variable, what it is for) of every setting, for `--help`."""
    from bot.operation import words

    texts = words().settings
    return [(str(field.alias), texts[str(field.alias)]) for field in Settings.model_fields.values()]
