"""Occupations as on the certificate: 焊工, 中式烹调师, 金属轧制工."""

from __future__ import annotations

import re

from dialogs.parsing.gist import excused, gist
from dialogs.parsing.levels import level_in
from dialogs.parsing.outcome import Note, Outcome, Parsed
from dialogs.parsing.reply import Reply, shorten
from dialogs.parsing.units import SAME, is_employer

ENDING = re.compile(r"(?:工|员|师|手|匠|司机|医|艺人|传承人|驾驶|操作|维修|调试)(?:[(（][^()（）]{1,15}[)）])?$")
_LEAD = re.compile(
    r"^(?:我们?|本人|俺|咱|他|她)?(?:爸|妈|师傅|徒弟|爱人|老公|媳妇)?(?:的|就|不过|一直|现在|主要|平时|目前|是个?|都)*(?:(?:职业"
    r"|报的(?:就)?|工种|岗位|证书?上?(?:写的?)?(?:职业|工种)?)(?:名称)?(?:也|还"
    r"|就)?(?:是|叫|为|写的?是?|[:：])*|叫做?|当|干|做|从事|搞|学(?!历|校|生|徒|员)的?是?|是)(?:的是"
    r"|的|了)?\s*[:：]?"
)
_TAIL = re.compile(
    r"(?:吧?大概|应该|好像|可能|那个?(?:证|本)|这个?(?:证|本)|这(?:一)?行|工种|职业|工作|岗位)?(?:的|吧|呀|啊|呢|了|哈|呗|嘛|哦|喽|来着|嘞|哩)*$"
)
_POST = re.compile(
    r"(?:主任|班长|组长|队长|厂长|经理|科长|部长|书记|总监|店长|厨师长|段长|站长|领班|负责人|^(?:行政|车间|项目|生产|人事|班组|现场)?管理员|主管|干部|领导)$"
)
_VAGUE = re.compile(
    r"^(?:工人|技工|技师|高级技师|师傅|员工|职工|打工的?|打工|上班|普通工人"
    r"|一线工人|产业工人|农民工|技术工人?|干活|手艺人|技术员|工作人员"
    r"|蓝领)$"
)
_LEVEL_OR_TALK = re.compile(r"技师|[一二三四五]级|高级|中级|初级|行了|就是|吧|的|了|呗|嘛|是")
_EITHER = re.compile(r"还是|都写|都有|都行|都填|两个|俩")
_ALL_HELD = re.compile(
    r"^(?:我|有|考了?|[,，\s])*(?P<what>(?:[\u4e00-\u9fff]{1,6}?[工员师][、和跟与,，\s]*){2,}?)(?:证书?|本儿?|[,，\s])*我?(?:[两俩三仨]个)?[全都](?:有|考|拿)"
)
"""电工焊工证我都有: several at once, none of them chosen"""
_CHOSEN = re.compile(r"^(?:那|就|还是|先)*写(?:成|上|个)?(?=[\u4e00-\u9fff]+[工员师]$)(?![字真意作生])")
_WITH_LEVEL = re.compile(
    r"(?:^|[,，。;；、\s])(?:我|有|还有|一个|一本|本|个|是|考的)*(?P<what>[\u4e00-\u9fff]{1,8}?(?:工|员|师|司机))(?:证|本|考的|评的|那个)?(?:是|[:：]|有|拿了|考了)?(?:高级技师|技师|高级工|中级工|初级工|[一二三四五]级)"
)
_PAPER = re.compile(
    r"^(?:(?:没有?|无|丢了?|还没)(?:拿|考|发|有)?(?:证|本)|[见照按看跟同与依查](?:着|照|见)?(?:我的?)?(?:证|本子)|(?:证书?|本子?)(?:也|都|早|还|已经)?(?:丢|没|不|在|还|找|忘)|[两俩三仨几]个?(?:证|本))"
)
_WHICH = re.compile(r"后来|还有|哪个|也干过")
_MORE_THAN_A_NAME = re.compile(
    r"手滑|[发打点]错|打的字|学历|大专|本科|^(?:啥|什么).{0,4}(?:都|也)|[0-9]{2,4}年|奖章|[一二三]等奖|称号|劳模|标兵"
)
_HEDGE = re.compile(r"^(?:应该|好像|大概|可能|也许|估计)(?:就)?(?:算是?|是|叫)?[\s,，.…]*")
_DOING = re.compile(r"^(?:在|给|帮|管|跟|到)[\u4e00-\u9fff]{2,}(?!.*(?:工|员|师|手)$)")
_TITLE = re.compile(r"工程师$|工艺师$|经济师$|会计师$|建造师$")
_COLLOQUIAL = re.compile(
    r"^(?:.{0,3}(?:修车|开车|做饭|炒菜|烧电焊|焊接|电焊|装修|开吊车"
    r"|开天车|理发|美容|看病|跑车|开塔吊|修电梯|刷漆|轧钢|炼钢|铺砖"
    r"|砌墙|木匠|瓦匠|铁匠|厨子|厨师|大厨|司机)|.?(?:维修|调试|操作"
    r"|驾驶|电工焊工))$"
)


