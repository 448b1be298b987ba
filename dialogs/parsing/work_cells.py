"""The cells of one stint, from what is left of its sentence once the time is out: 在首钢当轧钢工，班长，高级工."""

from __future__ import annotations

import re
from typing import Any

from dialogs.parsing import rowtext
from dialogs.parsing.levels import LEVELS, level_in
from dialogs.parsing.occupations import ENDING
from dialogs.parsing.outcome import Problem
from dialogs.parsing.reply import Reply
from dialogs.parsing.row_above import from_above, like_above
from dialogs.parsing.units import SUFFIX

_LABELS = {
    r"(?:工作)?单位(?:及部门|和部门)?|公司": "unit",
    r"(?:从事)?职业|工种": "occupation",
    r"(?:工作)?岗位|职务|部门岗位": "post",
    r"(?:职业资格|技能)?等级|级别": "skill_level",
}
TRADES = (
    r"轧钢|炼钢|炼铁|焊接|电焊|气焊|修车|开车|炒菜|做饭|开天车|开吊车"
    r"|修电梯|砌墙|装修|修理|维修|铸造|锻造|抹灰|跑车|理发|烧锅炉|值班"
    r"|跑运输"
)
_VERB = re.compile(
    r"(?<=[^\s,，;；\t])(?:工作|上班)?[,，]?\s*(?:先后|先是|先|后来"
    r"|后|一直|主要|当时|开始|又|也|还|仍然?|依然|就)?(?:从事|担任|任职|(?<![责信主兼委])任(?=[\u4e00-\u9fff]{1,12})"
    r"|当上?了?|做(?!饭|工作)|干(?!部|洗|燥|法|式|混)|搞|负责|是(?=[\u4e00-\u9fff]{1,8}(?:工"
    r"|员|师|长)))(?:的是|过|了)?"
)
_OPERATES = re.compile(r"(?<=公司|集团|中心)(?=(?:开|烧|修|跑|炒)[\u4e00-\u9fff])")
_IN = re.compile(
    r"^(?:我|本人|一直|还|就|都|又|先|后来?|之后|然后|接着|(?:技校|中专|职高|大专|大学|学校|部队)?(?:毕业|退伍|复员|转业)(?:以?后)?|参加工作|分配"
    r"|安置|复员|退伍|转业|自|期间|当时|从|份|起(?!重|吊|动|草|源)|开始|以来|[\s,，:：、])*(?:还是)?(?:在"
    r"|到(?!现)|来(?:的|了|到)|进了?入?的?|去了?|调到了?|调入|调至|分配到了?|分到了?"
    r"|换到了?|换去了?|跳到了?|跳去了?|入职|就职于|任职于|供职于|转到了?|跳槽到了?|于)?(?:的)?"
)
_AWAY = re.compile(r"(?:工作|上班|干活|任职|就职|干|待着|待|呆着?|服役|上学|读书|学习)(?:的|了|过)?$|(?:的|了)$")
_POST = re.compile(
    r"(?:长|主任|经理|主管|领班|骨干|负责人|学徒工?|徒工|带头人|首席"
    r"|主操|副操|岗位?|操作手|教练|教师|导师|书记|总监|助理|顾问|干部"
    r"|调度|工程师|技术员)(?:[(（][^()（）]+[)）])?$"
)
_DEPARTMENT = re.compile(r"(?:车间|班组|工段|分厂|科|室|部|队|组|处|中心|班|站|作业区|产线|生产线)$")
_GLUED = re.compile(
    r"(.{2,}(?:公司|集团|厂|医院|学校|学院|中心|饭店|酒店|局|所|车间"
    r"|超市|商场|商厦|百货|大厦|饭庄|酒楼|宾馆|餐厅|食堂|后厨|厨房|店(?!员|长)|公园|剧院|影院|机场|码头|部队|车辆段|(?:面点|操作|制作|裱花|包装|配电|工具|熟食|[冷热凉]菜)间"
    r"|处|站|队|班))((?!.*(?:公司|厂))(?!职工|员工|普工|人员)[\u4e00-\u9fff]{1,10}(?:工|员"
    r"|师傅?|司机))"
)
# 当上班长, 提了车间主任, 改干油漆工: what the words before a post or trade say is that one became it
_BECAME = re.compile(
    r"(?:后来|然后|又|还|也|就|再|被|我)*(?:当上?了?|(?:提拔?|提升|升|晋升)(?:为|成|到|任|上|了)+|(?:提拔|提升|提|晋升|升任?)(?=[一-鿿]{0,6}(?:长|主任|经理|主管|领班|书记)$)|(?:转|改)(?:成|为|行|做|干|当|了)+|干(?!洗|燥|部|法|式|电|线|混)|是)"
    r"(?=[一-鿿]{2,})"
)
_TURNED = re.compile(r"(?:后来|又|就)*(?<![电技])[改转]行?(?:去|来)?(?=[干做当](?!线|法))")
_NO_CELL = re.compile(
    r"(?:换|调|转|跳)了?(?:个|家|一个|一家)?(?:厂子?|单位|公司|地方|工作)|(?:一直)?没(?:有)?(?:挪|动|换)(?:过)?(?:窝|地方|单位)|(?:也|还|都|又|就|仍|仍然|依然|一直|后来|现在|目前|同时|兼|并|另外)+(?:是|在)?|(?:也|还|又|平时|同时|兼着?)*带(?:着|了|过)?(?:[0-9一二两三四五六七八九十几]+个)?(?:徒弟|学徒|徒)"
)
_PROMOTED = re.compile(
    r"[\s,，、]*(?:(?P<year>(?:19|20)?[0-9]{2}年(?:[0-9]{1,2}月)?)|(?P<then>后来|然后|接着))?(?:我|又|再|就|才)*(?P<got>考|评|拿|取得|升|晋|获得?|转)?(?:了|到|上|为|的|成)*"
    r"(?P<level>高级技师|技师|高级工|中级工|初级工)(?:[(（][一二三四五1-5]级[)）])?(?!学|协|工作室)"
)
_APPOINTED = ("首席", "特级", "学徒")
_APPRENTICED = re.compile(
    r"(?:跟着?|随|拜)(?:了)?(?:[一-鿿]{0,3})?师[傅父](?:后[头面])?(?:当|做)?(?:学徒工?|学(?:手艺|艺|技术|活儿?)|学(?=[一-鿿]{1,6}工))?"
)
_ARRIVED = re.compile(r"(?:进|入)?(?:厂|公司|单位|校)")
_BARE_LABELS = {
    "单位": "unit",
    "职业": "occupation",
    "工种": "occupation",
    "岗位": "post",
    "职务": "post",
    "等级": "skill_level",
    "级别": "skill_level",
}
_BARE_LABEL = re.compile(r"(单位|职业|工种|岗位|职务|等级|级别)(?:是|为|[变改换转]成?为?了?)?(.{2,})$")


