"""Names of people, as on the identity card: 张建国, 阿卜杜拉·买买提, 欧阳·…, rare characters included."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

from dialogs.parsing.codes import DATA
from dialogs.parsing.gist import on_paper, present
from dialogs.parsing.outcome import Found, Note, Outcome, Parsed
from dialogs.parsing.posts import holders, is_post, without_duty
from dialogs.parsing.reply import Reply, shorten
from dialogs.text import simplified
from dialogs.yamlfile import read_yaml

_LETTER = "\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U000323af\u3007\uf900-\ufaff"
_DOTS = re.compile(r"\s*[·•・．‧∙⋅●･]\s*")
_PERSON = re.compile(rf"[{_LETTER}]{{2,6}}|[{_LETTER}]{{1,12}}(?:·[{_LETTER}]{{1,12}}){{1,4}}")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.\-]*(?: [A-Za-zÀ-ɏ'’.\-]+){0,5}")
_LEAD = re.compile(
    r"^(?:(?:你好|您好|嗨|哈喽|嗯+|哦|啊|那个|好的?|行)[,，。!！\s]*)?(?:填?(?:我|俺)?(?:爸|妈|爹|娘|父亲|母亲|爱人|媳妇|老公|师傅)的[,，\s]+)?(?:我?(?:替|给|帮)[^,，\s]{1,5}(?:填|报|写|弄)的?[,，\s]*)?(?:我(?:爸|妈|爸爸|妈妈|父亲|母亲|爱人|媳妇|老公|师傅|哥|弟|姐|徒弟)?的?"
    r"|(?:老爸|老妈|爸爸|妈妈|父亲|母亲)的?|本人的?|俺|咱|他的?|她的?|申请人|申报人|联系人|单位联系人|找|人事|人事部"
    r"|经办人)?\s*(?:的)?"
    r"(?:(?:姓名|名字|全名|大名|真名|名|联系人)(?:是|叫|为|就是|[:：])?"
    r"|(?:应该|应当|其实|就)(?:是叫|是|叫)|叫做?我?|(?:一直|向来|始终|都|就|还)*是(?!不)|身份证上(?:是|叫|的名字是))\s*[:：]?\s*"
)
_NAME_TO_COME = re.compile(
    r"(?:大名|全名|名字|全称|叫(?:啥|什么)).{0,4}(?:问|查|打听|不知|不晓|不清|不记|记不|忘|没记|回头|待会|等会|再说|说不)|(?:问|打听|查).{0,4}(?:大名|全名|名字)"
)
_MYSELF = re.compile(rf"(?:本人|鄙人|在下|我|俺)(?:是|叫)?\s*(?P<n>[{_LETTER}]{{2,4}})")
_ONE_SIGN = re.compile(rf"单?名(?:叫|是|就)*一个([{_LETTER}]{{1,2}}?)字")
_CALLED = re.compile(rf"(?:叫做?|名叫|名字是|全名|大名|本名|中文名字?)(?:是|叫)?(?P<n>[{_LETTER}]{{2,4}})$")
_TWICE = re.compile(
    rf"^(?P<n>(?P<s>[{_LETTER}])[{_LETTER}]{{1,2}})(?P=s)(?:处长?|总|工|经理|主任|老师|[哥姐叔姨]|科长|部长|书记|会计|主席|师傅|队长|厂长)$"
)
_SURNAME_TOLD = re.compile(rf"(?:^|[,，。\s我是贵])姓\s*(?P<s>[{_LETTER}]{{1,2}})(?=$|[,，。\s])")
_OTHER_NAMES = re.compile(
    rf"[,，。;；\s]*(?:曾用名|原名|小名|乳名|别名|外号|绰号|艺名|网名|(?:平时|平常|大家|大伙儿?|工友)?都?(?:管我)?(?:叫我?|喊我?)(?=[老小大阿])|人称)(?:是|叫|[:：])*[{_LETTER}]{{1,4}}$"
)
_PARTS = "卯金刀|弓长|木子|立早|耳东|双木|古月|口天|言午|走肖|双口|禾木|人可|草头|三横|干勾|卜文|文刀|西早|女良"
_SPELLED_SURNAME = re.compile(
    rf"(?:{_PARTS})(?P<s>[{_LETTER}])(?=(?P=s))|(?<=[{_LETTER}]{{2}})[,，\s]*(?:{_PARTS})[{_LETTER}]$"
)
_SIGN = re.compile(rf"(?:(?P<parts>{_PARTS})|[{_LETTER}]{{1,3}}的)(?P<s>[{_LETTER}])")
_SPELLED_GIVEN = re.compile(
    rf"(?:(?P<a>[{_LETTER}])[^的,，\s]{{1,3}}的(?P=a)|[^的,，\s](?P<b>[{_LETTER}])的(?P=b))字?[,，。\s]*$"
)
_WORD_OF = rf"([{_LETTER}]{{2,4}})的([{_LETTER}])字?"
_BUILT = re.compile(
    rf"^(?:{_PARTS})(?P<s>[{_LETTER}])(?P<w>(?:[,，\s]*{_WORD_OF}){{1,2}})(?:[,，\s]*就?[两俩三]个?字)?$"
)
_RATHER = re.compile(rf"是(?P<n>[{_LETTER}]{{2,4}}?)[,，\s]*(?:而)?不是[{_LETTER}]{{2,4}}$")
_CONTACT = re.compile(
    rf"(?:人事|填报|填表|联系人|经办)(?:那边|科|部|处)?(?:(?:的)?(?:是|找|叫|写|归|[:：])+|的)(?P<n>[{_LETTER}]{{2,4}}?)(?=$|[,，\s。]|弄|管|填|负责|来)"
)
_FULL = re.compile(rf"(?:全名|大名|全称)(?:是|叫|为|[:：])*\s*(?P<n>[{_LETTER}]{{2,4}})(?=$|[\s,，。])")
_SURNAME_GIVEN = re.compile(
    rf"姓\s*([{_LETTER}]{{1,2}})[,，\s]*(?:单?名|叫|名叫|名字|名字叫)\s*[:：]?\s*([{_LETTER}]{{1,3}})"
)
_OFFICE = re.compile(
    r"^(?:就?找|是|问|请找)?(?:我们|咱们|单位)?(?:的)?(?:人事|人力资源|人力|人资|劳资|劳动|组织"
    r"|办公室|综合|行政|党群|工会|HR|hr)(?:管理)?(?:部门?|处|科|办公室"
    r"|办|室|司|员|专员)?(?:负责人)?的?(?:是|叫)?[:：\s]*(?=\S)|^就?找"
)
_TAIL = re.compile(
    r"(?:不变|没变|照旧|不用改|没错|(?:在|来)?管|负责|同志|先生|女士|老师|经理|科长|主任|部长|专员|主管|处长|吧|呀|啊|哈|哦|呢|的)$"
)
_NICK = re.compile(
    rf"^(?:[老小大阿][{_LETTER}]|[{_LETTER}]{{1,2}}(?:师傅|师父|工|总"
    rf"|哥|姐|叔|姨|头儿?|处|局|董|班长|科长|主任|经理|老师|先生|女士|同志|队长"
    rf"|厂长|会计|出纳|老板|主管|书记|主席|站长|所长|组长|工长|段长|部长|处长|秘书|总监|店长|院长|校长))$"
)
_NEVER = re.compile(
    r"某|^以前|^原来|改过|改名|^在|了$|^姓.$|换人|别别|不动|前面|后面|[的我你您她吗呢吧啊哦嗯么咋啥哪谁这怎很没再给把被跟说问想]|不(?:知"
    r"|想|要|会|能|行|是|用|给|告|清|方便)|什么|多少|知道|可以|身份"
    r"|名字|姓名|匿名|随便|暂时|津贴"
    r"|申请|申报|评选|条件|谢谢|再见|有人|单位|公司|集团|人事|办公|一下"
    r"|退出|取消|返回|帮助|菜单|电话|技师|党员|群众|[汉回满蒙藏壮苗]族"
    r"|男性|女性|保密|以后|北京市?"
    r"|上一|下一|继续|跳过|能看|该填|要填|该写|怎么|填表|写完|找人|还是"
    r"|还有|也是|都是|都行|就是|就行|那个|那里|工厂|车间"
)
_WORDS = re.compile(
    r"^(?:马上|万一|时间|时候|平时|连续|经常|干部|安全|白天|全部|全体"
    r"|水平|方便|方法|常见|何必|何时|包括|包装|解决|应该|温度|计算|计划"
    r"|项目|管理|施工|那[就我写行是]|写[上着]|师[傅父]|同志|测试|哈+|负责|管事|主管|全是|经办人|联系人|申报人|填报人|明天|今天|昨天"
    r"|然后|所以|因为|高中|高职|高级|初级|中级|金额|金属|应届|尚未|东城"
    r"|西城|通州|海淀|朝阳|丰台|石景山|房山|顺义|昌平|大兴|怀柔|平谷"
    r"|密云|延庆|[\u4e00-\u9fff]{1,5}(?:电|车|钳|焊|铣|瓦|木|磨|维修"
    r"|轧制|安装|操作|修理)工|(?:电|车|钳|焊|铣|瓦|木|磨)工)$"
)


@lru_cache(maxsize=1)
def _surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = read_yaml(DATA / "surnames.yaml")
    return frozenset(data["single"]), frozenset(data["double"].split()), frozenset(data["kept"])


def parse_name(reply: Reply) -> Outcome:
    """2–20 characters. Codes: name_sentence, name_digits, name_short, full_name; warnings traditional_name, unusual_surname,
    latin_name, long_name. Option `titles` (a contact person: 王经理 is taken with a warning).
    """
    typed = _ONE_SIGN.sub(r"名\1", simplified(unicodedata.normalize("NFC", reply.typed)))
    typed = _without_others(on_paper(present(_unspelled(typed))))
    typed = re.sub(rf"^(?:[{_LETTER}]{{0,4}}(?:部|处|科|室|组))里?的(?=[{_LETTER}]{{2,4}}$)", "", typed)
    keep = bool(re.search(r"繁体|原字|照原样|照写|就是这个字|正体", reply.text))
    typed = re.sub(r"[(（][^()（）]*[)）]", "", typed)
    typed = re.sub(r"^(?:保留原字|用繁体字?|繁体字?|保留繁体字?|身份证上就是繁体(?:字)?)[:：,，\s]*", "", typed)
    given = _SURNAME_GIVEN.search(typed)
    if given and simplified(given[1])[:1] in _surnames()[0] | {d[0] for d in _surnames()[1]}:
        whole = given[2] if given[2].startswith(given[1]) and len(given[2]) > 1 else given[1] + given[2]
        return _named(reply, whole, keep)
    rather = _RATHER.search(typed)
    if rather and _is_name(rather["n"]):
        return _named(reply, rather["n"], keep)
    built = _BUILT.match(typed.strip(" 。.!！"))
    if built:
        return _named(reply, built["s"] + "".join(c for _, c in re.findall(_WORD_OF, built["w"])), keep)
    full = _FULL.search(typed)
    if full and _is_name(full["n"]):
        return _named(reply, full["n"], keep)
    self_told = _MYSELF.fullmatch(typed.strip(" 。.!！"))
    if self_told and _is_name(self_told["n"]) and _known_surname(self_told["n"]):
        return _named(reply, self_told["n"], keep)
    if again := _after_surname(typed) or _after_its_sign(typed):
        return _named(reply, again, keep)
    contact = _CONTACT.findall(typed) if reply.option("titles") else []
    if contact and _is_name(contact[-1]):
        return _named(reply, contact[-1], keep)
    typed = re.sub(rf"^[{_LETTER}]{{2,6}}[:：]\s*(?=[{_LETTER}]{{2}})", "", typed)
    held = [
        n
        for n in (holders(typed) if reply.option("titles") else [])
        if _is_name(n) and (_known_surname(n) or _NICK.match(n))
    ]
    if held and not _NICK.match(held[0]):
        return _named(reply, held[0], keep)
    if reply.option("titles"):
        typed = held[0] if held else _OFFICE.sub("", typed, count=1)
    introduced = bool(_LEAD.match(typed)) and len(_LEAD.sub("", typed, count=1)) >= 1
    core = _LEAD.sub("", typed, count=1) if introduced else typed
    segments = [s.strip() for s in re.split(r"[,，。;；!！?？\n：:]", core) if s.strip()]
    pair = [
        n
        for n in map(_tidy, segments[0].split() if segments else [])
        if len(n) > 2 and _is_name(n) and _known_surname(n)
    ]
    if len(pair) == 2 == len(set(pair)) == len(segments[0].split()) and pair[0][0] == pair[1][0]:
        return reply.problem("two_names", ask=tuple(pair), said=shorten(reply.text))
    if reply.option("titles") and segments and (both := _both(segments[0])):
        return reply.problem("two_names", ask=both, said=shorten(reply.text))
    segments = [s.strip() for segment in segments for s in segment.split("、") if s.strip()]
    if not segments:
        return reply.problem("name_sentence", said=shorten(reply.text))
    first = _tidy(segments[0])
    if re.search(r"不对|写错|说错|打错|^(?:我)?不是", reply.text) and len(segments) > 1:
        last = _tidy(re.sub(r"^.*(?:应该是|是|叫|改成)", "", segments[-1]))
        if _is_name(last):
            return _named(reply, last, keep, (reply.note("took_last", said=last),))
    parts = segments[0].split()
    if len(parts) == 2 and _NICK.match(simplified(_tidy(parts[0]))) and _is_name(_tidy(parts[1])):
        segments, first = [*parts, *segments[1:]], _tidy(parts[0])
    named = [n for n in map(_tidy, segments[1:]) if _is_name(n) and simplified(n)[0] in _surnames()[0]]
    if _NICK.match(simplified(first)) and len(named) == 1:
        return _named(reply, named[0], keep)
    if not _PERSON.fullmatch(first) and parts and _NICK.match(_tidy(parts[0])):
        first = _tidy(parts[0])
    if _NICK.match(simplified(first)) and not is_post(first) and not _likely(simplified(first)):
        if reply.option("titles") and not _NAME_TO_COME.search(reply.text):
            return Parsed(simplified(first), simplified(first), (reply.note("full_name_better", said=first),))
        return reply.problem("full_name", said=first)
    if not _PERSON.fullmatch(first):
        words = [w for w in re.split(r"\s+", segments[0]) if _PERSON.fullmatch(_tidy(w))]
        first = _tidy(words[0]) if words and not re.search(r"[0-9]{1,5}$", words[0]) and len(words[0]) > 1 else first
    if _is_name(first):
        return _named(reply, first, keep)
    if among := _among(reply, typed):
        return _named(reply, among, keep)
    return _not_a_name(reply, first, segments[0])


def _both(segment: str) -> tuple[str, ...]:
    """周敏和吴倩都管 → both of them; one name or none otherwise."""
    names = [
        _tidy(re.sub(r"(?:都|两个|俩|轮着|一起|一块儿?)+(?:管|负责|行|可以)?.*$", "", n))
        for n in re.split(r"[、和跟与]|还有|或者?", segment)
    ]
    return tuple(names) if len(names) == 2 and all(_is_name(n) and _known_surname(n) for n in names) else ()


def _among(reply: Reply, text: str) -> str:
    """没有人事，老板叫郑国强 → 郑国强: the one name that is introduced, or holds a post, or stands alone beside other talk."""
    pieces = [p for p in re.split(r"[\s,，。;；、!！?？:：]+", text) if p]
    called = [_tidy(hit["n"]) for p in pieces if (hit := _CALLED.search(p))]
    held = [n for p in pieces for n in holders(p)] if reply.option("titles") else []
    mine = re.search(r"我自己|就我|是我|本人", text) or reply.option("titles")
    alone = [_tidy(p) for p in pieces if len(p) <= 4] if mine and len(pieces) > 1 else []
    for found in (called, held, alone):
        names = list(dict.fromkeys(n for n in found if _is_name(n) and _known_surname(n) and not _NICK.match(n)))
        if len(names) == 1:
            return names[0]
    return ""


def _after_surname(text: str) -> str:
    """姓仇 念求那个仇 仇满仓 → 仇满仓: the piece that begins with the surname told before it; empty without one."""
    told = _SURNAME_TOLD.search(text)
    pieces = re.split(r"[,，。;；!！\s]+", text[told.end() :]) if told else []
    whole = [p for p in pieces if told and p.startswith(told["s"]) and len(p) > len(told["s"]) and _is_name(p)]
    return whole[0] if whole and len(whole[0]) <= 4 else ""


def _after_its_sign(text: str) -> str:
    """卯金刀刘，刘志远 and 阎王的阎，阎志远 → the name; 文刀刘 志远 → 刘志远; empty without such a beginning."""
    pieces = [p for p in re.split(r"[,，。;；!！\s]+", text) if p]
    if len(pieces) != 2 or not (built := _SIGN.fullmatch(pieces[0])):
        return ""
    whole = pieces[1] if pieces[1].startswith(built["s"]) else built["s"] + pieces[1] if built["parts"] else ""
    return whole if 2 <= len(whole) <= 4 and _is_name(whole) else ""


def _without_others(text: str) -> str:
    """乔三喜曾用名乔卫东 → 乔三喜: without the other names the person goes by."""
    cut = _OTHER_NAMES.sub("", text)
    return cut if len(cut.strip()) > 1 else text


def _unspelled(text: str) -> str:
    """弓长张张伟国伟大的伟国家的国 → 张伟国: without the words that tell which characters are meant."""
    cut = _SPELLED_SURNAME.sub("", text, count=1)
    for start in range(len(cut) - 4, 1, -1):
        hit = _SPELLED_GIVEN.match(cut, start)
        if hit and (hit["a"] or hit["b"]) in cut[:start]:
            cut = cut[:start].rstrip(" ,，")
    return cut


def _not_a_name(reply: Reply, first: str, segment: str) -> Outcome:
    latin = segment.strip()
    if (
        _LATIN.fullmatch(latin)
        and 2 <= len(latin) <= 60
        and not re.fullmatch(r"(?i)hi|hello|ok|yes|no|help|test|hey", latin)
    ):
        return Parsed(latin, latin, (reply.note("latin_name"),))
    if re.fullmatch(rf"[{_LETTER}]某+", first):
        return reply.problem("full_name", said=first)
    if re.fullmatch(rf"[{_LETTER}]", first):
        return reply.problem("name_short", said=first)
    if re.search(r"[0-9]", first):
        return reply.problem("name_digits", said=shorten(first))
    return reply.problem("name_sentence", said=shorten(reply.text))


def _as_typed(reply: Reply, name: str) -> str:
    """The name in the person's own characters, which may be traditional ones."""
    typed = unicodedata.normalize("NFC", reply.typed)
    plain = simplified(typed)
    own = dict(zip(plain, typed, strict=True)) if len(plain) == len(typed) else {}
    return "".join(own.get(ch, ch) for ch in name)


