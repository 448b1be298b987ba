"""Corrections by words: 把X改成Y, X写错了应该是Y, 不是A是B, 刚才那个号码最后一位是9不是8, 2015年那份其实是2011年开始的."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.commands import Command, Correct, GoTo, Unclear
from dialogs.parsing import Parsed, Problem
from dialogs.understanding.mending import mend_digits, mend_part
from dialogs.understanding.places import YEAR, rows_of_year, speak_of
from dialogs.understanding.scene import Scene, split_path

_NOT = r"[^,，。;；!！?\n]"
_CHANGE = r"(?:改成|改为|改到|改作|换成|换为|更正为|更改为|变成|修改为|修改成|调整为|改填|应改为|应改成|要改成|得改成|改一下[,，]?(?:改成|是)?)"
_TO = re.compile(
    rf"(?:把|将|请把|帮我把|麻烦把|我要把|我想把|给我把)?(?P<what>{_NOT}{{1,24}}?)(?:从{_NOT}{{1,30}}?)?(?:[,，]\s*)?(?:给|都|请|帮我|就|再|应该|要|得)?{_CHANGE}[:：]?\s*(?P<value>.+)"
)
_WRONG = re.compile(
    rf"(?P<what>{_NOT}{{1,24}}?)(?:刚才|刚刚|那里|那儿|我|是)*(?:写|填|输|打|弄|说|记|搞|报|发|选)?错(?:了|啦|掉了)?[,，。!！\s]*(?:其实|实际上?|正确的?|真正的?|准确的?|应该|应当)*(?:是|为|应为|改成|改为|换成|[:：])\s*(?P<value>.+)"
)
_REALLY = re.compile(
    rf"(?P<what>{_NOT}{{1,20}}?)(?:应该|应当|其实|实际上?|准确地?说|确切地?说|更正)(?:应该)?(?:是|为|叫)\s*(?P<value>.+)"
)
_NOT_BUT = re.compile(
    rf"(?:(?P<what>{_NOT}{{0,16}}?))(?:不是|不叫|不该是|并不是)(?P<wrong>{_NOT}{{1,30}}?)[,，]?\s*(?:而|应该|应当|其实)?(?:是|叫|为)(?P<right>{_NOT}{{1,40}})"
)
_BUT_NOT = re.compile(
    rf"(?:(?P<what>{_NOT}{{0,16}}?))(?:应该|应当|其实|实际)?(?:是|叫)(?P<right>{_NOT}{{1,40}}?)[,，]?\s*(?:不是|而不是|不叫)(?P<wrong>{_NOT}{{1,40}})"
)
_ON_SECOND_THOUGHT = re.compile(
    r"^(?:不对|不是|错了|不不|哦不|哎不对|说错了|写错了|打错了|填错了|我说错了|我写错了|我打错了|我记错了|记错了|更正|更正一下|纠正一下|搞错了)[,，。!！:：\s]+(?:应该|其实|实际上?)?(?:是|为|叫)?\s*(?P<value>.+)"
)
_TAIL = re.compile(
    rf"{YEAR}(?:工作|经历|奖|荣誉|称号|获奖)?(?:其实|实际上?|应该|应当|准确地?说)?(?:是|应为|改成|改为)(?P<value>{_NOT}{{2,24}})"
)
_END = re.compile(r"[。;；!！?\n]|(?:[,，](?=\s*(?:另外|还有|顺便|对了|然后|再|请问|想问|谢谢|把|将)))")
_GO = re.compile(
    r"(?:我要|我想|我想要|要|想|请|帮我|麻烦|先|得|需要|能不能|可以|回去|回头|去|那)*(?:改一下|改下|修改一下|修改|更改|更正|重填|重新填|重写|改改|换一下|改|换|补填|补一下|补|填写|填一下|填|去填|回到|跳到|去到|转到|返回到|先填|编辑)(?P<what>[^,，。;；!！?\n的]{1,16}?)(?:的内容|那一?栏|那一?项|这一?项)?(?:吗|吧|了|呢|一下|可以吗|行吗)?"
)
_GO_BACK = re.compile(
    r"(?P<what>[^,，。;；!！?\n]{1,16}?)(?:我|刚才|那里|那儿|好像|可能|有点|有|要|得|需要|想|是)*(?:写|填|输|打|弄|说|记|搞|选)?(?:错了|错啦|不对|有误|有错|改一下|改下|改改|要改|重填|重新填|想改|修改一下|修改|更正一下|写错)(?:了|一下|吧)?"
)
_LEAD = re.compile(
    r"^(?:对了|哦|噢|哎|诶|那个|不好意思|抱歉|等等|等一下|麻烦|请|另外|还有|啊|嗯|我记错了|我说错了|我写错了|记错了|说错了|写错了|填错了|更正一下|更正)[,，。!！\s:：]*"
)
_EMPTY_TAIL = re.compile(r"(?:[,，]?\s*(?:谢谢你?|麻烦了?|多谢|哈|吧|啊|呀|才对|才是|的才对|对的))+$")


@dataclass(frozen=True, slots=True)
class Mended:
    """A command, and the stretch of the message that asked for it."""

    command: Command
    start: int
    end: int


def corrections(scene: Scene) -> list[Mended]:
    """The corrections in the message, sentence by sentence."""
    found: list[Mended] = []
    for start, end in _sentences(scene.message.key):
        at = start
        for _ in range(4):
            mended = _one(scene, at, end)
            if mended is None:
                break
            found.append(mended)
            at = mended.end
            while at < end and scene.message.key[at] in ",，。;；!！ \t":
                at += 1
            if at >= end:
                break
    return found


def _sentences(key: str) -> Iterator[tuple[int, int]]:
    """Stretches a correction may span: sentences, a remark like 我记错了。 joined to what follows."""
    at = 0
    for stop in re.finditer(r"[。!！;；?\n]+", key):
        if stop.start() - at > 8 or "?" in stop[0]:
            if stop.start() > at:
                yield at, stop.start()
            at = stop.end()
    if at < len(key):
        yield at, len(key)


def _one(scene: Scene, start: int, end: int) -> Mended | None:
    key = scene.message.key
    if end - start > 300:
        return None
    lead = _LEAD.match(key[start:end])
    begin = start + lead.end() if lead else start
    regretted = bool(lead and re.search(r"错|更正", lead[0]))
    text = key[begin:end]
    for attempt in (_digits, _swap, _year_row, _assign):
        mended = attempt(scene, text, begin)
        if mended is not None:
            return Mended(mended.command, start, mended.end)
    if regretted or _ON_SECOND_THOUGHT.match(key[start:end]):
        return _second_thought(scene, text if regretted else key[start:end], begin if regretted else start, start)
    return None


def _value(scene: Scene, text: str, offset: int) -> tuple[str, int]:
    """A new value as sent, up to where something else begins; and where it ends in the message."""
    stop = _END.search(text)
    end = stop.start() if stop else len(text)
    cut = _EMPTY_TAIL.search(text, 0, end)
    last = cut.start() if cut and cut.start() > 0 else end
    return scene.message.raw[offset : offset + last].strip(' \t,，:：「」"“”'), offset + end


def _assign(scene: Scene, text: str, offset: int) -> Mended | None:
    """把X改成Y, X写错了应该是Y, X其实是Y."""
    for expression in (_TO, _WRONG, _REALLY):
        match = expression.match(text)
        if match is None:
            continue
        paths = speak_of(scene, match["what"])
        if not paths:
            continue
        value, end = _value(scene, match["value"], offset + match.start("value"))
        if not value:
            return Mended(GoTo(paths[0]), offset, end)
        return Mended(_correct(scene, paths, value), offset, _clip(scene, paths[0], value, offset, match, end))
    return None


def _clip(scene: Scene, path: str, value: str, offset: int, match: re.Match[str], end: int) -> int:
    """Only an address holds commas; anything else ends at the first one if it parses that far."""
    comma = re.search(r"[,，]", match["value"][: end - offset - match.start("value")])
    if comma is None:
        return end
    spec = scene.spec_of(path)
    if spec is not None and spec.parser in ("address", "essay", "text"):
        return end
    return offset + match.start("value") + comma.start()


def _correct(scene: Scene, paths: list[str], value: str) -> Command:
    """The correction for the first path that takes the value; asked back where several do."""
    short = re.split(r"[,，]", value)[0]
    fits: list[tuple[str, Parsed]] = []
    for path in paths:
        spec = scene.spec_of(path)
        if split_path(path)[1] and not split_path(path)[2]:
            return GoTo(path)
        text = value if spec is not None and spec.parser in ("address", "essay", "text") else short
        parsed = scene.parsed(path, text) or _mended_part(scene, path, text)
        if parsed is not None:
            fits.append((path, parsed))
    if not fits:
        outcome = scene.parse(paths[0], short)
        return Correct(paths[0], outcome, short)
    clean_fits = [f for f in fits if not f[1].warnings]
    if len(fits) > 1 and len(clean_fits) == 1:
        fits = clean_fits
    if len(fits) > 1 and sum(scene.filled(p) for p, _ in fits) == 1:
        fits = [f for f in fits if scene.filled(f[0])]
    if len(fits) > 1:
        return Unclear(value, tuple((Correct(p, o, value), _name(scene, p)) for p, o in fits[:3]))
    return Correct(fits[0][0], fits[0][1], value)


def _mended_part(scene: Scene, path: str, part: str) -> Parsed | None:
    """生日改成5月 where a whole date stands already."""
    old = scene.value(path)
    mended = mend_part(old, "?", part) if isinstance(old, str) and re.match(r"^\d{4}-\d{2}", old) else None
    return scene.parsed(path, mended) if mended else None


def _name(scene: Scene, path: str) -> str:
    spec = scene.spec_of(path)
    return spec.name if spec is not None else path


def _digits(scene: Scene, text: str, offset: int) -> Mended | None:
    """刚才那个号码最后一位是9不是8."""
    match = re.search(
        r"(?:最后|末|后|倒数|尾|前|开头|第)[^,，。]{0,8}?(?:位|号|尾|头)?[^,，。]{0,6}?(?:是|为|改成|改为)[\dx一二三四五六七八九零〇幺]",
        text,
    )
    if match is None or re.search(r"[年月日]", match[0]):
        return None
    head = re.sub(r"(?:错了|写错了|打错了|输错了|不对)[,，]?$", "", text[: match.start()].strip(",， 的"))
    named = speak_of(scene, head) if head else []
    last = [scene.focus.last] if scene.focus.last else []
    numbers = [p for p in ("mobile", "id_number", "unit_phone") if scene.filled(p)]
    for path in dict.fromkeys([*named, *([] if named else [*last, *numbers])]):
        old = scene.value(path)
        if not isinstance(old, str) or sum(c.isdigit() for c in old) < 4:
            continue
        mended = mend_digits(old, text[match.start() :])
        if mended is None:
            continue
        new, end = mended
        rest = re.match(r"\s*[,，]?\s*(?:而)?(?:不是|不为)[\dx一二三四五六七八九零〇幺]+", text[match.start() + end :])
        stop = match.start() + end + (rest.end() if rest else 0)
        return Mended(
            Correct(path, scene.parse(path, new), scene.message.raw[offset : offset + stop]), offset, offset + stop
        )
    return None


def _swap(scene: Scene, text: str, offset: int) -> Mended | None:
    """不是A是B, 是B不是A: what holds A gets B."""
    match = _NOT_BUT.match(text) or _BUT_NOT.match(text)
    if match is None:
        return None
    wrong, right = (
        match["wrong"].strip(" ,，的"),
        scene.message.raw[offset + match.start("right") : offset + match.end("right")],
    )
    right = _EMPTY_TAIL.sub("", right.strip(" ,，的"))
    if re.search(r"(?:吗|么|呢|什么|怎么|啥)$", wrong) or re.search(r"(?:吗|么|呢)$", right):
        return None
    named = speak_of(scene, match["what"]) if match["what"].strip() else []
    if (
        match["what"].strip()
        and not named
        and not re.match(r"^(?:我|我们|那个|这个|刚才|应该)*$", match["what"].strip(" ,，"))
    ):
        return None
    for path in named or _holders(scene, wrong):
        parsed = _swapped(scene, path, wrong, right, sure=bool(named))
        if parsed is not None:
            return Mended(
                Correct(path, parsed, scene.message.raw[offset : offset + match.end()].strip()),
                offset,
                offset + match.end(),
            )
    return None


def _swapped(scene: Scene, path: str, wrong: str, right: str, *, sure: bool) -> Parsed | Problem | None:
    old = scene.value(path)
    part = mend_part(str(old), wrong, right) if old is not None else None
    whole = scene.parse(path, right)
    if part is not None and (isinstance(whole, Problem) or re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", str(old))):
        return scene.parse(path, part)
    if isinstance(whole, Parsed) or sure:
        return whole
    return None


def _holders(scene: Scene, wrong: str) -> list[str]:
    """Answers that hold a value, the one given last first."""
    paths = [p for p in (scene.focus.last, scene.focus.path) if p and scene.spec_of(p) is not None]
    paths += [k for k in scene.known.answers if k in scene.form.fields]
    found: list[str] = []
    for path in dict.fromkeys(paths):
        value = scene.value(path)
        if not isinstance(value, (str, int)):
            continue
        parsed = scene.parsed(path, wrong)
        if (
            wrong in str(value)
            or mend_part(str(value), wrong, wrong) == str(value)
            or (parsed is not None and parsed.value == value)
        ):
            found.append(path)
    return found


def _year_row(scene: Scene, text: str, offset: int) -> Mended | None:
    """2015年那份其实是2011年开始的: the row of a year, and what about it is otherwise."""
    match = _TAIL.match(text)
    if match is None:
        return None
    value = match["value"]
    for table in sorted(scene.form.tables, key=lambda t: (t != scene.focus.table, t not in text)):
        found = rows_of_year(scene, table, match["year"])
        columns = {c.key for c in scene.form.tables[table].columns}
        column = _column_said(value, columns)
        if not found or not column:
            continue
        ids = scene.known.rows[table]
        options = [f"{table}[{ids[n]}].{column}" for n in found[:3]]
        bare = re.sub(r"(?:开始|起|入职|进|来|结束|为止|止|离开|走|获|得|拿)(?:的|了)?.*$|的$", "", value).strip()
        end = offset + match.end()
        raw = scene.message.raw[offset:end]
        made: list[Correct] = [Correct(p, scene.parse(p, bare), raw) for p in options]
        if len(made) == 1:
            return Mended(made[0], offset, end)
        return Mended(Unclear(raw, tuple((c, _row_name(scene, c.path)) for c in made)), offset, end)
    return None


def _row_name(scene: Scene, path: str) -> str:
    table, row, _ = split_path(path)
    at = scene.known.rows.get(table, ()).index(row) + 1
    return scene.form.tables[table].row_name.format(n=at)


def _column_said(value: str, columns: set[str]) -> str:
    if "start" in columns and re.search(r"开始|起|入职|进|来的|去的", value):
        return "start"
    if "end" in columns and re.search(r"结束|为止|止|离开|走的|离职", value):
        return "end"
    if "year" in columns and re.search(r"\d{2,4}年?", value):
        return "year"
    return ""


def _second_thought(scene: Scene, text: str, offset: int, start: int) -> Mended | None:
    """不对，是1985年: the answer given last gets it, if it takes it."""
    match = _ON_SECOND_THOUGHT.match(text)
    value_at = match.start("value") if match else 0
    said = match["value"] if match else re.sub(r"^(?:应该|其实|实际上?)?(?:是|为|叫)\s*", "", text)
    if not match:
        value_at = len(text) - len(said)
    value, end = _value(scene, said, offset + value_at)
    last = scene.focus.last
    if not last or not value or not scene.filled(last):
        return None
    outcome = scene.parsed(last, value) or _mended_part(scene, last, value)
    if outcome is None:
        return None
    return Mended(Correct(last, outcome, value), start, end)


def go_to(scene: Scene, clause: str) -> Command | None:
    """改单位电话, 回到主要事迹, 单位填错了: where the person wants to go, without a new value yet."""
    text = clause.strip()
    if len(text) > 30:
        return None
    for expression in (_GO, _GO_BACK):
        match = expression.fullmatch(text)
        paths = speak_of(scene, match["what"]) if match else []
        if len(paths) == 1:
            return GoTo(paths[0])
        if paths:
            return Unclear(clause, tuple((GoTo(p), _name(scene, p)) for p in paths[:3]))
    return None
