"""Places down to the county or district: 北京海淀 → 北京市海淀区, 辽宁朝阳 → 辽宁省朝阳市, 朝阳 → which one?

Option `prefer` (a province): a short name that this province has and that is not also a city elsewhere means the province's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dialogs.parsing.codes import DATA
from dialogs.parsing.gist import on_paper
from dialogs.parsing.outcome import Found, Note, Outcome, Parsed
from dialogs.parsing.reply import Reply, shorten
from dialogs.yamlfile import read_yaml

MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_SUFFIX = re.compile(
    r"(?:(?:[蒙回藏维苗彝壮布朝满侗瑶白土哈傣黎畲高拉水东纳景柯达仫羌撒毛仡锡普鄂德保裕京塔独门珞基赫布依鲜吾尔族家古克孜土家各柯尔克孜塔吉克达斡尔]{1,12}族){0,4}自治[州县区]"
    r"|维吾尔自治区|特别行政区|林区|地区|矿区|新区|省|市|盟|州|县|区"
    r"|旗)$"
)
_NOT_A_PLACE = re.compile(
    r"外地|老家|乡下|农村户口|农业户口|非农|城镇户口|居民户口|集体户"
    r"|本地|户口本|派出所|身份证上"
)
_NEVER_MOVED = re.compile(r"户口(?:一直|还|都|就)*(?:没|未)(?:动|迁|转|挪|变)|户口(?:还|一直|就)*在老家")
_OLD = {
    "崇文区": "东城区", "崇文": "东城区", "宣武区": "西城区", "宣武": "西城区", "通县": "通州区",
    "大兴县": "大兴区", "昌平县": "昌平区", "顺义县": "顺义区", "怀柔县": "怀柔区", "平谷县": "平谷区",
    "密云县": "密云区", "延庆县": "延庆区", "房山县": "房山区", "良乡": "房山区",
}  # fmt: skip
_PEOPLES = re.compile(
    r"蒙古族|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族"
    r"|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族"
    r"|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族"
    r"|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|阿昌族|普米族|塔吉克族?"
    r"|怒族|鄂温克族|德昂族|保安族|裕固族|独龙族|各族|蒙古(?=自治)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """`city` is empty in the four municipalities; `county` empty when only a city is meant."""

    province: str
    city: str = ""
    county: str = ""

    @property
    def name(self) -> str:
        return self.province + self.city + self.county


def _short(name: str) -> str:
    """石家庄 for 石家庄市, 延边 for 延边朝鲜族自治州; names of two characters keep theirs."""
    cut = re.sub(r"自治[州县区旗]$|特别行政区$|林区$|地区$|矿区$|新区$|[省市盟州县区旗]$", "", name)
    cut = _PEOPLES.sub("", cut) if cut != name and "自治" in name else cut
    return cut if len(cut) >= 2 else name


@lru_cache(maxsize=1)
def _gazetteer() -> tuple[dict[str, list[Place]], frozenset[str]]:
    """Every name and short name → the places it may mean; and the two characters each begins with."""
    names: dict[str, list[Place]] = {}

    def add(name: str, place: Place) -> None:
        for way in {name, _short(name)}:
            listed = names.setdefault(way, [])
            if place not in listed:
                listed.append(place)

    for province, cities in read_yaml(DATA / "divisions.yaml")["provinces"].items():
        add(province, Place(province))
        for city, counties in (cities or {}).items():
            if city != "-":
                add(city, Place(province, city))
            for county in counties.split():
                add(county, Place(province, "" if city == "-" else city, county))
    for extra, place in (("内蒙", Place("内蒙古自治区")), ("西藏", Place("西藏自治区"))):
        names.setdefault(extra, [place])
    for old, new in _OLD.items():
        names.setdefault(old, [Place("北京市", "", new)])
    return names, frozenset(n[:2] for n in names)


def read_place(text: str, prefer: str = "北京市") -> tuple[list[Place], str]:
    """The places `text` may mean (most precise; several when undecided) and what follows them (a street …)."""
    names, _ = _gazetteer()
    rest = re.sub(r"^(?:中国|中华人民共和国|本市|直辖市)(?!$)", "", text)
    candidates: list[Place] = [Place("")]
    while rest:
        step = _step(names, candidates, rest)
        if step is None:
            break
        whole, (candidates, rest) = rest, step
        head = whole[: len(whole) - len(rest)]
        after = re.sub(r"^[\s,，·.\-/的]+", "", rest)
        if _step(names, candidates, after) is None:
            shared = head[-1] + rest if len(head) > 2 and _SUFFIX.search(head) else ""
            if shared and _step(names, candidates, shared):  # 青岛市北区: one 市 for both
                after = shared
            else:
                after = re.sub(r"^(?:省|市|县|区|自治州|州|地区|盟|旗)?[\s,，·.\-/的]*", "", after)
        rest = after
    if candidates == [Place("")]:
        return [], text
    if len(candidates) > 1:
        own = [c for c in candidates if c.province == prefer]
        cities = [c for c in candidates if c.province != prefer and not c.county]
        if own and not cities:
            candidates = own[:1]
        elif not own and cities:
            candidates = cities
        elif own and cities:
            candidates = own[:1] + cities
    return candidates, rest


def _step(names: dict[str, list[Place]], within: list[Place], rest: str) -> tuple[list[Place], str] | None:
    """The longest name at the head of `rest` that lies inside one of the places so far."""
    for size in range(min(len(rest), 16), 1, -1):
        head = rest[:size]
        inside = [p for p in names.get(head, ()) if any(_contains(w, p) for w in within)]
        if inside:
            best = [p for p in inside if p.name.endswith(head)] or inside
            return best, rest[size:]
    return None


def _contains(outer: Place, inner: Place) -> bool:
    if not outer.province:
        return True
    if outer == inner or outer.county:
        return False
    return outer.province == inner.province and (not outer.city or outer.city == inner.city)


def parse_place(reply: Reply) -> Outcome:
    """省市区 in full. Codes: ambiguous_place (`ask`), need_district, need_city, not_a_place, kind_not_place; warnings old_name,
    kept_to_district, unknown_place.
    """
    text = re.sub(r"\s+", "", on_paper(reply.text)).replace("市辖区", "")
    clause = re.search(
        r"(?:户口|户籍)(?:现在|目前|已经)?(?:所在地)?(?:在|是|落在?|属于"
        r"|[:：])?([^,，;；。]{2,})",
        text,
    )
    text = re.sub(r"^(?:单位的?|公司的?)?集体户(?:口)?[,，;；]*(?:挂|落|放)?(?:靠)?(?:在)?(?=.{2})", "", text)
    text = re.sub(r"(?<=区|县|市)(?:单位|公司|人才|派出所)(?:那儿?|那边|里)?$", "", text)
    if len(re.findall("可能", text)) > 1 or re.search(r"也(?:可能|许|说不定)|拿不准|说不清", text):
        return reply.problem("not_a_place", said=shorten(reply.text))
    home = re.search(r"老家(?:就)?(?:是|在)?([^,，;；。]{2,})", text)
    text = home[1] if home and _NEVER_MOVED.search(text) else text
    told = clause[1] if clause and re.search(r"[,，;；。].", text) and not re.search(r"迁|转|不对|错", text) else ""
    text = told if read_place(told)[0] else text
    text = re.sub(
        r"^(?:我的?|本人的?|俺|的)*(?:户口|户籍|户籍地|户籍所在地|户口所在地"
        r"|籍)?(?:现在|目前|一直|还)?(?:所在地)?(?:是|在|落在|落户在?|属于"
        r"|迁到了?|迁到|为|[:：])*(?:的)?",
        "",
        text,
    )
    text = re.sub(
        r"(?:户口|户籍|人|那边|这边|那儿|的|吧|落户|了|啊|呢|集体户|农业"
        r"|农村|非农业?)*[。.!！~]*$",
        "",
        text,
    )
    mended = re.search(r"(?:不对|说错了?|写错了?)[,，。]*(?:应该)?(?:是|在)?(.+)$", text)
    text = mended[1] if mended else text
    moved = re.search(r"(?:迁到|迁至|转到|落到|落在|现在(?:是|在)?)了?(.{2,})$", text)
    text = moved[1] if moved and read_place(moved[1])[0] else text
    if not text:
        return reply.problem(
            "kind_not_place" if _NOT_A_PLACE.search(reply.text) else "not_a_place", said=shorten(reply.text)
        )
    places, rest = read_place(text, reply.option("prefer", "北京市"))
    if not places:
        return _unknown(reply, text)
    if len(places) > 1:
        return reply.problem("ambiguous_place", ask=tuple(p.name for p in places[:6]), said=shorten(text))
    return _place(reply, places[0], text, rest)


def _place(reply: Reply, place: Place, text: str, rest: str) -> Outcome:
    if place.province in MUNICIPALITIES and not place.county:
        if re.search(r"经开|亦庄|开发区", rest):
            return reply.problem("ambiguous_place", ask=("北京市大兴区", "北京市通州区"), said=shorten(text))
        if rest:
            return _unknown(reply, text)
        districts = tuple(p.name for p in districts_of(place.province))
        return reply.problem("need_district", ask=districts, said=place.name)
    if not place.city and not place.county and place.province not in ("香港特别行政区", "澳门特别行政区", "台湾省"):
        inner = _inside(rest, place.province) if rest else None
        if inner and inner.province == place.province:  # 安徽老家，六安市霍邱县
            return Parsed(inner.name, inner.name, (reply.note("read_from_sentence", said=shorten(text)),))
        if re.fullmatch(r"[\u4e00-\u9fff]{1,5}[市县区旗]", rest):  # 四川达县: a county of former days
            value = place.name + rest
            return Parsed(value, value, (reply.note("unknown_place", said=shorten(rest)),))
        if rest:
            return _unknown(reply, text)
        return reply.problem("need_city", said=place.name)
    if place.city and place.county and text == place.province + place.county:
        return Parsed(text, text)
    notes: list[Note] = []
    if any(old in text for old in _OLD if old not in ("良乡",)) and place.province == "北京市":
        notes.append(reply.note("old_name", value=place.name))
    if place.city and not place.county:
        more = re.match(r"[^\s,，0-9]{1,8}?[市县区旗](?![民政])", rest)
        if more:
            return Parsed(
                place.name + more.group(), place.name + more.group(), (reply.note("unknown_place", said=more.group()),)
            )
    if rest.strip("，,。 "):
        notes.append(reply.note("kept_to_district", value=place.name, said=shorten(rest)))
    return Parsed(place.name, place.name, tuple(notes))


def districts_of(province: str) -> list[Place]:
    """The districts of a municipality, in the order of their codes."""
    counties = read_yaml(DATA / "divisions.yaml")["provinces"][province]["-"]
    return [Place(province, "", c) for c in counties.split()]


def _unknown(reply: Reply, text: str) -> Outcome:
    kind = _NOT_A_PLACE.search(reply.text)
    if re.search(r"经开区|亦庄|开发区", text) and not kind:
        return reply.problem("ambiguous_place", ask=("北京市大兴区", "北京市通州区"), said=shorten(text))
    inner = _inside(text, reply.option("prefer", "北京市")) if len(text) < 20 else None
    if inner and (not kind or _WHERE_IT_IS.search(text) or _clearly(text, inner)):
        return Parsed(inner.name, inner.name, (reply.note("read_from_sentence", said=shorten(text)),))
    if kind:
        return reply.problem("kind_not_place", said=shorten(reply.text))
    if re.fullmatch(r"[\u4e00-\u9fff]{2,8}[省市].{2,20}", text):
        return Parsed(text, text, (reply.note("unknown_place", said=shorten(text)),))
    return reply.problem("not_a_place", said=shorten(text))


_WHERE_IT_IS = re.compile(
    r"(?:在|落到?|迁到?|挂到?|属于?|是)(?![^,，。;；]*(?:打工|干活|上班|工作|住|租))[^,，。;；]{2,12}$|[,，;；。][^,，;；。]{2,12}[县区市旗]$"
)
"""the last words of 集体户，单位给落的，在石景山区: where it is, beside of what kind"""


def _clearly(text: str, place: Place) -> bool:
    """Whether the last words are that place and nothing else: 户口还在老家，安徽阜阳."""
    last = re.split(r"[,，。;；]", text)[-1]
    places, rest = read_place(last)
    return places == [place] and not rest and last != text


def _inside(text: str, prefer: str) -> Place | None:
    """The one place that most of a sentence's words are about."""
    read = [(read_place(text[at:], prefer), len(text) - at) for at in _starts(text)]
    told = [(length - len(rest), places) for (places, rest), length in read if places]
    places = max(told, key=lambda one: one[0])[1] if told else []
    return places[0] if len(places) == 1 and (places[0].county or places[0].city) else None


def _starts(text: str) -> Iterator[int]:
    """Where a place's name may begin: its first two characters open one."""
    _, heads = _gazetteer()
    return (i for i in range(len(text) - 1) if text[i : i + 2] in heads)


def find_places(text: str, today: date) -> list[Found]:
    """Places named with their province or city, or in full (海淀区, 定兴县); a bare short name in a sentence is left alone."""
    found: list[Found] = []
    position = 0
    for start in _starts(text):
        if start < position:
            continue
        piece = text[start : start + 40]
        places, rest = read_place(piece)
        said = piece[: len(piece) - len(rest)].rstrip(" ,，·.-/的")
        if len(places) != 1 or not (places[0].county or places[0].city):
            continue
        plain = len(said) >= 3 and said[-1] in "市区县州盟旗"
        led = any(
            said.startswith(_short(n)) and len(said) > len(_short(n)) for n in (places[0].province, places[0].city) if n
        )
        if plain or led:
            position = start + len(said)
            found.append(Found(start, position, places[0].name, said))
    return found
