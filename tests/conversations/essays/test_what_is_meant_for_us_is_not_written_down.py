"""While a long text is open: commands, wishes to delete and questions to us are heard; what may be story is asked about."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person

STORY = "2021年我带人改了三台老机床，省了50万元。"
MORE = "2022年汛期抢修电梯四十台，一个礼拜没回家。"


@pytest.fixture
def essay(filling: Person) -> Person:
    filling.tell("改主要事迹", STORY)
    assert filling.answers["deeds"] == STORY
    return filling


@pytest.mark.parametrize(
    "said",
    [
        "这个要写多少字啊？",
        "能用AI写吗",
        "那我妈退休了朝阳就没戏了？那市里的呢",
        "给多少钱啊",
        "我这样的能报吗",
        "能不能帮我写一份",
        "帮忙起个稿行不行",
        "我写的都是啥",
        "看看主要事迹",
        "还差什么没填",
        "你是机器人吗",
        "写得太少行不行",
        "要是写超了怎么办？",
        "能报几个人",
    ],
)
def test_a_question_to_us_is_answered_and_not_written(essay: Person, said: str) -> None:
    essay.say(said)
    assert essay.answers["deeds"] == STORY
    assert essay.said
    assert essay.asked == "deeds"


@pytest.mark.parametrize(
    "said",
    [
        "当时大家都问，这个缝到底能不能一次焊透？我说能。",
        "徒弟常问我：师傅，怎么才能焊好？我说：多练。",
        "为什么别人做不到？",
        "朝阳区的老旧小区多，我跑遍了一百多个。",
        "我把操作要点编成材料清单，发给每个班组。",
        "删掉多余的两道工序，效率翻了一番。",
        "用户的数据都删了，我连夜给恢复回来。",
        "这活儿归谁管？归我管。",
        "朝阳区的客户不满意怎么办？我一家一家上门。",
        "他把手机号改成24小时热线，谁家电梯坏了都能打",
        "出一份维修手册",
        "检查 维修 保养",
    ],
)
def test_a_story_stays_a_story(essay: Person, said: str) -> None:
    essay.say(said)
    assert essay.answers["deeds"] == f"{STORY}\n{said}"
    assert essay.asked == "deeds"


@pytest.mark.parametrize(
    "said", ["我妈的资料都删了吧，不用了", "把我爸的信息全删了", "删掉我的所有资料", "我的东西都给我删了"]
)
@pytest.mark.parametrize("path", ["deeds", "unit_opinion", "name"])
def test_a_wish_to_be_deleted_is_heard_anywhere_and_only_asked(filling: Person, said: str, path: str) -> None:
    filling.tell("改主要事迹", STORY, "写完了")
    filling.tell({"deeds": "改主要事迹", "unit_opinion": "改推荐意见", "name": "改姓名"}[path], said)
    assert {c.id for c in filling.replies[-1].choices} == {"export", "no"}
    assert not filling.erased
    assert filling.answers == {"deeds": STORY}
    filling.say("删除")
    assert filling.erased


def test_nothing_is_deleted_when_the_story_only_speaks_of_deleting(essay: Person) -> None:
    essay.say("我把过期的资料都删了，重新建了台账。")
    assert "台账" in essay.answers["deeds"]
    assert essay.asked == "deeds"


def test_another_field_changed_from_here_is_asked_about(filling: Person) -> None:
    filling.tell("改手机号", "13800138000", "改主要事迹", STORY, "手机号改成13911112222")
    assert filling.answers == {"mobile": "13800138000", "deeds": STORY}
    assert filling.asked == "confirm"
    filling.say("不写，答我")
    assert filling.answers == {"mobile": "13911112222", "deeds": STORY}


@pytest.mark.parametrize("answer", ["写进去", "1", "写进去吧"])
def test_what_may_be_story_is_asked_about_and_written_on_a_yes(essay: Person, answer: str) -> None:
    essay.say("市级的奖算吗？")
    assert essay.answers["deeds"] == STORY
    assert essay.asked == "confirm"
    essay.say(answer)
    assert essay.answers["deeds"] == f"{STORY}\n市级的奖算吗？"
    assert essay.asked == "deeds"


@pytest.mark.parametrize("answer", ["不写，答我", "不写", "答我", "2"])
def test_or_answered_and_not_written(essay: Person, answer: str) -> None:
    essay.tell("市级的奖算吗？", answer)
    assert essay.answers["deeds"] == STORY
    assert "国家级、省市级" in essay.said
    assert essay.asked == "deeds"


def test_the_story_may_go_on_and_the_open_words_are_asked_about_at_its_end(essay: Person) -> None:
    essay.tell("市级的奖算吗？", MORE)
    assert essay.answers["deeds"] == f"{STORY}\n{MORE}"
    assert essay.asked == "deeds"
    essay.say("写完了")
    assert essay.asked == "confirm"
    assert "市级的奖算吗" in essay.text
    essay.say("不是")
    assert essay.answers["deeds"] == f"{STORY}\n{MORE}"
    assert essay.asked not in ("confirm", "deeds")


def test_a_story_with_a_question_to_us_at_its_end_is_both(essay: Person) -> None:
    essay.say(f"{MORE}这样写行吗？")
    assert essay.answers["deeds"] == f"{STORY}\n{MORE}"
    assert "填表说明" in essay.said


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("最后一句删掉", STORY),
        ("刚才那句不算", STORY),
        ("那句不算 删了", STORY),
        ("把“抢修电梯”那段从事迹里删了", f"{STORY}\n2022年汛期四十台，一个礼拜没回家。"),
        ("第一句删掉", MORE),
        ("倒数第二句删掉", MORE),
        ("把“2021年我带人改了三台老机床，省了50万元”删了", MORE),
        ("这都写的啥呀，把“2022年汛期…”这些从事迹里删了", STORY),
    ],
)
def test_a_sentence_is_cut_out_shown_and_brought_back(essay: Person, said: str, left: str) -> None:
    essay.tell(MORE, said)
    assert essay.answers["deeds"] == left
    assert essay.asked == "deeds"
    gone = [piece for piece in ("抢修电梯", "三台老机床") if piece not in left]
    assert all(piece in essay.said for piece in gone)
    essay.say("撤销")
    assert essay.answers["deeds"] == f"{STORY}\n{MORE}"


def test_a_question_that_was_written_down_is_cut_by_calling_it_one(essay: Person) -> None:
    essay.tell("为什么别人做不到？", MORE, "那句问话不是事迹，删掉")
    assert essay.answers["deeds"] == f"{STORY}\n{MORE}"
    assert "别人做不到" in essay.said


def test_much_at_once_goes_only_on_a_yes(essay: Person) -> None:
    long = MORE * 4
    essay.tell(long, "刚才那段不算")
    assert essay.asked == "confirm"
    essay.say("不")
    assert essay.answers["deeds"] == f"{STORY}\n{long}"
    essay.tell("刚才那段不算", "对")
    assert essay.answers["deeds"] == STORY


def test_words_that_stand_nowhere_cut_nothing(essay: Person) -> None:
    essay.say("把“八十台电梯”从事迹里删了")
    assert essay.answers["deeds"] == STORY
    assert essay.failed


def test_the_story_is_cut_while_something_else_is_asked(essay: Person) -> None:
    essay.tell(MORE, "写完了")
    before = essay.asked
    essay.say("把“一个礼拜没回家”从事迹里删了")
    assert "一个礼拜" not in essay.answers["deeds"]
    assert "抢修电梯四十台" in essay.answers["deeds"]
    assert essay.asked == before


def test_the_story_is_read_back_whole(essay: Person) -> None:
    long = MORE * 9
    essay.tell(long, "看看主要事迹")
    assert STORY in essay.said
    assert long in essay.said
    essay.tell("写完了", "看看主要事迹")
    assert long in essay.said


@pytest.mark.parametrize(
    ("said", "papers"),
    [
        ("出材料清单", ["materials"]),
        ("出预审报告", ["review"]),
        ("政策问答也给我出一份", ["faq"]),
        ("出朝阳核对表", ["chaoyang"]),
        ("出一览表", ["roster"]),
        ("材料清单和预审报告各出一份", ["materials", "review"]),
        ("出全部", ["application", "roster", "materials", "review", "faq", "chaoyang"]),
    ],
)
@pytest.mark.parametrize("path", ["deeds", "unit_opinion", "name", "birth_date", "unit_nature", "work_history"])
def test_each_paper_comes_by_its_name_wherever_it_is_asked_for(
    filling: Person, said: str, papers: list[str], path: str
) -> None:
    filling.tell("改主要事迹", STORY, "写完了")
    label = {"deeds": "主要事迹", "unit_opinion": "推荐意见", "name": "姓名", "birth_date": "出生日期"}
    filling.say(f"改{label.get(path) or {'unit_nature': '单位性质', 'work_history': '工作经历'}[path]}")
    where = filling.asked
    filling.say(said)
    assert filling.papers == papers
    assert filling.answers == {"deeds": STORY}
    assert filling.asked == where


@pytest.mark.parametrize("path", ["姓名", "职业", "单位性质", "民族", "工作单位"])
@pytest.mark.parametrize("said", ["照片以后补", "照片先不弄", "先不弄照片 以后", "没有照片先这样", "照片回头再发"])
def test_a_field_put_off_by_its_name_leaves_the_one_being_asked(filling: Person, path: str, said: str) -> None:
    filling.say(f"改{path}")
    where = filling.asked
    filling.say(said)
    assert filling.status("photo") == "later"
    assert filling.asked == where
    assert filling.status(where or "") == ""


def test_a_photo_put_off_and_the_papers_in_one_breath(filling: Person) -> None:
    filling.tell("张建国", "没有照片先这样 出申报表")
    assert filling.status("photo") == "later"
    assert "application" in filling.papers


@pytest.mark.parametrize("said", ["先空着 让他们写", "单位写", "这个单位写", "先空着吧", "由单位领导来写"])
def test_what_others_write_is_left_to_them(filling: Person, said: str) -> None:
    filling.tell("改推荐意见", said)
    assert not filling.answers.get("unit_opinion")
    assert filling.asked != "unit_opinion"


@pytest.mark.parametrize("said", ["这个是单位写的吧 我咋填", "这个是单位写的吧", "是单位写吗？", "该单位写的吗"])
def test_asked_who_writes_it_the_question_stays(filling: Person, said: str) -> None:
    filling.tell("改推荐意见", said)
    assert filling.said
    assert not filling.answers.get("unit_opinion")
    assert filling.asked == "unit_opinion"


@pytest.mark.parametrize("said", ["单位同意推荐。", "该同志让单位省了不少钱", "他给单位写了三本操作规程"])
def test_an_opinion_that_speaks_of_the_unit_is_written(filling: Person, said: str) -> None:
    filling.tell("改推荐意见", said)
    assert filling.answers["unit_opinion"] == said
