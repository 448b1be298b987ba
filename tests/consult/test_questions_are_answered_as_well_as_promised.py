"""The corpora were written before the entries or without them at hand; a change in either shows here."""

from __future__ import annotations

import pytest

from dialogs.consult import Consult
from tests.consult.scoring import CORPORA, cases, score


@pytest.mark.parametrize("name", CORPORA)
def test_the_bars_hold_for_every_corpus(consult: Consult, name: str) -> None:
    rates = score(consult, name).rates()
    assert rates["right"] >= 0.92
    assert rates["with_choice"] >= 0.97
    assert rates["wrong"] <= 0.02
    assert rates["others_handled"] >= 0.95
    assert rates["clarify"] <= 0.10


def test_there_are_enough_questions_and_none_is_an_entry_s_only_phrasing(consult: Consult) -> None:
    asked = [case.question for name in CORPORA for case in cases(name)]
    assert len(set(asked)) >= 400
    known = {p for e in consult.entries for p in e.phrasings}
    assert len(known & set(asked)) < 0.25 * len(asked)


def test_no_answer_offers_more_than_three_choices_and_each_leads_somewhere(consult: Consult) -> None:
    for case in cases("corpus.yaml"):
        found = consult.ask(case.question)
        assert len(found.choices) <= 3
        for choice in found.choices:
            assert consult.ask(choice.question).outcome == choice.outcome
