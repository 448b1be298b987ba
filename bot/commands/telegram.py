"""`tetie telegram`: the Telegram bot, by polling or webhook, until it is told to stop."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from bot.console import tell
from bot.settings import BadSetting, Settings, load
from storage.problems import StorageProblem

if TYPE_CHECKING:
    from bot.telegram.service import Options

_SWEEP = 6 * 3600.0
"""seconds between retention sweeps"""


def run(*, data_dir: Path | None = None) -> int:
    """Serve; 0 after SIGTERM or Ctrl+C, begun anew after SIGHUP, 1 (with the reason on standard error) when it cannot begin or go on."""
    from bot.telegram.words import words

    try:
        settings = load(data_dir)
        if not settings.bot_token.get_secret_value():
            tell(words().terminal.no_token)
            return 1
        return _serve(settings, data_dir)
    except (BadSetting, StorageProblem) as problem:
        tell(str(problem))
        return 1


def _serve(settings: Settings, data_dir: Path | None) -> int:
    from bot.attachments import examine
    from bot.clock import now
    from bot.deliverables import deliverables
    from bot.library import open_library
    from bot.logs import get_log
    from bot.telegram.gate import Gate
    from bot.telegram.reload import Reload
    from bot.telegram.service import Chore, Service
    from bot.turns import Turns
    from bot.warming import warm
    from dialogs.env import Operator
    from storage.store import Store

    reload = Reload(lambda: _read_anew(data_dir), tell=tell)
    library = open_library(settings.data_dir)
    operator = Operator(settings.operator_name, settings.operator_contact, settings.retention_days)
    with Store.open(settings.database_url, settings.key_file) as store:
        service = Service(
            _options(settings),
            store=store,
            turns=Turns(store, library, operator, clock=now),
            make_papers=lambda outgoing, name: deliverables(store, library, outgoing.conversation, name, now=now()),
            examine=examine,
            tell=tell,
            log=get_log(settings.log_level),
            clock=now,
            gate=Gate(owners=settings.owners, cap=settings.flood_cap),
            chores=(
                Chore("warm", lambda: warm(library)),
                Chore("sweep", lambda: store.sweep(now(), settings.retention_days), every=_SWEEP),
            ),
        )
        code = asyncio.run(service.run(reload))
    if code == 0:
        reload.begin_anew()
    return code


def _read_anew(data_dir: Path | None) -> None:
    """Everything that may have changed and be wrong; raises what reading it raises."""
    from bot.library import open_catalogue

    settings = load(data_dir)
    _options(settings)
    settings.database_url  # noqa: B018 - reading it checks it
    for edition in open_catalogue(settings.data_dir).editions.values():
        edition.source  # noqa: B018 - reading it compares the fingerprint


def _options(settings: Settings) -> Options:
    from bot.telegram.bootstrap import Webhook
    from bot.telegram.service import Options

    token = settings.bot_token.get_secret_value()
    webhook = None
    if settings.webhook_url:
        webhook = Webhook.of(
            settings.webhook_url,
            listen=settings.webhook_listen,
            secret=settings.webhook_secret.get_secret_value(),
            token=token,
        )
    return Options(
        token=token,
        api_url=settings.api_base_url,
        file_url=settings.file_base_url,
        proxy=settings.proxy_url.get_secret_value(),
        webhook=webhook,
    )
