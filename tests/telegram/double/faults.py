"""What can go wrong on the way, ordered by a test: «the next two sendMessage to this chat get a 429»."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(kw_only=True)
class Fault:
    """Applies `times` times to calls of `method` («*»: any) to `chat` (None: any).

    `status` answers with that error instead of doing anything; `delay` waits first (seconds); `drop` cuts the
    connection «before» the call is done or «after» it (done, yet the bot never hears).
    """

    method: str = "*"
    chat: int | None = None
    times: int = 1
    status: int = 0
    retry_after: int = 0
    description: str = ""
    delay: float = 0.0
    drop: str = ""


@dataclass
class Faults:
    """The faults still to come; `delay` is added to every call."""

    waiting: list[Fault] = field(default_factory=list)
    delay: float = 0.0
    down: bool = False

    def add(self, **what: object) -> Fault:
        fault = Fault(**what)  # type: ignore[arg-type]
        self.waiting.append(fault)
        return fault

    def take(self, method: str, chat: int | None) -> Fault | None:
        for fault in self.waiting:
            if fault.times > 0 and fault.method in ("*", method) and fault.chat in (None, chat):
                fault.times -= 1
                return fault
        return None
