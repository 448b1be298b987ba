"""Units, as on the seal of 所在单位推荐意见.

Options: `rows` (a row's 工作单位及部门: 同上 takes the cell above), `same_as` (同上 also takes these answers).
"""

from __future__ import annotations

import re
from datetime import date

from dialogs.parsing.gist import excused, gist
from dialogs.parsing.nameless import is_nameless, short_names
from dialogs.parsing.outcome import Found, Note, Outcome, Parsed
from dialogs.parsing.reply import Reply, shorten

SUFFIX = re.compile(
    r"(?:公司|集团|总公司|分公司|股份|工厂|厂|所|院|医院|学校|学院|大学"
    r"|中学|小学|幼儿园|中心|局|处|站|队|店|饭店|酒店|宾馆|餐厅|饭庄"
    r"|商场|超市|部|社|馆|室|园|场|段|矿|委|委员会|协会|工会|银行|支行"
    r"|车间|班|事务所|工作室|基地|研究所|设计院|分厂|公园|管理处|部队"
    r"|门市|作坊|坊|行|铺|楼|斋|堂|居|轩|剧院|剧团|影院|报社|出版社"
    r"|电视台|码头|机场|车站|街道|社区|合作社|个体工商户|经营部|服务部"
    r"|维修部)(?:[(（][^()（）]{1,20}[)）])?$"
)
_LEAD = re.compile(
    r"^(?:我(?:们)?|本人|俺|咱们?)?(?:的|现在|目前|一直|现|就|是)*(?:在"
    r"|于)?(?:的)?(?:(?:工作)?单位(?:名称|全称)?(?:是|叫|为|[:：])*"
    r"|就职于|任职于|供职于|上班的?(?:地方|单位)(?:是|叫)|公司(?:名称)?(?:是"
    r"|叫|[:：])|公章上?(?:是|写的?是?|叫)|全称(?:是|叫)?|叫做?|名字叫"
    r"|在|是(?!不))\s*[:：,，]?\s*"
)
_NOW_AT = re.compile(
    r"^(?:好像|应该|可能|大概|估计|似乎)(?:就)?(?:是|叫)?(?=\S{4})|^[\u4e00-\u9fff]{0,6}(?:返聘|借调|外聘|应聘|调|派|分|挂靠)(?:在|到|至)了?(?=\S{4})|^[^:：]{1,12}[:：]\s*(?=\S{4})|^(?:原来|以前|原先)(?:是|叫|在)(?=\S{4})"
)
_RENAMED = re.compile(r"^(?:名字?)?(?:改成|改为|换成|改叫|写成|填成|就叫|应为|应该(?:是|叫))\s*")
_WHERE = re.compile(r"(?<=公司|集团|中心|医院|学校)(?:在|就是)[^公司集团]{2,10}(?:那个|那家|那边|这边|的)$")
_TAIL = re.compile(
    r"(?:上班|工作|干活|任职|就职|干|做|待着)(?:的|了|呢|呀|吧)*$|(?:的|吧|呀|啊|哈|呢|了|呗|嘛|嘞|哩|哦|喽|咧)+$"
)
SAME = re.compile(
    r"^(?:单位)?(?:同上|同前|一样|没变|没换|不变|(?:还是|就是?|在)*(?:那|这|上面|原来|原先|以前|老"
    r"|刚才|的)+(?:个|家)?(?:单位|公司|厂子?|地方|东家)|还是(?:那|这|原来|老)?(?:个|家)?(?:单位|公司|厂)?|老(?:单位|东家|地方)|(?:跟|和|与|同).{1,12}(?:一样|相同|一致|(?:是)?(?:同)?一个(?:单位|公司|厂)?)|(?:跟|和|与)(?:上面|前面|刚才"
    r"|上一[条段行]|上条|之前)(?:的)?(?:一样|相同|那个)?|还在那(?:儿"
    r"|里)?|原单位|原来(?:的)?(?:单位|公司)|同(?:一)?(?:个|家)?(?:单位"
    r"|公司)|(?:还)?是?(?:这|那|原来|上面|刚才|之前)(?:的)?(?:个|家)?(?:单位"
    r"|公司|厂子?)|上面(?:那|写的)?(?:个|家)?(?:单位|公司)?)(?:的)?$"
)
_OWN = re.compile(
    r"^(?:就|还)?(?:是|在)?(?:我们?)?(?:(?:现在|目前|如今)(?:的|这|上班的?)?(?:个|家)?(?:单位|公司|厂子?)|本(?:单位|公司|厂))(?:里)?(?:[,，\s].*)?$"
)
_NO_UNIT = re.compile(
    r"^(?:没有?单位|无单位|自由职业|无业|失业|待业|打零工|没上班|没工作|退休(?:了|在家)?|自己(?:单)?干|给自己干|单干)(?:的|了)?$"
)
_AMOUNT = re.compile(
    r"[0-9零〇一二三四五六七八九十百千万亿两几多.]+(?:元|块钱?|万|个|人|年|月|日|号|岁|次|项|名|位|级|天|小时)+(?:钱|多)?"
)
TALK = 6
"""characters from which words that end like no employer may be a sentence"""
_TALKED = re.compile(
    r"[我俺你您他她这那哪谁怎咋吗呢了没还也又就]|[打写填说记弄搞]错|改成|不[是在用行]|反正|因为|所以|以前|现在|正在"
)
_SENTENCE = re.compile(
    r"还没|没有|没下来|没定|不(?:想|让|能|肯|方便|好说)|[得去先][问查]|问问|问一下|问下|打听|查查|什么|怎么|多少|不知道|为什么|吗$|呢$|[?？]$|你好|您好"
)
_VAGUE = re.compile(
    r"^(?:(?:就|还是|一|某|这|那|我们|咱们|私人|小|个|家|老家的?|国有|民营|私营"
    r"|外资|合资|股份|集体|中央|市属|区属|事业|机关|大)*)(?:公司|单位|工厂|厂子?|厂里|集团|企业|工地|学校|医院"
    r"|外面|饭店|饭馆|国企|央企|私企|民企|外企|个体户|个体|机关|事业编)(?:里|呗|吧|嘛)*$"
)
_CALLED = re.compile(
    r"(?:^|[,，;；。\s]|(?<=公司)|(?<=[店厂铺队部]))(?:(?:我们|咱们|俺们)?(?:单位|公司|店|厂|铺子?)?的?(?:名字|名称|名儿?|字号|招牌|牌子|店名|厂名|公司名)(?:上面?)?(?:写的|挂的)?(?:就|现在)?(?:叫做?|是|[:：])+|(?:名|就|现在|改)?叫做?(?!什么|啥))\s*"
    r"(?P<unit>[^,，。;；]{2,}?)(?:的|吧|呗)?\s*[。.]?$"
)
_ONE_OF = re.compile(r"^(?:一个|一家|就是个|是个|就一个)[\u4e00-\u9fff]{1,8}的(?:小|大)?(?:公司|厂子?|店|饭馆|单位)$")
_DESCRIBED = re.compile(r"(?:那边|那儿|附近|旁边).{0,2}一个|名字(?:挺|太|很|特别)?(?:长|绕|拗口)|记不(?:全|住)名")
_DEPARTMENT = re.compile(
    r"(?<=公司|集团)(?!.*分公司$)[^公司集团（）]{0,8}(?:车间|班组?|工段|工区|小组|班组|部门|部|科|室|组|仓库)$"
    r"|(?<=[^分总]厂)[^厂（）]{0,8}(?:车间|班组?|工段|工区|小组|班组|科|室|组)$"
)


