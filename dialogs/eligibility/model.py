"""The shape of `rules.yaml`: facts with their questions, readings, conditions, routes, benefits and notes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from dialogs.eligibility.readings import (
    Banded,
    Classified,
    Compared,
    Mentioned,
    Recorded,
    Since,
    Table,
    as_words,
    word,
)
from dialogs.eligibility.working_age import WorkingAge
from dialogs.form import FieldSpec, Model

State = Literal["met", "not_met", "unknown"]
FactType = Literal[
    "flag", "choice", "text", "place", "titles", "bodies", "number", "month", "day", "years", "dates", "span",
    "records", "record", "said",
]  # fmt: skip


class Sample(Model):
    """One answer people give, and how often: the prior of a fact, for the order of questions and for what-ifs.

    `also` are facts that come with it (a complete list says so).
    """

    value: Any
    weight: float = 1.0
    also: dict[str, Any] = Field(default={})


class Heard(Model):
    """Words of the form that touch on a condition: in `places` (answer key, or `table.column` → how it is told, `{}` the
    person's own words) a statement that matches `find` and not `without`.
    """

    find: str
    without: str = ""
    places: dict[str, str]


class Fact(Model):
    """One fact about a person (a key of INTERFACE, "Facts"), what may stand there and how it is asked.

    `values` is closed unless `open`; `aliases` are other words for them. `unsaid` is how it reads while nobody has
    raised it: such a fact never holds up a verdict and is not asked for on its own.
    """

    type: FactType
    label: str
    values: tuple[str, ...] = ()
    aliases: dict[str, str] = Field(default={})
    open: tuple[str, ...] = ()
    """regular expressions of other words that are taken as they are"""
    unsaid: str | None = None
    topic: str
    cost: float = 1.0
    samples: tuple[Sample, ...] = ()
    also: dict[str, Any] = Field(default={})
    """facts that an answer to the question settles too"""
    question: FieldSpec | None = None
    asked_with: str = ""
    """the fact whose question brings this one, when it has none of its own"""
    heard: Heard | None = None
    """quoted from the form, for what is said of an open condition; such a fact decides nothing"""

    @model_validator(mode="before")
    @classmethod
    def _words(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        data = dict(data)
        data["values"] = tuple(word(v) for v in data.get("values", ()))
        if data.get("unsaid") is not None:
            data["unsaid"] = word(data["unsaid"])
        return data

    @property
    def domain(self) -> tuple[str, ...]:
        """The words it reads as in bins and tables."""
        words: tuple[str, ...] = ("given",)
        if self.type == "flag":
            words = ("true", "false", *self.values)
        elif self.type == "choice":
            words = (*self.values, *(["其他"] if self.open else []))
        return words if self.unsaid is None or self.unsaid in words else (*words, self.unsaid)


class Partly(Model):
    """What is said of an open condition once all the facts in `said` are known: what is known, then what is not.

    With `so_far` only while what was said, complete or not, reads as one of these words.
    """

    said: tuple[str, ...]
    so_far: tuple[str, ...] = ()
    text: str

    def fits(self, known: Collection[str], word: str | None) -> bool:
        return set(self.said) <= set(known) and (not self.so_far or word in self.so_far)


class Leaf(Model):
    """One condition: what is read, the words for yes, no and ask, and the sentence of the source that says so.

    `judged` leaves are listed and never move the verdict. `reasons` are keyed by the word read, or by
    `met`, `not_met`, `ask`, `unknown`; `{fact}` stands for what the person said.
    """

    id: str
    title: str
    article: str
    quote: str
    reads: str = ""
    met: tuple[str, ...] = ()
    not_met: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    judged: bool = False
    only_if_raised: bool = False
    """not a condition the text writes: listed only when something said calls it into question"""
    reasons: dict[str, str]
    partly: tuple[Partly, ...] = ()
    """for a condition still open, the first whose facts are all known speaks instead of `unknown`"""
    needs: str = ""
    """what would have to be true, when it is not"""

    @model_validator(mode="before")
    @classmethod
    def _words(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        data = dict(data)
        for name in ("met", "not_met", "ask"):
            data[name] = tuple(word(v) for v in data.get(name) or ())
        return data

    def state(self, symbol: str | None) -> State:
        """Where the word read falls; ask and not known are both `unknown`."""
        if symbol in self.met:
            return "met"
        return "not_met" if symbol in self.not_met else "unknown"

    def reason(self, symbol: str | None, known: Collection[str] = (), so_far: str | None = None) -> str:
        """The text for the word read, with its placeholders; `known` are the facts said, `so_far` how they read."""
        if symbol is None:
            told = next((p.text for p in self.partly if p.fits(known, so_far)), "")
            return told or self.reasons.get("unknown", "")
        if symbol in self.reasons:
            return self.reasons[symbol]
        state = self.state(symbol)
        return self.reasons.get("ask" if state == "unknown" else state, "")


class Group(Model):
    """All or any of several conditions."""

    id: str
    title: str = ""
    all: tuple[Node, ...] = ()
    any: tuple[Node, ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> Group:
        if bool(self.all) == bool(self.any):
            raise ValueError("all 与 any 必须且只能写一个")
        return self


def _kind(data: Any) -> str:
    if isinstance(data, Group) or (isinstance(data, dict) and ("all" in data or "any" in data)):
        return "group"
    return "leaf"


Node = Annotated[Annotated[Group, Tag("group")] | Annotated[Leaf, Tag("leaf")], Discriminator(_kind)]


class When(Model):
    """Something said only while every name in `when` reads as one of its words (`unknown`: not known yet).

    Besides facts and readings: `verdict`, `window` (`last_day` on the last of them) and `status`.
    """

    when: dict[str, tuple[str, ...]] = Field(default={})

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, data: Any) -> Any:
        return {**data, "when": as_words(data.get("when"))} if isinstance(data, dict) else data


class Note(When):
    """A thing to say beside the verdict. `source` names an outside source when it is not in the text itself."""

    id: str
    text: str
    article: str = ""
    quote: str = ""
    source: str = ""
    kind: Literal["status", "window", "next", "caution", "background", "elsewhere"] = "status"


class NotThis(Model):
    """A body that is not the channel, and why."""

    body: str
    reason: str


class RouteRow(When):
    """One case of 归口: choose exactly one of `choose`; `not`: bodies that are not; `confirm`: what to settle first."""

    id: str
    choose: tuple[str, ...] = ()
    refuse: tuple[NotThis, ...] = Field(default=(), alias="not")
    confirm: tuple[str, ...] = ()
    why: str = ""


class Extra(When):
    """Added to whatever row applies."""

    choose: tuple[str, ...] = ()
    refuse: tuple[NotThis, ...] = Field(default=(), alias="not")
    confirm: tuple[str, ...] = ()


class Routes(Model):
    """The channels: `bodies` by id, `districts` from place to its body, the rows in order, and what is always added."""

    article: str
    quote: str
    once_article: str
    once_quote: str
    registered: str
    works: str
    alone: tuple[str, ...] = ()
    """places of registration that settle the district, wherever the work is done"""
    used: str
    districts: dict[str, str]
    district_unknown: str
    address: str = ""
    """the fact whose text names a district while neither registration nor workplace is known"""
    by_address: str = ""
    """what to settle before a district that only the address names is gone to"""
    around: dict[str, tuple[str, ...]] = Field(default={})
    """landmarks in an address and the districts they lie in"""
    undecided: tuple[str, ...] = ()
    """rows that apply while the unit's nature is not known: any body may be the one"""
    named_by_unit: tuple[str, ...] = ()
    """bodies that stand for one of a kind: which group or bureau it is, the unit knows"""
    bodies: dict[str, str]
    rows: tuple[RouteRow, ...]
    extras: tuple[Extra, ...] = ()
    choose_one: str
    used_elsewhere: str
    used_already: str
    used_several: str
    none: str


class Target(Model):
    """Who gets how much; `amount_yuan` only where the text writes one."""

    to: str
    amount_yuan: int | None = None


class Benefit(Model):
    """One measure: its strength as written, its own condition (`reads` and `own`; none: the verdict itself)."""

    id: str
    article: str
    quote: str
    strength: Literal["grants", "may_prefer", "may", "as_written"]
    text: str
    targets: tuple[Target, ...] = (Target(to="person"),)
    reads: str = ""
    """its own condition, beside the verdict"""
    own: dict[str, tuple[str, ...]] = Field(default={})
    """bins of `reads`: met / not_met / ask"""
    after_award: bool = False
    """given only to those the panel elects: meeting the conditions leaves it unknown"""
    notes: tuple[Note, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, data: Any) -> Any:
        return {**data, "own": as_words(data.get("own"))} if isinstance(data, dict) else data


class NeverClaim(Model):
    """Something people believe that the text does not carry: never said, answered with the truth."""

    claim: str
    truth: str


ReadingSpec = Annotated[
    Annotated[Classified, Tag("classify")]
    | Annotated[Banded, Tag("number")]
    | Annotated[Mentioned, Tag("said")]
    | Annotated[Compared, Tag("compare")]
    | Annotated[Table, Tag("table")]
    | Annotated[Since, Tag("since")]
    | Annotated[Recorded, Tag("records")]
    | Annotated[WorkingAge, Tag("from_age")],
    Discriminator(lambda data: next((k for k in READING_KINDS if k in data), "")),
]
READING_KINDS = ("classify", "number", "said", "compare", "records", "table", "since", "from_age")


class RulesFile(Model):
    """`rules.yaml` of one edition."""

    edition: str
    verdict_texts: dict[str, str]
    facts: dict[str, Fact]
    readings: dict[str, ReadingSpec]
    conditions: Group
    judged: tuple[Leaf, ...] = ()
    notes: tuple[Note, ...] = ()
    routes: Routes | None = None
    benefits: tuple[Benefit, ...] = ()
    never_claim: tuple[NeverClaim, ...] = ()
    topics: dict[str, str]
    """topic id → what it is called in a talk, in the order the topics are taken up"""

    @model_validator(mode="before")
    @classmethod
    def _keys(cls, data: Any) -> Any:
        """A fact's key is also its question's; a place is asked for as one."""
        if not isinstance(data, dict) or not isinstance(data.get("facts"), dict):
            return data
        facts = {}
        for key, spec in data["facts"].items():
            if isinstance(spec, dict) and isinstance(spec.get("question"), dict):
                question = {"key": key, "label": spec.get("label", key), **spec["question"]}
                if spec.get("type") == "place":
                    question["options"] = {"place": True, **question.get("options", {})}
                spec = {**spec, "question": question}
            facts[key] = spec
        return {**data, "facts": facts}


Group.model_rebuild()
