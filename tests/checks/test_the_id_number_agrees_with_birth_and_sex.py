"""填表说明·一.1: the birth date is the card's. One digit decides."""

from __future__ import annotations

import pytest

from tests.checks.person import id_number


def codes(found):
    return {(f.field, f.code) for f in found}


def test_another_birth_day_is_shown_with_the_article(check, answers):
    answers["birth_date"] = "1978-03-02"
    (found,) = check(answers)
    assert (found.field, found.code, found.article) == ("birth_date", "birth_differs", "填表说明·一.1")
    assert "1978年3月1日" in found.message


def test_the_other_sex_is_shown(check, answers):
    answers["sex"] = "女"
    assert ("sex", "sex_differs") in codes(check(answers))
    answers["id_number"] = id_number("19780301", "002")
    assert check(answers) == []


def test_a_wrong_check_digit_is_shown_and_nothing_else_is_guessed(check, answers):
    wrong = "0" if answers["id_number"][-1] != "0" else "1"
    answers["id_number"] = answers["id_number"][:-1] + wrong
    answers["birth_date"] = "1978-03-02"
    assert codes(check(answers)) == {("id_number", "id_checksum")}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("11010119780301", "id_format"),
        (id_number("19780231", "001"), "id_date"),
        (id_number("20200301", "001"), "id_age"),
        ("E12345678", "id_other"),
    ],
)
def test_what_is_no_number_of_a_worker_is_named(check, answers, number, code):
    answers["id_number"] = number
    assert ("id_number", code) in codes(check(answers))


def test_a_small_x_and_blanks_do_no_harm(check, answers):
    numbers = (id_number("19780301", f"{n:03}") for n in range(1, 99, 2))
    number = next(n for n in numbers if n.endswith("X"))
    answers["id_number"] = f"{number[:6]} {number[6:14]} {number[14:].lower()}"
    assert check(answers) == []


def test_an_unknown_area_is_no_finding(check, answers):
    from dialogs.checks.identity import check_character

    digits = "99999919780301001"
    answers["id_number"] = digits + check_character(digits)
    assert check(answers) == []


@pytest.mark.parametrize(("mobile", "fine"), [("13800000000", True), ("12800000000", False), ("1380000000", False)])
def test_a_mobile_number_has_eleven_digits(check, answers, mobile, fine):
    answers["mobile"] = mobile
    assert (check(answers) == []) is fine


def test_the_units_telephone_is_not_the_persons_own(check, answers):
    answers["unit_phone"] = answers["mobile"]
    assert codes(check(answers)) == {("unit_phone", "phones_alike")}
