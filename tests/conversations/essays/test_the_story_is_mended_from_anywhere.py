"""A figure of the story put right while something else is asked; where the story ends, waits, or goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conversations.by_others.test_talks_end_as_a_clerk_would_have_it import in_the_middle
from tests.conversations.person import Person

STORY = "2020年我改进了空压机余热回收，每年为单位省下三十万元。2022年带出三名技师。"
FIRST = "2019年恢复了失传的炉肉火锅，上桌当年卖了两万多份"


@pytest.mark.parametrize("asked", ["unit", "sex", "unit_phone", "honours"])
@pytest.mark.parametrize(
    ("said", "old", "new"),
    [
        ("主要事迹里三十万元打错了 改成十三万元", "三十万元", "十三万元"),
        ("事迹里三十万写错了，应该是十三万", "三十万", "十三万"),
        ("事迹里30万元改成13万元", "三十万元", "13万元"),
        ("主要事迹写的不是三十万是十三万", "三十万", "十三万"),
        ("事迹里那个三名技师写错了 是四名", "三名技师", "四名技师"),
        ("把主要事迹里的“余热回收”改成“余压回收”", "余热回收", "余压回收"),
        ("主要事迹那段 2022年 应该是2021年", "2022年", "2021年"),
    ],
)
def test_words_of_the_story_are_put_right(asked: str, said: str, old: str, new: str) -> None:
    person = in_the_middle(asked, {"deeds": STORY})
    person.say(said)
    assert person.answers == {"deeds": STORY.replace(old, new)}
    assert (person.asked or "").partition("[")[0] == asked
    person.say("撤销")
    assert person.answers == {"deeds": STORY}


@pytest.mark.parametrize(
    "said",
    [
        "主要事迹里四十万元打错了 改成十三万元",  # stands nowhere
        "事迹里年写错了 改成月",  # stands in several places
        "主要事迹里面有个数字打错了",  # no new words
    ],
)
def test_what_cannot_be_found_changes_nothing_and_is_no_answer(said: str) -> None:
    person = in_the_middle("unit", {"deeds": STORY})
    person.say(said)
    assert person.answers == {"deeds": STORY}
    assert person.said


def test_a_sentence_is_added_or_taken_out(filling: Person) -> None:
    person = in_the_middle("unit", {"deeds": STORY})
    person.say("事迹最后再加一句 2023年获全厂一等功")
    assert person.answers["deeds"] == f"{STORY}\n2023年获全厂一等功"
    person.say("主要事迹里带出三名技师那句删掉")
    assert "技师" not in person.answers["deeds"]
    assert "三十万元" in person.answers["deeds"]
    assert "unit" not in person.answers


@given(st.sampled_from(["三十万", "余热", "2022年", "三名"]), st.text("甲乙丙丁一二三", min_size=1, max_size=6))
def test_only_the_words_named_change(old: str, new: str) -> None:
    person = in_the_middle("sex", {"deeds": STORY})
    person.say(f"主要事迹里{old}改成{new}")
    start = STORY.index(old)
    deeds = person.answers["deeds"]
    assert deeds.startswith(STORY[:start] + new)
    assert deeds.endswith(STORY[start + len(old) :])


@pytest.mark.parametrize(
    "said",
    [
        "先这些",
        "就写到这",
        "好了，先到这儿吧",
        "差不多了",
        "行 就这些吧",
        "暂时想起来这么多",
        "没别的可写了",
        "先写这么多吧 回头想起来再添",
        "就这样",
    ],
)
def test_the_end_is_no_part_of_it(said: str) -> None:
    person = in_the_middle("deeds", {})
    person.tell(FIRST, said)
    assert person.answers["deeds"] == FIRST
    assert person.asked != "deeds"


@pytest.mark.parametrize(
    "said",
    ["接着上面的 {}", "续：{}", "还有 {}", "对了再补一条 {}", "接着说：{}"],
)
def test_words_that_only_connect_are_left_out(said: str) -> None:
    more = "2023年带的徒弟拿了全市烹饪比赛第二名"
    person = in_the_middle("deeds", {})
    person.tell(FIRST, said.format(more))
    assert person.answers["deeds"] == f"{FIRST}\n{more}"


@pytest.mark.parametrize(
    "said",
    [
        "事迹晚上回家慢慢写",
        "这个得好好想想 明儿再说",
        "事迹我让徒弟帮我写 写好发你",
        "材料在单位电脑里 上班了再传",
        "我先在纸上打个草稿",
        "等我下班回去好好写",
    ],
)
def test_putting_it_off_writes_nothing(said: str) -> None:
    person = in_the_middle("deeds", {})
    person.say(said)
    assert "deeds" not in person.answers
    assert person.asked != "deeds"


@pytest.mark.parametrize(
    "said",
    [
        "我下班后常教徒弟看图纸",
        "带徒弟慢慢摸索，后来写成了操作法",
        "周末加班抢修天车，没耽误生产",
        "这样每年省下两万元",
        "接着改进了蒸箱，省电两成",
        "等下一批料进场前改好了模具",
    ],
)
def test_what_only_sounds_like_it_is_written_down(said: str) -> None:
    person = in_the_middle("deeds", {})
    person.tell(FIRST, said)
    assert person.answers["deeds"] == f"{FIRST}\n{said}"
