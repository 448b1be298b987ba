"""From a question to an answer: read, compare, decide between answering, asking back and saying it is not ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from dialogs.catalogue import Catalogue
from dialogs.consult.answer import Answer, answer_from, choose, elsewhere, not_held, unsure, wording
from dialogs.consult.entries import Entry, all_entries
from dialogs.consult.followup import asks_why, completed, names_the_city
from dialogs.consult.index import Index, Match
from dialogs.consult.personal import with_verdict
from dialogs.consult.reading import Lexicon, Reading, asks, bare, joined, lexicon, normal, parts, read_question
from dialogs.consult.rules import Rule, Rules
from dialogs.consult.sounds import Sounds, sounds_of
from dialogs.consult.unsaid import unsaid

DISTRICT = "chaoyang"
SCOPES = (DISTRICT, "national", "other_city")
SURELY, ELSEWHERE, APART = 2.5, 1.85, 1.1
"""where a word of another world stands, only a better fit than this is ours all the same: the first for a question of several
clauses; the last where a rule of two ideas points to it, and for what is left without the clauses that word stands in"""
FIELD_PRIOR, FIELD_ALONE, FIELD_EXACT = 0.3, 1.5, 0.1
OF_DISTRICT = frozenset((DISTRICT, "draft"))
STAND_BACK = 0.3
"""how far the district's entries stand back where nothing asked is theirs alone, and all others where it is named"""
NEIGHBOUR = 0.07
"""a neighbouring matter named outright outweighs words as general as 申请 and 材料"""
ASKED, TOLD, PART_NEAREST = 0.4, 0.3, 8
"""what the fit of a single clause adds to that of the whole question, where it asks and where it tells, and how many entries
it is compared with"""
TALK = 0.8
"""in a talk about the district, or right after an answer about it, a question that names neither document is the
district's unless the other is this much nearer"""
OFF_SCOPE = 0.4
"""what a municipal rule is worth to a question about the district"""
CLOSE, UNSURE, SURE = 0.08, 0.2, 2.0
"""entries nearer than CLOSE are asked back about; further apart too, the more the best is below SURE"""
FLOOR, WEAK_FLOOR, FOREIGN, POINTED = 0.6, 0.75, 0.8, 0.7
WORDS_ALONE = 1.2
"""where no idea of ours is found, only a question worded nearly like one of ours is answered"""
MOST_OTHERS, NEAR_ENOUGH = 3, 0.25
"""what else a question may have meant, where the answer was none"""
SILENT_FIRST = 0.2
"""to say that the text is silent needs less of a lead than to answer"""


@dataclass(frozen=True, slots=True)
class Weighed:
    """How a question was understood and what it was compared with, best first."""

    reading: Reading
    matches: tuple[Match, ...]
    rules: Mapping[int, Rule]

    @property
    def best(self) -> float:
        """The score of the best match; 0 without one."""
        return self.matches[0].score if self.matches else 0.0