def _named(reply: Reply, name: str, keep: bool, notes: tuple[Note, ...] = ()) -> Outcome:
    name = _as_typed(reply, name)
    plain = _plain(name)
    found = list(notes)
    if plain != name:
        if keep:
            found.append(reply.note("traditional_kept", said=name))
        else:
            found.append(reply.note("traditional_name", said=name, value=plain))
            name = plain
    if "·" not in name:
        if not _known_surname(name):
            found.append(reply.note("unusual_surname", said=name))
        elif len(name) > 4:
            found.append(reply.note("long_name", said=name))
    return Parsed(name, name, tuple(found))


def _known_surname(name: str) -> bool:
    single, double, _ = _surnames()
    plain = simplified(name)
    return plain[0] in single or any(plain.startswith(d) for d in double)


def _plain(name: str) -> str:
    """Simplified, but for the characters that the 2013 table brought back for names."""
    kept = _surnames()[2]
    plain = simplified(name)
    if len(plain) != len(name):
        return name
    return "".join(a if a in kept else b for a, b in zip(name, plain, strict=True))


def _is_name(text: str) -> bool:
    plain = simplified(text)
    if not _PERSON.fullmatch(text) or _WORDS.match(plain) or is_post(plain):
        return False
    return "·" in text or not _NEVER.search(plain)


