"""Eligibility in the conversation: the two guided talks, verdicts said when they are decided, what-if."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import SequenceMatcher
from typing import Any

from dialogs.draft import Draft
from dialogs.effects import Phrase, Quote
from dialogs.eligibility import Check, Condition, Paragraph, check, explain, facts_of, standing
from dialogs.facts import known_facts, may_differ, next_fact, policy_of, questions_of, verdict
from dialogs.talk import said
from dialogs.talk.names import fact_name, fact_questions
from dialogs.text import simplified

MOST_NAMED = 6
MOST_QUOTED = 4
SHARED = 4
"""characters that the name of a body shares with the clause of 通知·四 that is about it"""


def begin(draft: Draft, goal: str) -> None:
    """Start a guided talk; what the form already knows is not asked again."""
    asked = questions_of(draft.get("editions"), draft.env.library, policy_of(goal, draft.env.library))
    unsure = tuple(f for f in draft.get("cannot_say") if f not in asked)  # asked once more
    draft.set(goal=goal, target="", pending=None, essay="", misses=0, cannot_say=unsure)
    draft.say(f"{goal}.intro")
    if told := said.lines(draft, asked):
        first = told[0].values["name"]
        draft.say("facts.before", lines=tuple(told), name=first)
    finish_if_done(draft)


def finish_if_done(draft: Draft) -> None:
    """When no further question can settle anything, tell the result and leave the talk."""
    goal = draft.get("goal")
    if goal not in ("precheck", "chaoyang"):
        return
    if next_fact(draft.session, draft.env.library, draft.env.today) is None:
        tell(draft, policy_of(goal, draft.env.library))
        draft.set(goal="")


def current(draft: Draft, policy: str) -> Check:
    """Today's check of one policy."""
    return verdict(draft.session, draft.env.library, policy, draft.env.today)


def tell(draft: Draft, policy: str = "") -> None:
    """The verdict in short: what decides it, with the words of the article, and what is still needed."""
    library = draft.env.library
    told = dict(draft.get("told"))
    for name in [policy] if policy else [library.main, *library.support]:
        result = current(draft, name)
        told[name] = result.verdict
        _tell_short(draft, result)
    draft.set(told=told, last_verdict=policy or library.main)


def _tell_short(draft: Draft, result: Check) -> None:
    paragraphs = explain(result)
    lines: list[Phrase] = [_line(p) for p in paragraphs if p.kind == "verdict"]
    decided = [c for c in result.deciding if not c.judged]
    if result.verdict == "unknown":
        waiting = [c for c in decided if c.state == "unknown"]
        names = "、".join(dict.fromkeys(result.labels.get(f, f) for f in result.still_needed[:MOST_NAMED]))
        articles = "、".join(dict.fromkeys(c.article.partition("（")[0] for c in waiting))
        if names:
            talk = draft.env.library.wording.template(f"verdict.talks.{_goal(draft, result.policy)}")
            lines.append(Phrase("verdict.needed", {"names": names, "articles": articles, "talk": talk}))
        shown = [c for c in waiting if not c.missing][:MOST_QUOTED]
    else:
        shown = [c for c in decided if c.state == result.verdict][:MOST_QUOTED]
    lines += [_condition(draft, c) for c in shown]
    lines += [_line(p) for p in paragraphs if p.kind == "judged" and result.verdict == "met"]
    lines += [_line(p) for p in paragraphs if p.kind == "route"][:1] if result.verdict == "met" else []
    lines += [_line(p, quoted={c.quote for c in shown}) for p in paragraphs if p.kind == "next"][:2]
    lines += [_line(p) for p in paragraphs if p.kind == "window"][:1]
    lines += [_line(p) for p in paragraphs if p.kind == "status"][:1]
    draft.say("verdict.short", title=result.title, lines=tuple(lines))


def window_closed(draft: Draft) -> str:
    """That applications are over, with the day; empty while they are not."""
    result = current(draft, draft.env.library.main)
    return next((p.text for p in explain(result) if p.kind == "window"), "") if result.window == "closed" else ""


def tell_route(draft: Draft) -> bool:
    """The bodies that what is known leads to, why, and what to settle; False while it leads to none."""
    found = current(draft, draft.env.library.main).route
    if found is None or not found.choose_one:
        return False
    names = "、".join(found.choose_one)
    key = "route.several" if len(found.choose_one) > 1 else "route.one"
    quote = Quote(_about(found.choose_one, found.quote))
    lines = [Phrase(key, {"bodies": names, "why": found.why, "article": found.article, "quote": quote})]
    lines += [Phrase("route.not", {"body": r.body, "reason": r.reason}) for r in found.refused]
    lines += [Phrase("verdict.plain", {"text": text}) for text in found.confirm]
    draft.say("route.told", lines=tuple(lines))
    return True


def _about(bodies: Collection[str], quote: str) -> str:
    """The part of the quote that names these bodies, verbatim; the whole of it where their clauses do not lie together."""
    clauses = quote.rstrip("。").split("；")
    naming = [n for n, clause in enumerate(clauses) if any(_names(clause, body) for body in bodies)]
    if not naming or naming != list(range(naming[0], naming[-1] + 1)):
        return quote
    return "；".join(clauses[naming[0] : naming[-1] + 1])


def _names(clause: str, body: str) -> bool:
    """Whether a clause names the body, or its kind (企业集团): they share that many characters in a row."""
    shared = SequenceMatcher(None, clause, body, autojunk=False).find_longest_match()
    return shared.size >= SHARED


def _goal(draft: Draft, policy: str) -> str:
    """The guided talk about a policy."""
    return "precheck" if policy == draft.env.library.main else "chaoyang"


