"""Turning a message into commands.

`understand` reads one message in the light of what is being asked; `read_fields` reads the fields out of a text without
a conversation. Recognisers (one module each) propose; `resolve` decides. Words and patterns are data:
dialogs/wording/words.yaml.
"""

from __future__ import annotations

from dialogs.understanding.reading import read_fields
from dialogs.understanding.resolve import understand

__all__ = ["read_fields", "understand"]
