"""Events put aside stand in the database, where a key rotation finds them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is put aside yet."""
    op.create_table(
        "parked",
        sa.Column("number", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_parked"),
    )


def downgrade() -> None:
    """What is put aside would be lost: stop the bot first, it hands everything in at its end."""
    op.drop_table("parked")
