"""The tables. Everything a person said or is known by lies in a `sealed` column; the rest is order and time.

Times are whole milliseconds since 1970 UTC, conversation ids are random, event and person digests are keyed.
A change here needs a migration (`storage/migrations`) and a new `REVISION`; a test compares the two.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    text,
)

REVISION = "0003"
"""the migration this program writes and reads"""

BEIJING = ZoneInfo("Asia/Shanghai")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def to_ms(moment: datetime) -> int:
    """An aware datetime as whole milliseconds since 1970 UTC; ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return int(moment.timestamp() * 1000)


def from_ms(value: int) -> datetime:
    """The same moment on the clocks of Beijing."""
    return datetime.fromtimestamp(value / 1000, tz=BEIJING)


_Id = String(22)


def _owner() -> Column[str]:
    """The conversation a row belongs to, first part of its key; the row goes when the conversation goes."""
    return Column("conversation", _Id, ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)


conversations = Table(
    "conversations",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("person", LargeBinary, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("last_seen", BigInteger, nullable=False),
    Column("blocked", BigInteger),
    Column("who", LargeBinary, nullable=False),
    Column("snapshot", LargeBinary),
)

journal = Table(
    "journal",
    metadata,
    _owner(),
    Column("version", Integer, primary_key=True),
    Column("n", SmallInteger, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("event", LargeBinary, primary_key=True),
    Column("conversation", _Id, index=True),
    Column("handled", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("conversation", _Id, nullable=False),
    Column("channel", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("n", SmallInteger, nullable=False),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("shown", SmallInteger, nullable=False, server_default="0"),
    Column("queued", BigInteger, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("owner", String(22)),
    Column("fleeting", Boolean, nullable=False),
    Column("settled", BigInteger),
    Column("receipt", String(64)),
    Column("reason", String(64)),
    Column("sealed", LargeBinary),
    sqlite_autoincrement=True,
)
# partial on PostgreSQL too, by the migration: to name that dialect here would load it at every start (18 ms)
Index("ix_outbox_due", outbox.c.channel, outbox.c.due, sqlite_where=text("state = 'waiting'"))
Index("ix_outbox_conversation", outbox.c.conversation, outbox.c.state, outbox.c.id)

timers = Table(
    "timers",
    metadata,
    _owner(),
    Column("name", String(64), primary_key=True),
    Column("at", BigInteger, nullable=False, index=True),
)

files = Table(
    "files",
    metadata,
    _owner(),
    Column("key", String(200), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

uploads = Table(
    "uploads",
    metadata,
    _owner(),
    Column("fingerprint", LargeBinary, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

parked = Table(
    "parked",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

receipts = Table(
    "receipts",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("conversation", _Id, nullable=False),
    Column("counts", Text, nullable=False),
)

seals = Table(
    "seals",
    metadata,
    Column("key", String(8), primary_key=True),
    Column("made", BigInteger, nullable=False),
    Column("proof", LargeBinary, nullable=False),
)