_PREFIXED = re.compile(
    r"[\s,，]+(?:前头|前面|开头|最前面)(?:还)?(?:要|得)?(?:带|有|加)(?:上|个|着)?[“\"]?(?P<p>北京市?|中国|国家|首都)[”\"]?(?:[两俩三仨]个?字)?$"
)
_NAMED = re.compile(r"[\u4e00-\u9fff]{3,}(?:公司|集团|厂|中心|医院|学校|学院|饭店|酒店)$")
_DOING_THERE = re.compile(
    r"^(.{3,}(?:公司|集团|厂|医院|学校|学院|中心|研究所|局|车间|队|店|站))(?:里头?|里面|那边|那儿)?(?:当|做|干|开|修|跑|搞|从事|任|烧|带|看|管|负责|教)[^,，;；。]{1,8}$"
)
_RENAMED_TO = re.compile(
    r"(?:现在|如今|目前|后来|去年|前年|今年|[0-9]{2,4}年)(?:已经|都|就|又|才|改|换|名字?)*(?:叫做?|改成|换成|更名为|改名为)\s*(?P<unit>[\u4e00-\u9fff（）()A-Za-z0-9·]{3,}?)(?:了|啦)?\s*(?=[,，;；。.]|$)"
)
_STRONG = re.compile(r"^.{4,}(?:公司|集团|工厂|[总机分电]厂|医院|学院|学校|研究所|研究院|中心|管理处|局|段)$")
_PART = re.compile(r"(?<!服务)(?:车间|班组?|工段|小组|科室|食堂|科|室)$")
_LAST_SAID = re.compile(r"[,，;；。\s]+")
_OWNED = re.compile(
    r"^(?:我|是|就|都|也)*(?:自己|个人|私人|朋友|亲戚|家里|老板)+(?:开|办|弄|干|注册)?(?:的|了)?(?:一?个|一?家)?(?:小?[店厂]|小?公司|小?铺子?)?(?:的)?$"
)
_UNDER = re.compile(r"[^,，;；。]{4,}?(?:下属|所属|下面|底下)的(?P<unit>[^,，;；。的]{4,})")


