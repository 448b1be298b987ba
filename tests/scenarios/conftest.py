from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scenarios.actors import Actor, Engine, Telegram, Terminal
from tests.telegram.double import Double


@pytest.fixture(params=["engine", "terminal", "telegram"])
async def actor(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Actor]:
    """Somebody who has just said hello, on each of the channels."""
    if request.param == "engine":
        yield Engine()
    elif request.param == "terminal":
        terminal = Terminal(tmp_path)
        await terminal.start()
        yield terminal
        await terminal.close()
    else:
        async with Double() as double:
            telegram = Telegram(double, tmp_path)
            await telegram.start()
            yield telegram
            await telegram.close()
