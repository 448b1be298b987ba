"""A work history pasted as a table with a header, put into sentences that `work_rows` reads."""

from __future__ import annotations

from dialogs.parsing.grids import grid

_HEADERS = {
    r"(?:起止|任职|工作)?(?:年月|时间|日期|起止|期间)(?:[(（].*[)）])?": "period",
    r"(?:起始?|开始|入职|自|从)(?:年月|时间|日期)?": "start",
    r"(?:止|终止|结束|截止|离职|至|到)(?:年月|时间|日期)?": "end",
    r"(?:工作)?单位(?:名称|全称|及部门|和部门|部门)?|公司(?:名称)?|在何单位.*": "unit",
    r"(?:从事)?(?:职业|工种)(?:[(（]工种[)）])?(?:名称)?": "occupation",
    r"(?:工作)?岗位(?:名称)?|职务|岗位职务": "post",
    r"(?:职业)?(?:资格|技能)?等级|级别|证书等级|职业资格": "skill_level",
}
_SAID = {"unit": "单位", "occupation": "职业", "post": "岗位", "skill_level": "等级"}


def table_lines(text: str) -> list[str]:
    """One sentence a row, its cells labelled; empty where the text is no table."""
    table = grid(text, _HEADERS)
    if table is None:
        return []
    lines = []
    for record in table[0]:
        cells = record.first()
        period = cells.get("period") or "至".join(filter(None, (cells.get("start"), cells.get("end"))))
        named = [f"{_SAID[column]}：{cells[column]}" for column in _SAID if cells.get(column)]
        lines.append("，".join([period, *named]))
    return [*lines, *filter(None, table[1].split("\n"))]
