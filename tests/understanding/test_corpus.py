"""Of what people write, how much is understood: precision and recall per command, with a floor under each."""

from __future__ import annotations

import pytest

from tests.understanding.corpus import Score, cases

FLOOR = {"corpus": 0.97, "fresh": 0.95, "third": 0.93}
WHOLE = {"corpus": 0.97, "fresh": 0.93, "third": 0.93}


@pytest.mark.parametrize("name", ["corpus", "fresh", "third"])
def test_every_kind_of_command_is_heard_and_not_imagined(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints the table; the floors are per command and for whole messages."""
    score = Score()
    wrong = [case for case in cases(name) if not score.add(case.wanted, case.heard())]
    total = len(cases(name))
    with capsys.disabled():
        print(f"\nunderstanding {name}: {total - len(wrong)}/{total} messages")  # noqa: T201
        for kind, precision, recall, count in score.table():
            print(f"  {kind:<9} precision {precision:.3f}  recall {recall:.3f}  of {count}")  # noqa: T201
    assert total - len(wrong) >= WHOLE[name] * total, [c.id for c in wrong]
    for kind, precision, recall, count in score.table():
        if count >= 12:
            assert precision >= FLOOR[name], (kind, precision)
            assert recall >= FLOOR[name], (kind, recall)


def test_the_corpora_are_large_enough_to_mean_something() -> None:
    assert len(cases("corpus")) >= 350
    assert len(cases("fresh")) >= 150
