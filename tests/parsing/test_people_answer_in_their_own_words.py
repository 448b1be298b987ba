"""Replies as people type them: each is stored as it will stand in the form, or refused for the reason given."""

from __future__ import annotations

import pytest

from dialogs.parsing import Problem
from tests.parsing.asking import Reply, answer, corpus


@pytest.mark.parametrize("reply", corpus(), ids=lambda r: f"{r.field}: {r.raw[:30]}")
def test_a_reply_becomes_what_the_person_meant(reply: Reply) -> None:
    outcome = answer(reply.field, reply.raw, context=reply.context, today=reply.today)
    if isinstance(reply.expected, str) and reply.expected.startswith("!"):
        assert isinstance(outcome, Problem), outcome
        assert reply.expected[1:] in ("", outcome.code)
        assert outcome.message
    else:
        assert not isinstance(outcome, Problem), outcome
        assert outcome.value == reply.expected
        assert reply.warn in ("", *(n.code for n in outcome.warnings))
