"""The storage suite runs on SQLite and, where it is installed, on a PostgreSQL server the tests start themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from storage.store import Store
from tests.storage.cluster import Cluster, programs

PROGRAMS = programs()
BACKENDS = ["sqlite"] if PROGRAMS is None else ["sqlite", "postgresql"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if PROGRAMS is None:
        terminalreporter.write_line("PostgreSQL is not installed: the storage suite ran on SQLite only")


class Place:
    """Where a test's conversations are kept. `open()` is a worker; several may be open at once."""

    def __init__(self, backend: str, url: str, folder: Path, stack: ExitStack) -> None:
        self.backend = backend
        self.url = url
        self.folder = folder
        self.key_file = folder / "tetie.key"
        self._stack = stack

    def open(self, *, create: bool = True) -> Store:
        """Another worker on this database, closed with the test."""
        return self._stack.enter_context(Store.open(self.url, self.key_file, create=create))

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return self.folder / "tetie.db"


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    assert PROGRAMS is not None
    server = Cluster.start(PROGRAMS)
    yield server
    server.remove()


@pytest.fixture(params=BACKENDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """An empty database of either kind."""
    backend: str = request.param
    url = f"sqlite:///{tmp_path / 'tetie.db'}" if backend == "sqlite" else request.getfixturevalue("cluster").fresh()
    with ExitStack() as stack:
        yield Place(backend, url, tmp_path, stack)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Place]:
    """An empty SQLite database, for what concerns its file."""
    with ExitStack() as stack:
        yield Place("sqlite", f"sqlite:///{tmp_path / 'tetie.db'}", tmp_path, stack)


@pytest.fixture
def store(place: Place) -> Store:
    return place.open()
