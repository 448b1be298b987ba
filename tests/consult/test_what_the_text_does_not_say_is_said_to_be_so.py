"""A question may be about a topic of ours and still ask for a point that neither document holds."""

from __future__ import annotations

import pytest

from dialogs.catalogue import Catalogue
from dialogs.consult import Consult
from dialogs.consult.reading import lexicon
from dialogs.text import simplified


@pytest.mark.parametrize(
    ("said", "silent"),
    [
        ("照片要什么底色", "照片背面要不要写名字"),
        ("封面能不能精装", "封面能不能覆膜"),
        ("公示由谁来做", "公示要做几天"),
        ("申报表盖什么章", "申报表能不能盖人名章"),
        ("写不下能加附页吗", "附页最多加几页"),
        ("申报表交几份", "支撑材料交几份"),
        ("朝阳有体检吗", "朝阳体检在哪家医院"),
        ("征求意见稿里有看电影的福利吗", "征求意见稿里看电影能带老伴吗"),
        ("证书是谁发的", "称号的有效期是几年"),
        ("归口单位要组织专家审核吗", "评审专家组有几个人"),
        ("归口单位哪天前要报到市里", "我们区里内部哪天收材料"),
        ("承诺那里要本人签字吗", "承诺那里能让儿子代签吗"),
        ("工作单位栏照公章填吗", "交完材料单位改名了怎么办"),
        ("企业认定的技师证算不算", "机关工勤岗的技师证算不算"),
    ],
)
def test_one_point_apart_the_answer_turns_silent_and_still_quotes_the_nearest(
    consult: Consult, said: str, silent: str
) -> None:
    assert consult.ask(said).outcome == "answered"
    found = consult.ask(silent)
    assert found.outcome == "not_stated"
    assert "未载明" in found.text
    assert any(s.quote for s in found.sources)


@pytest.mark.parametrize(
    ("ours", "elsewhere"),
    [
        ("昨晚看球赛喝多了，申报材料最晚哪天交", "昨晚看球赛喝多了，今天头疼吃什么药"),
        ("从亦庄来的，我们经开区的单位找谁推荐", "从亦庄坐地铁去西单怎么倒车"),
        ("我们厂是军工的，材料涉密怎么办", "军工基金套牢了割肉不"),
        ("姓名栏写小名行不行", "给孙子起个小名叫什么好"),
    ],
)
def test_a_word_shared_with_daily_life_does_not_carry_an_answer(consult: Consult, ours: str, elsewhere: str) -> None:
    assert consult.ask(ours).outcome == "answered"
    assert consult.ask(elsewhere).outcome == "out_of_scope"


def test_words_held_to_be_unsaid_stand_in_neither_document(catalogue: Catalogue) -> None:
    lex = lexicon()
    texts = simplified("".join(e.source for e in catalogue.editions.values()))
    words = [w for w, meaning in lex.words.items() if meaning and not lex.unsaid.isdisjoint(meaning)]
    assert len(words) > 100
    assert [w for w in words if w in texts] == []


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("高级技师直接评高级工程师的贯通怎么弄", "单位人事"),
        ("孩子要在海淀上小学，没户口要哪几证", "教育委员会"),
        ("居住证到期了去哪续签", "派出所"),
        ("高新技术企业怎么认定", "科技"),
        ("市级非遗传承人怎么申请", "文化和旅游"),
        ("高级工几年能考技师", "评价机构"),
        ("特级技师和首席技师谁级别高", "评价机构"),
        ("职工创新成果奖发多少奖金", "发奖的部门"),
        ("七二年的女工人什么时候能退休", "社保"),
        ("教师资格证去哪儿注册", "教育"),
        ("工艺美术大师怎么评", "工艺美术"),
    ],
)
def test_a_neighbouring_matter_names_who_can_tell(consult: Consult, question: str, who: str) -> None:
    found = consult.ask(question)
    assert found.outcome == "out_of_scope"
    assert who in found.next_step


@pytest.mark.parametrize("story", ["我退伍以后就进了厂", "单位上过电视台的采访"])
def test_a_word_no_text_holds_told_before_does_not_silence_what_is_asked(consult: Consult, story: str) -> None:
    assert consult.ask(f"{story}，申报材料最晚哪天交").outcome == "answered"


@pytest.mark.parametrize(
    "said", ["asdfgh", "qwer 123 zxcv", "jkl;jkl; 呃呃呃", "666 888", "lol omg", "你个傻机器人说人话", "滚一边去"]
)
def test_keys_at_random_and_scolding_are_no_question(consult: Consult, said: str) -> None:
    assert consult.ask(said).outcome == "out_of_scope"
    assert consult.ask(f"{said}，申报表交几份").outcome == "answered"


@pytest.mark.parametrize(
    ("told", "condition", "elsewhere"),
    [
        ("巡检时我发现管道裂了，及时停机没出大事，能写成条件吗", "cond1", "手机屏裂了，修一个多少钱"),
        ("我琢磨出一套法子，班产翻番", "cond2", "琢磨着买只股票，能翻番吗"),
        ("我写的工艺别的厂也在用，参编过地标", "cond3", "别的厂发多少工资"),
        ("带出来的徒弟都当了班组长", "cond4", "徒弟结婚送什么礼"),
    ],
)
def test_a_deed_told_points_to_its_condition_and_its_words_alone_do_not(
    consult: Consult, told: str, condition: str, elsewhere: str
) -> None:
    assert consult.ask(told).entry_id == condition
    assert consult.ask(elsewhere).outcome == "out_of_scope"


@pytest.mark.parametrize("trade", ["中式烹调师", "美发师", "焊工"])
def test_a_level_told_is_held_against_the_notice_and_an_examination_is_not(consult: Consult, trade: str) -> None:
    assert consult.ask(f"{trade} 二级的本本，够格不够").entry_id == "level"
    assert consult.ask(f"{trade}二级去哪儿考").outcome == "out_of_scope"