def _tidy(text: str) -> str:
    text = _DOTS.sub("·", text.strip(" .。~～\"'“”‘’《》「」"))
    text = (
        re.sub(rf"(?<=[{_LETTER}])\s+(?=[{_LETTER}])", "", text)
        if re.fullmatch(rf"(?:[{_LETTER}]\s+)+[{_LETTER}]|[{_LETTER}]\s+[{_LETTER}]{{1,2}}", text)
        else text
    )
    text = re.sub(rf"(?<=[{_LETTER}])\.(?=[{_LETTER}])", "·", text)
    text = re.sub(r"(?:谢谢您?|谢了|麻烦您?了?)+$", "", text)
    text = _TWICE.sub(r"\g<n>", re.sub(rf"(?<=[{_LETTER}]{{2}})\s*[A-Za-z][A-Za-z .]*$", "", text))
    text = re.sub(rf"^(?:中文名字?|大名|全名|本名)(?:是|叫)?(?=[{_LETTER}]{{2}})", "", text)
    text = re.sub(r"(?:就行了?|就好了?|就可以了?|就[中成得]了?|即可)$", "", text)
    spelled = re.fullmatch(rf"[{_LETTER}]{{1,3}}([{_LETTER}])的(\1[{_LETTER}]{{1,3}})", text)
    text = spelled[2] if spelled else text
    return _TAIL.sub("", without_duty(text)) if len(text) > 3 else text