def fill_cells(reply: Reply, rest: str, row: dict[str, Any], above: dict[str, Any]) -> Problem | None:
    """Puts what `rest` tells into `row`; `above` is the row before (同上)."""
    pointed = from_above(_TURNED.sub("", _held_at_last(_APPRENTICED.sub("\t学徒\t", rest))), above)
    if pointed is None:
        return reply.problem("nothing_above", partial=row)
    same, others, rest = pointed
    named, rest = rowtext.labelled(rest.replace("｜", "\t").replace("│", "\t"), _LABELS)
    row |= same
    for column, text in named.items():
        if not like_above(text, column):
            row[column] = _tidy(text) if column != "skill_level" else (level_in(text) or (text, 0, 0))[0]
        elif above.get(column):
            row[column] = above[column]
        else:
            return reply.problem("nothing_above", partial=row)
    rest = re.sub(
        r"^[\s\t,，:：、;；。]*(?:自|从|打(?=[\s\t])|时间|起止年月|(?:起|开始)(?:时间|年月)?(?=[:：]))?[\s\t,，:：、;；。]*(?:期间"
        r"|份|起|止|为止|[底初末])?(?=[\s\t,，:：、;；。在到进]|$|[\u4e00-\u9fff])",
        "",
        rest,
    )
    located = bool(re.match(r"[\s\t,，:：、]*(?:我|一直|都|就)*(?:在|到|进了?|入职)", rest))
    marked = _OPERATES.sub("\t\x01", _VERB.sub("\t\x01", _IN.sub("", rest, count=1)))
    segments = [
        s
        for s in re.split(r"[,，;；。、\t\n|]+|\s{1,}|(?<=[\u4e00-\u9fff])[/／](?=[\u4e00-\u9fff])", marked)
        if s.strip(" \x01")
    ]
    for index, segment in enumerate(segments):
        done = segment.startswith("\x01")
        text = _tidy(segment.lstrip("\x01"))
        if not text or _ARRIVED.fullmatch(text) or _NO_CELL.fullmatch(text):
            continue
        if done and "unit" in same and _DEPARTMENT.search(text) and "occupation" not in row:
            row["unit"] += text.removeprefix("的")
            continue
        became = _BECAME.match(text)
        if became and (_POST.search(text[became.end() :]) or ENDING.search(text[became.end() :])):
            text, done = text[became.end() :], True
        if (
            index == 0
            and located
            and not done
            and "unit" not in row
            and not _GLUED.fullmatch(text)
            and len(text) < 30
            and not level_in(text)
        ):
            trade = re.fullmatch(rf"(.{{2,}}?)({TRADES})", text)
            row["unit"] = trade[1] if trade else text
            if trade:
                row["occupation"] = trade[2]
            continue
        _place(row, text, done=done, first=index == 0)
    for column, value in others.items():
        row.setdefault(column, value)
    return None


