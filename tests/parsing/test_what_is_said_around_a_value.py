"""What people say around a value is no part of it: that they chose it, found it out, took something back; and a description is no name."""

from __future__ import annotations

from typing import Any

import pytest

from dialogs.parsing import Parsed, Problem, parse
from dialogs.parsing.nameless import is_nameless
from tests.parsing.asking import TODAY, answer, form


def read(key: str, raw: str, **context: Any) -> Any:
    found = answer(key, raw, context=context)
    return found.value if isinstance(found, Parsed) else f"!{found.code}"


VALUES = (
    ("name", "诸葛明辉"),
    ("unit", "北京市政路桥"),
    ("unit_contact", "王芳"),
    ("unit_address", "北京市大兴区黄村镇兴华路5号"),
    ("occupation", "维修电工"),
    ("skill_level", "技师（二级）"),
    ("mobile", "13800138000"),
    ("education", "高中"),
    ("hukou", "河北省保定市"),
)


@pytest.mark.parametrize("lead", ["写", "就写", "那写 ", "填", "那就填", "还是写", "算了 就填 ", "问来了，"])
@pytest.mark.parametrize(("key", "value"), VALUES)
def test_that_it_is_to_be_written_is_no_part_of_it(key: str, value: str, lead: str) -> None:
    assert read(key, lead + value) == value


@pytest.mark.parametrize(
    ("key", "value"), [("occupation", "填料工"), ("unit", "北京填海工程有限公司"), ("name", "那英")]
)
def test_a_value_that_begins_like_it_stays_whole(key: str, value: str) -> None:
    assert read(key, value) == value


@pytest.mark.parametrize(
    "raw",
    [
        "就写我们队里",
        "本单位",
        "俺们公司",
        "就我们车间",
        "还是原来那个厂",
        "老单位",
        "公司名字我得问问",
        "劳务派遣公司",
        "一家物业公司",
        "某建筑公司",
        "私人老板",
        "给人打工",
        "给一个包工头干活",
        "工地上",
        "跟着老板干",
        "朋友开的汽修店",
        "我们村的施工队",
        "昌平那边一个机械厂",
        "在工地干，挂靠一个公司",
        "某某机械厂",
        "新单位还没盖章",
        "人是劳务公司的，填哪个",
    ],
)
def test_a_kind_of_employer_is_asked_about(raw: str) -> None:
    assert isinstance(answer("unit", raw), Problem)


@pytest.mark.parametrize(
    "raw",
    [
        "首钢",
        "北京市政路桥",
        "顺达汽修",
        "大兴机械厂",
        "新华印刷厂",
        "北京第一机床厂",
        "美的集团",
        "小米集团",
        "和平宾馆",
        "公交集团",
        "第一建筑公司",
        "万科物业",
    ],
)
def test_a_name_of_trades_and_places_is_a_name(raw: str) -> None:
    assert not is_nameless(raw)
    assert read("unit", raw) == raw


def test_what_a_shop_is_called_beside_what_it_is() -> None:
    assert read("unit", "自己开的修车铺，叫顺达汽修") == "顺达汽修"
    assert read("unit", "自己开的修车铺") == "!unit_vague"
    assert read("unit", "北京华嘉锅炉安装有限公司，现在改叫华嘉热能了") == "华嘉热能"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("会计潘小云", "潘小云"),
        ("出纳 王芳", "王芳"),
        ("老板张志强", "张志强"),
        ("工会主席马福来", "马福来"),
        ("班组长刘大勇", "刘大勇"),
        ("写我们会计王芳", "王芳"),
        ("党办主任欧阳志远", "欧阳志远"),
        ("管章子的刘秀英", "刘秀英"),
        ("王芳是我们出纳", "王芳"),
        ("原来是老葛 他退了 现在夏雨桐管这摊", "夏雨桐"),
        ("老葛调走了，接手的是夏雨桐", "夏雨桐"),
        ("联系人填何志远吧，他管申报", "何志远"),
        ("單位聯繫人：鄒寶田", "邹宝田"),
    ],
)
def test_the_holder_of_a_post(raw: str, name: str) -> None:
    assert read("unit_contact", raw) == name


@pytest.mark.parametrize("raw", ["会计", "我们老板", "队长", "人事主管"])
def test_a_post_alone_is_nobody(raw: str) -> None:
    assert isinstance(answer("unit_contact", raw), Problem)


