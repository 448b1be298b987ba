"""Whatever stands in the answers, checks never fail, and every finding carries an article and its words."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from dialogs.catalogue import load_catalogue
from dialogs.checks import book_of, check_form
from dialogs.checks.materials import materials_of
from tests.checks.person import TODAY
from tests.fuzzing import rounds

EDITION = load_catalogue().get("beijing-technician-allowance", "2024")
KEYS = [*EDITION.form.fields, *EDITION.form.tables, "evidence", "remark", "foo"]
COLUMNS = sorted({column.key for table in EDITION.form.tables.values() for column in table.columns})
texts = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["2005-07", "至今", "1978-03-01", "\ud800", "{{x}}", "A&B<", "\x00", "高级工程师", "{name}"]),
)
scalars = st.one_of(texts, st.none(), st.booleans(), st.integers(), st.floats(), st.lists(texts, max_size=2))
tables = st.lists(
    st.one_of(st.dictionaries(st.sampled_from([*COLUMNS, "x"]), scalars, max_size=6), scalars), max_size=4
)
people = st.dictionaries(st.sampled_from(KEYS), st.one_of(scalars, tables), max_size=12)


@rounds(150)
@given(people, st.dictionaries(st.text(string.ascii_letters, max_size=8), scalars, max_size=3))
def test_no_answers_are_too_odd(answers, facts):
    for found in check_form(EDITION, answers, facts=facts, today=TODAY):
        assert found.code in book_of(EDITION).findings or found.code.startswith("photo_")
        assert found.message
        assert found.article
        assert EDITION.holds(found.quote)
        assert found.severity in ("error", "warning")
        assert "\ud800" not in found.message


def test_every_message_and_every_material_quotes_the_notice():
    book = book_of(EDITION)
    assert all(EDITION.holds(text.quote) for text in book.findings.values() if text.article)
    assert all(EDITION.holds(passage.quote) for passage in materials_of(EDITION).passages())
