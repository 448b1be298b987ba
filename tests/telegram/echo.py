"""A conversation as simple as can be over the real store: it keeps what it was told and says it back.

`python -m tests.telegram.echo DATA_DIR` is a whole bot process on it, set up by the same environment
variables.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.attachments import examine
from bot.clock import now
from bot.deliverables import Deliverable
from bot.turns import Incoming
from dialogs import events
from dialogs.replies import Button, Reply, Span
from storage.contract import Asked, Committed, Inbound, Loaded, Outcome, Outgoing, TimerChange
from storage.store import Store


class EchoTurns:
    """Counts and repeats. Words that do something: `慢` (0.5 s), `坏` (raises), `按钮`, `文件`, `长`, `两条`,
    `引用`, `提醒`."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def take_together(self, incoming: Sequence[Incoming]) -> list[Committed | Exception]:
        for one in incoming:
            if isinstance(one.event, events.Text) and one.event.text == "慢":
                time.sleep(0.5)
        return self.store.run_turns([self._asked(one) for one in incoming], claim=True)

    def _asked(self, one: Incoming) -> Asked:
        event = one.event
        inbound = Inbound(
            channel=one.channel,
            person=one.person,
            event=one.event_id,
            at=event.at,
            address=one.address,
            files=dict(one.files),
            from_person=one.from_person,
        )

        def work(loaded: Loaded) -> Outcome:
            heard: list[str] = json.loads(loaded.snapshot) if loaded.snapshot else []
            what = _describe(event)
            heard.append(what)
            replies = [] if isinstance(event, events.Undelivered) else _replies(event, what, len(heard))
            return Outcome(
                snapshot=json.dumps(heard, ensure_ascii=False),
                timers=(TimerChange(name="nudge", at=now()),) if what == "提醒" else (),
                outgoing=tuple(json.dumps(r.to_json(), ensure_ascii=False) for r in replies),
            )

        return Asked(inbound=inbound, work=work, now=now())


def heard(store: Store, person: int) -> list[str]:
    """What the conversation has kept of a person."""
    loaded = store.snapshot("telegram", str(person))
    return json.loads(loaded.snapshot) if loaded and loaded.snapshot else []


def _describe(event: events.Event) -> str:
    match event:
        case events.Text(text=text):
            return text
        case events.Edited(text=text, message=message):
            return f"edited {message}: {text}"
        case events.Press(token=token):
            return f"press {token}"
        case events.Start(payload=payload):
            return f"start {payload}"
        case events.Photo(file=file, caption=caption):
            return f"photo {file.problem or file.report.get('width')} {caption}".strip()
        case events.Document(file=file, caption=caption):
            return f"document {file.name} {file.problem or file.report.get('text', '')} {caption}".strip()
        case events.Other(kind=kind):
            return f"other {kind}"
        case events.Undelivered(reason=reason):
            return f"undelivered {reason}"
        case _:
            return type(event).__name__


def _replies(event: events.Event, what: str, number: int) -> list[Reply]:
    if what == "坏":
        raise RuntimeError("秘密")
    said = Reply("say", (Span(f"{number}. "), Span(what)))
    if isinstance(event, events.Press):
        return [Reply("acknowledge", (Span("收到"),)), said]
    if what == "按钮":
        texts = ("是", "不是", "以后补", "这个选项的名字比较长一些", "跳过")
        choices = tuple(Button(f"b{i}", t, f"1:{i}") for i, t in enumerate(texts))
        return [replace(said, kind="ask", choices=choices, progress=(3, 40))]
    if what == "文件":
        return [Reply("document", (Span("给您"),), paper="application")]
    if what == "长":
        return [Reply("say", tuple(Span(f"<第{i}行> & {'字' * 50}\n", "bold") for i in range(200)))]
    if what == "两条":
        return [said, Reply("say", (Span("second"),))]
    if what == "引用":
        return [Reply("say", (Span("原文：\n"), Span("a < b & c > d", "quote"), Span("\n就是这样。")))]
    return [said]


def papers(outgoing: Outgoing, name: str) -> list[Deliverable]:
    return [Deliverable(filename="申报表.docx", data=b"PK paper of " + outgoing.address.encode(), caption="草稿")]


def main() -> int:
    import os

    from bot.console import tell
    from bot.logs import get_log
    from bot.telegram.bootstrap import Webhook
    from bot.telegram.reload import Reload
    from bot.telegram.service import Options, Service

    folder = Path(sys.argv[1])
    token, url = os.environ["TELEGRAM_BOT_TOKEN"], os.environ.get("TETIE_WEBHOOK_URL", "")
    options = Options(
        token=token,
        api_url=os.environ["TELEGRAM_API_BASE_URL"],
        file_url=os.environ["TELEGRAM_FILE_BASE_URL"],
        webhook=Webhook.of(url, listen=os.environ.get("TETIE_WEBHOOK_LISTEN", ""), secret="", token=token)
        if url
        else None,
    )
    with Store.open(f"sqlite:///{folder / 'echo.db'}", folder / "echo.key") as store:
        service = Service(
            options,
            store=store,
            turns=EchoTurns(store),
            make_papers=papers,
            examine=examine,
            tell=tell,
            log=get_log(),
        )
        reload = Reload(lambda: None, tell=tell)
        code = asyncio.run(service.run(reload))
    reload.begin_anew()
    return code


if __name__ == "__main__":
    sys.exit(main())
