"""Skill levels: 技师（二级）, 高级技师（一级）, 特级技师, 首席技师, and the three below; 职称 and registrations are something else.

Options: `rows` (true in 主要工作经历: lower levels are ordinary there, and 无 is an answer).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from dialogs.parsing.outcome import Found, Note, Outcome, Parsed
from dialogs.parsing.reply import Reply, bare, shorten

# highest first
LEVELS = ("首席技师", "特级技师", "高级技师（一级）", "技师（二级）", "高级工", "中级工", "初级工", "学徒工")
LOWER = LEVELS[4:]
_WORDS: tuple[tuple[str, str], ...] = (
    (r"首席技师", "首席技师"),
    (r"特级技师", "特级技师"),
    (r"(?<!准)高级技师|高技(?![能工校])|一级技师|技师一级|高级技术师", "高级技师（一级）"),
    (
        r"(?<!高级)(?<!特级)(?<!首席)(?<!一级)(?<!预备)(?<!助理)(?:二级技师"
        r"|技师二级|技师(?!学院|学校|工作室|协会|班))",
        "技师（二级）",
    ),
    (r"高级工(?!程|艺)|三级工|高级技工(?!学校)", "高级工"),
    (r"中级工(?!程|艺)|四级工|中级技工(?!学校)", "中级工"),
    (r"初级工(?!程|艺)|五级工|初级技工(?!学校)", "初级工"),
    (r"学徒工", "学徒工"),
    (
        r"(?<![十第])(?:国家)?(?:职业)?(?:资格|技能)?(?:等级)?(?<!工程师)(?<!建造师)(?<!造价师)(?<!教师)[一1壹](?:等)?级(?!建造"
        r"|消防|注册|造价|计量|厨师|教练|运动|教师|教授|学校|企业|能手)"
        r"|(?<![a-z])[iⅰ]级",
        "高级技师（一级）",
    ),
    (
        r"(?<![十第])(?<!工程师)(?<!建造师)(?<!造价师)(?<!教师)[二2两贰]级(?!建造|消防|注册|造价|计量|厨师|教练|运动|教师|学校|企业|能手)|(?<![a-z])(?:ii|ⅱ)级",
        "技师（二级）",
    ),
    (r"(?<![十第])[三3叁]级(?!建造|甲|厨师)|(?<![a-z])(?:iii|ⅲ)级", "高级工"),
    (r"(?<![十第])[四4]级(?!厨师)|(?<![a-z])(?:iv|ⅳ)级", "中级工"),
    (r"(?<![十第])[五5]级(?!厨师)|(?<![a-z])(?:v|ⅴ)级", "初级工"),
)
_TITLE = re.compile(
    r"工程师|工程職|工艺师|工艺美术师|技术员|助工|高工(?!技)|职称|建造师"
    r"|造价师|消防工程|会计师|经济师|讲师|教授|教师资格|研究员|农艺师"
    r"|医师|药师|护师|政工师|副高|正高"
)
_NOT_YET = re.compile(
    r"[^，,。;；、]*(?:正在|在(?=考|评|报)|准备|打算|想|要|马上|明年"
    r"|今年|下半年|计划|报名|报了|还没|没|未|还在|快|即将|争取|下一步"
    r"|等(?!级))[^，,。;；、]*?"
    r"(?:考|评|报|拿|下来|申|晋|升|通过|发证|出证|下证|发下|出分|出成绩|出结果)[^，,。;；、]*"
)
_FAILED = re.compile(
    r"[^，,。;；、]*(?:又|也|还|再|刚)?报(?:考)?了?(?:的|个)?(?:高级技师|特级技师|首席技师|技师|[一二]级)(?!.*(?:考过|通过|下来了|拿到|考上))[^，,。;；、]*|[^，,。;；、]*(?:报了?名|报上名)[^，,。;；、]*|[^，,。;；、]*(?:月份?|明年|下半年|年底)?(?:才|再|还没|要)考[^，,。;；、]*|[^，,。;；、]*考(?:了|过)?(?:[^，,。;；、]{0,6}|[^，,。;；、]{0,6}[，,][^，,。;；、]{0,8})(?:没过|没通过|没考上|挂了|差.{0,3}分)[^，,。;；、]*"
)
_AWAITING = re.compile(r"等(?:着)?(?:拿|领|发|出|下)?证|证(?:书)?(?:还|都)?(?:没|未)|公示")
_AROUND = {"技师（二级）": ("技师（二级）", "高级技师（一级）"), "高级工": ("高级工", "技师（二级）")}
_OTHER_CERT = re.compile(r"特种作业|操作证|上岗证|驾驶证|驾照|培训证|结业证|焊工证$|电工证$")
_WORKER_GRADE = re.compile(r"工勤|机关事业|技术工[一二三四五]级|[一二三四五]级技术工")
_OLD_GRADES = re.compile(r"[六七八6-8]级(?:工|钳|车|焊|电|铆|瓦|木|锻)?|八级工")
_HONOUR = re.compile(r"荣誉|牌子|称号|奖牌|表彰")
_BETWEEN = re.compile(
    r"(?<=[\u4e00-\u9fff]{4})\s+(?=[\u4e00-\u9fff]{4})|(?<=技师|级工|[一二三四五]级)\s+(?=(?:高级|特级|首席)技师.{2})|(?<=[一二三四五]级)\s+(?=[一二三四五]级.{2})"
)
_SHOWN = re.compile(
    r"(?:证书?|本子?|本本|等级)(?:上|里)?(?:头|面)?(?:就|都|还|也|只|才|仍)*(?:写|印|标|评)?(?:的|着)?(?:是|叫)?(?:国家|职业|技能|资格|等级)*$"
)
_ONLY_CALLED = re.compile(r"荣誉|称号|牌子|待遇|名头|头衔|内部|企业里|厂里|公司|单位|集团|车间|聘|喊|叫|当|评的")
_NONE = re.compile(r"^(?:无|没有?|没证|没有证书?|暂无|当时没有?|没考|未取得|无等级|没评|还没有|-|—+|/|无证|没等级)$")


def parse_skill_level(reply: Reply) -> Outcome:
    """The highest level held. Codes: professional_title, not_a_level_certificate, ambiguous (`ask`), no_certificate, old_grades,
    not_yet_held, chief_is_honour, not_a_level; warnings below_technician, highest_taken, chief_also_honour, worker_grade, hedged.
    """
    apart = _BETWEEN.sub("，", unicodedata.normalize("NFKC", reply.text))
    text = re.sub(r"\s+", "", apart).lower()
    rows = bool(reply.option("rows"))
    if rows and bare(text) in ("同上", "同前", "一样", "跟上面一样", "没变", "还是一样"):
        above = reply.above().get(reply.spec.key)
        return Parsed(above, str(above)) if above else reply.problem("nothing_above")
    if _NONE.match(bare(text)):
        return Parsed("无", "无") if rows else reply.problem("no_certificate")
    held = _NOT_YET.sub("", _FAILED.sub("", text))
    found = _levels(held)
    denied = [f for f in found if re.search(r"(?:不是|没有|没考上|没拿到|不算|并非|还不是)$", held[: f[1]])]
    found = [f for f in found if f not in denied] or found
    if _TITLE.search(text) and not found:
        return reply.problem("professional_title", said=shorten(reply.text))
    if _OLD_GRADES.search(text) and not found:
        return reply.problem("old_grades", said=shorten(reply.text))
    if not found:
        return _no_level(reply, text, held)
    return _level(reply, text, held, found)


def _level(reply: Reply, text: str, held: str, found: list[tuple[str, int, int]]) -> Outcome:
    notes: list[Note] = []
    if (shown := _on_certificate(held, found)) is not None:
        found = [shown]
        notes.append(reply.note("read_from_sentence", said=shorten(reply.text)))
    values = [lv for lv in LEVELS if lv in {f[0] for f in found}]
    if len(values) > 1:
        if re.search(r"还是|或者|或是|不知道|不清楚|分不清", held):
            return reply.problem("ambiguous", ask=tuple(values), said=shorten(reply.text))
        between = held[min(f[2] for f in found) : max(f[1] for f in found)]
        figures = [bool(re.search(r"[一二三四五1-5ivⅰ-ⅴ]级$", held[f[1] : f[2]])) for f in found]
        if len(found) == 2 and re.fullmatch(r"[（(/]?", between) and figures[0] != figures[1]:
            return reply.problem("level_mismatch", ask=tuple(values), said=shorten(reply.text))
        notes.append(reply.note("highest_taken", value=values[0], said="、".join(values)))
    value = values[0]
    if re.search(r"以上|以下|至少|起码|左右", held):
        return reply.problem("ambiguous", ask=_AROUND.get(value, (value,)), said=shorten(reply.text))
    if re.search(r"证书?(?:还|都)?(?:没|未)(?:有)?(?:发|下|拿|领|到)", text) and held == text:
        notes.append(reply.note("certificate_pending", value=value))
    if held != text and len(_levels(held)) == len(_levels(text)) and _AWAITING.search(text):
        notes.append(reply.note("certificate_pending", value=value))
    elif held != text:
        notes.append(reply.note("only_held", value=value))
    elif re.search(r"好像|应该|可能|大概|估计|记不清|吧$|[?？]$", text):
        notes.append(reply.note("hedged"))
    if (
        re.search(rf"(?:不是|没有|没考上|没拿到|不算){re.escape(held[found[0][1] : found[0][2]])}", held)
        and len(found) == 1
    ):
        return reply.problem("no_certificate")
    if _WORKER_GRADE.search(text):
        notes.append(reply.note("worker_grade"))
    if _TITLE.search(text) and not reply.option("rows"):
        notes.append(reply.note("title_ignored"))
    if value == "首席技师" and values == [value] and _HONOUR.search(text):
        return reply.problem("chief_is_honour", said=shorten(reply.text))
    if value == "首席技师":
        notes.append(reply.note("chief_also_honour"))
    if value in LOWER and not reply.option("rows"):
        notes.append(reply.note("below_technician", value=value))
    return Parsed(value, value, tuple(notes))


def _on_certificate(held: str, found: list[tuple[str, int, int]]) -> tuple[str, int, int] | None:
    """厂里叫首席技师，证书上写的二级: the level on the certificate, where a higher one is only what people call it."""
    shown = [f for f in found if _SHOWN.search(held[: f[1]])]
    higher = [f for f in found if shown and LEVELS.index(f[0]) < LEVELS.index(shown[-1][0])]
    if not higher or any(f in shown for f in higher):
        return None
    spans = re.split(r"(?<=[，,。;；])", held[: shown[-1][1]])
    around = "".join(spans[:-1]) or held[: shown[-1][1]]
    return shown[-1] if _ONLY_CALLED.search(around) else None


def _no_level(reply: Reply, text: str, held: str) -> Outcome:
    if held != text and _levels(text):
        return reply.problem("not_yet_held", said=shorten(reply.text))
    if _OTHER_CERT.search(text):
        return reply.problem("not_a_level_certificate", said=shorten(reply.text))
    word = re.search(r"特级|首席|高级|中级|初级", text)
    if word:
        asks = {
            "特级": ("特级技师", "高级技师（一级）"),
            "首席": ("首席技师", "高级技师（一级）"),
            "高级": ("高级工", "高级技师（一级）"),
            "中级": ("中级工", "技师（二级）"),
            "初级": ("初级工",),
        }[word.group()]
        return reply.problem("ambiguous", ask=asks, said=shorten(reply.text))
    if re.search(r"没|无|不", text) and re.search(r"证|等级|考", text):
        return reply.problem("no_certificate")
    return reply.problem(
        "not_a_level", ask=tuple(c.text for c in getattr(reply.spec, "choices", ())), said=shorten(reply.text)
    )


def _levels(text: str) -> list[tuple[str, int, int]]:
    """`(level, start, end)` of every mention, the words of one level counted once where they touch (高级技师（一级）)."""
    taken: list[tuple[str, int, int]] = []
    for pattern, value in _WORDS:
        for hit in re.finditer(pattern, text):
            if not any(hit.start() < e and s < hit.end() for _, s, e in taken):
                taken.append((value, hit.start(), hit.end()))
    return sorted(taken, key=lambda t: t[1])


def level_in(text: str) -> tuple[str, int, int] | None:
    """The first level named in a phrase, with its place; None when there is none."""
    found = _levels(
        unicodedata.normalize("NFKC", text).lower() if len(unicodedata.normalize("NFKC", text)) == len(text) else text
    )
    return found[0] if found else None


def find_levels(text: str, today: date) -> list[Found]:
    """Levels named in the text; a touching bracket (高级技师（一级）) belongs to its level."""
    if _TITLE.search(text):
        return []
    result: list[Found] = []
    for value, start, end in _levels(text.lower()):
        if result and result[-1].value == value and re.fullmatch(r"[（(/、]?", text[result[-1].end : start]):
            last = result.pop()
            tail = 1 if text[end : end + 1] in ("）", ")") else 0
            result.append(Found(last.start, end + tail, value, text[last.start : end + tail]))
        else:
            result.append(Found(start, end, value, text[start:end]))
    return result
