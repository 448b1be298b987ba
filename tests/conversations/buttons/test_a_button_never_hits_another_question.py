from __future__ import annotations

from tests.conversations.person import Person


def test_a_tap_on_an_old_button_asks_whether_to_change_and_changes_nothing_by_itself(filling: Person) -> None:
    filling.say("张建国")
    old = filling.button("female") if any(c.id == "female" for c in filling.replies[-1].choices) else None
    ids = {c.text: c.token for c in filling.replies[-1].choices}
    old = ids["女"]
    filling.say("男")
    filling.tap(old)
    assert filling.asked == "confirm"
    assert filling.answers["sex"] == "男"
    filling.choose("yes")
    assert filling.answers["sex"] == "女"


def test_a_refused_change_leaves_everything_and_the_question_comes_again(filling: Person) -> None:
    filling.say("张建国")
    old = {c.text: c.token for c in filling.replies[-1].choices}["女"]
    filling.say("男")
    filling.tap(old)
    filling.choose("no")
    assert filling.answers["sex"] == "男"
    assert filling.asked == "ethnicity"


def test_a_double_tap_is_one_answer(filling: Person) -> None:
    filling.say("张建国")
    token = {c.text: c.token for c in filling.replies[-1].choices}["男"]
    filling.tap(token)
    asked = filling.asked
    filling.tap(token)
    assert filling.answers["sex"] == "男"
    assert filling.asked is None
    assert [r.kind for r in filling.replies] == ["acknowledge"]
    assert asked == "ethnicity"


def test_anothers_button_means_nothing_here(filling: Person) -> None:
    other = Person(seed="somebody else")
    other.agree()
    other.say("李雪")
    token = {c.text: c.token for c in other.replies[-1].choices}["女"]
    filling.say("张建国")
    filling.tap(token)
    assert "sex" not in filling.answers
    assert filling.asked == "sex"


def test_a_forged_button_is_answered_and_changes_nothing(filling: Person) -> None:
    before = filling.answers
    for token in ("", "x", "||||", "a|b|c|d", "148de9|99999999999999999999|name|m1", "\x00|1|name|x"):
        filling.tap(token)
        assert filling.replies[0].kind == "acknowledge"
        assert filling.answers == before


def test_an_old_menu_button_still_leads_where_it_says(filling: Person) -> None:
    fresh = Person()
    fresh.start()
    token = fresh.button("menu.help")
    fresh.say("照片要什么底色")
    fresh.tap(token)
    assert "预审" in fresh.said
