"""The rules of one edition, loaded and checked: what cannot be trusted is refused before anyone is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from pydantic import ValidationError
from yaml import YAMLError

from dialogs.catalogue import BadPolicy, Edition
from dialogs.eligibility.model import Fact, Group, Leaf, Node, ReadingSpec, RulesFile
from dialogs.eligibility.soundness import problems
from dialogs.form import FieldSpec, Rule

RULES = "rules.yaml"


class BadRules(BadPolicy):
    """`rules.yaml` cannot be used; the message lists every reason."""


@dataclass(frozen=True, eq=False, repr=False)
class Rules:
    """One edition's rules. `facts` are its own; `leaves` in the order of the file, judged ones apart."""

    edition: Edition
    file: RulesFile
    leaves: dict[str, Leaf] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Rules({self.edition.meta.policy} {self.edition.meta.edition})"

    @property
    def facts(self) -> dict[str, Fact]:
        return self.file.facts

    @property
    def readings(self) -> dict[str, ReadingSpec]:
        return self.file.readings

    @property
    def conditions(self) -> Group:
        return self.file.conditions

    def facts_of(self, name: str) -> tuple[str, ...]:
        """Every fact a reading (or the fact itself) looks at, however deep."""
        return self._inputs[name]

    @cached_property
    def _inputs(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {key: (key,) for key in self.facts}

        def look(name: str) -> tuple[str, ...]:
            if name not in found:
                inputs = self.readings[name].inputs
                found[name] = tuple(dict.fromkeys(f for n in inputs for f in look(n)))
            return found[name]

        for name in self.readings:
            look(name)
        return found

    @cached_property
    def plans(self) -> dict[Any, Any]:
        """What asking has worked out before (a cache: forgetting it changes nothing)."""
        return {}

    @cached_property
    def labels(self) -> dict[str, str]:
        """What each fact is called."""
        return {key: fact.label for key, fact in self.facts.items()}

    @cached_property
    def usual(self) -> dict[str, Any]:
        """The most frequent answer to each fact that has samples."""
        return {
            key: max(fact.samples, key=lambda s: s.weight).value for key, fact in self.facts.items() if fact.samples
        }

    @cached_property
    def questions(self) -> dict[str, FieldSpec]:
        """The question for every fact that has one, with the rule it serves."""
        found = {}
        for key, fact in self.facts.items():
            if fact.question is None:
                continue
            ids = self.leaves_by_fact[key]
            rule = fact.question.rule or (_rule(self.leaves[ids[0]]) if ids else None)
            options = (
                {**fact.question.options, "aliases": _aliases(fact)}
                if fact.aliases or fact.values
                else fact.question.options
            )
            found[key] = fact.question.model_copy(update={"rule": rule, "options": options})
        return found

    @cached_property
    def leaves_by_fact(self) -> dict[str, tuple[str, ...]]:
        """Fact → ids of the conditions that look at it."""
        found: dict[str, list[str]] = {key: [] for key in self.facts}
        for leaf in self.leaves.values():
            for key in self.facts_of(leaf.reads):
                found[key].append(leaf.id)
        return {key: tuple(ids) for key, ids in found.items()}

    @cached_property
    def deciding_facts(self) -> tuple[str, ...]:
        """Facts that can move the verdict, in declared order."""
        return tuple(key for key in self.facts if self.leaves_by_fact[key])


def _aliases(fact: Fact) -> dict[str, Any]:
    """Words for the fact's values as a reply may hold them; of a flag true and false themselves."""
    flags = {"true": True, "false": False}
    own = {value: value for value in fact.values}
    return {word: flags.get(value, value) for word, value in (own | dict(fact.aliases)).items()}


def _rule(leaf: Leaf) -> Rule:
    return Rule(article=leaf.article, quote=leaf.quote, plain=leaf.needs)


def leaves_of(node: Node) -> Iterator[Leaf]:
    """Every condition below `node`, in order."""
    if isinstance(node, Leaf):
        yield node
        return
    for child in node.all or node.any:
        yield from leaves_of(child)


@lru_cache(maxsize=32)
def load_rules(edition: Edition) -> Rules:
    """The rules of the edition, read and checked once; raises `BadRules`."""
    try:
        file = RulesFile.model_validate(edition.data(RULES))
    except ValidationError as error:
        reasons = [f"{'.'.join(str(p) for p in e['loc'])}：{e['msg']}" for e in error.errors()]
        raise BadRules(f"{edition.folder.name}/{RULES}：" + "；".join(reasons)) from error
    except (OSError, ValueError, YAMLError) as error:
        raise BadRules(f"{edition.folder.name}/{RULES}：{error}") from error
    found = problems(file, edition)
    if found:
        raise BadRules(f"{edition.folder.name}/{RULES}：" + "；".join(p.message for p in found))
    return Rules(edition, file, {leaf.id: leaf for leaf in leaves_of(file.conditions)})


def questions(rules: Rules) -> dict[str, FieldSpec]:
    """The question for every fact that has one of its own, in declared order, each with the rule it serves."""
    return rules.questions
