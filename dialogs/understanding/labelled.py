"""Values that come with their field's name: 姓名：张三, 身份证1101…, 单位是首钢."""

from __future__ import annotations

import re

from dialogs.parsing import Parsed, Problem
from dialogs.understanding.message import squeeze
from dialogs.understanding.scene import FREE, TABLES, Scene
from dialogs.understanding.takes import Take
from dialogs.understanding.words import pattern

# too short or too common to name a field without a colon after it
_NEEDS_COLON = frozenset(
    {"名", "等级", "级别", "性质", "文化", "出生", "成果", "奖项", "荣誉", "经历", "照片", "相片", "归口", "获奖", "履历", "简历", "事迹", "徒弟", "带徒",
     "带徒弟", "备注", "推荐意见", "单位意见", "技术成果", "参加工作", "面貌", "荣誉称号", "主要事迹", "工作经历", "主要工作经历"}
)  # fmt: skip
_LINK = r"(?:这?一?栏|这?一?项)?(?:填的|写的)?"
_SEPARATOR = r"(?P<sep>[:：=]|就是|是|为|叫做|叫|[ \t]+|)"
_LEAD = re.compile(
    r"(?:我们|咱们|我|咱|本人|还有|另外|然后|再就是|以及|这是|这|那|顺便|补一下|补充一下|补充|登记|填写|填|写|，|\s)*(?:的)?"
)
_ADDRESS_GOES_ON = re.compile(
    r"^[,，、\s]*[^,，。;；\n]{0,14}(?:号|楼|层|室|单元|门|院|座|栋|幢|大厦|园区|路|街|东侧|西侧|南侧|北侧|旁|内)"
)
_LONG = frozenset({"essay", "text", "list"})


def labelled(scene: Scene, spans: list[tuple[int, int]]) -> list[Take]:
    """The named values inside the given stretches of the message (offsets)."""
    takes: list[Take] = []
    for start, end in spans:
        takes += _in_stretch(scene, start, end)
    return takes


def _in_stretch(scene: Scene, start: int, end: int) -> list[Take]:
    key = scene.message.key
    colon = pattern(rf"(?P<name>{scene.names.field_pattern}){_LINK}\s*[:：=]\s*")
    marks = [(m.start(), m.end(), m["name"]) for m in colon.finditer(key, start, end)]
    marks = [m for m in marks if m[0] == start or key[m[0] - 1] not in "改把将"]
    takes: list[Take] = []
    for n, (_, value_start, name) in enumerate(marks):
        limit = marks[n + 1][0] if n + 1 < len(marks) else end
        take = _value(scene, name, value_start, limit, marks[n][0])
        if take is not None:
            takes.append(take)
    covered = [(m[0], t.end) for m in marks for t in takes if t.start == m[0]]
    at = start
    for stretch in [*covered, (end, end)]:
        if stretch[0] > at:
            takes += _without_colon(scene, at, stretch[0])
        at = max(at, stretch[1])
    return takes


def _value(scene: Scene, name: str, start: int, limit: int, label: int) -> Take | None:
    """The value after a label and colon, up to the next label at most."""
    raw, key = scene.message.raw, scene.message.key
    best: Take | None = None
    for path in _paths(scene, name):
        spec = scene.spec_of(path)
        if spec is None:
            continue
        long = spec.parser in TABLES or spec.parser in _LONG
        end = limit if long else _end(key, start, limit, address=spec.parser == "address")
        text = raw[start:end].strip(" \t\n，,。;；")
        if not text:
            continue
        outcome = scene.parse(path, text)
        if isinstance(outcome, Problem) and not long and end < limit:
            line = key.find("\n", start, limit)
            wider = raw[start : line if line >= 0 else limit].strip(" \t\n，,。;；")
            second = scene.parse(path, wider)
            if isinstance(second, Parsed) and spec.parser not in FREE:
                outcome, text, end = second, wider, line if line >= 0 else limit
        take = Take(path, outcome, text, label, end, True)
        if isinstance(outcome, Parsed):
            return take
        best = best or take
    return best


