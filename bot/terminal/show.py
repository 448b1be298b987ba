"""Replies on a screen, in plain text, or as JSON lines."""

from __future__ import annotations

import sys
from typing import Protocol

from bot.console import emit
from dialogs.replies import Reply


class Screen(Protocol):
    """Where replies go; `turn` counts the person's messages, 0 is the opening."""

    def reply(self, reply: Reply, turn: int) -> None: ...

    def document(self, reply: Reply, path: str, caption: str, turn: int) -> None: ...

    def end(self, turn: int) -> None: ...


class JsonScreen:
    """One object per reply and one at the end of each message (INTERFACE: `tetie chat --json`)."""

    def reply(self, reply: Reply, turn: int) -> None:
        if reply.kind != "acknowledge":
            emit(_object(reply, turn, None, reply.text))

    def document(self, reply: Reply, path: str, caption: str, turn: int) -> None:
        emit(_object(reply, turn, path, caption or reply.text))

    def end(self, turn: int) -> None:
        emit({"turn": turn, "kind": "end"})


def _object(reply: Reply, turn: int, path: str | None, text: str) -> dict[str, object]:
    done, total = reply.progress or (0, 0)
    return {
        "turn": turn,
        "kind": reply.kind,
        "text": text,
        "field": reply.field,
        "choices": [{"id": c.id, "text": c.text} for c in reply.choices],
        "path": path,
        "progress": {"done": done, "total": total},
    }


class PlainScreen:
    """Text with numbered choices, for a pipe or a terminal; bold and quotations where `ansi` is true."""

    def __init__(self, *, ansi: bool) -> None:
        self._ansi = ansi

    def reply(self, reply: Reply, turn: int) -> None:
        if reply.kind == "acknowledge":
            return
        self._write(self._styled(reply))
        if reply.choices:
            self._write(self._choices(reply))
        if reply.progress and reply.progress[1] and reply.kind == "ask" and reply.field not in ("menu", "consent"):
            done, total = reply.progress
            self._write(self._dim(f"（{done}/{total}）"))
        self._write("")

    def document(self, reply: Reply, path: str, caption: str, turn: int) -> None:
        self._write(f"{self._styled(reply)}\n{caption}\n{path}\n" if caption else f"{self._styled(reply)}\n{path}\n")

    def end(self, turn: int) -> None:
        """Nothing: the prompt follows."""

    def _styled(self, reply: Reply) -> str:
        if not self._ansi:
            return reply.text
        styles = {"bold": ("\x1b[1m", "\x1b[0m"), "quote": ("\x1b[3m「", "」\x1b[0m"), "plain": ("", "")}
        return "".join(f"{styles[s.style][0]}{s.text}{styles[s.style][1]}" for s in reply.spans)

    def _choices(self, reply: Reply) -> str:
        numbered = reply.numbered
        shown = [f"{n}. {c.text}" if numbered else f"[{c.text}]" for n, c in enumerate(reply.choices, 1)]
        return "   ".join(shown)

    def _dim(self, text: str) -> str:
        return f"\x1b[2m{text}\x1b[0m" if self._ansi else text

    @staticmethod
    def _write(text: str) -> None:
        sys.stdout.write(text.encode("utf-8", "replace").decode() + "\n")
        sys.stdout.flush()
