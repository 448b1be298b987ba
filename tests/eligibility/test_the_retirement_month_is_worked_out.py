"""法定退休年月: the decision of 2024-09-13, month by month."""

from __future__ import annotations

from typing import Any

import pytest

from dialogs.eligibility import Rules
from dialogs.eligibility.spans import month_index, span
from dialogs.eligibility.working_age import Track, WorkingAge, retirement_month

MAN = [
    ("1964-12", "2024-12"), ("1965-01", "2025-02"), ("1965-04", "2025-05"), ("1965-05", "2025-07"),
    ("1965-12", "2026-03"), ("1976-08", "2039-07"), ("1976-09", "2039-09"), ("1976-12", "2039-12"),
]  # fmt: skip
WOMAN55 = [
    ("1969-12", "2024-12"), ("1970-01", "2025-02"), ("1970-05", "2025-07"), ("1971-04", "2026-08"),
    ("1981-08", "2039-07"), ("1981-09", "2039-09"),
]  # fmt: skip
WOMAN50 = [
    ("1974-12", "2024-12"), ("1975-01", "2025-02"), ("1975-02", "2025-03"), ("1975-03", "2025-05"),
    ("1975-11", "2026-05"), ("1984-10", "2039-09"), ("1984-11", "2039-11"),
]  # fmt: skip
POINTS = (
    [("", b, r) for b, r in MAN] + [("female55", b, r) for b, r in WOMAN55] + [("female50", b, r) for b, r in WOMAN50]
)


def track(rules: Rules, key: str) -> Track:
    age = rules.readings["working_age"]
    assert isinstance(age, WorkingAge)
    return next(t for t in age.tracks if t.key == key)


@pytest.mark.parametrize(("key", "birth", "month"), POINTS)
def test_month(key: str, birth: str, month: str, chaoyang: Rules) -> None:
    assert retirement_month(track(chaoyang, key), birth) == month


@pytest.mark.parametrize("key", ["", "female55", "female50"])
def test_later_births_never_retire_earlier(key: str, chaoyang: Rules) -> None:
    one = track(chaoyang, key)
    first = month_index(span("1950-01")[0])
    months: list[Any] = [retirement_month(one, f"{i // 12}-{i % 12 + 1:02d}") for i in range(first, first + 720)]
    assert months == sorted(months)
