"""What `tetie policies tree` prints is what the conversation asks, in the same order."""

from __future__ import annotations

import re

from dialogs.tree import tree
from tests.conversations.person import Person, library


def printed() -> list[str]:
    edition = library().edition(library().main)
    return [node.field for node in tree(edition) if node.branch == "form" and "复核" not in node.when]


def walked(person: Person) -> list[str]:
    """Every question of the form, each put off, every table by one row cell by cell."""
    asked: list[str] = []
    opened: set[str] = set()
    while person.asked not in ("review", "menu"):
        field = person.asked
        assert field is not None
        plain = re.sub(r"\[r\d+\]", "[]", field)
        if plain not in asked:
            asked.append(plain)
        if field in library().form().tables and field not in opened:
            opened.add(field)
            person.choose("cells")
        elif field in library().form().tables:
            person.say("没有了")
        else:
            person.say("以后补")
    return asked


def test_walking_the_form_asks_the_printed_questions_in_the_printed_order(filling: Person) -> None:
    assert walked(filling) == printed()


def test_the_prechecks_questions_all_stand_in_the_tree(filling: Person) -> None:
    nodes = {node.field for policy in library().catalogue.policies for node in tree(library().edition(policy))}
    for goal in ("资格预审", "朝阳支持"):
        filling.say(goal)
        asked = 0
        while filling.asked and filling.asked.partition(".")[0] in ("precheck", "chaoyang"):
            assert filling.asked.replace("precheck.", "").replace("chaoyang.", "") in {
                n.partition(".")[2] for n in nodes
            }
            filling.say("说不准")
            asked += 1
        assert asked


def test_every_printed_question_has_a_rule_and_a_time() -> None:
    for policy in library().catalogue.policies:
        for node in tree(library().edition(policy)):
            assert node.question
            assert node.article
            assert node.when