class Consult:
    """Policy consultation over a catalogue's entries; immutable once built."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self._lex: Lexicon = lexicon()
        self._by_id = {e.id: e for e in self.entries}
        self._number = {e.id: n for n, e in enumerate(self.entries)}
        self._by_question = {e.question: e for e in self.entries}
        told = ((p, e) for e in self.entries for p in "\n".join(e.phrasings).lower().split("\n"))
        self._by_words = {p if p.isalnum() else bare(p): e for p, e in told}
        self._index = Index([e.phrasings for e in self.entries], self._lex, SCOPES)
        self._drafts = {e.policy for e in self.entries if e.draft}
        self._rules = Rules(self.entries)

    def has(self, key: str) -> bool:
        """Whether there is an entry of that id."""
        return key in self._by_id

    def covers(self, one: str, other: str) -> bool:
        """Whether the answer with the first id holds what the other says."""
        return other in self._by_id[one].covers

    def entry(self, key: str) -> Answer:
        """The answer of the entry with that id, under its own question; raises `KeyError`."""
        found = self._by_id[key]
        return answer_from(found, found.question)

    def ask(
        self,
        question: str,
        *,
        facts: Mapping[str, Any] | None = None,
        field: str | None = None,
        after: str | None = None,
        topic: str | None = None,
        today: date | None = None,
    ) -> Answer:
        """The answer to `question`, given what is known, the pending form field and the question before; never raises.

        `topic` is the policy being talked about (without one, that of the answer before), `today` is the day a verdict is given for (我符合吗 with facts).
        """
        asked = question.strip()
        if not asked:
            return Answer(question, wording()["empty"], "out_of_scope")
        exact = self._by_question.get(asked)
        if exact is None and field is None and after is None and topic not in self._drafts:
            exact = self._by_words.get(bare(normal(asked)))
        if exact:
            found = answer_from(exact, question)
        elif after and asks_why(asked):
            found = replace(self.ask(after, facts=facts, field=field, topic=topic, today=today), question=question)
        else:
            found = self._decide(question, self.weigh(asked, field=field, after=after, topic=topic))
        if found.kind == "eligibility" and facts:
            entry = self._by_id[found.entry_id]
            return with_verdict(found, entry.edition, facts, today) if entry.edition else found
        return found

    def others(self, question: str, *, field: str | None = None, topic: str | None = None) -> list[str]:
        """The questions nearest to this one beside the one it was answered with; at most `MOST_OTHERS`."""
        near = self.weigh(question.strip(), field=field, topic=topic).matches
        given = self.ask(question, field=field, topic=topic).entry_id
        entries = [self.entries[m.entry] for m in near if m.score >= near[0].score * NEAR_ENOUGH]
        return [e.question for e in entries if e.id != given and e.edition is not None][:MOST_OTHERS]

    def explain(
        self,
        question: str,
        *,
        facts: Mapping[str, Any] | None = None,
        field: str | None = None,
        after: str | None = None,
    ) -> dict[str, Any]:
        """Why an entry won: what was understood, which rules held, the best entries with score and phrasing."""
        w = self.weigh(question.strip(), field=field, after=after)
        return {
            "read_as": w.reading.plain,
            "mended": [list(pair) for pair in w.reading.mended],
            "ideas": sorted(w.reading.ideas),
            "field": field,
            "facts": sorted(facts or {}),
            "best": [
                {
                    "entry": self.entries[m.entry].id,
                    "question": self.entries[m.entry].question,
                    "score": round(m.score, 3),
                    "closest": m.closest,
                    "rule": w.rules[m.entry].text if m.entry in w.rules else "",
                }
                for m in w.matches[:5]
            ],
        }

    def weigh(
        self, question: str, *, field: str | None = None, after: str | None = None, topic: str | None = None
    ) -> Weighed:
        """The reading of the question and every entry's match."""
        whole = completed(question, after) if after else None
        reading = read_question(whole or question, _our_sounds(), self._index.pairs)
        found = self._weighed(reading, field)
        if after and whole is None and topic is None:
            topic = self.ask(after).policy
        if topic in self._drafts and reading.ideas.isdisjoint(self._lex.naming) and not names_the_city(question):
            of_district = self._weighed(replace(reading, ideas=reading.ideas | {DISTRICT}), field)
            if of_district.best + TALK > found.best and self.entries[of_district.matches[0].entry].policy == topic:
                return of_district
        return found

    def _weighed(self, reading: Reading, field: str | None) -> Weighed:
        rules = self._rules.pointed(reading.ideas)
        about = self._about(field) if field else ()
        matches = self._with_rules(self._index.matches(reading, {*rules, *about}), rules, reading)
        for part in parts(reading):
            matches = self._with_part(matches, part)
        if field:
            matches = self._with_field(matches, field, reading)
        return Weighed(reading, tuple(matches), rules)

    def _with_rules(self, matches: list[Match], rules: Mapping[int, Rule], reading: Reading) -> list[Match]:
        ideas = reading.ideas
        if ideas.isdisjoint(self._lex.draft_only):
            found = {m.entry: self._set_back(m, draft=True) for m in matches}
        elif not ideas.isdisjoint(OF_DISTRICT):
            found = {m.entry: self._set_back(m, draft=False) for m in matches}
        else:
            found = {m.entry: m for m in matches}
        for number, rule in rules.items():
            m, entry = found.get(number, Match(number, 0.0, "")), self.entries[number]
            worth = rule.worth + (NEIGHBOUR if entry.edition is None else 0.0)
            if DISTRICT in reading.ideas and not entry.draft:
                worth *= OFF_SCOPE
            found[number] = Match(number, m.score + worth, m.closest)
        return sorted(found.values(), key=lambda m: (-m.score, m.entry))

    def _set_back(self, match: Match, *, draft: bool) -> Match:
        """The match, standing back where its entry is of the document that was not meant."""
        if self.entries[match.entry].draft is not draft:
            return match
        return Match(match.entry, match.score - STAND_BACK, match.closest)

    def _with_part(self, matches: list[Match], part: Reading) -> list[Match]:
        """The matches lifted by how well a single clause fits: the question is often one clause of a story."""
        rules = self._rules.pointed(part.ideas)
        alone = self._with_rules(self._index.matches(part, rules, most=PART_NEAREST), rules, part)
        best = {m.entry: m.score for m in alone[:5]}
        worth = ASKED if asks(part, self._lex) else TOLD
        lifted = [Match(m.entry, m.score + worth * best.get(m.entry, 0.0), m.closest) for m in matches]
        return sorted(lifted, key=lambda m: -m.score)

    def _about(self, field: str) -> list[int]:
        """The entries about that form field."""
        name = plain_field(field)
        about = {name, name.partition(".")[0]}
        return [n for n, entry in enumerate(self.entries) if about.intersection(entry.fields)]

    def _with_field(self, matches: list[Match], field: str, reading: Reading) -> list[Match]:
        """The matches with the pending field as a prior: strong where the question names nothing by itself."""
        name, about = plain_field(field), set(self._about(field))
        bare = reading.ideas <= self._lex.aspects | self._lex.bare
        found = {m.entry: m for m in matches}
        for number in about if bare else about & found.keys():
            m = found.get(number, Match(number, 0.0, ""))
            prior = FIELD_ALONE if bare else FIELD_PRIOR
            prior += FIELD_EXACT if name in self.entries[number].fields else 0.0
            found[number] = Match(number, m.score + prior, m.closest)
        if bare:
            for number in found.keys() - about:
                if self.entries[number].general:
                    m = found[number]
                    found[number] = Match(number, m.score - FIELD_ALONE, m.closest)
        return sorted(found.values(), key=lambda m: (-m.score, m.entry))

    def _decide(self, question: str, w: Weighed) -> Answer:
        r, lex = w.reading, self._lex
        strong = r.ideas & lex.topics - lex.weak
        if not w.matches or not (r.ideas or self._index.tells(r)):
            return elsewhere(question)
        top = w.matches[0]
        if r.ideas & lex.elsewhere and not strong - lex.everyday:
            rest = self._apart(r)
            if rest and rest.best >= APART:
                return self._decide(question, rest)
            if top.score < (SURELY if parts(r) else APART if self._pointed(w) else ELSEWHERE):
                return elsewhere(question)
        floor = self._floor(r, strong)
        if self._pointed(w):
            floor *= POINTED
        if top.score < floor:
            return unsure(question) if strong else elsewhere(question)
        chosen = self._settled([self.entries[m.entry] for m in self._near(w)])
        if all(self._unsaid(r, e) for e in chosen if e.outcome == "answered"):
            silent = [e for e in chosen if e.outcome != "answered"]
            return answer_from(silent[0], question) if silent else not_held(chosen[0], question)
        return answer_from(chosen[0], question) if len(chosen) == 1 else choose(chosen, question)

    def _pointed(self, w: Weighed) -> bool:
        """Whether a rule of two ideas or more points to the best."""
        rule = w.rules.get(w.matches[0].entry)
        return rule is not None and len(rule.needs) > 1

    def _unsaid(self, r: Reading, entry: Entry) -> bool:
        """Whether the question asks for what this entry does not say, and no clause of it asks for what it does."""
        number = self._number[entry.id]
        if not unsaid(r, entry, lambda idea: self._index.knows(number, idea), self._lex):
            return False
        for part in parts(r):
            if asks(part, self._lex) and not part.ideas & self._lex.unsaid:
                matches = self._weighed(part, None).matches
                if matches and matches[0].entry == number and matches[0].score >= FLOOR:
                    return False
        return True

    def _apart(self, r: Reading) -> Weighed | None:
        """The question without the clauses that speak of another world; None where what is left does not ask of ours."""
        ours = [part for part in parts(r) if not part.ideas & self._lex.elsewhere and part.ideas & self._lex.topics]
        return self._weighed(joined(ours), None) if any(asks(part, self._lex) for part in ours) else None

    def _near(self, w: Weighed) -> list[Match]:
        """The best match and those too close to it to tell which was meant."""
        top = w.matches[0]
        close = CLOSE + UNSURE * max(0.0, SURE - top.score)
        if self.entries[top.entry].outcome != "answered":
            close *= SILENT_FIRST
        return [m for m in w.matches[:3] if top.score - m.score < close]

    def _settled(self, near: Sequence[Entry]) -> list[Entry]:
        """The entries worth asking about: not where either answer will do, or one only says what another says closer."""
        if all(e.outcome != "answered" for e in near):
            return [near[0]]
        closer = [e for e in near if not e.general] or [near[0]]
        first = closer[0]
        return [first, *(e for e in closer[1:] if e.id not in first.covers)]

    def _floor(self, r: Reading, strong: frozenset[str]) -> float:
        """The least score that is answered: lower where a topic of ours is named, higher where most is foreign."""
        if strong:
            return FLOOR
        if not r.ideas:
            return WORDS_ALONE
        return WEAK_FLOOR + FOREIGN * max(0.0, 0.7 - self._index.known_share(r))


@lru_cache(maxsize=1)
def _our_sounds() -> Sounds:
    """The sounds of our words, made with the first question; words of other worlds and unsaid ones are not mended into."""
    lex = lexicon()
    foreign = lex.elsewhere | lex.unsaid
    return sounds_of(w for w, meaning in lex.words.items() if meaning and not foreign.issuperset(meaning))


def plain_field(path: str) -> str:
    """`work_history[r1].unit` as `work_history.unit`."""
    head, _, rest = path.partition("[")
    column = rest.partition("].")[2]
    return f"{head}.{column}" if column else head


def load_consult(catalogue: Catalogue) -> Consult:
    """The consultation over the newest edition of each policy; raises `BadEntries`."""
    return Consult(all_entries(catalogue))
