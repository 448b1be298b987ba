"""Which choices of a question are offered, and in what order: those that what is known of the person leads to first."""

from __future__ import annotations

from dialogs.draft import Draft
from dialogs.eligibility import Route, Routes, district_in, way
from dialogs.facts import known_facts
from dialogs.form import FieldSpec, Option

PLACES = ("work_district", "unit_registered_district")
"""facts that name a district; the one known suggests the other"""


def suggested(draft: Draft, spec: FieldSpec) -> tuple[Option, ...]:
    """The choices of a question; where it has `further` ones, the fitting of them and of its own first.

    Once the unit's own district is among them, the bureaus (option `bureau`) of other districts are left out; where the
    unit's nature leads to certain bodies, only those are offered, as the papers name them.
    """
    if not spec.further:
        return spec.choices
    every = (*spec.choices, *spec.further)
    found = leads_to(draft) if spec.parser == "body" else None
    if found is not None:
        return tuple(o for value in _certain(draft, found, spec) for o in every if o.stored == value)
    fitting = _fitting(draft, spec)
    first = [o for value in fitting for o in every if o.stored == value]
    bureau = str(spec.options.get("bureau", ""))
    local = bool(bureau) and any(str(o.stored).endswith(bureau) for o in first)
    rest = [o for o in spec.choices if o not in first and not (local and _of_a_place(draft, str(o.stored)))]
    return (*first, *rest)


def leads_to(draft: Draft) -> Route | None:
    """The 归口 that the unit's nature leads to; None while that is not known."""
    library = draft.env.library
    rules = library.rules(library.main, draft.get("editions").get(library.main, ""))
    found = way(rules, known_facts(draft.session, library), as_of=draft.env.today)
    routes = rules.file.routes
    decided = found is not None and routes is not None and found.choose_one and found.case not in routes.undecided
    return found if decided else None


def named_by_unit(draft: Draft) -> str:
    """The bodies that only the unit can name (所属市属企业集团), where they are to be chosen from; else empty."""
    found, routes = leads_to(draft), _routes(draft)
    if found is None or routes is None:
        return ""
    kinds = [routes.bodies[name] for name in routes.named_by_unit]
    return "、".join(body for body in found.choose_one if body in kinds)


def _certain(draft: Draft, found: Route, spec: FieldSpec) -> list[str]:
    """The bodies to choose from, those of places first; for a district not yet known those it may well be."""
    routes = _routes(draft)
    if routes is None:
        return list(found.choose_one)
    places = list(routes.districts.values())
    usual = _around(draft, routes) or [str(o.stored) for o in spec.choices if o.stored in places]
    bodies = [b for body in found.choose_one for b in (usual if body == routes.district_unknown else [body])]
    return sorted(dict.fromkeys(bodies), key=lambda body: body not in places)


def _around(draft: Draft, routes: Routes) -> list[str]:
    """The bodies of the districts that a landmark in the unit's address may lie in."""
    address = str(known_facts(draft.session, draft.env.library).get(routes.address) or "")
    near = next((names for word, names in routes.around.items() if word in address), ())
    return [routes.districts[place] for place in near]


def _of_a_place(draft: Draft, body: str) -> bool:
    routes = _routes(draft)
    return routes is not None and body in routes.districts.values()


def _routes(draft: Draft) -> Routes | None:
    library = draft.env.library
    return library.rules(library.main, draft.get("editions").get(library.main, "")).file.routes


def _fitting(draft: Draft, spec: FieldSpec) -> list[str]:
    """The values that the facts lead to, the unit's own district before anything else."""
    library = draft.env.library
    rules = library.rules(library.main, draft.get("editions").get(library.main, ""))
    facts = known_facts(draft.session, library)
    near = district_in(rules, facts)
    if spec.parser != "body":
        return list(dict.fromkeys([*(str(facts[key]) for key in PLACES if key in facts), *([near] if near else [])]))
    routes = rules.file.routes
    found = way(rules, facts, as_of=draft.env.today)
    if routes is None or found is None:
        return []
    districts = routes.districts
    bodies = [body for body in found.choose_one if body in districts.values()]
    return list(dict.fromkeys([*bodies, *([districts[near]] if near else _around(draft, routes))]))
