"""The Chinese that papers and findings carry, from `words.yaml`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from dialogs.yamlfile import read_yaml
from templates.findings import Finding, Severity


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = read_yaml(Path(__file__).with_name("words.yaml"))
    return found


def word(group: str, code: str, **values: Any) -> str:
    """The sentence `code` of a group with its values set in."""
    text = _words()[group][code]
    return text.format(**values) if values else text


def finding(
    field: str, code: str, *, group: str = "findings", severity: Severity = "warning", **values: Any
) -> Finding:
    """A finding in the words of `words.yaml`."""
    return Finding(field, code, word(group, code, **values), severity)
