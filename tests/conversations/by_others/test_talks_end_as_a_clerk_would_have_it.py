"""Snippets of talks written by people who had not seen the product (talks.yaml): what stands in the form afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dialogs.answers import cell
from dialogs.form import TableSpec
from dialogs.session import Answer
from dialogs.yamlfile import read_yaml
from tests.conversations.person import Person

TALKS: list[dict[str, Any]] = read_yaml(Path(__file__).parent / "talks.yaml")


def in_the_middle(at: str, have: dict[str, Any]) -> Person:
    """Somebody who has given these answers and is being asked for `at` (`table.cell`: of the last row, or the table's first)."""
    person = Person()
    person.agree()
    assert person.session is not None
    form = person.library.form(person.session.editions[person.library.main])
    answers, rows = dict(person.session.answers), dict(person.session.rows)
    table, _, column = at.partition(".")
    number = 0
    for key, value in have.items():
        if not isinstance(value, list):
            answers[key] = Answer(value=value, raw=str(value))
            continue
        ids = []
        for told in value:
            number += 1
            ids.append(f"r{number}")
            answers |= {cell(key, ids[-1], name): Answer(value=v, raw=str(v)) for name, v in told.items()}
            if not (column and key == table and told is value[-1]):
                answers |= _left_out(form.tables[key], ids[-1], told)
        rows[key] = tuple(ids)
        if key != table:
            answers[key] = Answer(value=True, raw="没有了")
    begun = column and rows.get(table) and cell(table, rows[table][-1], column) not in answers
    given = [key for key, value in have.items() if not isinstance(value, list)]
    update: dict[str, Any] = {"answers": answers, "rows": rows, "next_row": number + 1, "target": table}
    update["last_path"] = given[-1] if given else ""
    if begun:
        update |= {"target": cell(table, rows[table][-1], column), "open_row": f"{table}[{rows[table][-1]}]"}
    person.session = person.session.model_copy(update=update)
    person.say("继续")
    return person


def _left_out(table: TableSpec, row: str, told: dict[str, Any]) -> dict[str, Answer]:
    return {
        cell(table.key, row, c.key): Answer(value=None, raw="", status="skipped")
        for c in table.columns
        if c.key not in told
    }


@pytest.mark.parametrize("talk", TALKS, ids=lambda t: f"{t['at']}: {t['say'][0][:24]}")
def test_a_talk_ends_as_a_clerk_would_have_it(talk: dict[str, Any]) -> None:
    person = in_the_middle(talk["at"], talk["have"])
    person.tell(*talk["say"])
    for path, wanted in talk["then"].items():
        assert _fits(wanted, _value(person, path)), (path, wanted, _value(person, path), person.log[-6:])
    for path, unwanted in talk["not"].items():
        found = _value(person, path)
        assert found is None or not _fits(unwanted, found), (path, found, person.log[-6:])


def _value(person: Person, path: str) -> Any:
    table, _, column = path.partition(".")
    found = person.answers.get(table)
    return (found[-1].get(column) if found else None) if column else found


def _fits(wanted: Any, found: Any) -> bool:
    if wanted is None:
        return found in (None, "", [])
    if isinstance(wanted, list):
        found = found or []
        pairs = zip(wanted, found, strict=False)
        return len(wanted) == len(found) and all(_fits(v, row.get(k)) for want, row in pairs for k, v in want.items())
    return any(_one(way, found) for way in str(wanted).split("|"))


def _one(way: str, found: Any) -> bool:
    if way == "null":
        return found in (None, "", [])
    if way.startswith("~"):
        return bool(found) and all(part in str(found) for part in way[1:].split("&"))
    return str(found) == way
