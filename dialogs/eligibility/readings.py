"""How facts are read: each reading turns what was said into one word out of a short closed list, or into "not known".

A reading is data (`rules.yaml`, `readings`). Its `domain` is closed, so the bins of a condition can be checked for
completeness; `read` returns None while the answer still depends on something unsaid, and `gaps` names what that is.
Leaving a fact out can therefore only turn a word into None, never into another word (facts that matter only when
raised, with `unsaid`, excepted).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from pydantic import Field, model_validator

from dialogs.eligibility.spans import covers, span
from dialogs.form import Model


class Context(Protocol):
    """What a reading may look at: canonical facts, other readings by name, and the day of the question."""

    facts: Mapping[str, Any]
    as_of: date

    def symbol(self, name: str) -> str | None: ...

    def missing(self, name: str) -> list[str]: ...


class Pattern(Model):
    """`symbol` when one of the regular expressions `find` matches and none of `without` does."""

    symbol: str
    find: tuple[str, ...]
    without: tuple[str, ...] = ()

    @cached_property
    def _find(self) -> re.Pattern[str]:
        return re.compile("|".join(self.find))

    @cached_property
    def _without(self) -> re.Pattern[str] | None:
        return re.compile("|".join(self.without)) if self.without else None

    def fits(self, text: str) -> bool:
        return bool(self._find.search(text)) and not (self._without and self._without.search(text))


class Words(Model):
    """Ordered patterns over one text; the first that fits names it, `otherwise` the rest."""

    patterns: tuple[Pattern, ...]
    otherwise: str

    def name(self, text: str) -> str:
        return next((p.symbol for p in self.patterns if p.fits(text)), self.otherwise)

    @property
    def domain(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*(p.symbol for p in self.patterns), self.otherwise]))


class Row(Model):
    """`then` when every name in `when` reads as one of its words."""

    when: dict[str, tuple[str, ...]] = Field(default={})
    then: str

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, data: Any) -> Any:
        return {**data, "when": as_words(data.get("when"))} if isinstance(data, dict) else data


def as_words(when: Any) -> Any:
    """A condition map with every value as a tuple of words (`true` and numbers as text)."""
    if not isinstance(when, dict):
        return when or {}
    return {k: tuple(word(v) for v in (vs if isinstance(vs, list | tuple) else [vs])) for k, vs in when.items()}


def word(value: Any) -> str:
    """A value as the word it is in bins and tables."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def candidates(rows: Iterable[Row], symbol: Any) -> tuple[list[str], list[str]]:
    """The outcomes a table may still have, the certain one last, and the names it hangs on.

    A row whose conditions are not known yet *may* fit; the first that certainly fits ends the search.
    """
    outcomes: list[str] = []
    open_names: list[str] = []
    for row in rows:
        unknown = []
        for name, words in row.when.items():
            value = symbol(name)
            if value is None:
                unknown.append(name)
            elif value not in words:
                break
        else:
            outcomes.append(row.then)
            open_names += [n for n in unknown if n not in open_names]
            if not unknown:
                break
    return outcomes, open_names


def pick(rows: Iterable[Row], symbol: Any) -> tuple[str | None, list[str]]:
    """The outcome of a table by Kleene's logic, and the names it still hangs on: known once all candidates agree."""
    outcomes, open_names = candidates(rows, symbol)
    if outcomes and all(o == outcomes[0] for o in outcomes):
        return outcomes[0], []
    return None, open_names


