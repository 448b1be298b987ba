"""The label map: which printed label of a blank belongs to which answer. Read from `labels.yaml`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import ValidationError
from yaml import YAMLError

from dialogs.form import Model
from dialogs.yamlfile import read_yaml

PaperKind = Literal["application", "roster"]
ValueKind = Literal[
    "text", "tight", "code", "date", "month", "period", "year", "count", "number", "names", "nature", "photo", "essay",
    "opinion",
]  # fmt: skip


class BadLabels(ValueError):
    """A label map that cannot be read; the message says which file and why."""


class LineLabel(Model):
    """A label inside a line of text; the answer follows it."""

    label: str
    key: str


class CellLabel(Model):
    """A label that fills a cell. `printed` are the lines the blank itself prints in the answer's cell."""

    label: str
    key: str = ""
    kind: ValueKind = "text"
    answer: Literal["right", "below", "here", "none"] = "right"
    printed: tuple[str, ...] = ()


class Column(Model):
    """A column of a table of rows; `group` is the heading above several columns."""

    label: str
    key: str = ""
    kind: ValueKind = "text"
    group: str = ""


class RowsLabel(Model):
    """A table of rows under a title; an empty title means the columns' headings stand first."""

    title: str
    key: str
    columns: tuple[Column, ...]


class PaperLabels(Model):
    """All labels of one paper; `title` is the line that says which paper and year it is."""

    file: str
    title: str
    lines: tuple[LineLabel, ...] = ()
    cells: tuple[CellLabel, ...] = ()
    rows: tuple[RowsLabel, ...] = ()


class Labels(Model):
    """`labels.yaml` of one edition."""

    edition: str
    application: PaperLabels
    roster: PaperLabels

    def paper(self, kind: PaperKind) -> PaperLabels:
        return self.application if kind == "application" else self.roster


def load_labels(path: Path) -> Labels:
    """The label map at `path`; raises `BadLabels`."""
    try:
        return Labels.model_validate(read_yaml(path))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise BadLabels(f"{path.name}：{place} {first['msg']}") from error
    except (OSError, ValueError, YAMLError) as error:
        raise BadLabels(f"{path.name}：{error}") from error


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A label for comparing: no blanks, one width of brackets and digits."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
