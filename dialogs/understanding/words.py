"""The word data (dialogs/wording/words.yaml), checked and ready for matching."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import get_args

from dialogs.commands import Word
from dialogs.form import FieldSpec, Form, Model, TableSpec
from dialogs.understanding.message import fold, squeeze
from dialogs.yamlfile import read_yaml

FILE = Path(__file__).parent.parent / "wording" / "words.yaml"


class Asking(Model):
    """What makes a clause a question; the values are regular expressions over folded text."""

    openers: tuple[str, ...]
    asks: str
    words: str
    a_not_a: str
    ends: str
    soft_ends: str
    modals: str
    never: str
    leaning: str
    topics: str
    organisations: str
    seeking: str
    mark: str


class Supposing(Model):
    """如果…呢: what opens a supposition and what closes it."""

    if_: str
    must: str
    then: str


class Words(Model):
    """Everything in words.yaml. Phrases are compared after `squeeze`."""

    controls: dict[Word, tuple[str, ...]]
    patterns: dict[Word, tuple[str, ...]]
    search: dict[Word, str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    polite: frozenset[Word]
    courtesy: frozenset[Word]
    never_asked: frozenset[Word]
    answering: frozenset[Word]
    essay: frozenset[Word]
    essay_whole: frozenset[Word]
    essay_sure: frozenset[Word]
    essay_never: frozenset[str]
    essay_also: dict[str, Word]
    papers: dict[str, tuple[str, ...]]
    slash: dict[str, Word]
    slash_ask: frozenset[str]
    question: Asking
    whatif: Supposing
    same: frozenset[str]
    ordinals: dict[str, frozenset[str]]
    fields: dict[str, tuple[str, ...]]
    columns: dict[str, tuple[str, ...]]
    needs_colon: frozenset[str]
    ends_names: frozenset[str]
    facts: dict[str, tuple[str, ...]]
    told: dict[str, str]
    anywhere: tuple[str, ...]
    beside: tuple[str, ...]
    row_nouns: dict[str, tuple[str, ...]]

    @cached_property
    def phrase(self) -> dict[str, Word]:
        """Phrase → word; raises `ValueError` where one phrase stands under two words."""
        found: dict[str, Word] = {}
        for word, phrases in self.controls.items():
            for phrase in phrases:
                key = squeeze(fold(phrase)) or phrase
                if found.setdefault(key, word) != word:
                    raise ValueError(f"words.yaml：「{phrase}」同时属于 {found[key]} 和 {word}")
        return found

    @cached_property
    def paper_names(self) -> dict[str, str]:
        """Name of a paper → the paper; `all` for every one of them."""
        return {squeeze(fold(name)): paper for paper, names in self.papers.items() for name in names}

    @cached_property
    def whole(self) -> tuple[tuple[Word, re.Pattern[str]], ...]:
        return tuple((w, re.compile("|".join(f"(?:{p})" for p in ps))) for w, ps in self.patterns.items())

    @cached_property
    def inside(self) -> tuple[tuple[Word, re.Pattern[str]], ...]:
        return tuple((w, re.compile(p)) for w, p in self.search.items())

    @cached_property
    def wrapping(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Polite words before and after, longest first."""
        return tuple(sorted(self.before, key=len, reverse=True)), tuple(sorted(self.after, key=len, reverse=True))


@lru_cache(maxsize=1)
def words() -> Words:
    """The word data; raises `ValueError` or `OSError` where the file is wrong or missing."""
    data = read_yaml(FILE)
    data["whatif"]["if_"] = data["whatif"].pop("if")
    loaded = Words.model_validate(data)
    assert set(loaded.controls) <= set(get_args(Word))
    _ = loaded.phrase
    return loaded


@lru_cache(maxsize=256)
def pattern(expression: str) -> re.Pattern[str]:
    """A compiled expression of the word data."""
    return re.compile(expression)


class Names:
    """How the form's fields and columns are spoken of: the labels of the form and the aliases of the word data."""

    def __init__(self, form: Form) -> None:
        known = words()
        self.fields: dict[str, list[str]] = {}
        self.columns: dict[str, list[tuple[str, str]]] = {}
        self._form = form
        specs: list[FieldSpec | TableSpec] = [*form.fields.values(), *form.tables.values()]
        for spec in specs:
            spoken = (spec.label, spec.short, *known.fields.get(spec.key, ()))
            for name in dict.fromkeys(squeeze(fold(s)) for s in spoken if s):
                self.fields.setdefault(name, []).append(spec.key)
        for table in form.tables.values():
            for column in table.columns:
                spoken = (column.label, column.short, *known.columns.get(column.key, ()))
                for name in dict.fromkeys(squeeze(fold(s)) for s in spoken if s):
                    self.columns.setdefault(name, []).append((table.key, column.key))

    @cached_property
    def tables(self) -> dict[str, str]:
        """Every word a table is called by → its key."""
        tables = self._form.tables
        found = {name: table for name, paths in self.fields.items() for table in paths if table in tables}
        for table, nouns in words().row_nouns.items():
            if table in tables:
                found |= {noun: table for noun in nouns if noun != "段"}
        return found

    @cached_property
    def long_texts(self) -> dict[str, str]:
        """Every word a long text is called by → its key."""
        fields = self._form.fields
        return {n: p for n, paths in self.fields.items() for p in paths if p in fields and fields[p].parser == "essay"}

    @cached_property
    def table_pattern(self) -> str:
        """An alternation of the tables' names, longest first."""
        return _alternation(self.tables)

    @cached_property
    def text_pattern(self) -> str:
        """An alternation of the long texts' names, longest first."""
        return _alternation(self.long_texts)

    @cached_property
    def field_pattern(self) -> str:
        """An alternation of every field's names, longest first."""
        return _alternation(self.fields)

    @cached_property
    def column_pattern(self) -> str:
        return _alternation(self.columns)


def _alternation(names: Iterable[str]) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))


_NAMES: dict[int, tuple[Form, Names]] = {}


def names_of(form: Form) -> Names:
    """The names for `form`, made once per form object."""
    held = _NAMES.get(id(form))
    if held is None or held[0] is not form:
        if len(_NAMES) > 8:
            _NAMES.clear()
        held = _NAMES[id(form)] = (form, Names(form))
    return held[1]
