"""The policies this program knows: those shipped with it, and those an operator has put beside the data."""

from __future__ import annotations

from pathlib import Path

from dialogs.catalogue import POLICIES, Catalogue, load_catalogue
from dialogs.env import Library

LOCAL = "policies"


def open_catalogue(data_dir: Path | None = None) -> Catalogue:
    """The catalogue; editions under `data_dir`/policies/POLICY/EDITION are added to the shipped ones."""
    folders = [POLICIES]
    if data_dir is not None and (data_dir / LOCAL).is_dir():
        folders.append(data_dir / LOCAL)
    return load_catalogue(folders)


def open_library(data_dir: Path | None = None) -> Library:
    """The catalogue with everything derived from it."""
    return Library(open_catalogue(data_dir))