def _tidy(text: str) -> str:
    text = _IN.sub("", text.strip(" \x01。.：:“”\"'（）()"), count=1).strip()
    cut = _AWAY.sub("", text)
    return (cut if len(cut) >= 2 else text).replace("(", "（").replace(")", "）")


def _place(row: dict[str, Any], text: str, *, done: bool, first: bool) -> None:
    """Puts one piece of the sentence into the cell it belongs to."""
    label = _BARE_LABEL.match(text)
    if label and _BARE_LABELS[label[1]] not in row:
        level = level_in(label[2])
        row[_BARE_LABELS[label[1]]] = level[0] if level and label[1] in ("等级", "级别") else label[2]
        return
    novice = re.fullmatch(r"(.{1,10}工)(学徒工?)", text)
    if novice and "occupation" not in row:
        row["occupation"], row["post"] = novice[1], novice[2]
        return
    level = level_in(text)
    if level and not (first and not done and SUFFIX.search(text)):
        left = text[: level[1]] + "\t" + text[level[2] :]
        left = re.sub(
            r"技师|国家职业资格|职业资格|等级|[一二三四五1-5]级|[（(）)/]|证书?"
            r"|取得|拿到?了?|考取?了?|持有?|资格|是|为",
            "",
            left,
        ).strip("\t ")
        _level(row, level[0])
        if len(left.replace("\t", "")) < 2:
            return
        text = left.replace("\t", "")
    glued = _GLUED.fullmatch(text) if "unit" not in row and not done else None
    if glued:
        row["unit"], row["occupation"] = glued[1], glued[2]
    elif (
        "unit" not in row
        and not done
        and (first or SUFFIX.search(text))
        and not (ENDING.fullmatch(text) or _is_job(text))
    ):
        trade = re.fullmatch(rf"(.{{2,}}?)({TRADES})", text)
        if trade and not SUFFIX.search(text):
            row["unit"], row["occupation"] = trade[1], trade[2]
        else:
            row["unit"] = text
    elif _POST.search(text) and not (done and ENDING.search(text) and "occupation" not in row):
        row.setdefault("post", text)
    elif _DEPARTMENT.search(text) and not done and "occupation" not in row and "unit" in row:
        row["unit"] += text
    elif ENDING.search(text) or (done and "occupation" not in row):
        row.setdefault("occupation" if "occupation" not in row else "post", text)
    elif "unit" not in row and not done:
        row["unit"] = text
    elif "occupation" not in row:
        row["occupation"] = text
    else:
        row.setdefault("post", text)


def _level(row: dict[str, Any], level: str) -> None:
    """A level; where two are told, 首席技师, 特级技师 and 学徒工 beside an ordinary one are the post."""
    said = row.get("skill_level")
    if said and level.startswith(_APPOINTED) != str(said).startswith(_APPOINTED):
        post, level = (level, said) if level.startswith(_APPOINTED) else (said, level)
        row.setdefault("post", post)
        row["skill_level"] = level
    row.setdefault("skill_level", level)


def _held_at_last(rest: str) -> str:
    """Of several levels reached one after the other (06年技师12年高级技师) the highest, as the form's row has one cell."""
    found = list(_PROMOTED.finditer(rest))
    reached = [level for hit in found if (level := level_in(hit["level"])) is not None]
    if len({level[0] for level in reached}) < 2 or not any(hit["year"] or hit["then"] or hit["got"] for hit in found):
        return rest
    best = min((level[0] for level in reached), key=LEVELS.index)
    return _PROMOTED.sub("\t", rest) + f"\t{best}"


def _is_job(text: str) -> bool:
    return bool(ENDING.search(text)) and len(text) <= 8 and not SUFFIX.search(text)


def own_cell(text: str) -> str:
    """The cell that a word of its own belongs to: 班长 is a post, 高级技师 a level; empty where the word shows none."""
    level = level_in(text)
    if level is not None and level[2] - level[1] >= len(text) - 2:
        return "skill_level"
    return "post" if _POST.search(text) and len(text) <= 8 else ""