def parse_occupation(reply: Reply) -> Outcome:
    """The certificate's name. Codes: occupation_vague, occupation_is_title, occupation_is_post, ambiguous (`ask`), unit_not_here, nothing_above;
    warnings check_certificate, title_not_occupation, read_from_sentence.
    """
    text = re.sub(r"\s+", " ", _HEDGE.sub("", _without_level_told(reply.text, gist(reply.text)))).strip(
        " 。.!！~～,，;；\"'“”《》"
    )
    if SAME.match(text):
        above = reply.above().get(reply.spec.key)
        known = above if isinstance(above, str) and above else reply.known("occupation")
        return Parsed(known, known) if known else reply.problem("nothing_above")
    pieces = [s for s in re.split(r"[,，。;；!！]", text) if s.strip()]
    if (
        len(text) <= 12
        and len(text.split()) > 1
        and all(len(p) <= 4 for p in text.split())
        and not _LEVEL_OR_TALK.search(text)
    ):
        pieces = ["".join(text.split())]  # 锅炉 运行 值班员
    trades = [t for t in map(_core, re.split(r"[\s,，、。;；]+|还是", text)) if _named(t)]
    if len(set(trades)) > 1 and _EITHER.search(text) and not reply.option("rows"):
        return reply.problem("ambiguous", ask=tuple(dict.fromkeys(trades)), said=shorten(text))
    if len(held := _all_held(text)) > 1 and not reply.option("rows"):
        return reply.problem("ambiguous", ask=held, said=shorten(text))
    pieces = [p for whole in pieces for p in (whole.split() if _PAPER.match(whole.strip()) else [whole])]
    segments = [s for s in map(_core, pieces) if s and not _PAPER.match(s)]
    if not segments:
        return reply.problem("occupation_vague", said=shorten(text))
    named = [s for s in segments if _named(s)] or [s for s in map(_core, text.split()) if _named(s) and len(s) <= 12]
    if not named and (excused(text) or all(map(_only_level, segments)) or _DOING.match(segments[0])):
        return reply.problem("occupation_vague", said=shorten(text))
    if len(set(named)) > 1 and _WHICH.search(reply.text) and not any(s in t for s in named for t in named if s != t):
        return reply.problem("ambiguous", ask=tuple(dict.fromkeys(named)), said=shorten(text))
    leveled = list(dict.fromkeys(hit["what"] for hit in _WITH_LEVEL.finditer(text)))
    if len(leveled) > 1 and not reply.option("rows"):
        return reply.problem("ambiguous", ask=tuple(leveled), said=shorten(text))
    core = max((s for s in named if s.endswith(named[0])), key=len) if named else segments[0]
    return _occupation(reply, core, text)


