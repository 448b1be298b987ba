"""The eligibility of one person as the aids show it, from the check of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dossier import Dossier
from dialogs.catalogue import Edition
from dialogs.checks.articles import article_notes
from dialogs.text import said_day
from templates.aids.content import Article, Ground, Leaf, Remark, Verdict
from templates.aids.frame import wording

if TYPE_CHECKING:
    from dialogs.eligibility.check import BenefitState, Check, Condition
    from dialogs.eligibility.model import State


def eligibility(dossier: Dossier, edition: Edition) -> Check:
    """One policy's check on the answers and facts of `dossier`; a fact said as such wins over the form.

    Facts nobody can use are left out: the findings name them.
    """
    from dialogs.eligibility import BadFacts, check, gather, load_rules
    from dialogs.eligibility.editions import status_of

    known = dossier.known_facts
    usable = {}
    for key, value in dossier.facts.items():
        try:
            gather({key: value}, known=known)
        except BadFacts:
            continue
        usable[key] = value
    facts = gather({**usable, "answers": dossier.answers}, known=known).facts
    status = status_of(dossier.catalogue, edition)
    return check(load_rules(edition), facts, as_of=dossier.today, status=status)


def ground(edition: Edition, article: str, quote: str) -> Ground:
    """A passage with its reading in simplified characters, where the source is stored in traditional ones."""
    display = edition.quote_display(quote)
    return Ground(article=article, quote=quote, display=display if display != quote else "")


def verdict(result: Check, edition: Edition, *, chosen: str = "") -> Verdict:
    """The check as a value for the papers: what decides, then what the form touches on besides (the others of 三（一）–（四）).

    `chosen` is the 归口单位 that stands in the form.
    """
    from dialogs.eligibility import among, load_rules

    window, routes = edition.meta.window, result.route
    deciding = {condition.id for condition in result.deciding}
    also = [condition for condition in result.conditions if condition.touched and condition.id not in deciding]
    return Verdict(
        state=result.verdict,
        window=result.window,
        submit_by=said_day(window.submit_by) if window else "",
        leaves=tuple(
            Leaf(
                ground=ground(edition, condition.article, condition.quote),
                state=condition.state,
                reason=condition.reason,
                judged=condition.judged,
            )
            for condition in (*result.deciding, *also)
        ),
        needed=tuple(result.labels.get(fact, fact) for fact in result.still_needed),
        bodies=tuple(routes.choose_one) if routes else (),
        route=_remark(edition, routes.why, routes.article, routes.quote) if routes else None,
        confirm=tuple(routes.confirm) if routes else (),
        chosen=chosen,
        fits=not (routes and routes.choose_one and chosen) or among(load_rules(edition), routes, chosen),
        remarks=tuple(_remark(edition, note.text, note.article, note.quote) for note in result.notes),
    )


def _remark(edition: Edition, text: str, article: str, quote: str) -> Remark:
    return Remark(text=text, ground=ground(edition, article, quote) if quote else None)


def articles(edition: Edition, result: Check) -> tuple[Article, ...]:
    """The draft article by article (`articles.yaml`) with this person's state beside each; raises `BadPolicy`."""
    states = wording()["states"]
    conditions: dict[str, list[Condition]] = {}
    for condition in result.conditions:
        conditions.setdefault(condition.article, []).append(condition)
    benefits: dict[str, list[BenefitState]] = {}
    for benefit in result.benefits:
        benefits.setdefault(benefit.article, []).append(benefit)
    found = []
    for entry in article_notes(edition):
        name = entry.article
        mine, given = conditions.get(name, []), benefits.get(name, [])
        lines = [f"{c.title}：{states[c.state]}。{c.reason}" for c in mine]
        receivers = wording()["chaoyang"]["receivers"]
        lines += [f"{receivers.get(b.to, b.to)}：{states[b.state]}" for b in given if len(given) > 1]
        lines += [note for b in given for note in b.notes]
        found.append(
            Article(
                title=entry.title,
                ground=ground(edition, name, entry.quote),
                note=entry.note,
                state=_together([*(c.state for c in mine), *(b.state for b in given)]),
                strength=given[0].strength if given else "",
                reasons=tuple(dict.fromkeys(lines)),
            )
        )
    return tuple(found)


def _together(states: list[State]) -> str:
    """One word for several conditions that must all hold; empty for none."""
    if not states:
        return ""
    return "not_met" if "not_met" in states else "unknown" if "unknown" in states else "met"
