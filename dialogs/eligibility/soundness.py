"""What the loader refuses: a quote that is not there, a fact nobody asks for, an answer without a bin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dialogs.catalogue import Edition
from dialogs.eligibility.model import Fact, Leaf, Node, RulesFile, When
from dialogs.eligibility.readings import Classified, Reading, Recorded, Row, Table, word
from dialogs.parsing.registry import PARSERS

Path = tuple[str | int, ...]
STATES = ("met", "not_met", "unknown")
SPECIAL: dict[str, tuple[str, ...]] = {
    "verdict": STATES,
    "window": ("not_yet", "open", "last_day", "closed", "draft"),
    "status": ("notice", "draft", "in_force", "superseded"),
}


@dataclass(frozen=True)
class Flaw:
    """What is wrong and where: `path` leads to the place in the file, `code` is a stable word."""

    path: Path
    code: str
    message: str


def problems(file: RulesFile, edition: Edition) -> list[Flaw]:
    """Every reason not to use these rules with this edition's source; empty when sound."""
    return [
        *_meta(file, edition),
        *_quotes(file, edition),
        *_facts(file),
        *_readings(file),
        *_conditions(file),
        *_sayings(file),
    ]


def _meta(file: RulesFile, edition: Edition) -> Iterator[Flaw]:
    meta = edition.meta
    if file.edition != meta.edition:
        yield Flaw(("edition",), "edition", f"edition 写的是{file.edition}，文件夹登记的是{meta.edition}")
    if meta.status == "draft" and meta.effective is not None:
        yield Flaw(("policy.yaml", "effective"), "draft_effective", "征求意见稿不能有生效日期")
    if meta.window and not edition.holds(meta.window.quote):
        yield Flaw(("policy.yaml", "window", "quote"), "quote", "policy.yaml 的 window.quote 不在原文里")
    if meta.window and meta.window.opens > meta.window.submit_by:
        yield Flaw(("policy.yaml", "window", "opens"), "window", "policy.yaml 的 window：opens 晚于 submit_by")


def _quotes(file: RulesFile, edition: Edition) -> Iterator[Flaw]:
    cite = edition.meta.cite + "·"
    for path, article, quote in quoted(file):
        if quote and not edition.holds(quote):
            yield Flaw((*path, "quote"), "quote", f"引文不是原文的原句：{quote[:40]}")
        if article and not article.startswith((cite, "填表说明·")):
            yield Flaw((*path, "article"), "article", f"条目应写成“{cite}…”：{article}")


def quoted(file: RulesFile) -> Iterator[tuple[Path, str, str]]:
    """Every (path, article, quote) of the file."""
    for path, leaf in _walk(file.conditions, ("conditions",)):
        yield path, leaf.article, leaf.quote
    for i, leaf in enumerate(file.judged):
        yield ("judged", i), leaf.article, leaf.quote
    for i, note in enumerate(file.notes):
        yield ("notes", i), note.article, note.quote
    for i, benefit in enumerate(file.benefits):
        yield ("benefits", i), benefit.article, benefit.quote
    if file.routes:
        yield ("routes",), file.routes.article, file.routes.quote
        yield ("routes",), file.routes.once_article, file.routes.once_quote


def _walk(node: Node, path: Path) -> Iterator[tuple[Path, Leaf]]:
    if isinstance(node, Leaf):
        yield path, node
        return
    kind = "all" if node.all else "any"
    for i, child in enumerate(node.all or node.any):
        yield from _walk(child, (*path, kind, i))


def _deciding(file: RulesFile) -> set[str]:
    """Facts that a condition looks at, however deep."""
    found: set[str] = set()
    names = [leaf.reads for _, leaf in _walk(file.conditions, ())]
    while names:
        name = names.pop()
        if name in file.readings and name not in found:
            names += file.readings[name].inputs
        found.add(name)
    return found & set(file.facts)


def _facts(file: RulesFile) -> Iterator[Flaw]:
    deciding = _deciding(file)
    for key, fact in file.facts.items():
        path = ("facts", key)
        if fact.question is None and fact.asked_with not in file.facts and key in deciding:
            yield Flaw(path, "no_question", f"{key} 没有问法（question 或 asked_with）")
        if fact.topic not in file.topics:
            yield Flaw((*path, "topic"), "topic", f"{key} 的话题没有登记：{fact.topic}")
        if key in file.readings:
            yield Flaw(path, "name", f"{key} 既是事实又是读法")
        for other, name in fact.aliases.items():
            if fact.type == "choice" and name not in fact.values:
                yield Flaw((*path, "aliases"), "alias", f"{key} 的别名“{other}”指向没有的取值“{name}”")
        yield from _choices(key, fact)
        yield from _heard(key, fact)


