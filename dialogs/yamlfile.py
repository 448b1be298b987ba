"""Reading the data files: YAML with libyaml's speed, and no key twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class DuplicateKey(ValueError):
    """The same key stands twice in one mapping; `line` counts from 1."""

    def __init__(self, file: str, line: int, key: object) -> None:
        super().__init__(f"{file}:{line}: 同一个键出现两次：{key}")
        self.file, self.line, self.key = file, line, key


class _Loader(_Base):  # type: ignore[misc]
    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = key_node.value
            if key in seen:
                raise DuplicateKey(node.start_mark.name, key_node.start_mark.line + 1, key)
            seen.add(key)
        result: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return result


def read_yaml(path: Path) -> Any:
    """The content of `path`; raises `DuplicateKey`, `yaml.YAMLError` or `OSError`."""
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=_Loader)
