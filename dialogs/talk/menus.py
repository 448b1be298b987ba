"""The fixed buttons, from dialogs/wording/menus.yaml."""

from __future__ import annotations

from functools import lru_cache

from dialogs.form import Option
from dialogs.wording import FOLDER
from dialogs.yamlfile import read_yaml


@lru_cache(maxsize=1)
def _all() -> dict[str, tuple[Option, ...]]:
    data = read_yaml(FOLDER / "menus.yaml")
    return {name: tuple(Option.model_validate(o) for o in options) for name, options in data.items()}


def menu(name: str) -> tuple[Option, ...]:
    """The buttons called `name`; raises `KeyError`."""
    return _all()[name]