def test_a_form_of_address_waits_for_the_name_that_is_to_come() -> None:
    assert read("unit_contact", "劳资科王姐") == "王姐"
    assert read("unit_contact", "劳资科王姐 大名我得问问") == "!full_name"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("姓仇 念求那个仇 仇满仓 仓库的仓", "仇满仓"),
        ("姓付，付国栋，付款的付不是师傅的傅", "付国栋"),
        ("哦得写大名啊 楚怀德", "楚怀德"),
        ("姓名乔三喜曾用名乔卫东", "乔三喜"),
        ("赵铁柱，大伙儿都叫老赵", "赵铁柱"),
    ],
)
def test_a_name_among_what_is_said_of_it(raw: str, name: str) -> None:
    assert read("name", raw) == name


def test_what_is_taken_back_goes() -> None:
    road = "石景山区杨庄大街"
    assert read("unit_address", f"{road}9号，不是6号，是9号") == f"北京市{road}9号"
    assert read("unit_address", f"{road}6号，哦不是6号，是9号") == f"北京市{road}9号"
    assert read("unit_address", "石龙工业区永安路 别写石龙工业区了 就 门头沟区永安路22号") == "北京市门头沟区永安路22号"
    assert read("occupation", "钳工 别写装配钳工") == "钳工"


def test_a_number_is_no_address_but_completes_one() -> None:
    assert read("unit_address", "36号院") == "!address_short"
    assert read("unit_address", "36号院", unit_address="石景山区八角北路") == "北京市石景山区八角北路36号院"
    assert read("unit_address", "石景山八角北路 门牌多少来着 我出去瞅一眼") == "石景山八角北路"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("公司给评的首席技师 是个称号 等级证书还是二级", "技师（二级）"),
        ("厂里按高级技师待遇，证上是技师", "技师（二级）"),
        ("首席技师", "首席技师"),
        ("技师 高级技师的证还没下来", "技师（二级）"),
        ("技师 高级技师都有", "高级技师（一级）"),
    ],
)
def test_the_level_on_the_certificate_counts(raw: str, value: str) -> None:
    assert read("skill_level", raw) == value


def test_two_trades_with_their_levels_are_asked_about() -> None:
    assert read("occupation", "钳工是高级技师，焊工是技师") == "!ambiguous"
    assert read("occupation", "钳工是高级技师") == "钳工"


@pytest.mark.parametrize(
    "raw", ["区人社和工商联两边都交了", "昌平人社局报一份，再让集团也报一份", "走工商联还是走区里"]
)
def test_two_channels_are_never_one(raw: str) -> None:
    assert isinstance(answer("recommending_body", raw), Problem)


def test_what_is_told_of_the_owner() -> None:
    assert read("unit_nature", "老板德国人 全是他们的股") == "非公经济企业（外资）"
    assert isinstance(answer("unit_nature", "老板外地人 全是他们的股"), Problem)
    assert read("unit_nature", "中国铁建下面的三级公司") == "国有企业（中央）"
    assert read("unit_nature", "不是中铁的，是民营的") == "非公经济企业（民营）"


@pytest.mark.parametrize("piece", ["单位", "就是", "一个", "写", "我们", "没过，", "叫"])
def test_no_repetition_takes_long(piece: str) -> None:
    for key, _ in VALUES:
        parse(form().spec(key), piece * 60, context={}, today=TODAY)


def test_one_of_two_is_pointed_at() -> None:
    asked = "你说的「技师（二级）还是高级技师（一级）」 "
    assert read("skill_level", asked + "后面那个") == "高级技师（一级）"
    assert read("skill_level", asked + "前面那个") == "技师（二级）"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("总部在上海，北京分公司在朝阳区望京街10号", "北京市朝阳区望京街10号"),
        ("我家住昌平，单位在海淀区清河中街68号", "北京市海淀区清河中街68号"),
        ("搬家了 新地址朝阳区金盏东路5号", "北京市朝阳区金盏东路5号"),
        ("怀柔雁栖大街21号 离市里老远了", "怀柔雁栖大街21号"),
        ("朝阳区建国路88号，SOHO现代城，A座1203", "北京市朝阳区建国路88号SOHO现代城A座1203"),
        ("朝阳区建国路88号（人事部在3楼）", "北京市朝阳区建国路88号"),
    ],
)
def test_an_address_without_what_is_said_beside_it(raw: str, value: str) -> None:
    assert read("unit_address", raw) == value


@pytest.mark.parametrize(
    "raw", ["北京市朝阳区", "公司楼下", "注册地址怀柔区迎宾南路11号，办公地址朝阳区望京西路甲50号"]
)
def test_a_district_or_two_addresses_are_asked_about(raw: str) -> None:
    assert isinstance(answer("unit_address", raw), Problem)


