"""What a step may look at besides the session: the frozen library, the time and who runs this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from dialogs.catalogue import Catalogue, Edition
from dialogs.form import Form
from dialogs.wording import Wording, talk

if TYPE_CHECKING:
    from dialogs.consult import Consult
    from dialogs.eligibility import Rules
    from dialogs.eligibility.model import Fact


@dataclass(frozen=True, slots=True)
class Operator:
    """Who handles the data; empty when nobody is named (本机自行部署)."""

    name: str = ""
    contact: str = ""
    keep_days: int = 90
    """days without a word after which a person's data is deleted"""


@dataclass(frozen=True)
class Library:
    """The catalogue and everything derived from it, read once per process and shared by all conversations."""

    catalogue: Catalogue

    @cached_property
    def main(self) -> str:
        """The policy that has a form to fill."""
        return next(p for p in self.catalogue.policies if self.catalogue.get(p).form is not None)

    @cached_property
    def support(self) -> tuple[str, ...]:
        """The policies without a form: measures to be checked against."""
        return tuple(p for p in self.catalogue.policies if p != self.main)

    def edition(self, policy: str, name: str = "") -> Edition:
        return self.catalogue.get(policy, name)

    def form(self, name: str = "") -> Form:
        """The form of the named edition (default: the newest); raises `KeyError`."""
        form = self.edition(self.main, name).form
        if form is None:
            raise KeyError(name)
        return form

    def rules(self, policy: str, name: str = "") -> Rules:
        from dialogs.eligibility import load_rules

        return load_rules(self.edition(policy, name))

    @cached_property
    def _fact_kinds(self) -> dict[tuple[str, ...], dict[str, Fact]]:
        return {}

    def fact_kinds(self, editions: Mapping[str, str]) -> dict[str, Fact]:
        """Every fact key of the given editions and what may stand there."""
        from dialogs.eligibility import known_facts

        names = tuple(editions.get(p, "") for p in (self.main, *self.support))
        if names not in self._fact_kinds:
            rules = [self.rules(p, n) for p, n in zip((self.main, *self.support), names, strict=True)]
            self._fact_kinds[names] = known_facts(rules)
        return self._fact_kinds[names]

    @cached_property
    def consult(self) -> Consult:
        """The question answering; its index is built on first use."""
        from dialogs.consult import load_consult

        return load_consult(self.catalogue)

    @property
    def wording(self) -> Wording:
        return talk()


@dataclass(frozen=True, kw_only=True)
class Env:
    """One turn's surroundings. `now` is aware (Asia/Shanghai); `seed` makes a new session's nonce."""

    library: Library
    now: datetime
    channel: str = "terminal"
    operator: Operator = field(default_factory=Operator)
    seed: str = "0"

    @property
    def today(self) -> date:
        return self.now.date()
