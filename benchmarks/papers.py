"""How fast a 申报表 is filled, beside zipping its ready parts and beside docxtpl, and whether memory stays flat.

`python -m benchmarks.papers`. Figures are milliseconds (median) and ratios of the same run.
"""

from __future__ import annotations

import io
import json
import resource
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

from templates.application import fill_application
from templates.blank import Blank, blank_for

_POLICY, _EDITION = "beijing-technician-allowance", "2024"
_ROUNDS, _WARM, _COUNTED = 6, 3, 10
_FORMS = 1000


def answers() -> dict[str, Any]:
    """A whole form with every table full; nobody's."""
    deeds = (
        "参加工作以来一直在生产一线，改进工艺四十六项，一次合格率由百分之九十二提高到"
        "百分之九十九点六，年节约成本三百二十万元。"
    )
    return {
        "name": "测试甲",
        "sex": "男",
        "ethnicity": "汉族",
        "birth_date": "1985-03-06",
        "hukou": "北京市海淀区",
        "education": "大学专科和专科学校",
        "political_status": "群众",
        "unit": "北京某某机械制造有限公司",
        "work_start": "2003-07",
        "unit_address": "北京市朝阳区某某路1号",
        "unit_contact": "测试乙",
        "unit_phone": "010-00000000",
        "unit_nature": "国有企业（市属）",
        "occupation": "焊工",
        "skill_level": "高级技师（一级）",
        "id_number": "0" * 18,
        "mobile": "0" * 11,
        "recommending_body": "朝阳区人力资源和社会保障局",
        "work_history": [
            {
                "start": f"{2003 + 3 * n}-07",
                "end": f"{2006 + 3 * n}-06",
                "unit": "北京某某机械制造有限公司焊接车间",
                "occupation": "焊工",
                "post": "班组长",
                "skill_level": "技师（二级）",
            }
            for n in range(6)
        ],
        "awards": [
            {
                "project": "铝合金车体焊接工艺改进",
                "award": "职工技术创新成果",
                "category": "技术创新",
                "grade": "一等奖",
                "rank": "第1",
                "year": 2015 + n,
                "certificate_no": f"JX-{n:05}",
                "collaborators": "测试丙、测试丁",
            }
            for n in range(5)
        ],
        "honours": [
            {"title": "首都劳动奖章", "authority": "北京市总工会", "year": 2022 - n, "certificate_no": f"SD-{n:05}"}
            for n in range(6)
        ],
        "trainees": [{"junior_occupation": "焊工", "junior_count": 12, "municipal_winners": 3} for _ in range(5)],
        "deeds": "\n".join([deeds] * 16),
        "unit_opinion": "该同志长期在焊接一线工作，业绩突出，同意推荐。",
    }


def run() -> list[dict[str, Any]]:
    """Filling, the zip floor and docxtpl, in turns in one run; then 1,000 forms for memory."""
    blank = blank_for(Path(), _POLICY, _EDITION)
    person = answers()
    done = fill_application(blank, person, edition_line=_EDITION).data
    parts = _parts(done)
    tagged = _tagged(blank)
    context = {**person, "rows": person["work_history"]}
    fill, floor, other = _medians(
        lambda: fill_application(blank, person, edition_line=_EDITION),
        lambda: _zip(parts),
        lambda: _docxtpl(tagged, context),
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(_FORMS):
        fill_application(blank, person, edition_line=_EDITION)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return [
        {"name": "application.fill", "ms": round(fill, 2)},
        {"name": "application.zip_floor", "ms": round(floor, 2), "ratio": round(fill / floor, 3), "aim": 1.5},
        {"name": "application.docxtpl", "ms": round(other, 2), "ratio": round(fill / other, 3), "aim": 0.15},
        {"name": f"application.memory_{_FORMS}_forms", "kb_grown": grown, "aim": 2048},
    ]


def _medians(*works: Callable[[], object]) -> list[float]:
    """Milliseconds of each work, taken in turns of a few at a time so that each is warm when it counts."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(_ROUNDS):
        for work, taken in zip(works, times, strict=True):
            for turn in range(_WARM + _COUNTED):
                start = time.perf_counter()
                work()
                if turn >= _WARM:
                    taken.append((time.perf_counter() - start) * 1000)
    return [statistics.median(taken) for taken in times]


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zip(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _tagged(blank: Blank) -> bytes:
    """The same blank with a tag in every answer's place, as docxtpl wants it."""
    marks: dict[str, Any] = {key: f"{{{{ {key} }}}}" for key in answers() if not isinstance(answers()[key], list)}
    for key in ("work_history", "awards", "honours", "trainees"):
        marks[key] = [
            {column: f"{{{{ {key}[{n}].{column} }}}}" for column in row if column not in ("start", "end")}
            | ({"start": f"{{{{ {key}[{n}].start }}}}"} if "start" in row else {})
            for n, row in enumerate(answers()[key])
        ]
    return fill_application(blank, marks).data


def _docxtpl(template: bytes, context: dict[str, Any]) -> bytes:
    """docxtpl as its manual shows it: open, render with escaping, save."""
    paper = DocxTemplate(io.BytesIO(template))
    paper.render(context, autoescape=True)
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


if __name__ == "__main__":
    for line in run():
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
