"""Whatever is sent, however long or odd, is answered by at least one command and never by an exception."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dialogs.commands import Fill, Focus, Known, Option
from dialogs.understanding import read_fields, understand
from tests.fuzzing import rounds
from tests.understanding.corpus import AWARDS, BASICS, HISTORY, HONOURS, ROWS, TODAY, cases, form

PATHS = ["menu", "consent", "confirm", "review", "row", None, "work_history", "work_history[r5].unit", "nowhere"]
PATHS += [*form().fields, *form().tables]
OFFERED = (Option(id="skip", text="跳过"), Option(id="later", text="以后补"))
PIECES = st.sampled_from(
    [
        *"，。？！；：、\n\t 年月日不是改成把错最后一位第二段删恢复的吗呢什么怎么如果考下技师我叫在当#/问",
        *["\ud800", "\x00", "\u200b", "\ufeff", "{{", "A&B<", "👍", "１９８５", "ſ", "İ", "ﬃ", "乾隆", "𠮷"],
        *["身份证", "手机", "单位", "姓名：", "2015年那份", "138", "110101", "至今", "是9不是8", "改成"],
    ]
)
TEXT = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))


@rounds(250)
@given(text=TEXT, path=st.sampled_from(PATHS), full=st.booleans(), essay=st.booleans())
def test_any_text_at_any_question(text: str, path: str | None, full: bool, essay: bool) -> None:
    answers = {**BASICS, "work_history": HISTORY, "awards": AWARDS, "honours": HONOURS} if full else {}
    table = path.partition("[")[0] if path and path.partition("[")[0] in form().tables else ""
    focus = Focus(path=path, offered=OFFERED, essay=essay, table=table, last="mobile" if full else "")
    known = Known(form=form(), answers=answers, rows=ROWS if full else {})
    assert understand(text, focus=focus, known=known, today=TODAY)


@rounds(20)
@given(piece=TEXT.filter(bool), path=st.sampled_from(["menu", "unit", "birth_date", "work_history"]))
def test_six_thousand_characters(piece: str, path: str) -> None:
    text = (piece * (6000 // len(piece) + 1))[:6000]
    table = path if path == "work_history" else ""
    assert understand(text, focus=Focus(path=path, table=table), known=Known(form=form()), today=TODAY)
    read_fields(text, form(), context={}, today=TODAY)


def test_every_corpus_message_at_every_kind_of_question() -> None:
    """A message that makes sense in one place is met everywhere else too."""
    for case in cases("corpus")[::4]:
        for path in ("menu", "consent", "name", "birth_date", "work_history", "deeds"):
            table = path if path == "work_history" else ""
            found = understand(case.say, focus=Focus(path=path, table=table), known=Known(form=form()), today=TODAY)
            assert found
            fills = [c.path for c in found if isinstance(c, Fill) and c.path in form().fields]
            assert len(fills) == len(set(fills)), "one message answers a field once"
