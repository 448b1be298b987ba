"""Addresses down to the number of the house: what is said beside them (快递放门卫, 离地铁老远) is left out."""

from __future__ import annotations

import re

from dialogs.parsing.gist import excused, gist
from dialogs.parsing.house_numbers import renumbered
from dialogs.parsing.outcome import Outcome, Parsed
from dialogs.parsing.places import read_place
from dialogs.parsing.reply import Reply, shorten
from dialogs.parsing.units import is_employer

_ELSEWHERE = re.compile(r"(?:跟|和|同|与|按).{1,8}(?:一样|一致|相同|写的?)$")
_IN = r"(?=(?:北京市?)?(?:东城|西城|朝阳|丰台|石景山|海淀|门头沟|房山|通州|顺义|昌平|大兴|怀柔|平谷|密云|延庆|亦庄|经济技术开发|北京经济))"
_DISTRICT = re.compile(
    rf"(?:(?:^|(?<=[\s,，。!！]))(?:就)?(?:在|位于)|(?<=地址)(?:是|在|为|改为|换成|[:：])?|(?<=单位|公司)在|(?<=办公)(?:地点|地)?在|搬到了?){_IN}"
)
_ADDRESS = re.compile(
    r"(?:[\u4e00-\u9fff]{2,}?[区县])?[\u4e00-\u9fff]{1,10}(?:路|街|道|巷|胡同|村|条)[\u4e00-\u9fff]{0,4}?[甲乙丙丁]?[0-9]+号"
)
_ASIDE = re.compile(
    r"[(（][^()（）]*(?:注册|人事|门口|快递|原来?是|原名|在.{1,4}[楼层]|靠近|旁边|对面|附近|导航|地铁)[^()（）]*[)）]"
)
_OWN_PLACE = re.compile(
    r"(?:我们?|咱们?|俺们?)?(?:公司|单位|厂子?|店|小区|家|工地)(?:楼下|楼上|门口|院里|里头?|里面|旁边|对面|那儿|那边)"
)


def _from_place(text: str) -> str:
    """The address without what was said before it (算了接着来 在海淀区…)."""
    text = re.sub(r"^\s*(?:邮编)?[0-9]{6}[\s,，]+|[\s,，]*邮编[:：]?\s*[0-9]{6}\s*$", "", text)
    text = re.sub(
        r"(?<=[号层室楼院])[,，]\s*[^,，]{0,8}(?:对过|对面|旁边|边上|附近|里头|里边|那儿|那边|路口)\s*$", "", text
    )
    text = _ASIDE.sub("", text)
    found = next(reversed(list(_DISTRICT.finditer(text))), None)
    pieces = re.split(r"([\s,，;；。]+)", text[found.start() :] if found else text)
    pieces = [re.sub(r"[呢啊呀吧哈]$", "", piece) if n % 2 == 0 else piece for n, piece in enumerate(pieces)]
    ends = next((n for n, piece in enumerate(pieces) if n % 2 == 0 and _NUMBERED.search(piece)), len(pieces))
    kept = [
        n for n in range(0, len(pieces), 2) if n <= ends or _GOES_ON.search(pieces[n]) or not _TALK.search(pieces[n])
    ]
    kept = [n for n in kept if not _REMARK.search(pieces[n]) or n == ends]
    return "".join(("" if at == 0 else pieces[n - 1].strip(" ,，;；。")) + pieces[n] for at, n in enumerate(kept))


_NUMBERED = re.compile(r"[0-9一二三四五六七八九十]+(?:号|层|室|院|栋|座|楼|单元)")
_DIRECTIONS = re.compile(r"坐到|下车就|走.{1,4}分钟|往.走|就是了?$|就到了?$")
_ONLY_NUMBER = re.compile(
    r"(?:(?:门牌号?|号码|是|在|就是|[:：])*[甲乙丙丁]?[0-9一二三四五六七八九十]+(?:号|弄|层|室|院|栋|座|楼|单元|[-—])*)+(?:内|里|院内)?"
)


def is_house_number(text: str) -> bool:
    """Whether a text is the number of a house and no more of an address (36号院)."""
    return _ONLY_NUMBER.fullmatch(re.sub(r"\s+", "", text).strip("。.,，!！")) is not None