def _end(key: str, start: int, limit: int, *, address: bool) -> int:
    """Where a short value ends: the first stop, but an address may go on after a comma."""
    at = start
    while at < limit and key[at] in " \t":
        at += 1
    while at < limit:
        ch = key[at]
        if ch in "\n。;；!?":
            break
        if ch in ",，" and not (address and _ADDRESS_GOES_ON.match(key[at : at + 20])):
            break
        at += 1
    return at


def _without_colon(scene: Scene, start: int, end: int) -> list[Take]:
    """Labels at the head of a clause, and further labels run on behind them (姓名王志强身份证1101…)."""
    found: list[Take] = []
    key, raw = scene.message.key, scene.message.raw
    label = pattern(rf"(?P<name>{scene.names.field_pattern}){_LINK}(?:号码?)?{_SEPARATOR}")
    for clause in scene.message.clauses:
        if clause.start < start or clause.end > end:
            continue
        at = clause.start
        lead = _LEAD.match(key, at, clause.end)
        at = lead.end() if lead else at
        while at < clause.end:
            match = label.match(key, at, clause.end)
            if match is None or (match["name"] in _NEEDS_COLON and match["sep"] not in ("是", "为", "就是")):
                break
            following = label.search(key, match.end() + 1, clause.end)
            limit = following.start() if following else clause.end
            text = raw[match.end() : limit].strip(" \t，,的")
            take = _plausible(scene, match["name"], match["sep"], text, (match.start(), limit))
            if take is None and following is not None:
                limit = clause.end
                text = raw[match.end() : limit].strip(" \t，,的")
                take = _plausible(scene, match["name"], match["sep"], text, (match.start(), limit))
            if take is None:
                break
            found.append(take)
            at = limit
    return found


def _plausible(scene: Scene, name: str, sep: str, text: str, span: tuple[int, int]) -> Take | None:
    """A value said without a colon must fit its field, and must not be a remark about it."""
    if not text or _remark(text):
        return None
    for path in _paths(scene, name):
        spec = scene.spec_of(path)
        if spec is None or spec.parser in TABLES or spec.parser in _LONG or spec.parser == "photo":
            continue
        if spec.parser in FREE and not _free_fits(spec.parser, sep, text):
            continue
        outcome = scene.parse(path, text)
        if isinstance(outcome, Parsed) or (sep in ("是", "为", "就是") and any(c.isdigit() for c in text)):
            return Take(path, outcome, text, *span, True)
    return None


_REMARK = re.compile(
    r"^(?:怎么|咋|什么|啥|填|写|要|不|没|以后|先|跳|错|有|在哪|和|跟|同|与|也|都|改|可以|能|已|还|需|须|应|得|必|给|发|上|里|丢|办|过期|的话|领导|同意|推荐|那|这|呢|吗)"
)


def _remark(text: str) -> bool:
    """Whether what follows a field's name speaks about the field instead of giving it (单位领导不同意)."""
    return bool(_REMARK.match(text))


def _free_fits(parser: str, sep: str, text: str) -> bool:
    """Whether words fit a field that would take anything."""
    said = sep.strip() in ("是", "为", "就是", "叫", "叫做", "=")
    if parser == "name":
        return 2 <= len(text) <= 5 and (said or len(text) <= 4)
    if parser == "place":
        return len(text) <= 20 and text[:1] not in "的"
    if parser == "unit":
        return said or bool(pattern(_organisations()).search(squeeze(text)))
    if parser == "address":
        return said or bool(re.search(r"[路街号村镇区巷里园]", text))
    return said or bool(sep.strip() == "" and sep)


def _organisations() -> str:
    from dialogs.understanding.words import words

    return words().question.organisations


def _paths(scene: Scene, name: str) -> list[str]:
    """The form paths a name may mean, the pending field first; 电话 means a mobile number or an office one."""
    paths = list(scene.names.fields.get(squeeze(name), ()))
    return sorted(paths, key=lambda p: p != scene.focus.path)
