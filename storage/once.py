"""Inserting a row that another worker may be inserting at the same moment: whoever comes second inserts nothing."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Table
from sqlalchemy.sql.dml import Insert


@cache
def insert_once(table: Table, dialect: str) -> Insert:
    """`INSERT … ON CONFLICT DO NOTHING` for `dialect` (`sqlite`, `postgresql`); only that one is imported."""
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table).on_conflict_do_nothing()
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table).on_conflict_do_nothing()
