"""What the operation commands say (`operation.yaml`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dialogs.form import Model
from dialogs.yamlfile import read_yaml


class Words(Model):
    """The texts by what they are for; braces are filled with names of files and numbers, never with
    answers.
    """

    settings: dict[str, str]
    wrong_setting: str
    doctor: dict[str, str]
    backup_done: str
    set_aside: str
    restore_needs_key: str
    restore_done: str
    restore_left_out: str
    rotate_done: str
    privacy: dict[str, str]


@cache
def words() -> Words:
    """The texts, read once."""
    return Words.model_validate(read_yaml(Path(__file__).with_name("operation.yaml")))
