"""Alembic's scripts, run by `storage.migrate` on the connection it hands over."""
