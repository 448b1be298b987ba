"""The conversation tree of an edition: every question, its rule and when it is asked; read from the same data the
conversation runs on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dialogs.catalogue import Edition
from dialogs.eligibility import load_rules, questions
from dialogs.form import FieldSpec, Form, TableSpec
from dialogs.wording import FOLDER, Wording


@dataclass(frozen=True, slots=True)
class Node:
    """A question of the tree. `field` is the reply's field (a table's cells as `work_history[].unit`), `branch` the
    talk it belongs to, `depth` 1 for items and 2 for the cells of a table."""

    branch: str
    part: str
    field: str
    question: str
    article: str
    when: str
    depth: int = 1


@lru_cache(maxsize=1)
def words() -> Wording:
    """The words of the printed tree."""
    return Wording([FOLDER / "tree.yaml"])


def tree(edition: Edition) -> list[Node]:
    """Every question an edition can ask, in the order of the form; eligibility questions in the order of the rules."""
    branch = "precheck" if edition.form is not None else "chaoyang"
    found = list(_facts(edition, branch))
    if edition.form is not None:
        found += _form(edition.form)
    return found


def _facts(edition: Edition, branch: str) -> Iterator[Node]:
    rules = load_rules(edition)
    for name, spec in questions(rules).items():
        article = spec.rule.article if spec.rule else words().template("no_rule")
        yield Node(branch, "", f"{branch}.{name}", _first_line(spec.ask), article, words().template("when.settles"))


def _form(form: Form) -> Iterator[Node]:
    for section in form.sections:
        for key in section.items:
            spec = form.spec(key)
            when = words().template("when.optional") if section.optional else _when(form, spec)
            yield Node("form", section.title, key, _first_line(spec.ask), _article(spec), when)
            if isinstance(spec, TableSpec):
                for column in spec.columns:
                    needed = words().template("when.row" if column.required else "when.may_skip")
                    field = f"{key}[].{column.key}"
                    article = _article(column) if column.rule else _article(spec)
                    yield Node("form", section.title, field, _first_line(column.ask), article, needed, 2)


def _when(form: Form, spec: FieldSpec | TableSpec) -> str:
    if not spec.when:
        return words().template("when.always")
    conditions = [
        f"{form.spec(path).name}＝{'或'.join(map(str, value)) if isinstance(value, list) else value}"
        for path, value in spec.when.items()
    ]
    return words().template("when.only").format(condition="、".join(conditions))


def _article(spec: FieldSpec | TableSpec) -> str:
    return spec.rule.article if spec.rule else words().template("no_rule")


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0]
