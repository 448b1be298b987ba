"""Rows by words: 还有一个, 把第二条删了, 恢复."""

from __future__ import annotations

import re

from dialogs.commands import Command, RowAdd, RowDelete, RowRestore, Unclear
from dialogs.understanding.choices import number
from dialogs.understanding.places import ORDINAL, table_meant
from dialogs.understanding.scene import Scene

_POLITE = r"(?:请|麻烦|帮我|给我|我要|我想|要|想|能不能|可以|先|那|就|再|还是|，)*"
_END = r"(?:吧|了|啊|掉|去|呗|可以吗|行吗|好吗|谢谢|，|一下)*"
_NOUN = r"(?:工作经历|工作|经历|履历|荣誉称号|荣誉|称号|获奖|奖项|奖|成果|徒弟|培养|记录|内容|信息)?"
_ADD = re.compile(
    rf"{_POLITE}(?:(?:还|另外|另)有(?:一|1|两|2|几)?(?:个|条|段|项|次|份|家|些|笔)(?:{_NOUN})(?:呢|没说|没填|没写|要加|要填)?|"
    rf"再?(?:加|添|添加|来|增加|新增|补充?|填|写|录)(?:上)?(?:一|1)?(?:个|条|段|行|项|次|份)(?:{_NOUN})|(?:继续添加|新增一行|加一行|继续加一条)(?:{_NOUN}))(?:{_END})"
)
_WHICH = rf"(?:{ORDINAL}|(?P<that>刚才|刚刚|上面|刚加|刚填|刚才加|刚才填|刚说|刚才说)?的?(?:那|这)一?(?:段|条|行|个|份|项)|(?P<digits>\d{{1,2}}))"
_DELETE = re.compile(
    rf"{_POLITE}(?:把|将)?(?P<noun1>{_NOUN})(?:的|里的?|中的?|里面的?)?{_WHICH}(?P<noun2>{_NOUN})(?:给我|给)?(?:删除|删掉|删去|删|去掉|去了|拿掉|划掉|不要了|不算了?|不要|取消|撤掉|移除){_END}"
)
_DELETE_FIRST = re.compile(
    rf"{_POLITE}(?:删除|删掉|删去|删了|删|去掉|拿掉|划掉|不要|移除|取消)(?P<noun1>{_NOUN})(?:的|里的?|中的?|里面的?)?{_WHICH}(?P<noun2>{_NOUN}){_END}"
)
_RESTORE = re.compile(
    rf"{_POLITE}(?:把)?(?:刚才|刚刚|刚)?(?:删|删掉|删除)?(?:了|掉)?(?:的)?(?:那一?条|那一?段|那一?个|那一?行|那)?(?:{ORDINAL})?(?P<noun>{_NOUN})(?:又)?(?:恢复|找回来?|还原回来|加回来|要回来|弄回来|补回来|放回来|拿回来)(?:刚才|刚刚|刚)?(?:删|删掉|删除)?(?:了|掉)?(?:的)?(?:那一?条|那一?段|那一?个|那一?行|第[一二三四五六七八九十\d]+[条段个行])?{_END}"
)
_UNDELETE = re.compile(
    r"(?:还是)?(?:不删了?|别删了?|不用删了?|删错了|误删了?|手误删了|刚才不该删|不小心删了)(?:吧|啊)?"
)


def row_command(scene: Scene, clause: str) -> Command | None:
    """The row command that a clause (folded, squeezed) is, or None."""
    if len(clause) > 30:
        return None
    if _UNDELETE.fullmatch(clause):
        return RowRestore(table_meant(scene, clause))
    if match := _RESTORE.fullmatch(clause):
        return RowRestore(table_meant(scene, clause) if match["noun"] or scene.focus.table else "")
    if _ADD.fullmatch(clause):
        table = table_meant(scene, clause)
        return RowAdd(table) if table else None
    match = _DELETE.fullmatch(clause) or _DELETE_FIRST.fullmatch(clause)
    if match is None:
        return None
    if match["nth"] or match["digits"]:
        at = number(match["nth"] or match["digits"]) - 1
        if at < 0:
            return None
    else:
        at = -1
    return _delete(scene, clause, at, (match["noun1"] or "") + (match["noun2"] or ""))


def _delete(scene: Scene, clause: str, at: int, noun: str) -> Command | None:
    table = table_meant(scene, noun) if noun else table_meant(scene, "")
    if table:
        return RowDelete(table, at)
    ids = scene.known.rows
    fits = [t for t in scene.form.tables if len(ids.get(t, ())) > max(at, 0)]
    if len(fits) == 1:
        return RowDelete(fits[0], at)
    if not fits:
        return None
    return Unclear(clause, tuple((RowDelete(t, at), scene.form.tables[t].name) for t in fits[:3]))
