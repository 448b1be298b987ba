"""What a stint has from the one before it: 还是那个厂, 工种没变, 单位工种都没换, 级别同上, 其他跟上一段一样."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

COLUMNS = ("unit", "occupation", "post", "skill_level")
_CALLED = {
    "unit": r"(?:工作)?单位|公司|厂子|工厂|厂|店里?|东家|地方|那儿|那里|部门",
    "occupation": r"工种|职业|(?:干|做)的?活儿?|活儿?|行当|手艺|专业|(?:干|做)的(?=还|也|都|没|不|一)|本行",
    "post": r"工作岗位|岗位|职务|位置",
    "skill_level": r"(?:职业)?(?:资格|技能)?等级|级别|证书?|资格",
}
_WHAT = "|".join(f"(?P<{column}>{words})" for column, words in _CALLED.items())
_REST = r"其他的?|其它的?|其余的?|别的|剩下的|各项|内容|(?:都|全部?)(?=跟|和|同|一样)"
_SAME = r"(?:没有?|未|不)(?:换|变|动|改|挪)(?:过|化|动)?|照旧|依旧|照样|同上|同前|一样|相同|一致|还是(?:原来的?|那个|老样子)(?:单位|公司|厂子?|店|地方|工种|职业|活儿?|岗位|职务)?"
_WITH = r"(?:跟|和|与|同|照)?(?:上|前|刚才|之前)(?:一|面|头|边)?(?:段|条|行|个|份|那段|那条)?(?:的)?"
_ALSO = r"(?:还是|还|也|都|全|仍然?|依然|继续|一直|就)*"
# 单位工种都没变, 级别同上, 其他跟上一段一样
_UNCHANGED = re.compile(
    rf"(?P<what>(?:(?:{'|'.join(_CALLED.values())}|{_REST})(?:和|跟|、|与|还有)?)+){_ALSO}(?:{_WITH})?{_ALSO}(?:{_SAME})(?:的|了)?"
)
# 还是那个厂, 同工种, 原单位, 老本行
_POINTED = re.compile(
    rf"{_ALSO}(?:是|在|干|做|干的是|当)*(?:(?:(?P<sure>那|这|同一|同样的?|之前的?|以前的?)|原来?|老|同|本)(?:个|家|一个|一家)?的?(?:{_WHAT})(?!房|区|校|名)|(?P<there>那儿|那里|原地))"
    rf"(?:里|上)?"
)
_EVERYTHING = re.compile(rf"(?:{_REST})?{_ALSO}{_WITH}{_ALSO}(?:一样|相同|一致|没变|不变)(?:的)?")
_BARE = re.compile(r"(?:也|都|还是)*(?:同上|同前|同上一?[段条行])")
_STAYED = re.compile(r"(?:也|就|都|一直)*(?:没|没有|未)(?:挪过?窝|动过?地方|挪过?地方|动过?窝|跳过?槽)(?:的|了)?")
_STILL = re.compile(r"(?:还|仍|仍然|依然|继续|一直)+(?:是)?在(?P<unit>[^\s,，;；、当干做任]{2,16})")
_LISTED = re.compile(rf"(?<=单位|公司|职业|工种|岗位|职务)、(?=(?:{'|'.join(_CALLED.values())}))")
_PARTED = re.compile(r"([\s,，;；、。|]+)")


def from_above(rest: str, above: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any], str] | None:
    """The cells that a stint's words (without its time) take from `above`, those that are as above unless told otherwise, and
    the words left; None where they point at a stint before it and there is none.

    A word that follows an employer pointed at (还是那个厂当钳工) is marked as not being one itself (``\\x01``).
    """
    cells: dict[str, Any] = {}
    kept: list[str] = []
    everything = stayed = False
    told = 0
    for part in _PARTED.split(_LISTED.sub("和", rest)):
        left, said = part, True
        told += bool(part.strip()) and not _PARTED.fullmatch(part)
        while said:
            said, columns = False, []
            if (hit := _EVERYTHING.fullmatch(left)) is not None:
                everything = said = True
            elif (hit := _UNCHANGED.match(left)) is not None:
                columns = [c for c, words in _CALLED.items() if re.search(words, hit["what"])]
                everything = everything or not columns or bool(re.search(_REST, hit["what"]))
            elif (hit := _POINTED.match(left)) is not None and (hit["sure"] or hit["there"] or _ends(left, hit.end())):
                columns = ["unit"] if hit["there"] else [c for c in COLUMNS if hit[c]]
            elif _STAYED.fullmatch(left):
                stayed, left = True, ""  # the same employer, unless one is told in the same breath
            elif (hit := _BARE.fullmatch(left)) is not None:
                columns = [COLUMNS[min(told, len(COLUMNS)) - 1]]
            elif (still := _STILL.fullmatch(left)) and still["unit"] in str(above.get("unit", "")):
                hit, columns = still, ["unit"]
            if hit is not None and (columns or everything):
                said = True
                if not above:
                    return None
                cells |= {c: above[c] for c in columns if above.get(c)}
                left = left[hit.end() :]
                left = f"\x01{left}" if left and "unit" in columns else left
        kept.append(left)
    others = {c: above[c] for c in COLUMNS if above.get(c)} if everything else {}
    if stayed and above.get("unit"):
        others.setdefault("unit", above["unit"])
    return cells, others, "".join(kept)


def like_above(text: str, column: str) -> bool:
    """Whether a reply to one cell says that it is as in the row before (工种没变, 还是那个厂, 没挪窝)."""
    if column not in COLUMNS:
        return False
    if re.fullmatch(rf"{_ALSO}(?:{_SAME}|{_WITH}(?:一样|相同))(?:的|了|吧)?", text) or _BARE.fullmatch(text):
        return True
    if column == "unit" and _STAYED.fullmatch(text):
        return True
    for form in (_UNCHANGED, _POINTED):
        hit = form.fullmatch(text)
        if hit is not None:
            said = hit.groupdict()
            return bool(
                re.search(_CALLED[column], said["what"])
                if said.get("what")
                else said.get(column) or (column == "unit" and said.get("there"))
            )
    return False


def _ends(text: str, at: int) -> bool:
    """Whether an employer or trade pointed at ends here, and is not the beginning of a name (同一厂房, 本单位食堂)."""
    return not text[at:] or bool(re.match(r"[里的当干做任是开烧修又就也还,，]|那|原|同|老", text[at:]))
