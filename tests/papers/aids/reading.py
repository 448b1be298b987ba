"""A .docx as a reader sees it."""

from __future__ import annotations

import io
from typing import Any

from docx import Document


def opened(data: bytes) -> Any:
    return Document(io.BytesIO(data))


def texts(data: bytes) -> list[str]:
    """Every paragraph of the body, in tables too, in order."""
    body = opened(data).element.body
    return ["".join(t.text or "" for t in p.iter(_w("t"))) for p in body.iter(_w("p"))]


def whole(data: bytes) -> str:
    return "\n".join(texts(data))


def tables(data: bytes) -> list[list[list[str]]]:
    """Tables as rows of cell texts."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in opened(data).tables]


def headers(data: bytes) -> list[str]:
    """The header of every section."""
    return ["".join(p.text for p in section.header.paragraphs) for section in opened(data).sections]


def _w(name: str) -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name
