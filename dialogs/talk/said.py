"""What was said in the guided talks: shown in words, so that it can be seen and put right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogs.answers import FACTS, has_value
from dialogs.display import excerpt
from dialogs.draft import Draft
from dialogs.effects import Phrase
from dialogs.form import FieldSpec

LONGEST = 80


def lines(draft: Draft, questions: Mapping[str, FieldSpec]) -> list[Phrase]:
    """「证书种类：国家职业资格证书」 for every condition told as such, in the order of the questions."""
    found = []
    for name, spec in questions.items():
        answer = draft.answers.get(f"{FACTS}{name}")
        if answer is not None and answer.status == "answered":
            found.append(Phrase("review.line", {"name": spec.name, "value": shown(draft, spec, answer.value)}))
    return found


def shown(draft: Draft, spec: FieldSpec, value: Any) -> str:
    """A condition's value as a person would say it; a choice by its words."""
    for option in (*spec.choices, *spec.further):
        if option.stored == value and type(option.stored) is type(value):
            return option.text
    wording = draft.env.library.wording
    if value is True or value is False or value is None or value == []:
        return wording.template("facts.there" if value is True else "facts.none")
    if isinstance(value, list):
        return excerpt("、".join(_item(draft, item) for item in value), LONGEST)
    return excerpt(_item(draft, value), LONGEST)


def _item(draft: Draft, value: Any) -> str:
    """One item of a list, or a value that stands alone: a contest with its place, a studio with its role."""
    if not isinstance(value, Mapping):
        return str(value)
    wording = draft.env.library.wording
    parts = [str(value[key]) for key in ("level", "name", "role", "medal", "award") if value.get(key)]
    if value.get("rank"):
        parts.append(wording.text(Phrase("facts.rank", {"rank": value["rank"]})))
    return "".join(parts)


def any_said(draft: Draft) -> bool:
    """Whether a condition was told as such."""
    return any(path.startswith(FACTS) and has_value(answer) for path, answer in draft.answers.items())
