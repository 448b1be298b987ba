"""The main job: a whole intake with wrong turns ends in a filled 申报表; on Telegram killed three times on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from templates.reading import read_application
from tests.scenarios.actors import Engine, Telegram, Terminal, exported
from tests.scenarios.test_messy_but_honest_input import id_number
from tests.telegram.double import Double

ID = id_number("11010519850306001")
STORY = (
    "填申报表", "同意", "我叫王铁柱，男，汉族", "85年3月6号", "津贴多少钱", "北京海淀", "大专", "群众",
    "北京某某机电有限公司", "2003年6月", "怎么填", "北京市石景山区某某路68号", "李梅", "55585175转12", "民营企业", "焊工",
    "高级技师", ID[:-1] + ("1" if ID[-1] != "1" else "2"), ID, "138 0000 0000", "石景山区人社局", "@photo",
    "2003年6月到2010年5月在北京第一机床厂当焊工，班长，中级工",
    "2010年6月至2020年12月 北京某某机电有限公司 焊工 班组长 高级工",
    "2021年1月到现在在北京某某机电有限公司，焊工，首席焊工，高级技师", "没有了", "没有",
    "2022年，首都劳动奖章，北京市总工会，证书编号2022-118", "没有了",
    "培养高级工12人，焊工，技师3人，焊工，市级获奖2人，国家级获奖0人", "没有了",
    "2021年我带队改进转向架焊接工艺，一次合格率从92%提高到99%，一年省下材料费80万元。", "写完了",
)  # fmt: skip
KILLED_AFTER = (5, 14, 24)


async def intake(actor: Terminal | Telegram | Engine, *, killed_after: tuple[int, ...] = ()) -> None:
    for number, line in enumerate(STORY):
        seen = await (actor.photo() if line == "@photo" else actor.say(line))
        if number in killed_after:
            await actor.restart()
        while seen.asked and seen.asked.startswith("trainees["):
            seen = await actor.say("没有")


def told(answers: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answers.items() if key != "photo"}


async def test_the_same_intake_gives_the_same_form_everywhere(tmp_path: Path) -> None:
    engine = Engine()
    await intake(engine)
    wanted = told(await engine.answers())
    assert wanted["id_number"] == ID
    assert len(wanted["work_history"]) == 3

    here = tmp_path / "terminal"
    terminal = Terminal(here)
    await terminal.start()
    await intake(terminal)
    await terminal.say("出申报表")
    assert told(await terminal.answers()) == wanted
    await terminal.close()
    papers = {path.name: path for path in (here / "papers").rglob("*") if path.is_file()}
    assert set(papers) == {
        "申报表.docx",
        "照片.jpg",
        "一览表.docx",
        "材料清单.docx",
        "预审报告.docx",
        "政策问答.docx",
        "朝阳核对.docx",
    }
    printed, findings = read_application(papers["申报表.docx"].read_bytes())
    assert [f for f in findings if f.severity == "error"] == []

    there = tmp_path / "telegram"
    there.mkdir()
    async with Double() as double:
        telegram = Telegram(double, there)
        await telegram.start()
        await intake(telegram, killed_after=KILLED_AFTER)
        await telegram.say("出申报表")
        assert told(await exported(there, f"telegram:{telegram.chat.id}")) == wanted
        sent = {shown.file_name: shown.file_id for shown in telegram.chat.chat if shown.file_id}
        again, _ = read_application(double.state.files[sent["申报表.docx"]])
        await telegram.close()
    assert told(again) == told(printed)
    for key in ("name", "birth_date", "unit", "id_number", "skill_level", "deeds"):
        assert printed[key] == wanted[key], key
    assert [row["unit"] for row in printed["work_history"]] == [row["unit"] for row in wanted["work_history"]]