_GOES_ON = re.compile(
    r"[0-9一二三四五六七八九十]+\s*(?:号|层|室|院|栋|座|楼|单元|区|门|段|房)|[A-Za-z甲乙丙丁][座栋区门]|(?:大厦|园区|中心|广场|[楼座院室内侧区])$"
)
_TALK = re.compile(
    r"[的了呢吧啊呀]$|大门|开门|朝[东西南北]|离|走|拐|坐|下车|快递|门卫|放|远|近|找|问|我|咱|俺|送|没|不|就|有|还|也|别|那|这|对[过面]|旁边|边上|附近"
)
_REMARK = re.compile(
    r"门牌.*(?:多少|几|啥|什么|没|不|忘|看|问)|(?:几|多少|啥)号|号.{0,3}(?:记|忘|不知)|(?:去|我|回头|等).{0,4}(?:看|瞅|问|查|瞧)|^不是|是.+不是|不是.+是|别|快递|老?送错|写错|谁都|找得到|导航|就行|地铁.{0,4}边"
)
_NEAR = re.compile(r"挨着|旁边|边上|附近|对面|那个")
_PLACED = re.compile(r"[省市区县旗镇乡村屯庄路街道巷胡同里园号楼院座厦桥门口东西南北侧旁内站场港厂坊湾岗坨营]|[0-9]{3}")


def parse_address(reply: Reply) -> Outcome:
    """An address down to the number. Codes: address_short, two_addresses (`ask`), unit_not_here; warnings no_house_number."""
    core = re.sub(r"\s+", "", _from_place(gist(renumbered(reply.text))))
    core = re.sub(r"(?<=[0-9]号|.[层室院楼])(?:没有|我们|咱们|老板|人事|联系人|电话|归|就在|就是|叫).*$", "", core)
    core = re.sub(r"^(?:去年|前年|今年|后来|现在|刚刚?|已经|早就|都|又)*(?:搬|迁|挪)(?:到|至|去|往)了?", "", core)
    core = re.sub(r"(?<=[号层室楼院])了$", "", core)
    core = re.sub(r"^(?:地址)?(?:只要|只写|就写|就填|改成|改为|应为)+", "", core)
    core = re.sub(r"(?<=[号层室楼])(?:那个|这个)?(?:大?院子?)?(?:里头|里边|里面|里)$", "", core)
    core = re.sub(r"[,，。;；]?(?:联系)?(?:座机|电话)(?:是|号码?|[:：])*[0-9][0-9()（）\-转]{6,}$", "", core)
    core = re.sub(
        r"^(?:我们|我|本|咱们?|俺们?)?(?:单位|公司|厂子?|店)?(?:的)?(?:地址|地点)?(?:就)?(?:在|是|位于|为|[:：])+",
        "",
        core,
    ).strip("。.,，!！~")
    core = re.sub(r"(?:这里|这边|那边|那儿|那块儿?|那片儿?|那一带|一带)$", "", core)
    places, rest = read_place(core)
    if _OWN_PLACE.fullmatch(core) or (places and not rest):
        return reply.problem("address_short", said=shorten(core))
    several = list(dict.fromkeys(hit[0] for hit in _ADDRESS.finditer(reply.text)))
    if (
        len(several) > 1
        and re.search(r"注册|办公|实际|总部|分公司|家|也在|还有|另", reply.text)
        and core not in several
    ):
        return reply.problem("two_addresses", ask=tuple(several[:3]))
    if len(core) < 4 or re.search(r"不知道|不清楚|忘了|[?？]$", core) or not re.search(r"[\u4e00-\u9fff]{2}", core):
        return reply.problem("address_short", said=shorten(core))
    if _ONLY_NUMBER.fullmatch(core):
        before = reply.known(reply.spec.key)
        core = before + core if before and not _NUMBERED.search(before) else ""
    if len(core) > 120 or not core:
        return reply.problem("address_short", said=shorten(core))
    if is_employer(core) and not re.search(r"[0-9]号|[路街巷村镇]", core):
        return reply.problem("unit_not_here", said=core)
    if _DIRECTIONS.search(core) and not re.search(r"[0-9]+号", core):
        return reply.problem("address_short", said=shorten(core))
    if _NEAR.search(core) and not re.search(r"[0-9]|[区县镇乡村路街]", core):
        return reply.problem("address_short", said=shorten(core))
    if not _PLACED.search(core) or _ELSEWHERE.search(core) or excused(core):
        return reply.problem("address_short", said=shorten(core))
    if re.match(r"(?:东城|西城|朝阳|丰台|石景山|海淀|门头沟|房山|通州|顺义|昌平|大兴|怀柔|平谷|密云|延庆)区", core):
        core = "北京市" + core
    notes = (
        ()
        if re.search(
            r"[0-9一二三四五六七八九十]+(?:号|弄|层|室|院|栋|座|楼|单元)|号院|甲|乙|大厦|园区|(?<!中关)村|[东西南北]侧",
            core,
        )
        else (reply.note("no_house_number"),)
    )
    return Parsed(core, core, notes)