EMPLOYER = re.compile(
    r"[\u4e00-\u9fff（）()A-Za-z0-9·]{2,}(?:公司|集团|总厂|工厂|[^工]厂|医院|学校|学院|大学|研究所|研究院|事务所|合作社|管理处)(?:[（(][^()（）]{1,12}[）)])?"
)
"""words that can hardly be anything but the name of an employer"""


def is_employer(text: str) -> bool:
    """Whether a whole reply is an employer's name, which no address, trade or post is."""
    return len(text) >= 6 and EMPLOYER.fullmatch(text.strip(" 。.!！")) is not None


def parse_unit(reply: Reply) -> Outcome:
    """The full name. Codes: no_unit, unit_vague, unit_sentence, unit_short, nothing_above; warnings short_name,
    department_left_out (the seal has no workshop; a row of the history keeps it)."""
    core = _core(gist(reply.text))
    own = reply.known("unit") if reply.option("rows") and _OWN.match(reply.text.strip()) else ""
    if own:
        return Parsed(own, own)
    if SAME.match(core):
        return _same(reply)
    if any(_NO_UNIT.match(piece.strip()) for piece in re.split(r"[,，。;；\s]", reply.text)) and not SUFFIX.search(
        core
    ):
        return reply.problem("no_unit", said=core)
    if (
        _VAGUE.match(core)
        or (not reply.option("rows") and (is_nameless(core) or _all_nameless(reply.text)))
        or _ONE_OF.match(core)
        or (_DESCRIBED.search(core) and not re.search(r"公司$|厂$|中心$|集团$", core))
    ):
        return reply.problem("unit_vague", said=core)
    if re.fullmatch(r"[\W\d_]*", core) or len(core) < 2 or _AMOUNT.fullmatch(core):
        return reply.problem("unit_short", said=core)
    told = _SENTENCE.search(core) or excused(core) or (len(core) >= TALK and _TALKED.search(core))
    if told and not SUFFIX.search(core):
        return reply.problem("unit_sentence", said=shorten(core))
    if len(core) > 100:
        return reply.problem("unit_sentence", said=shorten(core))
    if re.search(r"[,，;；。]", core) and not reply.option("rows") and not SUFFIX.search(core):
        return reply.problem("unit_sentence", said=shorten(core))
    notes: list[Note] = []
    inside = None if reply.option("rows") else _DEPARTMENT.search(core)
    if inside and reply.known(reply.spec.key) != core[: inside.start()]:  # said again: it is on the seal
        notes.append(reply.note("department_left_out", said=inside[0]))
        core = core[: inside.start()]
    if not SUFFIX.search(core) or core in short_names() or (_PART.search(core) and not reply.option("rows")):
        notes.append(reply.note("short_name", said=core))
    elif re.search(r"[,，。;；]", core):
        notes.append(reply.note("read_from_sentence", said=shorten(core)))
    return Parsed(core, core, tuple(notes))


def _all_nameless(text: str) -> bool:
    """Whether each piece of the reply only tells what kind of employer it is."""
    pieces = [p for p in re.split(r"[,，;；。!！\s]+", text) if p]
    return bool(pieces) and all(map(is_nameless, pieces))


