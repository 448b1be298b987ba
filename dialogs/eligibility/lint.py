"""`tetie policies lint`: everything wrong with an edition's folder, each with its file and line.

Checks of other rooms (entries, blanks) join in where the command is (`bot.commands.policies`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from dialogs.catalogue import BadPolicy, Edition, load_edition
from dialogs.eligibility.frozen import frozen_flaws
from dialogs.eligibility.model import RulesFile
from dialogs.eligibility.rules import RULES
from dialogs.eligibility.soundness import Path as Place
from dialogs.eligibility.soundness import problems, sample_flaws
from dialogs.form import FieldSpec, TableSpec
from dialogs.yamlfile import DuplicateKey, read_yaml

POLICY = "policy.yaml"


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """One flaw: `line` counts from 1, 0 when the whole file is meant; `code` is a stable word."""

    file: str
    line: int
    code: str
    message: str

    def to_json(self) -> dict[str, Any]:
        return {"file": self.file, "line": self.line, "code": self.code, "message": self.message}


def lint_edition(folder: Path) -> list[Issue]:
    """Every flaw of the edition in `folder`, in file and line order; empty when it can be used."""
    issues = list(_duplicates(folder))
    if issues:
        return sorted(issues)
    try:
        edition = load_edition(folder)
    except BadPolicy as error:
        return [*_shape(folder, error)]
    try:
        edition.source  # noqa: B018 - read once here, so that what is wrong with it is said
    except (BadPolicy, OSError, UnicodeDecodeError) as error:
        return [Issue(edition.meta.source.file, 0, "source", str(error))]
    return sorted([*_rules(edition), *_form(edition), *frozen_flaws_of(edition)])


def frozen_flaws_of(edition: Edition) -> Iterator[Issue]:
    """Files of a closed edition that no longer are what was frozen."""
    for file, message in frozen_flaws(edition):
        yield Issue(file, 0, "frozen", message)


def _duplicates(folder: Path) -> Iterator[Issue]:
    """YAML that cannot be read at all, or says a key twice."""
    for file in sorted(folder.rglob("*.yaml")):
        name = file.relative_to(folder).as_posix()
        try:
            read_yaml(file)
        except DuplicateKey as error:
            yield Issue(name, error.line, "duplicate_key", f"同一个键出现两次：{error.key}")
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            yield Issue(name, line, "yaml", f"YAML 写错了：{error.problem}")
        except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
            yield Issue(name, 0, "yaml", f"读不了：{error}")


def _shape(folder: Path, error: BadPolicy) -> Iterator[Issue]:
    cause = error.__cause__
    if isinstance(cause, ValidationError):
        yield from _validation(folder / POLICY, POLICY, cause)
    else:
        yield Issue(POLICY, 0, "policy", str(error))


def _validation(path: Path, name: str, error: ValidationError) -> Iterator[Issue]:
    lines = Lines(path)
    for one in error.errors():
        place = tuple(p for p in one["loc"] if p not in ("group", "leaf", *_TAGS))
        code = {"extra_forbidden": "unknown_key", "missing": "missing_key"}.get(one["type"], "value")
        named = ".".join(str(p) for p in place)
        message = {"unknown_key": f"没有这个键：{named}", "missing_key": f"缺少：{named}"}.get(
            code, f"{named}：{one['msg']}"
        )
        yield Issue(name, lines.of(place), code, message)


_TAGS = ("classify", "number", "said", "compare", "records", "table", "since", "from_age")


def _rules(edition: Edition) -> Iterator[Issue]:
    path = edition.folder / RULES
    if not path.exists():
        yield Issue(RULES, 0, "missing_file", "没有 rules.yaml")
        return
    try:
        file = RulesFile.model_validate(read_yaml(path))
    except ValidationError as error:
        yield from _validation(path, RULES, error)
        return
    lines = Lines(path)
    policy = Lines(edition.folder / POLICY)
    for flaw in (*problems(file, edition), *sample_flaws(file)):
        if flaw.path[:1] == (POLICY,):
            yield Issue(POLICY, policy.of(flaw.path[1:]), flaw.code, flaw.message)
        else:
            yield Issue(RULES, lines.of(flaw.path), flaw.code, flaw.message)


def _form(edition: Edition) -> Iterator[Issue]:
    """The form's shape, and its quotes word by word."""
    try:
        form = edition.form
    except ValidationError as error:
        for one in error.errors():
            yield Issue("form", 0, "value", ".".join(str(p) for p in one["loc"]) + "：" + one["msg"])
        return
    except (BadPolicy, OSError, ValueError, KeyError, TypeError) as error:
        yield Issue("form", 0, "form", f"表格读不了：{error}")
        return
    if form is None:
        return
    for file in sorted((edition.folder / "form").glob("*.yaml")):
        name = f"form/{file.name}"
        lines = Lines(file)
        raw = read_yaml(file) or {}
        for kind in ("fields", "tables"):
            for key in raw.get(kind) or {}:
                yield from _spec(edition, form.spec(key), name, lines, (kind, key))


def _spec(edition: Edition, spec: FieldSpec | TableSpec, name: str, lines: Lines, place: Place) -> Iterator[Issue]:
    if spec.rule is not None and not edition.holds(spec.rule.quote):
        yield Issue(name, lines.of((*place, "rule", "quote")), "quote", f"引文不是原文的原句：{spec.rule.quote[:40]}")
    for column in spec.columns if isinstance(spec, TableSpec) else ():
        yield from _spec(edition, column, name, lines, (*place, "columns", column.key))


class Lines:
    """Where each key of a YAML file stands."""

    def __init__(self, path: Path) -> None:
        self._root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)

    def of(self, path: Place) -> int:
        """The line of the deepest part of `path` that is there, from 1; 0 for an empty file."""
        node: Any = self._root
        line = 0 if node is None else 1
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return line


def _child(node: Any, step: str | int) -> tuple[int, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None
