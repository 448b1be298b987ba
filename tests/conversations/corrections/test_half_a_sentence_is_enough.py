from __future__ import annotations

import pytest

from tests.conversations.person import Person
from tests.understanding.corpus import id_number

SAID = [
    ("手机改13800138000", "mobile", "13800138000"),
    ("电话改13800138000", "mobile", "13800138000"),
    ("改手机号 13800138000", "mobile", "13800138000"),
    ("应该叫陈大河", "name", "陈大河"),
    ("改名字：陈大河", "name", "陈大河"),
    ("名字写错了，是陈大河", "name", "陈大河"),
    ("学历改本科", "education", "大学本科"),
    ("民族错了，回族", "ethnicity", "回族"),
    ("单位地址不对 应该是北京市朝阳区建国路9号", "unit_address", "北京市朝阳区建国路9号"),
    ("单位名称少了个字，是北京市第一机床厂", "unit", "北京市第一机床厂"),
    ("联系人换人了，叫王芳", "unit_contact", "王芳"),
    ("焊工改钳工", "occupation", "钳工"),
    ("我是党员，刚才说错了", "political_status", "中共党员"),
    ("刚才说错了，是2004年7月参加工作", "work_start", "2004-07"),
    ("不是高级技师是技师", "skill_level", "技师（二级）"),
    ("焊工证是技师不是高级技师", "skill_level", "技师（二级）"),
    ("等级填高了，是技师", "skill_level", "技师（二级）"),
    ("户口写错啦我是密云的", "hukou", "北京市密云区"),
    ("工种应该写电焊工", "occupation", "电焊工"),
    ("名字里的建是健康的健", "name", "张健国"),
    ("名字最后一个字是果实的果", "name", "张建果"),
    ("我姓章不姓张", "name", "章建国"),
    ("单位改名了，叫北京机床集团有限公司", "unit", "北京机床集团有限公司"),
    ("地址搬了，在通州区新华大街5号", "unit_address", "北京市通州区新华大街5号"),
    ("手机尾号应该是6789", "mobile", "13910016789"),
]


@pytest.mark.parametrize(("text", "path", "value"), SAID)
def test_the_change_is_made_and_nothing_else(reviewing: Person, text: str, path: str, value: str) -> None:
    before = reviewing.answers
    reviewing.say(text)
    assert reviewing.answers == {**before, path: value}
    assert reviewing.asked == "review"


@pytest.mark.parametrize(
    "text", ["改手机", "手机改一下", "手机写错了", "手机少打了一位", "把手机号改了", "能改一下手机号吗", "怎么改手机号"]
)
def test_without_a_value_it_is_asked_for(reviewing: Person, text: str) -> None:
    before = reviewing.answers
    reviewing.say(text)
    assert reviewing.asked == "mobile"
    reviewing.say("13800138000")
    assert reviewing.answers == {**before, "mobile": "13800138000"}


def test_the_one_before_is_the_one_answered_before(filling: Person) -> None:
    filling.tell("张建国", "男", "汉族", "上一个写错了，是回族")
    assert filling.answers["ethnicity"] == "回族"


def test_should_be_is_an_answer_where_it_answers_what_is_asked(filling: Person) -> None:
    filling.say("应该叫陈大河")
    assert filling.answers == {"name": "陈大河"}
    filling.say("应该是男的")
    assert filling.answers["sex"] == "男"


@pytest.mark.parametrize("text", ["单位改过名，写新名还是老名？", "改名字要什么手续？"])
def test_a_question_about_changing_changes_nothing(reviewing: Person, text: str) -> None:
    before = reviewing.answers
    reviewing.say(text)
    assert reviewing.answers == before


def test_an_id_that_agrees_with_the_new_value_is_left_alone(filling: Person) -> None:
    woman = id_number("11010519850306002")
    filling.tell("张建国", "男", "女，身份证" + woman)
    filling.say("性别改成女")
    assert filling.answers["sex"] == "女"
    assert filling.status("id_number") == "answered"


def test_an_id_that_is_odd_in_itself_contradicts_nothing(filling: Person) -> None:
    filling.tell("张建国", "男", "身份证号" + id_number("88010519850306002"))
    assert filling.answers["sex"] == "男"
    filling.say("性别改成女")
    assert filling.answers["sex"] == "女"
    assert filling.status("id_number") == "answered"


def test_an_id_that_contradicts_is_named_and_asked(filling: Person) -> None:
    man = id_number("11010519850306001")
    filling.tell("张建国", "男", "身份证号" + man)
    filling.say("性别改成女")
    assert filling.asked == "confirm"
    assert "身份证" in filling.text
    assert "男" in filling.text
    filling.say("对")
    assert filling.answers["sex"] == "女"
    assert filling.status("id_number") == "stale"


def test_a_start_of_work_that_agrees_with_the_birth_is_simply_changed(reviewing: Person) -> None:
    reviewing.say("参加工作时间改成2004年8月")
    assert reviewing.asked == "review"
    assert reviewing.answers["work_start"] == "2004-08"


def test_what_kind_of_employer_it_is_is_not_its_name(reviewing: Person) -> None:
    before = reviewing.answers
    reviewing.say("我们单位是央企")
    assert reviewing.answers == before
    assert reviewing.asked == "confirm"
    reviewing.say("对")
    assert reviewing.answers == {**before, "unit_nature": "国有企业（中央）"}


def test_one_cell_of_a_row_by_its_column(reviewing: Person) -> None:
    reviewing.say("岗位不是班组长是工段长")
    assert reviewing.answers["work_history"][0]["post"] == "工段长"


def test_a_new_contact_comes_with_a_new_telephone(reviewing: Person) -> None:
    reviewing.say("人事换人了，现在是赵芳，电话65556666")
    assert reviewing.answers["unit_contact"] == "赵芳"
    assert reviewing.answers["unit_phone"] == "010-65556666"
