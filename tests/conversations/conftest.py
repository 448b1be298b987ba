from __future__ import annotations

import pytest

from tests.conversations.person import Person


@pytest.fixture
def person() -> Person:
    """Somebody new."""
    return Person()


@pytest.fixture
def filling(person: Person) -> Person:
    """Somebody who has agreed and is asked for the first field."""
    person.agree()
    assert person.asked == "name"
    return person
