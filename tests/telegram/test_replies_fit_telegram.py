"""Whatever a reply holds, its parts are well-formed, within the limits, and lose nothing a person could read."""

from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.pacing import Pacing
from bot.telegram.rendering import TEXT_LIMIT, TOAST_LIMIT, layout, parts, toast
from bot.telegram.transport import urlencoded
from dialogs.replies import Button, Reply, Span
from dialogs.text import clean
from tests.telegram.double.entities import parse_html, units

texts = st.text(
    st.one_of(st.sampled_from("<>&\n\n。，字a 👷\u0301\u200d\ud800\x00"), st.characters()), min_size=0, max_size=400
)
spans = st.lists(
    st.builds(
        Span, st.builds(lambda t, n: t * n, texts, st.integers(1, 30)), st.sampled_from(["plain", "bold", "quote"])
    ),
    max_size=6,
)


def visible(text: str) -> str:
    return "".join(text.split()).replace("「", "").replace("」", "")


@given(spans)
def test_parts_are_well_formed_within_the_limit_and_complete(given_spans: list[Span]) -> None:
    made = parts(Reply("say", tuple(given_spans)))
    shown = ""
    for part in made:
        text, _ = parse_html(part.html)
        assert text == part.plain
        assert 1 <= units(text.strip()) <= TEXT_LIMIT
        text.encode()
        shown += text
    assert visible(shown) == visible("".join(clean(s.text) for s in given_spans))


@given(texts)
def test_a_toast_is_short(text: str) -> None:
    assert units(toast(Reply("acknowledge", (Span(text),)))) <= TOAST_LIMIT


@given(st.lists(st.tuples(st.sampled_from(["later", "back", "a", "b"]), st.text(min_size=1, max_size=30)), max_size=20))
def test_every_button_stands_once_answers_before_ways_around(choices: list[tuple[str, str]]) -> None:
    buttons = [Button(id_, text, f"t{i}") for i, (id_, text) in enumerate(choices)]
    rows = layout(buttons)
    assert all(1 <= len(row) <= 3 for row in rows)
    shown = [button for row in rows for button in row]
    around = [b for b in buttons if b.id in ("later", "back")]
    assert shown == [b for b in buttons if b not in around] + around


def test_buttons_stand_on_the_last_part_only() -> None:
    reply = Reply("ask", (Span("字" * 9000),), choices=(Button("a", "是", "t"),))
    made = parts(reply)
    assert len(made) == 3
    assert [bool(part.rows) for part in made] == [False, False, True]


def test_a_limited_chat_is_slowed_down_and_others_are_not() -> None:
    clock = [0.0]
    pacing = Pacing(lambda: clock[0])
    pacing.objected("a", 3)
    assert pacing.wait("a") == 3
    assert pacing.wait("b") == 0
    pacing.passed()
    pacing.objected("a", 5)
    assert pacing.wait("b") == 0
    # two chats within a second: it is about all of us
    pacing.objected("b", 2)
    assert pacing.wait("c") == 2


@given(st.dictionaries(st.text("abc_", min_size=1), texts.map(clean)))
def test_a_form_body_is_read_back_as_it_was(parameters: dict[str, str]) -> None:
    body = urlencoded(parameters).decode("ascii")
    assert dict(parse_qsl(body, keep_blank_values=True)) == parameters
