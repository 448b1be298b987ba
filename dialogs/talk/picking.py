"""改某一项: first the part, then the item, then its question."""

from __future__ import annotations

from dialogs.answers import cell, row_values
from dialogs.display import excerpt, on_screen, row_line
from dialogs.draft import Draft
from dialogs.effects import Phrase
from dialogs.form import FieldSpec, Option, TableSpec
from dialogs.session import Pending
from dialogs.talk.menus import menu


def begin(draft: Draft) -> None:
    """Offer the parts of the form."""
    draft.set(pending=Pending(kind="pick"), essay="", reviewing=False)


def begin_row(draft: Draft, table: str, row: str) -> None:
    """Offer the cells of one row."""
    section = next(s.id for s in draft.form.sections if table in s.items)
    draft.set(pending=Pending(kind="pick", data={"section": section, "table": table, "row": row}), essay="")


def question(draft: Draft) -> tuple[Phrase, tuple[Option, ...]]:
    """The parts; within a part its items; within a table its rows; within a row its cells."""
    data = draft.get("pending").data
    end = menu("pick_tail")
    if row := data.get("row"):
        table = draft.form.tables[data["table"]]
        values = row_values(draft.session, table, row)
        cells = [_option(f"p{n}", c, values.get(c.key)) for n, c in enumerate(table.columns)]
        return Phrase("pick.cell", {"line": row_line(table, values)}), (*cells, *menu("pick_row"), *end)
    if key := data.get("table"):
        table = draft.form.tables[key]
        rows = draft.rows.get(key, ())
        lines = [row_line(table, row_values(draft.session, table, r)) for r in rows]
        options = [Option(id=f"p{n}", text=excerpt(line, 40) or "—") for n, line in enumerate(lines)]
        return Phrase("pick.row", {"name": table.name}), (*options, *menu("pick_table"), *end)
    if section := data.get("section"):
        found = next(s for s in draft.form.sections if s.id == section)
        options = []
        for n, item in enumerate(found.items):
            spec = draft.form.spec(item)
            answer = draft.answers.get(item)
            if isinstance(spec, TableSpec):
                count = len(draft.rows.get(item, ()))
                options.append(Option(id=f"p{n}", text=f"{spec.name}（{count}）"))
            else:
                options.append(_option(f"p{n}", spec, answer.value if answer else None))
        return Phrase("pick.item", {"title": found.title}), (*options, *end)
    sections = [Option(id=f"p{n}", text=s.title) for n, s in enumerate(draft.form.sections)]
    return Phrase("pick.section"), (*sections, *end)


def _option(choice: str, spec: FieldSpec, value: object) -> Option:
    text = spec.name if value in (None, "") else f"{spec.name}：{excerpt(on_screen(spec, value), 20)}"
    return Option(id=choice, text=text)


def choose(draft: Draft, choice: str) -> None:
    """One step further in; an item ends the picking and asks it."""
    from dialogs.talk import destinations, rows

    data = dict(draft.get("pending").data)
    if choice == "delete":
        table = data["table"]
        draft.set(pending=None)
        rows.delete(draft, table, draft.rows.get(table, ()).index(data["row"]))
        return
    if choice == "add":
        draft.set(pending=None)
        rows.begin(draft, data["table"])
        return
    if not choice.startswith("p") or not choice[1:].isdigit():
        draft.set(pending=None)
        return
    index = int(choice[1:])
    if row := data.get("row"):
        table = draft.form.tables[data["table"]]
        draft.set(pending=None)
        destinations.go_to(draft, cell(table.key, row, table.columns[index].key))
    elif key := data.get("table"):
        draft.set(pending=Pending(kind="pick", data={**data, "row": draft.rows[key][index]}))
    elif section := data.get("section"):
        item = next(s for s in draft.form.sections if s.id == section).items[index]
        if isinstance(draft.form.spec(item), TableSpec) and draft.rows.get(item):
            draft.set(pending=Pending(kind="pick", data={**data, "table": item}))
        else:
            draft.set(pending=None)
            destinations.go_to(draft, item)
    else:
        draft.set(pending=Pending(kind="pick", data={"section": draft.form.sections[index].id}))