def _core(text: str) -> str:
    if renamed := _RENAMED_TO.search(text):
        text = renamed["unit"]
    called = _CALLED.search(text)
    if called and (
        called.start() == 0
        or is_nameless(_LAST_SAID.split(text[: called.start()].strip(" ,，;；。"))[-1])
        or not SUFFIX.search(text[: called.start()].strip(" ,，;；。"))
    ):
        text = called["unit"]
    text = re.sub(
        r"[（(][^（）()]*(?:公章|盖章|这个名|全称|简称|^原|(?<=[（(])原|曾用名|以前|原来|现改)[^（）()]*[）)]\s*$",
        "",
        text,
    )
    before = _PREFIXED.search(text)
    text = _without_talk(text)
    core = " ".join((before["p"] + text[: before.start()] if before else text).split())
    core = re.sub(r"(?<=[\u4e00-\u9fff）)])\s+(?=[\u4e00-\u9fff（(])", "", core)
    core = _NOW_AT.sub("", core)
    core = _WHERE.sub("", _RENAMED.sub("", _LEAD.sub("", core, count=1)))
    core = core.strip(" 。.!！~～,，;；\"'“”《》:：")
    cut = _TAIL.sub("", core)
    core = cut if len(cut) >= 2 else core
    core = _DOING_THERE.sub(r"\1", core) if not SUFFIX.search(core) else core
    inside = _UNDER.fullmatch(core)
    core = inside["unit"] if inside and SUFFIX.search(inside["unit"]) else core
    segments = [_TAIL.sub("", s) if len(_TAIL.sub("", s)) >= 4 else s for s in re.split(r"[,，;；。]", core)]
    if (
        len(segments) > 1
        and len(named := [s for s in segments if s.strip() and not is_nameless(s) and not _OWNED.match(s.strip())]) == 1
    ):
        return named[0].strip().replace("(", "（").replace(")", "）")
    strong = [s.strip() for s in segments if _STRONG.search(s.strip())]
    if len(strong) == 1 < len(segments) and not SUFFIX.search(segments[0].strip()):
        return _NOW_AT.sub("", _LEAD.sub("", strong[0], count=1)).replace("(", "（").replace(")", "）")
    if len(segments) > 1 and SAME.match(segments[0].strip()) and SUFFIX.search(segments[-1].strip()):
        core = segments[-1].strip()
    elif len(segments) > 1 and SUFFIX.search(segments[0].strip()):
        rest = "".join(segments[1:])
        if not SUFFIX.search(rest.strip()) or re.search(r"简称|就是|也叫|以前叫|原来叫|原名", rest):
            core = segments[0].strip()
    return core.replace("(", "（").replace(")", "）")


def _without_talk(text: str) -> str:
    """北京城建机电安装公司 返聘的 → without what follows the name after a blank."""
    pieces = text.split()
    named = [n for n, piece in enumerate(pieces) if _NAMED.search(piece)]
    if not named or len(pieces) == named[-1] + 1:
        return text
    return " ".join(pieces[: named[-1] + 1]) if not any(SUFFIX.search(p) for p in pieces[named[-1] + 1 :]) else text


def _same(reply: Reply) -> Outcome:
    above = reply.above().get(reply.spec.key)
    value = above if isinstance(above, str) and above else ""
    for key in reply.option("same_as", []):
        value = value or reply.known(key)
    if not value:
        rows = reply.context.get("work_history")
        last = rows[-1] if isinstance(rows, list) and rows and isinstance(rows[-1], dict) else {}
        value = str(last.get("unit") or "") if reply.spec.key == "unit" else ""
    return Parsed(value, value) if value else reply.problem("nothing_above")


_EMPLOYER = re.compile(
    r"(?:工作单位|单位(?:名称|全称)?|就职于|供职于|在|于)\s*(?:[:：]|是|叫|为)?\s*(?P<unit>[^\s,，。;；、:：!！?？的在]{2,40}?"
    r"(?:公司|集团|医院|学校|学院|中心|研究所|厂|局|店|所|院))(?=$|[\s,，。;；、!！?？上工干做当从担任的就是])"
)


def find_units(text: str, today: date) -> list[Found]:
    """Names that end like a company's after 在/于/单位: the field's own parser decides."""
    return [Found(m.start("unit"), m.end("unit"), m["unit"], m["unit"]) for m in _EMPLOYER.finditer(text)]
