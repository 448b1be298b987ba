"""归口单位 (通知·四, 七（二）): the set of bodies that may be the channel, of which exactly one is chosen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.eligibility.model import Extra, NotThis, RouteRow, Routes


@dataclass(frozen=True, slots=True)
class Refused:
    """A body that is not the channel, and why."""

    body: str
    reason: str


@dataclass(frozen=True, slots=True)
class Route:
    """`choose_one`: exactly one of these; `refused`: not these; `confirm`: what to settle before handing in."""

    case: str
    choose_one: tuple[str, ...]
    refused: tuple[Refused, ...]
    confirm: tuple[str, ...]
    why: str
    article: str
    quote: str

    def to_json(self) -> dict[str, Any]:
        return {
            "choose_one": list(self.choose_one),
            "not": [{"body": r.body, "reason": r.reason} for r in self.refused],
            "confirm": list(self.confirm),
            "why": self.why,
            "article": self.article,
            "quote": self.quote,
        }


def fits(when: Mapping[str, tuple[str, ...]], words: Callable[[str], str | None]) -> bool:
    """Whether every name reads as one of its words; what is not known reads as `unknown`."""
    return all((words(name) or "unknown") in allowed for name, allowed in when.items())


def route(routes: Routes, facts: Mapping[str, Any], words: Callable[[str], str | None]) -> Route:
    """The first row that fits, with the extras that fit, narrowed by a channel already used."""
    row = next(r for r in routes.rows if fits(r.when, words))
    parts: list[RouteRow | Extra] = [row, *(e for e in routes.extras if fits(e.when, words))]
    choose = _distinct(body for part in parts for name in part.choose for body in _bodies(routes, name, facts))
    refused = {
        body: refusal.reason
        for part in parts
        for refusal in part.refuse
        for body in _refused(routes, refusal, facts)
        if body not in choose
    }
    confirm = [text for part in parts for text in part.confirm]
    if _by_address(routes, facts) and any("district" in part.choose for part in parts):
        confirm.append(routes.by_address)
    if len(choose) > 1:
        confirm.insert(0, routes.choose_one)
    if not choose:
        confirm.insert(0, routes.none)
    choose, confirm = _narrowed(routes, choose, refused, confirm, facts.get(routes.used))
    filled = {key: value for key, value in facts.items() if isinstance(value, str)}
    return Route(
        case=row.id,
        choose_one=tuple(choose),
        refused=tuple(Refused(body, reason) for body, reason in refused.items()),
        confirm=tuple(dict.fromkeys(text.format_map(_Blank(filled)) for text in confirm)),
        why=row.why.format_map(_Blank(filled)),
        article=routes.article,
        quote=routes.quote,
    )


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "（待补）"


def _narrowed(
    routes: Routes, choose: list[str], refused: dict[str, str], confirm: list[str], used: list[str] | None
) -> tuple[list[str], list[str]]:
    """What a channel already used leaves: the text gives no second one and no cure."""
    bodies = _distinct(used or ())
    if not bodies:
        return choose, confirm
    if len(bodies) > 1:
        return choose, [routes.used_several.replace("{bodies}", "、".join(bodies)), *confirm]
    body = bodies[0]
    if body in choose:
        for other in choose:
            if other != body:
                refused[other] = routes.used_already.replace("{body}", body)
        return [body], [text for text in confirm if text != routes.choose_one]
    if choose:
        return choose, [routes.used_elsewhere.replace("{body}", body), *confirm]
    return choose, confirm


def _bodies(routes: Routes, name: str, facts: Mapping[str, Any]) -> list[str]:
    """The bodies behind a name: `district` stands for those of registration and workplace."""
    if name != "district":
        return [routes.bodies[name]]
    places = [facts.get(routes.registered), facts.get(routes.works)]
    if places[0] in routes.alone:
        places = places[:1]
    found = _distinct(routes.districts[p] for p in places if p in routes.districts)
    return found or _by_address(routes, facts) or [routes.district_unknown]


def _by_address(routes: Routes, facts: Mapping[str, Any]) -> list[str]:
    """The district an address begins with, where nobody has said where the unit is registered or the work is done."""
    if any(facts.get(key) for key in (routes.registered, routes.works)):
        return []
    place = addressed(routes, facts)
    return [routes.districts[place]] if place else []


def addressed(routes: Routes, facts: Mapping[str, Any]) -> str:
    """The district that the unit's address begins with; empty when it begins with none."""
    text = re.sub(r"^(中国)?(北京市?)?(市辖区)?\s*", "", str(facts.get(routes.address) or ""))
    return next((place for place in routes.districts if text.startswith(place)), "")


def is_among(routes: Routes, found: Route, body: str) -> bool:
    """Whether `body`, as it stands in the form, is one of those to choose from; a group or bureau by any name is."""
    known = {*routes.districts.values(), *routes.bodies.values()}
    if body in found.choose_one:
        return True
    if body in known:
        return body in routes.districts.values() and routes.district_unknown in found.choose_one
    return any(routes.bodies[name] in found.choose_one for name in routes.named_by_unit)


def _refused(routes: Routes, refusal: NotThis, facts: Mapping[str, Any]) -> list[str]:
    """The bodies behind a refusal: `@fact` stands for the districts that the fact's text names."""
    if not refusal.body.startswith("@"):
        return _bodies(routes, refusal.body, facts)
    text = str(facts.get(refusal.body[1:], ""))
    return [body for place, body in routes.districts.items() if place.removesuffix("区") in text]


def _distinct(values: Any) -> list[Any]:
    return list(dict.fromkeys(values))
