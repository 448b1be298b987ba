"""The pure step on a full form: one plain answer, one question, one correction; milliseconds."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from dialogs.catalogue import load_catalogue
from dialogs.env import Env, Library
from dialogs.events import Start, Text
from dialogs.session import Session
from dialogs.step import step

NOW = datetime(2024, 3, 5, 10, 0, tzinfo=timezone(timedelta(hours=8)))
ROUNDS = 300
STORY = (
    "填申报表", "同意", "张建国", "男", "汉族", "以后补", "1985年3月6日", "北京市海淀区", "大专", "群众", "北京某某机电有限公司",
    "2003年6月", "北京市石景山区某某路8号", "李梅", "010-12345678", "民营企业", "焊工", "高级技师", "以后补", "以后补", "以后补",
    "2003年6月到2010年5月在北京某某厂当焊工，班长，中级工", "2010年6月至今，北京某某机电有限公司，焊工，班组长，高级技师", "没有了",
    "没有", "2021年，首都劳动奖章，北京市总工会，证书编号A1", "没有了", "没有", "2021年我改了焊接工艺，一年省下80万元。" * 10, "写完了",
)  # fmt: skip


def run() -> Iterator[str]:
    """Median and 95th percentile of a step (aim: median ≤ 1 ms)."""
    env = Env(library=Library(load_catalogue()), now=NOW)
    session: Session = step(None, Start(at=NOW), env).session
    for n, text in enumerate(STORY):
        session = step(session, Text(at=NOW, message=str(n), text=text), env).session
    yield f"answers stored before measuring: {len(session.answers)}"
    for name, text in (
        ("plain answer", "010-87654321"),
        ("policy question", "照片要什么底色"),
        ("correction", "把姓名改成张建军"),
    ):
        at = step(session, Text(at=NOW, message="x", text="改单位电话"), env).session
        times = []
        for n in range(ROUNDS):
            began = time.perf_counter()
            step(at, Text(at=NOW, message=f"m{n}", text=text), env)
            times.append((time.perf_counter() - began) * 1000)
        times.sort()
        yield f"{name}: median {statistics.median(times):.2f} ms, p95 {times[int(len(times) * 0.95)]:.2f} ms (aim 1)"
