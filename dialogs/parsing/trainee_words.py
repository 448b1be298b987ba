"""The ways to say how many of which trade were trained, brought to one: 工种 等级 人数 (焊工高级工5人)."""

from __future__ import annotations

import re

from dialogs.parsing.mends import mended
from dialogs.parsing.numerals import CHINESE, number, paired
from dialogs.parsing.totals import settled

_N = rf"(?:[0-9]{{1,5}}|[{CHINESE}]{{1,6}})"
_UNIT = r"(?:个人|个|名|位|人)"
LEVEL = r"(?:技师[、和及与/]*高级技师|高级技师[、和及与/]*技师|高级技师|技师|高级工|初级工?[、和及与/]*中级工?|初中级工?|初级工?|中级工?|高级(?!技)|[一二三四五]级工?)"
JOB = r"[\u4e00-\u9fff]{1,10}?(?:工|员|师|手)"
_NO_JOB = re.compile(
    r"(?:初级|中级|高级|[一二三四五]级|初中级)工$|^(?:职|员|徒|学徒"
    r"|民|青|女|男|打)工$|技师$|学员$|^人员$|成员$|职工$|员工$|老师$|教师$"
    r"|导师$|^师$|^工$|^(?:都|全)是|选手$"
)
_LASTED = re.compile(
    rf"(?:这|近|前|头|后|最近)?(?:{_N}|好)?(?:多|来|几|数)?(?:个)?(?:年|天|月|学期)(?:多|来|里|间|以来|的时间|半)?(?![龄级度])|(?:这|近|好)几年"
)
_DATED = re.compile(
    rf"(?:从|自)?(?:[0-9]{{2,4}}|[{CHINESE}]{{2,4}})年(?:[0-9]{{1,2}}月)?(?:到现在|至今|以来|开始|起|到今天|[到至])?"
)
# 高级工（三级）
_SAME_LEVEL = re.compile(rf"({LEVEL})\s*[(（]\s*(?:国家职业资格)?{LEVEL}\s*[)）]")


def is_job(word: str) -> bool:
    """Whether the word can be a trade: 焊工, 评茶员; not 高级工, 学员, 职工."""
    return len(word) > 1 and not _NO_JOB.search(word)


def said_plainly(text: str) -> str:
    """The text with corrections made, spans of time left out, 俩 and 仨 as numbers, and each trade before its level."""
    text = re.sub(r"初级[、和]?中级(?=[^工、和])", "初中级", _reached(mended(text)))
    whose = re.search(rf"(?:带|教|培养)(?:出来?|过)?的(?P<job>{JOB})(?:里头?|里面|中|当中)[,，\s]*", text)
    if whose and is_job(whose["job"]):
        text = f"{text[: whose.start()]}{text[whose.end() :]}，都是{whose['job']}"
    text = re.sub(r"(?:^|(?<=[,，。;；]))\s*(?:另外|还有|再有)(?:还有)?(?=[\u4e00-\u9fff])", "", text)
    text = settled(paired(text))
    text = _LASTED.sub("", _DATED.sub("", text))
    text = _shared(_SAME_LEVEL.sub(r"\1", text))
    for pattern, order in _ORDERS:
        text = pattern.sub(lambda m, order=order: order.format(**m.groupdict()) if is_job(m["job"]) else m[0], text)  # type: ignore[misc]
    return text


_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万雷钱汤尹黎易常武乔贺赖龚文"
_PERSON = rf"(?:[小老阿大][{_SURNAMES}]|[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)"
_REACHED = re.compile(
    rf"(?:其中|只有|就|有|后来|,|，|、)*(?P<names>{_PERSON}(?:[、,，和与跟\s]*{_PERSON})*)(?:他们)?(?:[俩仨]|[两三四]个人?)?(?:也|都|已经|又|先后|后来)*"
    rf"(?:考|评|拿|取得|升|晋|获得?|当|是|成)(?:了|到|上|过|为|得|下|的)*(?P<level>{LEVEL})(?:一个人|[两俩三仨]个?人)?"
)


def _reached(text: str) -> str:
    """小李小王都考了高级工 as 高级工2人: people called by their names are counted."""
    return _REACHED.sub(lambda m: f"，{m['level']}{len(re.findall(_PERSON, m['names']))}人，", text)


_ORDERS = (
    # 中级工美发师15人, 技师美发师3人
    (
        re.compile(rf"(?P<level>初中级工|初级工|中级工|高级工|技师)(?P<job>(?!技师){JOB})\s*(?P<n>{_N})(?={_UNIT})"),
        "{job}{level}{n}",
    ),
    # 初级中级车工20名, 高级车工6名
    (
        re.compile(
            rf"(?P<level>初级[、和]?中级|初中级|初级|中级|高级)(?P<job>(?!工|技)[\u4e00-\u9fff]{{1,8}}?工)\s*(?P<n>{_N})(?={_UNIT})"
        ),
        "{job}{level}工{n}",
    ),
    # 高级工5人（焊工）
    (re.compile(rf"(?P<level>{LEVEL})\s*(?P<n>{_N}\s*{_UNIT})\s*[(（]\s*(?P<job>{JOB})\s*[)）]"), "{job}{level}{n}"),
    # 高级工（焊工）5人
    (re.compile(rf"(?P<level>{LEVEL})\s*[(（]\s*(?:工种)?[:：]?(?P<job>{JOB})\s*[)）]"), "{job}{level}"),
    # 高级工：焊工 5人, 高级工 焊工，5人
    (
        re.compile(
            rf"(?P<level>{LEVEL})\s*[:：\s]\s*(?P<job>{JOB})\s*[,，:：\s]?\s*(?P<n>{_N})(?={_UNIT}|$|[\s,，。;；])"
        ),
        "{job}{level}{n}",
    ),
)
_SHARED = re.compile(
    rf"(?:(?P<level>{LEVEL})(?:有|共|一共)?\s*(?P<all>{_N})\s*{_UNIT}?|(?P<all2>{_N})\s*{_UNIT}\s*的?(?P<level2>{LEVEL}))[\s,，:：]*\s*[(（]?(?:里面|里头|其中|当中|里|中)?(?:有|是)?"
    rf"(?P<parts>(?:{_N}\s*{_UNIT}\s*(?:是|干)?{JOB}[、,，和]?|{JOB}\s*{_N}\s*{_UNIT}?[、,，和]?){{2,}})[)）]?"
)
_PART = re.compile(rf"(?P<a>{_N})\s*{_UNIT}\s*(?:是|干)?(?P<b>{JOB})|(?P<c>{JOB})\s*(?P<d>{_N})")


def _shared(text: str) -> str:
    """高级工8人（焊工5人、钳工3人) as 焊工高级工5人、钳工高级工3人, where the parts make the whole."""
    hit = _SHARED.search(text)
    if hit is None:
        return text
    parts = [(m["b"] or m["c"], number(m["a"] or m["d"]) or 0) for m in _PART.finditer(hit["parts"])]
    if sum(n for _, n in parts) != number(hit["all"] or hit["all2"]) or not all(is_job(j) for j, _ in parts):
        return text
    return (
        text[: hit.start()]
        + "、".join(f"{j}{hit['level'] or hit['level2']}{n}人" for j, n in parts)
        + "；"
        + text[hit.end() :]
    )
