"""Which choices of a question are offered, and in what order: those that what is known of the person leads to first."""

from __future__ import annotations

from dialogs.draft import Draft
from dialogs.eligibility import district_in, way
from dialogs.facts import known_facts
from dialogs.form import FieldSpec, Option

PLACES = ("work_district", "unit_registered_district")
"""facts that name a district; the one known suggests the other"""


def suggested(draft: Draft, spec: FieldSpec) -> tuple[Option, ...]:
    """The choices of a question; where it has `further` ones, the fitting of them and of its own first.

    Once the unit's own district is among them, the bureaus (option `bureau`) of other districts are left out.
    """
    if not spec.further:
        return spec.choices
    fitting = _fitting(draft, spec)
    every = (*spec.choices, *spec.further)
    first = [o for value in fitting for o in every if o.stored == value]
    bureau = str(spec.options.get("bureau", ""))
    local = bool(bureau) and any(str(o.stored).endswith(bureau) for o in first)
    rest = [o for o in spec.choices if o not in first and not (local and str(o.stored).endswith(bureau))]
    return (*first, *rest)


def _fitting(draft: Draft, spec: FieldSpec) -> list[str]:
    """The values that the facts lead to, the unit's own district before anything else."""
    library = draft.env.library
    rules = library.rules(library.main, draft.get("editions").get(library.main, ""))
    facts = known_facts(draft.session, library)
    near = district_in(rules, facts)
    if spec.parser != "body":
        return list(dict.fromkeys([*(str(facts[key]) for key in PLACES if key in facts), *([near] if near else [])]))
    found = way(rules, facts, as_of=draft.env.today)
    bodies = list(found.choose_one) if found is not None else []
    districts = rules.file.routes.districts if rules.file.routes is not None else {}
    if not bodies and near:
        bodies = [districts[near]]
    return sorted(bodies, key=lambda body: body not in districts.values())
