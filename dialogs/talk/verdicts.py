"""Eligibility in the conversation: the two guided talks, verdicts said when they are decided, what-if."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogs.draft import Draft
from dialogs.effects import Phrase, Quote
from dialogs.eligibility import Check, check, explain, facts_of
from dialogs.facts import known_facts, next_fact, policy_of, verdict
from dialogs.talk.names import fact_name, fact_questions
from dialogs.text import simplified


def begin(draft: Draft, goal: str) -> None:
    """Start a guided talk; what the form already knows is not asked again."""
    draft.set(goal=goal, target="", pending=None, essay="", misses=0)
    draft.say(f"{goal}.intro")
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
    """The verdict with what decides it, what is still needed and what else exists."""
    library = draft.env.library
    names = [policy] if policy else library.catalogue.policies
    told = dict(draft.get("told"))
    for name in names:
        result = current(draft, name)
        told[name] = result.verdict
        say_check(draft, result)
    draft.set(told=told)


def say_check(draft: Draft, result: Check) -> None:
    """One policy's result, paragraph by paragraph, each with the words of its article."""
    lines: list[Phrase] = []
    for paragraph in explain(result):
        if paragraph.quote:
            values = {
                "text": paragraph.text,
                "article": paragraph.article,
                "quote": Quote(simplified(paragraph.quote)),
            }
            lines.append(Phrase("verdict.quoted", values))
        else:
            lines.append(Phrase("verdict.plain", {"text": paragraph.text}))
    draft.say("verdict.whole", lines=tuple(lines))


def announce_if_decided(draft: Draft) -> None:
    """A verdict that an answer has just decided is said at once and kindly; practising on stays possible."""
    told = dict(draft.get("told"))
    library = draft.env.library
    for policy in library.catalogue.policies:
        result = current(draft, policy)
        before = told.get(policy, "unknown")
        if result.verdict == before:
            continue
        told[policy] = result.verdict
        if policy == library.main:
            if result.verdict == "not_met":
                _not_met(draft, result)
            elif before == "not_met":
                draft.say("verdict.revived", title=result.title)
    draft.set(told=told)
    finish_if_done(draft)


def _not_met(draft: Draft, result: Check) -> None:
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
    """为什么: the conditions that carry the verdict last told."""
    library = draft.env.library
    told = draft.get("told")
    policy = next(iter(told), library.main)
    say_check(draft, current(draft, policy))


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
