"""A loopback Telegram: the Bot API as strict as the real one, people who write to the bot, and faults on
demand."""

from tests.telegram.double.people import Person
from tests.telegram.double.server import Double

__all__ = ["Double", "Person"]
