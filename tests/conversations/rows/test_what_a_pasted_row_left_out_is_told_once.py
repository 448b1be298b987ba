"""类别 and 证书编号 that a pasted award did not mention are told when the table is closed, and not after 没有."""

from __future__ import annotations

import pytest

from tests.conversations.by_others.test_talks_end_as_a_clerk_would_have_it import in_the_middle

TWO = "电梯门机改造，2020年，北京市职工技术创新成果二等奖，排名第一\n曳引机降噪，2022年，北京市优秀技能成果一等奖，排名第一"


@pytest.mark.parametrize(("paste", "told"), [(TWO, True), ("没有", False)])
def test_pasted_awards_without_a_category_are_named_when_the_table_is_closed(paste: str, told: bool) -> None:
    person = in_the_middle("awards", {})
    person.say(paste)
    for word in ("确认", "没有了") if told else ():
        person.say(word)
    assert len(person.answers.get("awards") or []) == (2 if told else 0)
    assert ("类别" in person.text and "空着" in person.text) == told