def _heard(key: str, fact: Fact) -> Iterator[Flaw]:
    """The question's parser must be there, and what it hears must be expressions of choices it offers."""
    if fact.question is None:
        return
    path = ("facts", key, "question")
    if fact.question.parser not in PARSERS:
        yield Flaw((*path, "parser"), "parser", f"{key} 的问法用了没有的 parser：{fact.question.parser}")
    offered = {o.id for o in fact.question.choices}
    for choice, pattern in fact.question.options.get("hears", {}).items():
        if choice not in offered:
            yield Flaw((*path, "options", "hears"), "choice", f"{key} 的 hears 里没有这个选项：{choice}")
        try:
            re.compile(pattern)
        except re.error as error:
            yield Flaw((*path, "options", "hears"), "pattern", f"{key} 的 hears“{choice}”不是正则式：{error}")


def _choices(key: str, fact: Fact) -> Iterator[Flaw]:
    if fact.question is None or fact.type not in ("flag", "choice"):
        return
    offered = [word(o.stored) for o in fact.question.choices]
    for value in offered:
        if value not in fact.domain and fact.aliases.get(value) not in fact.domain:
            yield Flaw(("facts", key, "question", "choices"), "choice", f"{key} 的选项“{value}”不在取值里")
    if fact.type == "choice" and not fact.question.choices and fact.question.parser == "choice":
        yield Flaw(("facts", key, "question"), "choice", f"{key} 是选择题却没有选项")


def domains(file: RulesFile) -> dict[str, tuple[str, ...]]:
    """Every name that can be read, with its words."""
    return {
        **{key: fact.domain for key, fact in file.facts.items()},
        **{key: reading.domain for key, reading in file.readings.items()},
    }


def _readings(file: RulesFile) -> Iterator[Flaw]:
    known = domains(file)
    for name, reading in file.readings.items():
        path: Path = ("readings", name)
        for other in reading.inputs:
            if other not in known:
                yield Flaw(path, "unknown_name", f"{name} 读了没有登记的“{other}”")
        if isinstance(reading, Table):
            yield from _rows(reading.table, (*path, "table"), known)
        if isinstance(reading, Recorded):
            yield from _rows(reading.table, (*path, "table"), {k: f.words.domain for k, f in reading.fields.items()})
        if isinstance(reading, Classified | Recorded):
            yield from _strongest(reading, path)
        yield from _patterns(reading, path)
    yield from _cycles(file)


def _rows(rows: tuple[Row, ...], path: Path, known: Mapping[str, tuple[str, ...]]) -> Iterator[Flaw]:
    for i, row in enumerate(rows):
        yield from _words(row.when, (*path, i), known)
    if not rows or rows[-1].when:
        yield Flaw(path, "uncovered", "表的最后一行必须没有条件，否则有的情形没有着落")


def _words(when: Mapping[str, tuple[str, ...]], path: Path, known: Mapping[str, tuple[str, ...]]) -> Iterator[Flaw]:
    for name, words in when.items():
        if name not in known:
            yield Flaw((*path, "when"), "unknown_name", f"条件里的“{name}”没有登记")
            continue
        for value in words:
            if value not in known[name]:
                yield Flaw((*path, "when"), "unknown_word", f"“{name}”没有“{value}”这个取值：{'、'.join(known[name])}")


def _strongest(reading: Classified | Recorded, path: Path) -> Iterator[Flaw]:
    if reading.strongest and (missing := set(reading.domain) - set(reading.strongest)):
        yield Flaw((*path, "strongest"), "uncovered", f"strongest 没有列全：{'、'.join(sorted(missing))}")


def _patterns(reading: Reading, path: Path) -> Iterator[Flaw]:
    sets = [reading.words] if isinstance(reading, Classified) else []
    if isinstance(reading, Recorded):
        sets = [f.words for f in reading.fields.values()]
    for words in sets:
        for pattern in words.patterns:
            for expression in (*pattern.find, *pattern.without):
                try:
                    re.compile(expression)
                except re.error as error:
                    yield Flaw(path, "pattern", f"写法“{expression}”读不懂：{error}")


def _cycles(file: RulesFile) -> Iterator[Flaw]:
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> str | None:
        if name in trail:
            return " → ".join((*trail[trail.index(name) :], name))
        if name in done or name not in file.readings:
            return None
        done.add(name)
        return next((c for n in file.readings[name].inputs if (c := visit(n, (*trail, name)))), None)

    for name in file.readings:
        if cycle := visit(name, ()):
            yield Flaw(("readings", name), "cycle", f"读法互相引用：{cycle}")


