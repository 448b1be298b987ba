"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    """From an empty database."""
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("last_seen", sa.BigInteger(), nullable=False),
        sa.Column("blocked", sa.BigInteger()),
        sa.Column("who", sa.LargeBinary(), nullable=False),
        sa.Column("snapshot", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
        sa.UniqueConstraint("person", name="uq_conversations_person"),
    )
    op.create_table(
        "inbox",
        sa.Column("event", sa.LargeBinary(), nullable=False),
        sa.Column("conversation", sa.String(22)),
        sa.Column("handled", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("event", name="pk_inbox"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_inbox_conversation", "inbox", ["conversation"])
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("conversation", sa.String(22), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("n", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("queued", sa.BigInteger(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.String(22)),
        sa.Column("fleeting", sa.Boolean(), nullable=False),
        sa.Column("settled", sa.BigInteger()),
        sa.Column("receipt", sa.String(64)),
        sa.Column("reason", sa.String(64)),
        sa.Column("sealed", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_due", "outbox", ["channel", "due"], sqlite_where=_WAITING, postgresql_where=_WAITING)
    op.create_index("ix_outbox_conversation", "outbox", ["conversation", "state", "id"])
    _create_owned("journal", sa.Column("version", sa.Integer()), sa.Column("n", sa.SmallInteger()))
    _create_owned("files", sa.Column("key", sa.String(200)))
    _create_owned("uploads", sa.Column("fingerprint", sa.LargeBinary()))
    op.create_table(
        "timers",
        sa.Column("conversation", sa.String(22), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_timers_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation", "name", name="pk_timers"),
    )
    op.create_index("ix_timers_at", "timers", ["at"])
    op.create_table(
        "receipts",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("conversation", sa.String(22), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_receipts"),
    )
    op.create_table(
        "seals",
        sa.Column("key", sa.String(8), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("proof", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_seals"),
    )


def _create_owned(name: str, *key: sa.Column[object]) -> None:
    """A table of sealed values that belong to a conversation and go with it."""
    for column in key:
        column.nullable = False
    op.create_table(
        name,
        sa.Column("conversation", sa.String(22), nullable=False),
        *key,
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=f"fk_{name}_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation", *(column.name for column in key), name=f"pk_{name}"),
    )


def downgrade() -> None:
    """To an empty database."""
    for name in (
        "uploads",
        "timers",
        "journal",
        "files",
        "seals",
        "receipts",
        "outbox",
        "inbox",
        "conversations",
    ):
        op.drop_table(name)
