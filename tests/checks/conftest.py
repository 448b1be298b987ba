"""A made-up person whose form has nothing to mend; every test changes one thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dialogs.catalogue import Edition, load_catalogue
from dialogs.checks import Finding, check_form
from tests.checks.person import TODAY, complete

Check = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def edition() -> Edition:
    return load_catalogue().get("beijing-technician-allowance", "2024")


@pytest.fixture
def answers() -> dict[str, Any]:
    """The complete answers of the made-up person, free to be changed."""
    return complete()


@pytest.fixture
def check(edition: Edition) -> Check:
    def run(answers: dict[str, Any], **more: Any) -> list[Finding]:
        return check_form(edition, answers, today=more.pop("today", TODAY), **more)

    return run
