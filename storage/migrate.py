"""Bringing a database to this program's schema. Alembic is imported only when there is something to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from storage.database import Database, problem_of
from storage.problems import MigrationFailed, SchemaNewer
from storage.schema import REVISION

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).with_name("migrations")
_LOCK = 7_415_001
"""PostgreSQL's advisory lock for migrations"""


def revision(database: Database) -> str | None:
    """The migration the database is at; None for an empty one."""
    with database.read() as connection:
        return _revision(connection)


def _revision(connection: Connection) -> str | None:
    """Asked of the catalogue first, so that an empty database is no error inside the transaction."""
    catalogue = (
        "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        if connection.dialect.name == "sqlite"
        else "SELECT 1 WHERE to_regclass('alembic_version') IS NOT NULL"
    )
    if connection.execute(text(catalogue)).first() is None:
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def state(database: Database) -> Literal["empty", "older", "current", "newer"]:
    """How the database stands to this program's schema; changes nothing."""
    found = revision(database)
    if found is None:
        return "empty"
    if found == REVISION:
        return "current"
    return "older" if found in _order(_configuration()) else "newer"


def ensure(database: Database) -> None:
    """Upgrade where needed; raises `SchemaNewer`, `MigrationFailed` (rolled back) or what connecting
    raises.
    """
    if revision(database) != REVISION:
        move(database, REVISION)


def move(database: Database, target: str) -> None:
    """Up or down to the revision `target` (`base` for none) in one transaction."""
    from alembic import command
    from alembic.util import CommandError

    configuration = _configuration()
    order = _order(configuration)
    with database.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        now = _revision(connection) or "base"
        if now not in order:
            raise SchemaNewer
        if now == target:
            return
        configuration.attributes["connection"] = connection
        step = command.upgrade if order.index(target) > order.index(now) else command.downgrade
        try:
            step(configuration, target)
        except DBAPIError as error:
            known_problem = problem_of(error, database.path)
            raise (known_problem if type(known_problem).code != "failed" else MigrationFailed()) from error
        except (CommandError, SQLAlchemyError) as error:
            raise MigrationFailed from error


def _order(configuration: Config) -> list[str]:
    from alembic.script import ScriptDirectory

    known = ScriptDirectory.from_config(configuration).walk_revisions()
    return ["base", *reversed([script.revision for script in known])]


def _configuration() -> Config:
    from alembic.config import Config

    configuration = Config()
    configuration.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    return configuration
