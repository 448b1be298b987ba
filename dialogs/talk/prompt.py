"""The one question that closes a turn."""

from __future__ import annotations

from dialogs.agenda import standing
from dialogs.answers import has_value
from dialogs.display import excerpt, on_screen
from dialogs.draft import Draft
from dialogs.effects import Ask, Phrase
from dialogs.form import FieldSpec, Option, TableSpec
from dialogs.place import Place, place
from dialogs.session import Offer
from dialogs.talk import confirm, essay, picking, recall, review
from dialogs.talk.menus import menu
from dialogs.talk.suggesting import named_by_unit, suggested

# replies to these are bare numbers, so their choices carry none
NUMERIC_PARSERS = frozenset({"count", "number", "year", "years", "rank"})


def ask_next(draft: Draft) -> None:
    """Close the turn with the pending question, derived from where the conversation now stands."""
    here = recall.at(draft, place(draft.session, draft.env.library, draft.env.today))
    phrase, options = _question(draft, here)
    numeric = isinstance(here.spec, FieldSpec) and here.spec.parser in NUMERIC_PARSERS
    numbered = not numeric and here.kind != "essay"  # in a long text a bare number is text
    epoch = draft.get("epoch") + 1
    draft.set(epoch=epoch, offer=Offer(field=here.field, epoch=epoch, options=options, numbered=numbered))
    now = standing(draft.session, draft.form)
    done = (now.done, now.total) if draft.get("consent") else None
    draft.effects.append(Ask(here.field, phrase, options, done, numbered))


def _question(draft: Draft, here: Place) -> tuple[Phrase, tuple[Option, ...]]:
    if here.kind == "menu":
        return Phrase("menu.again" if draft.restate or draft.answers else "menu.ask"), menu("menu")
    if here.kind == "consent":
        return Phrase("consent.again" if draft.restate else "consent.ask"), menu("consent")
    if here.kind == "confirm":
        return confirm.question(draft)
    if here.kind == "pick":
        return picking.question(draft)
    if here.kind == "review":
        return review.question(draft)
    if here.kind == "essay":
        return essay.question(draft, here.path)
    if here.kind == "table":
        return _table(draft, here)
    if isinstance(here.spec, FieldSpec):
        return _field(draft, here, here.spec)
    return Phrase("menu.ask"), menu("menu")


def _field(draft: Draft, here: Place, spec: FieldSpec) -> tuple[Phrase, tuple[Option, ...]]:
    question = (spec.again or spec.ask) if draft.restate else spec.ask
    options = list(suggested(draft, spec))
    old = draft.answers.get(here.path)
    suffix = menu("fact_tail") if here.kind == "fact" else _tail(draft, here, spec)
    where = ""
    if here.kind == "cell":
        table = draft.form.tables[here.table]
        index = draft.rows.get(here.table, ()).index(here.row) + 1
        row = table.row_name.format(n=index)
        where = draft.env.library.wording.text(Phrase("ask.where", {"row": row}))
    if spec.parser == "body" and (bodies := named_by_unit(draft)):
        question = f"{question}\n{draft.env.library.wording.text(Phrase('ask.named_by_unit', {'bodies': bodies}))}"
    values = {"where": where, "question": question}
    if has_value(old) and old is not None and here.kind != "fact":
        shown = excerpt(on_screen(spec, old.value), 30)
        options.append(Option(id="keep", text=draft.env.library.wording.text(Phrase("ask.keep_old", {"value": shown}))))
        if here.kind == "cell" and not spec.required:
            suffix = menu("cell_tail_filled")
        return Phrase("ask.again", {**values, "old": shown}), (*options, *suffix)
    template = "ask.fact" if here.kind == "fact" else "ask.cell" if where else "ask.field"
    return Phrase(template, values), (*options, *suffix)


def _tail(draft: Draft, here: Place, spec: FieldSpec) -> tuple[Option, ...]:
    if here.kind == "cell":
        return menu("cell_tail") if spec.required else menu("cell_tail_optional")
    return menu("field_tail") if spec.required else menu("field_tail_optional")


def _table(draft: Draft, here: Place) -> tuple[Phrase, tuple[Option, ...]]:
    spec = here.spec
    if not isinstance(spec, TableSpec):
        raise TypeError(here.path)
    rows = draft.rows.get(spec.key, ())
    if rows:
        return (
            Phrase("ask.more", {"question": spec.more or spec.ask, "name": spec.name, "count": len(rows)}),
            menu("more_tail"),
        )
    question = (spec.ask.strip().splitlines()[0]) if draft.restate else spec.ask
    tail = menu("table_tail_required") if spec.required else menu("table_tail")
    return Phrase("ask.table", {"question": question, "name": spec.name}), tail
