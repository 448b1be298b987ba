"""The two shipped policies' rules, and people made from a base and what differs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dialogs.catalogue import Catalogue, load_catalogue
from dialogs.eligibility import Check, Rules, check, gather, known_facts, load_rules

HERE = Path(__file__).parent
ALLOWANCE, CHAOYANG = "beijing-technician-allowance", "chaoyang-leading-talent"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def allowance(catalogue: Catalogue) -> Rules:
    return load_rules(catalogue.get(ALLOWANCE, "2024"))


@pytest.fixture(scope="session")
def chaoyang(catalogue: Catalogue) -> Rules:
    return load_rules(catalogue.get(CHAOYANG, "2025-draft"))


@pytest.fixture(scope="session")
def judge(allowance: Rules, chaoyang: Rules) -> Callable[..., Check]:
    """Check raw facts under one policy on a day."""
    known = known_facts([allowance, chaoyang])

    def check_raw(rules: Rules, facts: dict[str, Any], as_of: date) -> Check:
        return check(rules, gather(facts, known=known).facts, as_of=as_of)

    return check_raw
