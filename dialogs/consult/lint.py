"""Checking entries as content: every quote verbatim, no figure the quotes do not hold, nothing said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from dialogs.catalogue import BadPolicy, Edition
from dialogs.consult.entries import BadEntries, Entry, faq_files, file_entries, neighbour_entries
from dialogs.consult.reading import lexicon, normal
from dialogs.consult.rules import parse_rule
from dialogs.text import simplified

Finding = tuple[str, int, str, str]
"""file name, line (from 1), stable code, Chinese message"""

_FIGURE = re.compile(
    r"[0-9]+(?:[.:：-][0-9]+)*|[A-Za-z0-9_.+-]+@[A-Za-z0-9.-]+"
    r"|[一二三四五六七八九十百千两]+(?:寸|份|张|年|个月|天|日|月|字|万|元|名|人|章)"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十]+条|[一二三四五六七]（[一二三四五六七八九十]+）")
_SILENT = ("未载明", "不在本通知范围")


def lint_entries(edition: Edition) -> list[Finding]:
    """Everything wrong with an edition's `faq/*.yaml`, and phrasings the neighbours share with it."""
    findings: list[Finding] = []
    entries: list[Entry] = []
    for file in faq_files(edition):
        try:
            entries += file_entries(file, edition)
        except BadEntries as error:
            findings.append((file.name, 1, "unreadable", str(error)))
    for entry in entries:
        findings += _entry(entry, edition)
    findings += _twice([*entries, *neighbour_entries()])
    return findings


def lint_neighbours() -> list[Finding]:
    """What is wrong with the entries neither document deals with: they may hold no figure at all."""
    findings: list[Finding] = []
    for entry in neighbour_entries():
        findings += _wording(entry, "")
    return [*findings, *_twice(list(neighbour_entries()))]


def _entry(entry: Entry, edition: Edition) -> Iterator[Finding]:
    try:
        edition.source  # noqa: B018 - read here so that a broken source is one finding, not many
    except (BadPolicy, OSError) as error:
        yield _at(entry, entry.id, "source", str(error))
        return
    for q in entry.quotes:
        if not edition.holds(q.quote):
            yield _at(entry, q.quote[:12], "quote", f"{entry.id}：引文不是原文：{q.quote[:30]}")
    if not entry.quotes and entry.outcome == "answered":
        yield _at(entry, entry.id, "no_source", f"{entry.id}：没有出处")
    if entry.draft and entry.outcome == "answered" and "征求意见稿" not in entry.answer:
        yield _at(entry, entry.id, "draft", f"{entry.id}：没有说明是征求意见稿")
    held = simplified(" ".join([*(q.quote for q in entry.quotes), edition.meta.document, edition.meta.edition]))
    yield from _wording(entry, held)
    articles = " ".join(q.article for q in entry.quotes)
    for named in _ARTICLE.findall(entry.answer):
        if named not in articles and named not in held:
            yield _at(entry, named, "article", f"{entry.id}：答里的{named}不在出处里")


def _wording(entry: Entry, held: str) -> Iterator[Finding]:
    for figure in _FIGURE.findall(entry.answer):
        if not re.search(rf"(?<![0-9]){re.escape(figure)}(?![0-9])", held):
            yield _at(entry, figure, "figure", f"{entry.id}：答里的“{figure}”不在引文里")
    if entry.outcome in ("not_stated", "out_of_scope") and not any(w in entry.answer for w in _SILENT):
        yield _at(entry, entry.id, "silent", f"{entry.id}：没有说“未载明”或“不在本通知范围”")
    known = lexicon().topics | lexicon().aspects | lexicon().elsewhere | lexicon().unsaid
    for line in entry.rules:
        try:
            rule = parse_rule(0, line)
        except ValueError:
            yield _at(entry, line, "rule", f"{entry.id}：规则“{line}”没有要求任何意思")
            continue
        unknown = sorted((frozenset().union(*rule.needs) | rule.never) - known)
        if unknown:
            yield _at(entry, line, "rule", f"{entry.id}：规则里没有这个意思：{'、'.join(unknown)}")


def _twice(entries: list[Entry]) -> Iterator[Finding]:
    seen: dict[str, Entry] = {}
    for entry in entries:
        for phrasing in dict.fromkeys(entry.phrasings):
            key = re.sub(r"\W", "", normal(phrasing))
            other = seen.setdefault(key, entry)
            if other.id != entry.id:
                yield _at(entry, phrasing, "twice", f"“{phrasing}”在 {other.id} 和 {entry.id} 里都有")


@lru_cache(maxsize=64)
def _lines(file: Path) -> tuple[str, ...]:
    return tuple(file.read_text(encoding="utf-8").splitlines())


def _at(entry: Entry, mark: str, code: str, message: str) -> Finding:
    """The finding at the first line within the entry that holds `mark`, else where the entry begins."""
    lines = _lines(entry.file)
    begin = next((n for n, line in enumerate(lines) if line == f"  {entry.id}:"), 0)
    line = next((n for n in range(begin, len(lines)) if mark in lines[n]), begin)
    return entry.file.name, line + 1, code, message