class Reading(Model):
    """What every kind of reading offers."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """Facts and readings it looks at."""
        raise NotImplementedError

    @property
    def domain(self) -> tuple[str, ...]:
        """Every word it can say."""
        raise NotImplementedError

    def read(self, at: Context) -> str | None:
        """The word, or None while not known."""
        raise NotImplementedError

    def outcomes(self, at: Context) -> list[str]:
        """Every word it may still say, as far as that can be told; empty when it cannot."""
        word = self.read(at)
        return [] if word is None else [word]

    def gaps(self, at: Context) -> list[str]:
        """Facts unsaid that hold it up."""
        return [name for name in self.inputs if name not in at.facts]


class Classified(Reading):
    """A text fact, or lists of titles, by patterns; of several titles the strongest word counts.

    `strongest` lists the words from the one that settles the matter to the one that says least; without all of
    `requires` only the first of them is certain.
    """

    classify: tuple[str, ...]
    requires: tuple[str, ...] = ()
    first_said: bool = False
    """the facts say the same thing in different detail: the first that is given is read"""
    words: Words
    strongest: tuple[str, ...] = ()
    empty: str = ""

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.classify

    @property
    def domain(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*self.words.domain, *([self.empty] if self.empty else [])]))

    def read(self, at: Context) -> str | None:
        said = [at.facts[key] for key in self.classify if key in at.facts]
        if self.first_said:
            return self.words.name(said[0]) if said else None
        texts = [t for value in said for t in ([value] if isinstance(value, str) else value)]
        found = {self.words.name(text) for text in texts}
        best = next((w for w in self.strongest if w in found), None) if self.strongest else None
        if self.strongest and best == self.strongest[0]:
            return best
        if any(key not in at.facts for key in self.requires or self.classify):
            return None
        if not found:
            return self.empty or self.words.otherwise
        return best if best is not None else found.pop()

    def gaps(self, at: Context) -> list[str]:
        open_keys = [key for key in self.requires or self.classify if key not in at.facts]
        return open_keys[:1] if self.first_said else open_keys


class Mentioned(Reading):
    """Whether anything was said about a fact: `said` or `unsaid`."""

    said: str

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.said,)

    @property
    def domain(self) -> tuple[str, ...]:
        return ("said", "unsaid")

    def read(self, at: Context) -> str | None:
        return "said" if self.said in at.facts else "unsaid"


class Compared(Reading):
    """Whether two facts are `相同` or `不同`."""

    compare: tuple[str, str]

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.compare

    @property
    def domain(self) -> tuple[str, ...]:
        return ("相同", "不同")

    def read(self, at: Context) -> str | None:
        if any(key not in at.facts for key in self.compare):
            return None
        one, other = (at.facts[key] for key in self.compare)
        return "相同" if one == other else "不同"


class Banded(Reading):
    """A number, or how many different items a list has, in bands: the first whose `below` is greater names it."""

    class Band(Model):
        symbol: str
        below: float | None = None

    number: str
    bands: tuple[Band, ...]
    unsaid: str = ""

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.number,)

    @property
    def domain(self) -> tuple[str, ...]:
        return (*(b.symbol for b in self.bands), *([self.unsaid] if self.unsaid else []))

    def read(self, at: Context) -> str | None:
        value = at.facts.get(self.number)
        if value is None:
            return self.unsaid or None
        amount = len(set(value)) if isinstance(value, list) else value
        return next(b.symbol for b in self.bands if b.below is None or amount < b.below)


class Table(Reading):
    """A decision table over facts and other readings; the last row has no conditions."""

    table: tuple[Row, ...]

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for row in self.table for name in row.when))

    @property
    def domain(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.then for row in self.table))

    def read(self, at: Context) -> str | None:
        return pick(self.table, at.symbol)[0]

    def outcomes(self, at: Context) -> list[str]:
        return candidates(self.table, at.symbol)[0]

    def gaps(self, at: Context) -> list[str]:
        _, names = pick(self.table, at.symbol)
        return list(dict.fromkeys(fact for name in names for fact in at.missing(name)))


class Since(Reading):
    """Whether something dates from `since` on: `inside`, `outside` (the list is complete and all earlier), `nothing`
    (the list is complete and empty), or `earlier_work` (dated inside, but the work itself, `work`, ended before).
    """

    since: date
    years: str
    dates: str
    work: str
    complete: str

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.years, self.dates, self.complete, self.work)

    @property
    def domain(self) -> tuple[str, ...]:
        return ("inside", "outside", "nothing", "earlier_work")

    def read(self, at: Context) -> str | None:
        said = [*at.facts.get(self.years, ()), *at.facts.get(self.dates, ())]
        spans = [span(v) for v in said]
        inside = any(last >= self.since and first <= at.as_of for first, last in spans)
        work = at.facts.get(self.work)
        if inside:
            return "earlier_work" if work and span(work[1])[1] < self.since else "inside"
        if work and covers(span(work[0])[0], span(work[1])[1], self.since, at.as_of):
            return "earlier_work"
        listed = self.years in at.facts or self.dates in at.facts
        if not listed or at.facts.get(self.complete) is not True:
            return None
        return "outside" if spans else "nothing"

    def gaps(self, at: Context) -> list[str]:
        if self.years not in at.facts and self.dates not in at.facts:
            return [self.years]
        return [self.complete]


class Recorded(Reading):
    """Records (contests, a studio): each field is named by `words`, a table names the record, the strongest counts.

    `fields` gives per name the keys looked at in turn: the first that is given is written as text (`as_text`, with
    `{}`) and named. A record that lacks a field reads as unknown. When nothing strong is found the list must be
    complete (`complete` true, or an empty list) before `none` is said; records that count for nothing read as `none`.
    """

    class FieldWords(Model):
        keys: dict[str, str]
        """record key → how its value is written, e.g. `第{}名`"""
        words: Words
        unsaid: str = ""

    records: str
    complete: str
    fields: dict[str, FieldWords]
    table: tuple[Row, ...]
    strongest: tuple[str, ...]
    none: str
    empty_is_none: bool = True
    listed_only: bool = False
    """what is not among the records told counts as not there, whether or not the list is complete"""

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.records, self.complete)

    @property
    def domain(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*(row.then for row in self.table), self.none]))

    def _name(self, record: Mapping[str, Any], field: FieldWords) -> str | None:
        for key, written in field.keys.items():
            if record.get(key) is not None:
                value = record[key]
                text = value if isinstance(value, str) else word(value)
                return field.words.name(written.format(text) if not isinstance(value, str) else text)
        return field.unsaid or None

    def names(self, at: Context) -> Iterator[str | None]:
        """The word of every record in turn."""
        said = at.facts.get(self.records)
        for record in [said] if isinstance(said, Mapping) else said or ():
            named = {key: self._name(record, field) for key, field in self.fields.items()}
            yield pick(self.table, named.get)[0]

    def read(self, at: Context) -> str | None:
        found = list(self.names(at))
        if self.strongest[0] in found:
            return self.strongest[0]
        if None in found:
            return None
        best = next((w for w in self.strongest if w in found and w != self.none), None)
        if best is not None:
            return best
        told = self.records in at.facts
        bare = self.empty_is_none and not found
        closed = told and (at.facts.get(self.complete) is True or self.listed_only or bare)
        return self.none if closed else None

    def gaps(self, at: Context) -> list[str]:
        if self.records not in at.facts:
            return [self.records]
        if None in list(self.names(at)):
            return [self.records]
        return [self.complete]
