"""The questions of the guided talks take what people say; what is unclear is asked back, never guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dialogs.commands import Control, Fill, Focus, Known
from dialogs.eligibility import BadFacts
from dialogs.eligibility.rules import questions
from dialogs.facts import facts_in
from dialogs.parsing import Parsed, parse
from dialogs.understanding import understand
from dialogs.yamlfile import read_yaml
from tests.conversations.person import NOW, library

CASES = [
    (group["policy"], group["fact"], meant, reply)
    for group in read_yaml(Path(__file__).with_name("replies.yaml"))
    for meant, replies in group["replies"].items()
    for reply in replies
]


def heard(policy: str, fact: str, reply: str) -> Any:
    """What a reply to the question for that fact comes to: a value, `unsure` or `ask`."""
    edition = library().rules(policy, "").edition.meta.edition
    spec = questions(library().rules(policy, edition))[fact]
    form = library().form("")
    path = f"facts.{fact}"
    known = Known(form=form, answers={}, rows={}, questions={fact: spec})
    found = understand(reply, focus=Focus(path=path, spec=spec), known=known, today=NOW.date())
    assert not any(isinstance(c, Fill) and c.path == "unit" for c in found)
    outcome: Any = next((c.parsed for c in found if isinstance(c, Fill) and c.path == path), None)
    words = {c.word for c in found if isinstance(c, Control)}
    if words & {"no", "nothing"}:
        outcome = parse(spec, "没有" if "nothing" in words else "不是", context={}, today=NOW.date())
        if not isinstance(outcome, Parsed):
            return "unsure"
    if words == {"chaoyang"}:  # a district where one is asked for (the talk decides that)
        outcome = Parsed(reply, reply)
    if words & {"yes"}:
        outcome = parse(spec, "是", context={}, today=NOW.date())
    if words & {"unsure", "later"}:
        return "unsure"
    if not isinstance(outcome, Parsed):
        return "ask"
    try:
        return facts_in({policy: edition}, library(), fact, outcome.value)[fact]
    except BadFacts:
        return "ask"


@pytest.mark.parametrize(("policy", "fact", "meant", "reply"), CASES)
def test_a_natural_reply_is_taken_or_asked_back(policy: str, fact: str, meant: Any, reply: str) -> None:
    assert str(heard(policy, fact, reply)) == str(meant)