def _likely(text: str) -> bool:
    """小 and 老 open nicknames, but 丁工 … may still be a name only with three characters."""
    return (
        len(text) == 3
        and text[0] not in "老小大阿"
        and not re.search(
            r"师傅|师父|班长|科长|主任|经理|老师|先生|女士|同志|队长|厂长|会计|出纳|老板|主管|书记|主席|.长$|秘书|总监",
            text,
        )
    )


def find_names(text: str, today: date) -> list[Found]:
    """Names introduced by 我叫, 姓名, 名字是, 姓…名…; others only the parser of the field can take."""
    found = []
    cue = re.compile(
        rf"(?:我(?:的名字)?叫做?|本人叫|姓名|名字(?:叫|是)|(?:^|[,，。;；\s])叫)\s*(?:[:：]"
        rf"|是|为|叫)?\s*(?P<name>[{_LETTER}]{{1,12}}(?:[·•・][{_LETTER}]{{1,12}}){{1,4}}"
        rf"|[{_LETTER}]{{2,4}}?)(?=$|[\s,，。;；、.!！?？(（]|男|女)"
    )
    for hit in cue.finditer(text):
        name = _tidy(hit["name"])
        if _is_name(name):
            found.append(Found(hit.start("name"), hit.end("name"), _plain(name), hit["name"]))
    for hit in _SURNAME_GIVEN.finditer(text):
        if not any(f.start < hit.end() and hit.start() < f.end for f in found):
            found.append(Found(hit.start(1), hit.end(2), _plain(hit[1] + hit[2]), text[hit.start(1) : hit.end(2)]))
    return found
