"""The made-up person of the checks' tests, and the day the papers are made."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dialogs.catalogue import Catalogue, load_catalogue
from tests.checks.person import complete


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def document() -> dict[str, Any]:
    """A complete ANSWERS.json without a photo."""
    answers = complete()
    del answers["photo"]
    return {"edition": "2024", "answers": answers, "facts": {}}


@pytest.fixture
def now() -> datetime:
    return datetime(2024, 3, 15, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
