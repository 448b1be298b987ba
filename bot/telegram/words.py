"""The channel's own words (words.yaml): commands, refusals, and what the operator reads at start."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from dialogs.form import Model


class TerminalWords(Model):
    """What the person who runs the bot reads."""

    no_token: str
    wrong_token: str
    wrong_url: str
    wrong_proxy: str
    unreachable: str
    conflict: str
    running_polling: str
    running_webhook: str
    refused_webhook: str
    port_taken: str
    stopped: str
    reloading: str
    not_reloaded: str
    storage: dict[str, str]
    """by the code of a storage problem; `failed` for any other"""
    storage_back: str


class Words(Model):
    """`commands` maps a command (no slash) to its description, in the order of Telegram's menu."""

    commands: dict[str, str]
    group_refusal: str
    flood: str
    status: str
    store_up: str
    store_down: str
    progress: str
    continued: str
    not_handled: str
    paper_failed: str
    stored_later: str
    terminal: TerminalWords


@lru_cache(maxsize=1)
def words() -> Words:
    """The words, read once."""
    return Words.model_validate(yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")))