def _line(paragraph: Paragraph, *, quoted: Collection[str] = ()) -> Phrase:
    """A paragraph with the words of its article, where they have not been `quoted` just before."""
    if not paragraph.quote or paragraph.quote in quoted:
        return Phrase("verdict.plain", {"text": paragraph.text})
    values = {"text": paragraph.text, "article": paragraph.article, "quote": Quote(simplified(paragraph.quote))}
    return Phrase("verdict.quoted", values)


def _condition(draft: Draft, found: Condition) -> Phrase:
    """One deciding condition: how it stands, why, what it would need, and the words of its article."""
    template = "verdict.wanting" if found.state == "not_met" and found.needs else "verdict.condition"
    mark = draft.env.library.wording.template(f"verdict.marks.{found.state}")
    values = {"mark": mark, "reason": found.reason, "needs": found.needs, "article": found.article}
    return Phrase(template, {**values, "quote": Quote(simplified(found.quote))})


def say_check(draft: Draft, result: Check) -> None:
    """One policy's result in full, paragraph by paragraph, each with the words of its article."""
    draft.say("verdict.whole", lines=tuple(_line(p) for p in explain(result)))


def announce_if_decided(draft: Draft) -> None:
    """A verdict that an answer has just decided is said at once and kindly; practising on stays possible."""
    if draft.get("goal") in ("precheck", "chaoyang"):
        finish_if_done(draft)  # the talk tells its own result at its end
        return
    library = draft.env.library
    if not may_differ(draft.before, draft.session, library):
        return
    facts = known_facts(draft.session, library)
    if facts == known_facts(draft.before, library):
        return
    told = dict(draft.get("told"))
    for policy in library.catalogue.policies:
        before = told.get(policy, "unknown")
        rules = library.rules(policy, draft.session.editions.get(policy, ""))
        if standing(rules, facts, as_of=draft.env.today) == before:
            continue
        result = current(draft, policy)
        told[policy] = result.verdict
        if policy == library.main:
            if result.verdict == "not_met":
                _not_met(draft, result)
            elif before == "not_met":
                draft.say("verdict.revived", title=result.title)
    draft.set(told=told)


def _not_met(draft: Draft, result: Check) -> None:
    draft.set(last_verdict=result.policy)
    failing = [c for c in result.deciding if c.state == "not_met"][:2]
    lines = tuple(
        Phrase("verdict.fails", {"reason": c.reason, "article": c.article, "quote": Quote(simplified(c.quote)),
                                 "needs": c.needs or "—"})
        for c in failing
    )  # fmt: skip
    draft.say("verdict.not_met", lines=lines, title=result.title)


def differences(draft: Draft, path: str, value: Any) -> list[Phrase]:
    """Verdicts that would change if `path` read `value`."""
    library = draft.env.library
    before = known_facts(draft.session, library)
    session = draft.session
    answers = dict(session.answers)
    answer = answers.get(path)
    if answer is None:
        return []
    answers[path] = answer.model_copy(update={"value": value})
    after = known_facts(session.model_copy(update={"answers": answers}), library)
    if before == after:
        return []
    found = []
    for policy in library.catalogue.policies:
        rules = library.rules(policy, draft.get("editions").get(policy, ""))
        old = check(rules, before, as_of=draft.env.today)
        new = check(rules, after, as_of=draft.env.today)
        if old.verdict != new.verdict:
            found.append(
                Phrase(
                    "correct.verdict",
                    {"title": new.title, "old": _state(draft, old), "new": _state(draft, new)},
                )
            )
    return found


def _state(draft: Draft, result: Check) -> str:
    return draft.env.library.wording.template(f"verdict.states.{result.verdict}")


def what_if(draft: Draft, facts: Mapping[str, Any]) -> None:
    """如果我明年考下技师呢: the verdict as it would be; nothing is stored."""
    library = draft.env.library
    rules = library.rules(library.main, draft.get("editions").get(library.main, ""))
    supposed = {**known_facts(draft.session, library), **facts}
    if "cert_level" in facts:
        supposed.pop("skill_cert", None)
    result = check(rules, supposed, as_of=draft.env.today)
    names = "、".join(f"{fact_name(draft, k)}：{v}" for k, v in facts.items())
    draft.say("verdict.what_if", supposed=names, state=_state(draft, result))
    say_check(draft, result)


def explain_last(draft: Draft) -> None:
    """为什么: everything that carries the verdict last told, in full."""
    library = draft.env.library
    say_check(draft, current(draft, draft.get("last_verdict") or library.main))


def tell_still_needed(draft: Draft) -> None:
    """还差什么, inside a guided talk."""
    result = current(draft, policy_of(draft.get("goal"), draft.env.library))
    names = "、".join(fact_name(draft, f) for f in result.still_needed[:8])
    draft.say("precheck.needed" if names else "precheck.settled", names=names)


def form_values(draft: Draft, fact: str, value: Any) -> dict[str, Any]:
    """Form answers that follow from an eligibility answer, where the mapping back is exact."""
    found: dict[str, Any] = {}
    if value is None:
        return found
    for key, spec in draft.form.fields.items():
        candidates = [o.stored for o in spec.choices] or ([value] if isinstance(value, str) else [])
        fitting = [c for c in candidates if facts_of({key: c}).get(fact) == value]
        if len(fitting) == 1:
            found[key] = fitting[0]
    return found


def claims(draft: Draft, facts: Mapping[str, Any]) -> list[Phrase]:
    """The points of 通知·三（一）–（四） this person has claimed, for the outline of 主要事迹."""
    asked = fact_questions(draft)
    return [
        Phrase("outline.claim", {"line": asked[name].name})
        for name, value in facts.items()
        if name.startswith("claim_") and value is True and name in asked
    ]
