"""The frozen catalogue: which policies and editions are known, and the pinned text each rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from yaml import YAMLError

from dialogs.form import Form, Model
from dialogs.text import simplified
from dialogs.yamlfile import read_yaml

POLICIES = Path(__file__).parent / "policies"
Status = Literal["notice", "draft", "in_force", "superseded"]
WindowState = Literal["not_yet", "open", "closed", "draft"]


class BadPolicy(ValueError):
    """A policy folder that cannot be used; the message says which file and why."""


class Window(Model):
    """When an edition takes applications; both days inclusive, with the sentence that says so."""

    opens: date
    submit_by: date
    article: str
    quote: str


class SourceMeta(Model):
    """The pinned text: `sha256` of the file as stored; nothing from `ends_before` on is ever quoted."""

    file: str
    sha256: str
    ends_before: str = ""


class PolicyMeta(Model):
    """`policy.yaml` of one edition."""

    policy: str
    edition: str
    title: str
    document: str
    document_title: str
    cite: str
    status: Status
    issued: date
    effective: date | None = None
    window: Window | None = None
    supersedes: str = ""
    source: SourceMeta


@dataclass(frozen=True)
class Edition:
    """One edition's folder: its meta data, pinned source and data files (read once, on first use)."""

    folder: Path
    meta: PolicyMeta

    @cached_property
    def source(self) -> str:
        """The official part of the pinned text, as stored."""
        path = self.folder / self.meta.source.file
        raw = path.read_bytes()
        if hashlib.sha256(raw).hexdigest() != self.meta.source.sha256:
            raise BadPolicy(f"{path.name}：原文与登记的指纹不一致")
        text = raw.decode("utf-8")
        mark = self.meta.source.ends_before
        return text.partition(mark)[0] if mark else text

    def holds(self, quote: str) -> bool:
        """Whether `quote` stands verbatim in the pinned text."""
        return bool(quote) and quote in self.source

    def quote_display(self, quote: str) -> str:
        """The quote in simplified characters, for reading."""
        return simplified(quote)

    def data(self, name: str) -> Any:
        """A data file of this edition (`rules.yaml`); raises `OSError` or `ValueError`."""
        return read_yaml(self.folder / name)

    @cached_property
    def form(self) -> Form | None:
        """The form, from `form/*.yaml` in file-name order, or None where the policy has no form."""
        files = sorted((self.folder / "form").glob("*.yaml"))
        if not files:
            return None
        merged: dict[str, Any] = {"title": "", "sections": [], "fields": {}, "tables": {}}
        for file in files:
            part = read_yaml(file) or {}
            merged["title"] = part.get("title", merged["title"])
            merged["sections"] += part.get("sections", [])
            for kind in ("fields", "tables"):
                for key, spec in (part.get(kind) or {}).items():
                    if key in merged[kind]:
                        raise BadPolicy(f"{file.name}：{key} 出现两次")
                    if kind == "tables":
                        spec["columns"] = [{"key": k, **c} for k, c in spec["columns"].items()]
                    merged[kind][key] = {"key": key, **spec}
        return Form.model_validate(merged)

    def window_on(self, day: date) -> WindowState:
        """Whether applications are taken on `day`; a draft takes none."""
        if self.meta.status == "draft":
            return "draft"
        if self.meta.window is None:
            return "not_yet" if self.meta.effective and day < self.meta.effective else "open"
        if day < self.meta.window.opens:
            return "not_yet"
        return "open" if day <= self.meta.window.submit_by else "closed"


@dataclass(frozen=True)
class Catalogue:
    """All editions known, by (policy, edition)."""

    editions: dict[tuple[str, str], Edition]

    def get(self, policy: str, edition: str = "") -> Edition:
        """The named edition, or the newest of the policy; raises `KeyError`."""
        if edition:
            return self.editions[policy, edition]
        found = [e for (p, _), e in self.editions.items() if p == policy]
        if not found:
            raise KeyError(policy)
        return max(found, key=lambda e: (e.meta.issued, e.meta.edition))

    @property
    def policies(self) -> list[str]:
        return sorted({p for p, _ in self.editions})


def load_edition(folder: Path) -> Edition:
    """The edition in `folder`; raises `BadPolicy`."""
    try:
        return Edition(folder, PolicyMeta.model_validate(read_yaml(folder / "policy.yaml")))
    except (OSError, ValueError, YAMLError) as error:
        raise BadPolicy(f"{folder.name}/policy.yaml：{error}") from error


def load_catalogue(folders: Iterable[Path] = (POLICIES,)) -> Catalogue:
    """Every `*/*/policy.yaml` below the given folders; a later folder's edition replaces an earlier one's."""
    editions: dict[tuple[str, str], Edition] = {}
    for root in folders:
        for file in sorted(root.glob("*/*/policy.yaml")):
            edition = load_edition(file.parent)
            editions[edition.meta.policy, edition.meta.edition] = edition
    return Catalogue(editions)
