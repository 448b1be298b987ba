"""Values that speak for themselves: 我叫…, an ID number, 党员, 汉族, 1980年5月12日出生, 在首钢干轧钢."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dialogs.parsing import Parsed, Problem
from dialogs.understanding.message import Clause, squeeze
from dialogs.understanding.scene import Scene
from dialogs.understanding.takes import Take, apart
from dialogs.understanding.words import pattern, words

_DATE = r"(?:(?:1[89]|20)?\d{2}|[一二三四五六七八九零〇]{2,4})(?:年|[.\-/])\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:(?:月|[.\-/])(?:份)?(?:\s*(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})\s*[日号]?)?)?"
_ETHNIC = (
    "蒙古|维吾尔|哈萨克|柯尔克孜|达斡尔|塔吉克|乌孜别克|俄罗斯|鄂温克|鄂伦春|塔塔尔|高山|拉祜|仫佬|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|德昂|保安|裕固|独龙|赫哲|门巴|珞巴|基诺|"
    "布依|朝鲜|土家|哈尼|傈僳|东乡|纳西|景颇|汉|回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|京"
)
_LEVEL = r"(?:特级技师|首席技师|高级技师|技师|高级工|中级工|初级工)(?:\s*[(（]\s*[一二三四五]级\s*[)）])?"

# (field, expression, whether it names its field); group `v` is the value where there is one
_SHAPES: tuple[tuple[str, str, bool], ...] = (
    ("id_number", r"(?<![\da-z])\d(?:[ \-]?\d){16}[ \-]?[\dx](?![\da-z])", True),
    ("mobile", r"(?<!\d)(?:\+?86[ \-]?)?1[3-9]\d(?:[ \-]?\d){8}(?!\d)", True),
    ("unit_phone", r"(?<!\d)\(?0?10\)?[ \-]\d{4}[ \-]?\d{4}(?:(?:[ \-]|转|分机|ext\.?)+\d{1,6})?(?!\d)", True),
    ("birth_date", rf"(?:出生于|生于|生日是?|出生日期是?|出生在)(?P<v>{_DATE})", True),
    ("birth_date", rf"(?P<v>{_DATE})(?:份)?(?:出生|生人|生的|生日|生(?![产活病前]))", True),
    ("work_start", rf"(?P<v>{_DATE})(?:份)?(?:开始|就|起|时|那会儿)?(?:参加(?:的)?工作|参工|上(?:的)?班|工作的|入职)(?:的)?", True),
    ("work_start", rf"(?:参加工作|参工)(?:时间)?(?:是|于|在)?(?P<v>{_DATE})", True),
    ("ethnicity", rf"(?:{_ETHNIC})族(?![自人文风歌舞])", False),
    ("political_status", r"(?:中共)?预备党员|(?:中共|共产)?党员(?!活动|代表|先锋|干部)|共青团员|团员|民革会员|民盟盟员|民建会员|民进会员|农工党党员|致公党党员|九三学社社员|台盟盟员|无党派民主人士|无党派人士|无党派|群众(?!路线|工作|团体)", False),
    ("education", r"(?:大学)?本科(?:学历|毕业|生)?|大学专科(?:学历|毕业)?|大专(?:学历|毕业|生)?|专科学历|中专(?:学历|毕业|生)?|技校(?:毕业|学历|生)?|职高(?:毕业|学历)?|高中(?:学历|毕业|文化|生)?|初中(?:学历|毕业|文化|生)?|小学(?:学历|毕业|文化)|(?:硕士|博士)(?:研究生|学历|毕业)?|研究生(?:学历|毕业)?", False),
    ("skill_level", rf"{_LEVEL}(?!学院|学校|协会|特殊|津贴|工作室|证书?编号)", False),
    ("sex", r"(?:性别)?(?P<v>男|女)(?:性|的|同志|士|生)?", False),
    ("unit_nature", r"(?:国有企业|国企|央企|中央企业|市属国企|区属国企|市属国有企业|区属国有企业|事业单位|民营企业|民企|私企|私营企业|外企|外资企业|合资企业|个体工商户|个体户)", False),
)  # fmt: skip
_NAMED = re.compile(
    r"(?:我的名字叫|我的名字是|我名字叫|名字叫|我叫|我姓名叫|俺叫|本人叫)(?P<v>[一-鿿㐀-䶿𠀀-𯨟·•]{2,15})"
)
_NAME_STOPS = re.compile(
    rf"男|女|今年|(?:{_ETHNIC})族|我|是|在|来自|住|身份证|手机|电话|中共|党员|群众|团员|高级|技师|本科|大专|中专|\d|,|，|的|干|做|当|毕业|出生|，"
)
_WORKS = re.compile(
    r"(?:我|本人|俺)?(?:是)?(?:现在|目前|一直|现|就)*(?:在)(?P<unit>[^,，。;\s]{2,25}?)(?P<verb>上班|工作|干活|当班|就职|任职|供职|干了?|做|当|从事|搞|开|担任|任|烧|修)"
    r"(?P<what>[^,，。;\s]{0,16})"
)
_AT = re.compile(
    r"(?:我|本人|俺)(?:是|来自|们单位是|们公司是|们厂是)(?P<unit>[^,，。;\s]{2,25})的(?P<what>[^,，。;\s]{0,12})"
)
_DOES = re.compile(
    r"(?:我|本人|俺)?(?:现在|目前|一直|主要)?(?:是)?(?:干的是|做的是|干|做|当|从事|搞的是|搞|学的是|工种是|职业是|职业为|工种为)(?:了)?(?P<years>[\d一二两三四五六七八九十几多来]{1,4}年(?:的)?)?(?P<what>[^,，。;\s]{2,10})"
)
_PLACES = re.compile(
    r"^(?:北京|北京市|[一-鿿]{1,3}[区县省市]|这里|这儿|那儿|那里|家|家里|外地|工地|单位|我们单位|厂里|我们厂|公司|我们公司|车间|一线|现场|岗位|生产线|班组|外面|本地|这个单位|这|哪|哪里|哪儿)$"
)
_TAIL = re.compile(r"(?:了?[\d一二两三四五六七八九十几多]+多?年(?:了)?|的?(?:工作|活儿?|这行|这一行|岗位|的)|了|，)+$")
_HEAD = re.compile(r"^(?:的是|了?[\d一二两三四五六七八九十几多]+多?年的?|的|一名|一个|个|名|上|过)+")
_FILLER = re.compile(
    r"手机号?码?|电话|身份证号?码?|我是|我|本人|是一名|是|一名|一个|名|个|今年|现在|目前|也|和|及|还有|、|岁|同志|人|有|为|于|在|的|持|证书?|资格|文化|程度|单位|我们|属于|算|吧|啊|呢|\s"
)


def typed(scene: Scene, clauses: list[Clause]) -> list[Take]:
    """The values that speak for themselves in these clauses.

    A stretch between blanks that says more than the values found in it keeps only those that cannot be another's
    (我们厂党员带头攻关 is no 政治面貌).
    """
    found: list[Take] = []
    for clause in clauses:
        if pattern(words().whatif.must).search(clause.key):
            continue
        here = apart(_candidates(scene, clause))
        for start, end in _stretches(clause, here):
            inside = [t for t in here if start <= t.start < end]
            told = _leftover(scene, start, end, inside) <= 2
            found += [t for t in inside if t.said or told]
    return found


def _stretches(clause: Clause, takes: list[Take]) -> list[tuple[int, int]]:
    """The clause parted at its blanks, where no value spans them."""
    cuts = [clause.start + n for n, ch in enumerate(clause.key) if ch.isspace()]
    cuts = [c for c in cuts if not any(t.start < c < t.end for t in takes)]
    edges = [clause.start, *cuts, clause.end]
    return list(pairwise(edges))


def _leftover(scene: Scene, start: int, end: int, takes: list[Take]) -> int:
    """How many characters of a stretch no value accounts for."""
    rest, at = "", start
    for take in takes:
        rest += scene.message.key[at : take.start]
        at = take.end
    rest += scene.message.key[at:end]
    return len(squeeze(_FILLER.sub("", rest)))


def _candidates(scene: Scene, clause: Clause) -> Iterator[Take]:
    key = scene.message.key
    for path, expression, said in _SHAPES:
        if path not in scene.form.fields:
            continue
        for match in pattern(expression).finditer(key, clause.start, clause.end):
            span = match.span("v") if "v" in match.re.groupindex else match.span()
            text = scene.message.raw[slice(*span)]
            if path == "sex" and not _stands_alone(key, match.span(), clause):
                continue
            if path == "mobile" and scene.focus.path in ("unit_contact", "unit_phone"):
                path = "unit_phone"
            outcome = scene.parse(path, text)
            if isinstance(outcome, Problem) and path not in ("id_number", "birth_date", "work_start"):
                continue
            yield Take(path, outcome, text, match.start(), match.end(), said)
    yield from _name(scene, clause)
    yield from _work(scene, clause)


_SOMETHING_ELSE = re.compile(
    rf"{_LEVEL}|\d|手机|电话|身份证|中共|党员|群众|团员|(?:{_ETHNIC})族|本科|大专|中专|高中|技校|男|女|姓名|户口|证书"
)


def _stands_alone(key: str, span: tuple[int, int], clause: Clause) -> bool:
    """男/女 as a word of its own: 男, 男性, or run on after a name or before 汉族."""
    before = key[max(clause.start, span[0] - 1) : span[0]]
    after = key[span[1] : min(clause.end, span[1] + 2)]
    if not before and not after:
        return True
    if before in ("", " ", "是", "，", "、", ":") and not after:
        return True
    follows = not after or bool(re.match(rf"[\s、:\d]|(?:{_ETHNIC})|中共|党员|群众|今年|本科|大专", after))
    return follows and (not before or before in " 、是" or clause.end - clause.start > 4)


def _name(scene: Scene, clause: Clause) -> Iterator[Take]:
    key, raw = scene.message.key, scene.message.raw
    for match in _NAMED.finditer(key, clause.start, clause.end):
        start, end = match.span("v")
        text = key[start:end]
        whole = end == clause.end and len(text) <= 3
        if not whole:
            stop = _NAME_STOPS.search(text, 2)
            if stop:
                end = start + stop.start()
            elif len(text) > 4 and "·" not in text and "•" not in text:
                continue
        outcome = scene.parse("name", raw[start:end])
        if isinstance(outcome, Parsed):
            yield Take("name", outcome, raw[start:end], match.start(), end, True)


def _work(scene: Scene, clause: Clause) -> Iterator[Take]:
    """在首钢干轧钢: the unit and what is done there."""
    key, raw = scene.message.key, scene.message.raw
    if len(clause.key) > 60:
        return
    match = _WORKS.search(key, clause.start, clause.end) or _AT.search(key, clause.start, clause.end)
    if match is not None:
        start, end = match.span("unit")
        unit = key[start:end]
        verb = match["verb"] if "verb" in match.re.groupindex else ""
        if not _PLACES.match(unit) and (verb or not _something_else(scene, raw[start:end])):
            outcome = scene.parse("unit", raw[start:end])
            if isinstance(outcome, Parsed):
                yield Take("unit", outcome, raw[start:end], match.start(), end, bool(verb))
        if match["what"] and verb not in ("上班", "工作", "干活", "当班", "就职", "任职", "供职"):
            yield from _occupation(scene, match.span("what"), verb)
        return
    does = _DOES.match(key, clause.start, clause.end)
    if does is not None:
        yield from _occupation(scene, does.span("what"), "", does.start())


def _something_else(scene: Scene, text: str) -> bool:
    """Whether 我是…的 tells something other than an employer: 85年生, 石景山, 九三学社, 高级技师."""
    if any(ch.isdigit() for ch in text):
        return True
    paths = ("hukou", "political_status", "ethnicity", "skill_level", "education", "sex")
    return any(p in scene.form.fields and scene.parsed(p, text) is not None for p in paths)


def _occupation(scene: Scene, span: tuple[int, int], verb: str, start: int | None = None) -> Iterator[Take]:
    key, raw = scene.message.key, scene.message.raw
    text = key[slice(*span)]
    stop = _SOMETHING_ELSE.search(text, 2)
    end = span[0] + stop.start() if stop else span[1]
    head = _HEAD.match(key, span[0], end)
    begin = head.end() if head else span[0]
    tail = _TAIL.search(key, begin, end)
    if tail:
        end = tail.start()
    said = raw[begin:end]
    if not 2 <= len(said) <= 10 or pattern(words().question.organisations).search(said) or _LEVEL_ONLY.match(said):
        return
    if verb in ("开", "烧", "修", "任", "担任"):
        said = said if verb in ("任", "担任") else verb + said
    outcome = scene.parse("occupation", said)
    if isinstance(outcome, Parsed):
        yield Take("occupation", outcome, said, begin if start is None else start, end, True)


_LEVEL_ONLY = re.compile(rf"^{_LEVEL}$")
