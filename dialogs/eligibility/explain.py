"""A check in plain Chinese: the verdict, what carries it, what is missing, what would help, what else exists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.eligibility.check import Check
from dialogs.eligibility.words import PHRASES


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `kind`: verdict, condition, held, judged, needed, route, benefit, or a note's kind.

    `quote` is verbatim as stored, `article` says where; both empty for what no text says.
    """

    kind: str
    text: str
    quote: str = ""
    article: str = ""
    source: str = ""


def explain(result: Check, *, labels: bool = True) -> list[Paragraph]:
    """The check as paragraphs, the most important first: short enough for a chat.

    Conditions of one sentence share a paragraph; those that only wait for an answer are named once, at the end, and
    so are those that already hold while others are open. Measures are told when the conditions are met.
    """
    found = [Paragraph("verdict", result.verdict_text)]
    found += _conditions(result)
    found += _judged(result)
    if result.still_needed:
        names = "、".join(result.labels.get(key, key) if labels else key for key in result.still_needed)
        found.append(Paragraph("needed", PHRASES["needed"].format(names=names)))
    found += _route(result)
    found += _benefits(result)
    found += [Paragraph(n.kind, n.text, n.quote, n.article, n.source) for n in result.notes]
    return found


def _conditions(result: Check) -> Iterable[Paragraph]:
    listed = [c for c in result.deciding if not c.judged]
    held = [c for c in listed if c.state == "met" and result.verdict == "unknown"]
    told = [c for c in listed if c not in held and c.symbol is not None]
    groups: dict[tuple[str, str], list[str]] = {}
    for condition in told:
        text = condition.reason
        if condition.state == "not_met" and condition.needs:
            text += PHRASES["needs"].format(needs=condition.needs)
        groups.setdefault((condition.article, condition.quote), []).append(text)
    for (article, quote), texts in groups.items():
        yield Paragraph("condition", "".join(texts), quote, article)
    if held:
        yield Paragraph("held", PHRASES["held"].format(names="、".join(c.title for c in held)))


def _judged(result: Check) -> Iterable[Paragraph]:
    judged = [c for c in result.deciding if c.judged]
    if judged:
        names = "、".join(c.title for c in judged)
        yield Paragraph("judged", PHRASES["judged"].format(names=names), judged[0].quote, judged[0].article)


def _route(result: Check) -> Iterable[Paragraph]:
    route = result.route
    if route is None or result.verdict == "not_met" or not (route.choose_one or route.why):
        return
    key = "route_one" if len(route.choose_one) == 1 else "route_several" if route.choose_one else "route_none"
    text = PHRASES[key].format(bodies="、".join(route.choose_one), why=route.why)
    yield Paragraph("route", "".join([text, *route.confirm]), route.quote, route.article)
    for refused in route.refused:
        yield Paragraph("route", PHRASES["route_not"].format(body=refused.body, reason=refused.reason))


def _benefits(result: Check) -> Iterable[Paragraph]:
    if result.verdict != "met":
        return
    seen: set[str] = set()
    for benefit in result.benefits:
        if benefit.state == "not_met" or benefit.id in seen:
            continue
        seen.add(benefit.id)
        yield Paragraph("benefit", benefit.text + "".join(benefit.notes), benefit.quote, benefit.article)


def cross_links(results: Iterable[Check]) -> list[Paragraph]:
    """Several policies side by side: each one's own verdict in a line; priority in one waives nothing in another."""
    return [
        Paragraph("elsewhere", PHRASES["beside"].format(title=r.title, state=PHRASES[f"state_{r.verdict}"]))
        for r in results
    ]
