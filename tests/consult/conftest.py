from __future__ import annotations

import pytest

from dialogs.catalogue import Catalogue, load_catalogue
from dialogs.consult import Consult, load_consult


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def consult(catalogue: Catalogue) -> Consult:
    return load_consult(catalogue)
