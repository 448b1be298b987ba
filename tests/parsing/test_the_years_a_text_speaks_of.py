"""19年公司先进 is 2019; 干了19年 is no year at all."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.parsing.years import years_written

TODAY = date(2024, 3, 15)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("19年公司先进", [2019]),
        ("2015年评的，21年又得一次", [2015, 2021]),
        ("98年进厂", [1998]),
        ("二〇一九年改造成功", [2019]),
        ("干了19年，带出12个徒弟", []),
        ("有20多年的工龄", []),
        ("近5年来", []),
    ],
)
def test_years_are_told_from_stretches_of_years(text, years):
    assert years_written(text, TODAY) == years
