"""What stands behind a path, and how it is called in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.answers import FACTS, split_path
from dialogs.display import shown
from dialogs.draft import Draft
from dialogs.facts import all_questions
from dialogs.form import FieldSpec, TableSpec
from dialogs.talk import said


def fact_questions(draft: Draft) -> Mapping[str, FieldSpec]:
    """Every eligibility question of the editions this conversation rests on, by fact name."""
    return all_questions(draft.get("editions"), draft.env.library)


def spec_at(draft: Draft, path: str) -> FieldSpec | TableSpec | None:
    """The question behind an answer path, of the form or of the eligibility talks."""
    if path.startswith(FACTS):
        return fact_questions(draft).get(path[len(FACTS) :])
    return draft.form.spec(path)


def known_path(draft: Draft, path: str) -> bool:
    """Whether a question stands behind a path: beside answers there are marks such as the wish for an 附页."""
    try:
        return spec_at(draft, path) is not None
    except KeyError:
        return False


def shown_at(draft: Draft, path: str) -> str:
    """The value stored at `path` as it reads; empty when there is none."""
    answer, spec = draft.answers.get(path), spec_at(draft, path)
    if path.startswith(FACTS) and answer is not None and isinstance(spec, FieldSpec):
        return said.shown(draft, spec, answer.value)
    return "" if answer is None or spec is None else shown(spec, answer.value)


def path_name(draft: Draft, path: str) -> str:
    """`work_history[r2].unit` → 「第2段 工作单位及部门」, `name` → 「姓名」; an eligibility fact by its label."""
    if path.startswith(FACTS):
        return fact_name(draft, path[len(FACTS) :])
    spec = draft.form.spec(path)
    table, row, column = split_path(path)
    if not row:
        return spec.name
    rows = draft.rows.get(table, ())
    number = rows.index(row) + 1 if row in rows else len(rows) + 1
    where = draft.form.tables[table].row_name.format(n=number)
    return f"{where} {spec.name}" if column else where


def fact_name(draft: Draft, fact: str) -> str:
    """An eligibility fact in words."""
    spec = fact_questions(draft).get(fact)
    return fact if spec is None else spec.name
