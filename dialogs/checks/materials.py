"""材料清单 as data: what is to be handed in, on which article, and how far one has got (通知·六（一）)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from yaml import YAMLError

from dialogs.catalogue import BadPolicy, Edition
from dialogs.checks.completeness import empty
from dialogs.checks.finding import book_of
from dialogs.checks.narrow import below
from dialogs.form import Model


class Step(Model):
    """Something somebody does; `quote` is verbatim in the pinned source."""

    id: str
    title: str
    who: str
    text: str
    article: str
    quote: str


class Item(Model):
    """A paper to hand in. `made` names what this program makes of it, `table` the rows it proves.

    `ticks` are the keys of the answer `evidence` that say it is there (default: the id).
    """

    id: str
    name: str
    who: str
    paper: str = ""
    electronic: str = ""
    note: str = ""
    made: str = ""
    ticks: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    table: str = ""
    columns: tuple[str, ...] = ()
    listed_only: bool = False
    """rows below 国家级、省市级、本行业 are not asked for"""
    optional: bool = False
    own: bool = True
    """whether the applicant or the unit brings it; the 归口单位 fills in the rest"""
    when_appendix: bool = False
    article: str
    quote: str


class Materials(Model):
    """`materials.yaml` of one edition."""

    states: dict[str, str]
    before: Step
    steps: tuple[Step, ...]
    one_channel: Step
    witness: Step
    binding: Step
    items: tuple[Item, ...]
    unstated: str

    def passages(self) -> list[Step | Item]:
        """Everything that quotes the source."""
        return [self.before, *self.steps, self.one_channel, self.witness, self.binding, *self.items]


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line of the list. `state`: `made draft have wanted if_any not_needed below`; `state_text` its words."""

    id: str
    name: str
    who: str
    paper: str
    electronic: str
    note: str
    article: str
    quote: str
    state: str
    state_text: str
    own: bool = True
    proves: tuple[str, ...] = ()
    """what it proves: a line per row of the form, or the certificate's occupation and level"""


@dataclass(frozen=True, slots=True)
class Checklist:
    """The list of one person, with the steps that come after."""

    items: tuple[ChecklistItem, ...]
    before: Step
    steps: tuple[Step, ...]
    one_channel: Step
    witness: Step
    binding: Step

    @property
    def wanted(self) -> list[str]:
        """Names of what is still to be brought."""
        return [item.name for item in self.items if item.own and item.state in ("wanted", "draft")]


@lru_cache(maxsize=16)
def materials_of(edition: Edition) -> Materials:
    """The edition's list; raises `BadPolicy` for a file missing, malformed or quoting what is not there."""
    name = f"{edition.folder.name}/materials.yaml"
    try:
        materials = Materials.model_validate(edition.data("materials.yaml"))
    except (OSError, ValueError, YAMLError) as error:
        raise BadPolicy(f"{name}：{error}") from error
    for passage in materials.passages():
        if not edition.holds(passage.quote):
            raise BadPolicy(f"{name}：{passage.id} 的引文不在原文里")
    return materials


def checklist(edition: Edition, answers: Mapping[str, Any], *, made: Mapping[str, bool] | None = None) -> Checklist:
    """The list for `answers` (the form's types). `made`: what this program has made → whether it is a 草稿.

    `answers["evidence"]` says what the person already has, by item id or by the item's `ticks`.
    """
    materials, made = materials_of(edition), made or {}
    found = answers.get("evidence")
    evidence = found if isinstance(found, dict) else {}
    items = [
        _line(edition, item, answers, made, evidence)
        for item in materials.items
        if not item.when_appendix or answers.get("deeds_appendix")
    ]
    return Checklist(
        tuple(items),
        materials.before,
        materials.steps,
        materials.one_channel,
        materials.witness,
        materials.binding,
    )


def unknown_evidence(edition: Edition, answers: Mapping[str, Any]) -> Collection[str]:
    """Evidence ids that are no item of the list."""
    found = answers.get("evidence")
    known = {key for item in materials_of(edition).items for key in (item.id, *item.ticks)}
    return [key for key in found if key not in known] if isinstance(found, dict) else []


def _line(
    edition: Edition,
    item: Item,
    answers: Mapping[str, Any],
    made: Mapping[str, bool],
    evidence: Mapping[str, Any],
) -> ChecklistItem:
    materials = materials_of(edition)
    told = answers.get(item.table) if item.table else None
    rows = [row for row in told if isinstance(row, dict)] if isinstance(told, list) else []
    wanted = [row for row in rows if not (item.listed_only and below(book_of(edition), item.table, row))]
    proves = [_row(row, item.columns) for row in wanted]
    if item.fields:
        said = [str(answers[key]) for key in item.fields if not empty(answers.get(key))]
        proves = [" ".join(said)] if said else []
    if item.made:
        state = ("draft" if made[item.made] else "made") if item.made in made else "wanted"
    elif any(evidence.get(key) is True for key in item.ticks or (item.id,)):
        state = "have"
    elif item.table and not proves:
        state = "below" if rows else "not_needed"
    else:
        state = "if_any" if item.optional else "wanted"
    return ChecklistItem(
        id=item.id,
        name=item.name,
        who=item.who,
        paper=item.paper or materials.unstated,
        electronic=item.electronic or materials.unstated,
        note=item.note,
        article=item.article,
        quote=item.quote,
        state=state,
        state_text=materials.states[state],
        own=item.own,
        proves=tuple(p for p in proves if p),
    )


def _row(row: Mapping[str, Any], columns: tuple[str, ...]) -> str:
    return " ".join(str(row[key]) for key in columns if not empty(row.get(key)))
