"""Made-up people and what a filled Word file says, seen without the code that filled it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from PIL import Image

POLICY, EDITION = "beijing-technician-allowance", "2024"


def id_number(serial: int, *, born: str = "19850306") -> str:
    """A number with a right check digit that belongs to nobody: area 110199 is not in use."""
    body = f"110199{born}{serial:03}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def person(**changes: Any) -> dict[str, Any]:
    """A whole form; keyword arguments replace answers."""
    answers: dict[str, Any] = {
        "name": "试甲·测",
        "sex": "女",
        "ethnicity": "满族",
        "birth_date": "1985-03-06",
        "hukou": "河北省廊坊市",
        "education": "技工学校",
        "political_status": "无党派民主人士",
        "unit": "北京试验电梯工程有限公司",
        "work_start": "2003-07",
        "unit_address": "北京市通州区试验路9号",
        "unit_contact": "试乙",
        "unit_phone": "010-55550000-123",
        "unit_nature": "非公经济企业（民营）",
        "occupation": "电梯安装维修工",
        "skill_level": "技师（二级）",
        "id_number": id_number(12),
        "mobile": "13900000000",
        "recommending_body": "市工商联",
        "work_history": [
            {
                "start": "2003-07",
                "end": "2010-12",
                "unit": "北京试验电梯厂维修班",
                "occupation": "电梯安装维修工",
                "post": "维修工",
                "skill_level": "中级工",
            },
            {
                "start": "2011-01",
                "end": "至今",
                "unit": "北京试验电梯工程有限公司",
                "occupation": "电梯安装维修工",
                "post": "班长",
                "skill_level": "技师（二级）",
            },
        ],
        "awards": [
            {
                "project": "曳引机减振改造",
                "award": "职工技术创新成果",
                "category": "技术革新",
                "grade": "二等奖",
                "rank": "第2",
                "year": 2021,
                "certificate_no": "SY-2021-7",
                "collaborators": "试丙、试丁",
            }
        ],
        "honours": [{"title": "北京市技术能手", "authority": "试验机关", "year": 2022, "certificate_no": "JN-3"}],
        "trainees": [
            {
                "junior_occupation": "电梯安装维修工",
                "junior_count": 6,
                "senior_occupation": "电梯安装维修工",
                "senior_count": 3,
                "technician_occupation": "电梯安装维修工",
                "technician_count": 1,
                "national_winners": 0,
                "municipal_winners": 2,
            }
        ],
        "deeds": "一、排除隐患四十六项。\n\n二、年节约“维修费”320万元，合格率提高到99.6%。",
        "unit_opinion": "业绩突出。\n同意推荐。",
    }
    return {**answers, **changes}


def jpeg(width: int = 413, height: int = 579) -> bytes:
    """A blue picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (67, 142, 219)).save(buffer, "JPEG")
    return buffer.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(contents: dict[str, bytes]) -> bytes:
    """Parts as a package."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_document(data: bytes, change: Any) -> bytes:
    """A package whose document was changed by hand: `change` gets and gives its text."""
    contents = parts(data)
    contents["word/document.xml"] = change(contents["word/document.xml"].decode()).encode()
    return repacked(contents)


def tables(data: bytes) -> list[list[list[str]]]:
    """Tables, rows and cells as texts, each cell once, as Word counts them."""
    document = Document(io.BytesIO(data))
    return [[["\n".join(_texts(tc)) for tc in tr.tc_lst] for tr in table._tbl.tr_lst] for table in document.tables]


def _texts(tc: Any) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in tc.iter(qn("w:p"))]


def squeezed(text: str) -> str:
    """A text without blanks."""
    return re.sub(r"\s+", "", text)