def test_two_contacts_are_asked_about_and_one_among_talk_is_found() -> None:
    assert read("unit_contact", "周敏和吴倩都管") == "!two_names"
    assert read("unit_contact", "没有人事，老板自己管，老板叫郑国强") == "郑国强"
    assert read("unit_contact", "经办人：苏梅；电话：010-88886666") == "苏梅"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("卯金刀刘，刘志远", "刘志远"),
        ("文刀刘 志远", "刘志远"),
        ("阎王的阎，阎志远", "阎志远"),
        ("改过名，现在叫刘志远", "刘志远"),
        ("以前叫刘小远，后来改刘志远", "刘志远"),
        ("师傅", "!name_sentence"),
        ("赵某", "!full_name"),
        ("刘志远 刘志强", "!two_names"),
    ],
)
def test_what_is_a_name_and_what_is_none(raw: str, value: str) -> None:
    assert read("name", raw) == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("汽车修理工，新证叫汽车维修工", "汽车维修工"),
        ("证丢了 应该是钳工", "钳工"),
        ("焊工证是一级", "焊工"),
        ("信息通信网络运行管理员", "信息通信网络运行管理员"),
        ("没有证", "!occupation_vague"),
        ("照证书填", "!occupation_vague"),
        ("两个都写 钳工 焊工", "!ambiguous"),
        ("钳工还是维修钳工来着", "!ambiguous"),
    ],
)
def test_what_is_said_of_the_certificate_is_no_occupation(raw: str, value: str) -> None:
    assert read("occupation", raw) == value


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("ethnicity", "改成汉族了，原来是满族", "汉族"),
        ("ethnicity", "原来是汉族，现在是满族", "满族"),
        ("political_status", "年轻时候是团员现在啥也不是", "群众"),
        ("sex", "男，不是女", "男"),
        ("sex", "女（身份证倒数第二位双数）", "女"),
        ("political_status", "中共党员（预备期）", "中共预备党员"),
        ("unit_nature", "改制前国企，现在民营", "非公经济企业（民营）"),
        ("skill_level", "注册消防工程师一级", "!professional_title"),
        ("skill_level", "消防设施操作员一级", "高级技师（一级）"),
        ("skill_level", "准高级技师", "!ambiguous"),
    ],
)
def test_what_was_and_what_is_beside_it_does_not_count(key: str, raw: str, value: str) -> None:
    assert read(key, raw) == value


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("education", "闺女是研究生，我自己高中毕业", "高中"),
        ("education", "我爸是工农兵大学生，我没他那个命，中专", "中等专业学校或中等技术学校"),
        ("political_status", "老伴是党员，我群众", "群众"),
        ("political_status", "我爸是党员，我群众", "群众"),
        ("political_status", "我爸是党员", "中共党员"),
        ("political_status", "俺不在党，家里三个兄弟都是党员，就俺是群众", "群众"),
        ("ethnicity", "媳妇儿蒙古族，我汉族", "汉族"),
        ("ethnicity", "爸爸是汉族妈妈是彝族，我身份证上是彝族", "彝族"),
        ("ethnicity", "爸是汉族妈是满族，户口随的我妈", "满族"),
        ("ethnicity", "爸是汉族妈是满族，户口随的我爸", "汉族"),
        ("skill_level", "徒弟都高级技师了，我还是个技师", "技师（二级）"),
        ("unit_nature", "我爱人在央企，我这儿是私营饭店有限公司", "非公经济企业（民营）"),
    ],
)
def test_one_s_own_beside_the_family_s(key: str, raw: str, value: str) -> None:
    assert read(key, raw) == value


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("ethnicity", "北京人", "!not_in_list"),
        ("ethnicity", "京族人", "京族"),
        ("ethnicity", "鄂温克，老有人给我写成鄂伦春", "鄂温克族"),
        ("sex", "不是女的", "男"),
        ("sex", "上回填错了，是女不是男", "女"),
        ("sex", "我替我爸填的，他男", "男"),
        ("political_status", "去年还是预备，今年一月转正了", "中共党员"),
        ("political_status", "去年还是预备，今年还没转正", "中共预备党员"),
        ("political_status", "预备的，下个月就转正了", "中共预备党员"),
        ("political_status", "十八岁入团二十五入党党龄快三十年了", "中共党员"),
        ("unit_nature", "香港老板开的", "非公经济企业（外资）"),
        ("unit_nature", "外地老板开的", "非公经济企业（民营）"),
        ("skill_level", "09年考下来的技师，去年又报了高级技师，成绩还没出来呢", "技师（二级）"),
        ("name", "本人刘桂芳", "刘桂芳"),
        ("name", "免贵姓单，单名一个雷字", "单雷"),
        ("occupation", "职业（工种）名称：钟表维修工", "钟表维修工"),
        ("unit", "咱厂现在改叫北京京丰轴承有限公司，老名儿是丰台轴承厂", "北京京丰轴承有限公司"),
    ],
)
def test_a_word_counts_as_it_is_meant(key: str, raw: str, value: str) -> None:
    assert read(key, raw) == value
