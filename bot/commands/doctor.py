"""`tetie doctor`: what is in order, what is not, and what to do about it. It changes nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from bot.console import emit, show, tell
from bot.operation import words
from bot.settings import BadSetting, Settings, load
from storage.problems import NotFound, StorageProblem
from storage.schema import BEIJING

State = Literal["good", "warning", "error"]
_MARKS: dict[State, str] = {"good": "✓", "warning": "!", "error": "✗"}
_LOW_MEGABYTES = 200
_LATE_MINUTES = 10
_API = "https://api.telegram.org/bot"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `check` is a stable word, `message` Chinese with what to do."""

    check: str
    state: State
    message: str


def run(*, data_dir: Path | None = None, json: bool = False) -> int:
    """Look at everything; 1 when something must be mended before people can use it."""
    try:
        settings = load(data_dir)
        findings = list(_findings(settings))
    except BadSetting as problem:
        tell(str(problem))
        return 1
    for finding in findings:
        if json:
            emit(asdict(finding))
        else:
            label = words().doctor[finding.state]
            show(f"{_MARKS[finding.state]} {label}：{finding.message}")
    return 1 if any(finding.state == "error" for finding in findings) else 0


def _findings(settings: Settings) -> Iterator[Finding]:
    yield _operator(settings)
    yield from _folder(settings)
    yield from _stored(settings)
    yield from _content()
    yield from _telegram(settings)


def _say(check: str, state: State, text: str, **values: object) -> Finding:
    return Finding(check, state, words().doctor[text].format(**values))


def _operator(settings: Settings) -> Finding:
    if settings.operator_name and settings.operator_contact:
        return _say("operator", "good", "operator_ok")
    return _say("operator", "warning", "operator_unset")


def _folder(settings: Settings) -> Iterator[Finding]:
    place = settings.data_dir
    if not place.exists():
        parent = next(folder for folder in place.parents if folder.exists())
        writable = os.access(parent, os.W_OK)
        yield _say(
            "data_dir",
            "good" if writable else "error",
            "folder_new" if writable else "folder_bad",
            place=place,
        )
        return
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        yield _say("data_dir", "error", "folder_bad", place=place)
        return
    yield _say("data_dir", "good", "folder_ok", place=place)
    megabytes = shutil.disk_usage(place).free >> 20
    if megabytes < _LOW_MEGABYTES:
        yield _say("disk", "error", "space_low", megabytes=megabytes)


def _stored(settings: Settings) -> Iterator[Finding]:
    from storage import migrate, proof
    from storage.database import Database
    from storage.problems import SchemaNewer
    from storage.store import Store

    try:
        database = Database(settings.database_url, create=False)
    except NotFound:
        yield _say("database", "good", "database_new")
        yield _say("key", "good", "key_ok" if settings.key_file.exists() else "key_new")
        return
    except StorageProblem as problem:
        yield Finding("database", "error", str(problem))
        return
    check = "database"
    try:
        state = migrate.state(database)
        if state == "newer":
            raise SchemaNewer
        if state != "current":
            text = "database_new" if state == "empty" else "database_older"
            yield _say("database", "good" if state == "empty" else "warning", text)
            return
        database.check()
        check = "key"
        sealer = proof.unlock(database, settings.key_file, create=False)
        yield _say("key", "good", "key_ok")
        check = "database"
        backlog = Store(database, sealer).backlog(now=datetime.now(BEIJING))
        yield _say("database", "good", "database_ok", conversations=backlog.conversations, waiting=backlog.waiting)
        if backlog.oldest > _LATE_MINUTES * 60:
            yield _say("outbox", "warning", "database_late", minutes=int(backlog.oldest // 60))
    except StorageProblem as problem:
        yield Finding(check, "error", str(problem))
    finally:
        database.close()


def _content() -> Iterator[Finding]:
    from dialogs.catalogue import BadPolicy, load_catalogue
    from dialogs.yamlfile import DuplicateKey
    from templates.blank import lint_blanks

    try:
        editions = list(load_catalogue().editions.values())
        for edition in editions:
            edition.source  # noqa: B018 - reading it compares the fingerprint
    except (BadPolicy, DuplicateKey, OSError, ValueError) as error:
        yield _say("policies", "error", "policies_bad", message=str(error).splitlines()[0])
        return
    yield _say("policies", "good", "policies_ok")
    problems = [
        problem
        for edition in editions
        for problem in lint_blanks(edition.folder, edition.meta.policy, edition.meta.edition)
    ]
    for problem in problems:
        yield _say("blanks", "error", "blanks_bad", file=problem.file, message=problem.message)
    if not problems:
        yield _say("blanks", "good", "blanks_ok")


def _telegram(settings: Settings) -> Iterator[Finding]:
    token = settings.bot_token.get_secret_value()
    if not token:
        yield _say("token", "good", "token_unset")
        return
    if settings.webhook_url and not settings.webhook_url.startswith("https://"):
        yield _say("webhook", "warning", "webhook_insecure")
    import httpx

    proxy = settings.proxy_url.get_secret_value()
    check, text = ("proxy", "proxy_unreachable") if proxy else ("telegram", "telegram_unreachable")
    try:
        with httpx.Client(proxy=proxy or None, trust_env=False, timeout=10) as client:
            answer = client.get(f"{settings.api_base_url or _API}{token}/getMe")
            body = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        yield _say(check, "error", text)
        return
    if answer.status_code == 200 and body.get("ok"):
        yield _say("token", "good", "token_ok", username=body["result"].get("username", ""))
    elif answer.status_code in (401, 404):
        yield _say("token", "error", "token_bad")
    else:
        yield _say(check, "error", text)
