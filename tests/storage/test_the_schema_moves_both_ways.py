"""Migrations lead from nothing to the tables the program uses and back, on either database, without losing anyone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from storage import migrate
from storage.database import Database
from storage.schema import REVISION, metadata
from tests.storage.conftest import Place
from tests.storage.people import deliver, said, say


def tables(database: Database) -> set[str]:
    with database.read() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_the_newest_migration_is_the_one_the_program_expects() -> None:
    assert ScriptDirectory(str(migrate.SCRIPTS)).get_heads() == [REVISION]


def test_the_migrations_make_exactly_the_tables_the_program_uses(place: Place) -> None:
    database = place.open().database
    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_waiting_replies_have_their_small_index_on_either_database(place: Place) -> None:
    database = place.open().database
    catalogue = (
        "SELECT sql FROM sqlite_master WHERE name = 'ix_outbox_due'"
        if place.backend == "sqlite"
        else "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_outbox_due'"
    )
    with database.read() as connection:
        assert "waiting" in connection.execute(text(catalogue)).scalar_one()


def test_down_to_nothing_and_up_again(place: Place) -> None:
    store = place.open()
    say(store, "一")
    migrate.move(store.database, "base")
    assert tables(store.database) == set()
    assert migrate.state(store.database) == "empty"
    migrate.move(store.database, REVISION)
    assert tables(store.database) == set(metadata.tables)
    assert migrate.state(store.database) == "current"


def test_an_older_database_is_brought_up_with_everyone_in_it(place: Place) -> None:
    store = place.open()
    say(store, "一", replies=2)
    migrate.move(store.database, "0001")
    assert migrate.state(store.database) == "older"
    store.close()
    after = place.open()
    assert migrate.state(after.database) == "current"
    assert said(after) == ["一"]
    assert deliver(after) == ["一/0", "一/1"]


def test_opening_again_changes_nothing(place: Place) -> None:
    say(place.open(), "一")
    assert said(place.open()) == ["一"]


def test_an_ordinary_start_does_not_load_the_migration_tool(here: Place) -> None:
    here.open()
    code = (
        "import sys; from pathlib import Path; from storage.store import Store; "
        f"Store.open({here.url!r}, Path({str(here.key_file)!r})).close(); "
        "sys.exit(any(name.split('.')[0] in ('alembic', 'mako', 'psycopg') for name in sys.modules))"
    )
    root = Path(migrate.__file__).parents[1]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