def _conditions(file: RulesFile) -> Iterator[Flaw]:
    known = domains(file)
    seen: set[str] = set()
    for path, leaf in _walk(file.conditions, ("conditions",)):
        if leaf.id in seen:
            yield Flaw((*path, "id"), "duplicate", f"条件 {leaf.id} 出现两次")
        seen.add(leaf.id)
        if leaf.reads not in known:
            yield Flaw((*path, "reads"), "unknown_name", f"{leaf.id} 读的“{leaf.reads}”没有登记")
            continue
        yield from _bins(leaf, path, known[leaf.reads])
        for i, partly in enumerate(leaf.partly):
            if strange := [name for name in partly.said if name not in file.facts]:
                names = "、".join(strange)
                yield Flaw((*path, "partly", i, "said"), "unknown_name", f"{leaf.id} 的 partly 里没有登记：{names}")
            if strange := [word for word in partly.so_far if word not in known[leaf.reads]]:
                names = "、".join(strange)
                yield Flaw((*path, "partly", i, "so_far"), "unknown_word", f"{leaf.id} 的 partly 里没有的取值：{names}")
        for state in ("met", "not_met", "ask", "unknown"):
            words = getattr(leaf, state, ("",))
            if words and state not in leaf.reasons and not set(words) <= set(leaf.reasons):
                yield Flaw((*path, "reasons"), "reason", f"{leaf.id} 没有写 {state} 的理由")
    for i, leaf in enumerate(file.judged):
        if not leaf.judged or leaf.reads:
            yield Flaw(("judged", i), "judged", f"{leaf.id}：judged 下的条件要写 judged: true，且不读事实")


def _bins(leaf: Leaf, path: Path, domain: tuple[str, ...]) -> Iterator[Flaw]:
    filed = [*leaf.met, *leaf.not_met, *leaf.ask]
    if missing := [w for w in domain if w not in filed]:
        yield Flaw(path, "uncovered", f"{leaf.id} 的三格没有收下：{'、'.join(missing)}")
    if strange := [w for w in filed if w not in domain]:
        yield Flaw(path, "unknown_word", f"{leaf.id} 的三格里有不存在的取值：{'、'.join(strange)}")
    if twice := sorted({w for w in filed if filed.count(w) > 1}):
        yield Flaw(path, "duplicate", f"{leaf.id} 的三格里重复：{'、'.join(twice)}")


def _sayings(file: RulesFile) -> Iterator[Flaw]:
    known = {k: (*v, "unknown") for k, v in {**domains(file), **SPECIAL}.items()}
    spoken: list[tuple[Path, When]] = [(("notes", i), n) for i, n in enumerate(file.notes)]
    if file.routes:
        spoken += [(("routes", "rows", i), r) for i, r in enumerate(file.routes.rows)]
        spoken += [(("routes", "extras", i), e) for i, e in enumerate(file.routes.extras)]
    for path, item in spoken:
        yield from _words(item.when, path, known)
    for i, benefit in enumerate(file.benefits):
        for j, note in enumerate(benefit.notes):
            yield from _words(note.when, ("benefits", i, "notes", j), known)
        if benefit.reads:
            filed = [w for words in benefit.own.values() for w in words]
            if benefit.reads not in known or set(filed) != set(known[benefit.reads]) - {"unknown"}:
                yield Flaw(("benefits", i), "uncovered", f"{benefit.id} 的 own 没有收全“{benefit.reads}”的取值")
    if file.routes:
        yield from _bodies(file)


def _bodies(file: RulesFile) -> Iterator[Flaw]:
    assert file.routes is not None
    for kind in ("rows", "extras"):
        for i, row in enumerate(getattr(file.routes, kind)):
            for body in (*row.choose, *(r.body for r in row.refuse)):
                if body not in (*file.routes.bodies, "district", *(f"@{key}" for key in file.facts)):
                    yield Flaw(("routes", kind, i), "unknown_body", f"没有登记的归口单位：{body}")
    if file.routes.rows[-1].when:
        yield Flaw(("routes", "rows"), "uncovered", "归口各行的最后一行必须没有条件")


def sample_flaws(file: RulesFile) -> Iterator[Flaw]:
    """Samples that are no values of their fact; checked by lint only, not at every start."""
    from dialogs.eligibility.facts import BadFacts, canonical

    for key, fact in file.facts.items():
        for i, sample in enumerate(fact.samples):
            try:
                same = canonical(key, fact, sample.value) == sample.value
            except BadFacts as error:
                yield Flaw(("facts", key, "samples", i), "sample", str(error))
                continue
            if not same:
                yield Flaw(("facts", key, "samples", i), "sample", f"{key} 的样例要写成规范的取值：{sample.value}")
            for other in sample.also:
                if other not in file.facts:
                    yield Flaw(("facts", key, "samples", i), "unknown_name", f"also 里的“{other}”没有登记")
