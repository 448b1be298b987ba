"""The real bot, an intake by somebody who answers what is asked: killed three times on the way, the same form."""

from __future__ import annotations

import asyncio
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

from tests.telegram.conftest import Process
from tests.telegram.double import Double, Person
from tests.telegram.double.state import Shown
from tests.telegram.test_a_message_is_answered import picture

TETIE = [sys.executable, "-c", "from bot.main import main; main()"]
ANSWERS: dict[str, Any] = {
    "consent": "同意",
    "name": "赵铁柱",
    "sex": "#男",
    "ethnicity": "汉族",
    "photo": picture(),
    "birth_date": "1980年5月12日",
    "work_start": "2001年7月",
    "hukou": "北京市海淀区",
    "education": "大专",
    "political_status": "群众",
    "unit": "北京试验机床厂",
    "unit_contact": "钱进",
    "unit_phone": "010-55585175",
    "skill_level": "高级技师",
}


def field_of(shown: Shown) -> str:
    """What a message asks for, as its buttons carry it."""
    data = [data for row in shown.buttons for _, data in row]
    return data[0].split("|")[2] if data else ""


async def question(person: Person, before: Shown | None) -> Shown:
    """The next message that asks something and is no repetition."""
    while True:
        shown = await person.next()
        if shown.buttons and (before is None or (shown.text, shown.buttons) != (before.text, before.buttons)):
            return shown


async def intake(telegram: Double, folder: Path, *, kills: tuple[int, ...]) -> tuple[dict[str, Any], bytes]:
    """Go through the whole form; the answers as exported, and the 申报表 as it arrived."""
    process = Process(telegram, folder, [*TETIE, "telegram", "--data-dir", str(folder)], {})
    await process.start()
    person = telegram.person()
    person.say("/form")
    asked = await question(person, None)
    for step in range(60):
        field = field_of(asked)
        if field in ("review", "menu", ""):
            break
        answer = ANSWERS.get(field, "以后补")
        if isinstance(answer, bytes):
            person.send_photo(answer)
        elif answer.startswith("#"):
            person.tap(answer[1:], asked)
        else:
            person.say(answer)
        if step in kills:
            await process.kill()
            await process.start()
        asked = await question(person, asked)
    person.tap("出申报表")
    paper = await telegram.state.until(
        lambda: next((m for m in person.chat if m.file_name.endswith(".docx")), None), 60
    )
    assert await process.terminate() == 0
    assert "Traceback" not in process.errors.decode()
    exporting = await asyncio.create_subprocess_exec(
        *TETIE, "privacy", "export", "--as", f"telegram:{person.id}", "--data-dir", str(folder),
        stdout=asyncio.subprocess.PIPE,
        cwd=folder,
    )  # fmt: skip
    out, _ = await exporting.communicate()
    return json.loads(out), telegram.state.files[paper.file_id]


async def test_killed_three_times_on_the_way_the_form_is_the_same(tmp_path: Path) -> None:
    async with Double() as quiet:
        undisturbed, form = await intake(quiet, tmp_path / "quiet", kills=())
    async with Double() as rough:
        disturbed, same_form = await intake(rough, tmp_path / "rough", kills=(2, 6, 11))
    assert undisturbed["answers"]["name"] == "赵铁柱"
    assert undisturbed["answers"]["birth_date"] == "1980-05-12"
    assert undisturbed["answers"]["skill_level"] == "高级技师（一级）"
    for key in ("answers", "facts"):
        assert without_file_keys(disturbed[key]) == without_file_keys(undisturbed[key])
    assert parts(same_form) == parts(form)


def without_file_keys(answers: dict[str, Any]) -> dict[str, Any]:
    return {key: bool(value) if key == "photo" else value for key, value in answers.items()}


def parts(form: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(form)) as package:
        return {name: package.read(name) for name in package.namelist() if name.startswith("word/")}
