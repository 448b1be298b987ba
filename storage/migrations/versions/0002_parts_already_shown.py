"""How many parts of a message the channel has already: a kill half-way repeats the last part, not the message."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is known of what is under way."""
    op.add_column("outbox", sa.Column("shown", sa.SmallInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    """What is under way would be repeated as a whole."""
    op.drop_column("outbox", "shown")