def _all_held(text: str) -> tuple[str, ...]:
    """The trades of a reply that says that all of them are held."""
    said = _ALL_HELD.match(text)
    found = re.findall(r"[、和跟与,，\s]*([\u4e00-\u9fff]{1,6}?[工员师])", said["what"]) if said else []
    return tuple(dict.fromkeys(filter(_named, found)))


def _without_level_told(text: str, heard: str) -> str:
    """焊工证是一级 → 焊工: what the certificate says is the level, and the occupation stands before it."""
    if not _only_level(heard) or heard == text or heard not in text:
        return heard
    before = text[: text.rindex(heard)]
    return (
        re.sub(r"[,，\s]*(?:等级)?(?:证书?|本子?)?(?:上面?|里)?(?:写的?|印的?)?(?:是|叫)?[:：\s]*$", "", before)
        or heard
    )


def _only_level(segment: str) -> bool:
    hit = level_in(segment)
    return hit is not None and hit[2] - hit[1] == len(segment)


def _named(segment: str) -> bool:
    """Whether a piece of the reply looks like the name of an occupation."""
    if not ENDING.search(segment) or len(segment) > 25 or " " in segment or excused(segment):
        return False
    return not (_VAGUE.match(segment) or _POST.search(segment) or level_in(segment))


def _core(segment: str) -> str:
    segment = _CHOSEN.sub("", _HEDGE.sub("", segment.strip()))
    cut = _LEAD.sub("", segment, count=1)
    segment = cut if len(_TAIL.sub("", cut)) >= 2 else segment
    hit = level_in(segment)
    if hit and len(segment) > hit[2] - hit[1]:
        level = segment[hit[1] : hit[2]]
        rest = re.sub(r"(?:是|证|证书|本)$", "", segment.replace(level, "", 1).strip("（）()· -—/、的证书"))
        segment = rest if len(rest) >= 2 else segment
    cut = _TAIL.sub("", segment)
    segment = cut if len(cut) >= 2 else segment
    segment = re.sub(r"^(?:初级|中级|高级|特级)(?=(?!技)[\u4e00-\u9fff]{1,12}[工员师]$)(?!工)", "", segment)
    worked = re.match(
        r"(.{1,10}?[工员师])(?:[,，]?(?:都|也|已经|快)?(?:干了|做了|当了|有|[0-9一二三四五六七八九十两]+多?年).*)$",
        segment,
    )
    return (worked[1] if worked else segment).strip(" ：:").replace("(", "（").replace(")", "）")


def _occupation(reply: Reply, core: str, text: str) -> Outcome:
    several = [s for s in re.split(r"[、/]|和|以及|还有|或者|兼", core) if s]
    if len(several) > 1 and all(ENDING.search(s) for s in several) and not reply.option("rows"):
        return reply.problem("ambiguous", ask=tuple(several), said=core)
    if _TITLE.search(core):
        return reply.problem("occupation_is_title", said=core)
    if _VAGUE.match(core) or len(core) < 2 or re.fullmatch(r"[\W\d_A-Za-z]*", core):
        return reply.problem("occupation_vague", said=shorten(core))
    if _POST.search(core) and not reply.option("rows"):
        return reply.problem("occupation_is_post", said=core)
    if is_employer(core):
        return reply.problem("unit_not_here", said=core)
    if _MORE_THAN_A_NAME.search(core):
        return reply.problem("occupation_vague", said=shorten(core))
    if len(core) > 30 or re.search(r"什么|怎么|不知道|吗$|[?？]$|你好|您好", core):
        return reply.problem("occupation_vague", said=shorten(text))
    notes: list[Note] = []
    if not ENDING.search(core) or _COLLOQUIAL.match(core):
        notes.append(reply.note("check_certificate", said=core))
    elif core != text and len(text) - len(core) > 12:
        notes.append(reply.note("read_from_sentence", said=shorten(text)))
    return Parsed(core, core, tuple(notes))
