"""How high an award or honour stands: 国家级、省市级、本行业 may be listed, what a company, a workshop or a district gives may not.

填表说明·二.2 and the headings of part 二.
"""

from __future__ import annotations

import re
from typing import Literal

Standing = Literal["listed", "below", "unclear"]
_BELOW = re.compile(
    r"车间|班组|工段|分厂|分公司|公司|集团(?!军)|厂(?:级|里|内|先进"
    r"|优秀|劳模|劳动模范|标兵|技术|年度)|本(?:厂|单位|院|校|局|店|公司)"
    r"|单位(?:级|里|内)?|(?:厂|院|校|店|段|队|县|局|处|站|科|区|矿)级"
    r"|街道|乡镇?|社区|[\u4e00-\u9fff]{2,3}(?<!自治)(?<!市辖)(?<!地)(?<!示范)区(?:总工会"
    r"|级|政府|人民政府|劳动模范|劳模|先进|优秀|五一|技术|职工|委|人社局"
    r"|工匠|职业|首席|技能|十佳|百姓)|部门(?:先进|优秀)|项目部|店内"
    r"|村|县(?!区)"
)
_LISTED = re.compile(
    r"全国|国家|国务院|中华|中国|世界|国际|亚洲|省|自治区|北京市|市级"
    r"|首都|上海市|天津市|重庆市|市(?:劳动模范|劳模|政府|人民政府|总工会"
    r"|工会|委|科|人社|技术|职工|五一|先进|优秀|三八|职业|经信|国资"
    r"|住建|交通|工匠|突出|级|里)|北京(?:大工匠|榜样|工匠|青年|优秀"
    r"|五四)"
    r"|行业|协会|学会|联合会|商会|人力资源(?:和)?社会保障部|人社部|部级"
    r"|部(?:颁|委)|五一劳动奖章|五一劳动奖状|部优|团中央|科技部|工信部"
)
_OWN_COMPANY = re.compile(r"(?:优秀|先进|十佳|年度|明星)(?:员工|职工|工作者|个人|班组长|党员|青年)?$")


def standing(text: str, authority: str = "") -> Standing:
    """Where an honour belongs, by its words and by who gave it."""
    for words in (authority, text):
        if not words:
            continue
        if _BELOW.search(words) and not re.search(r"协会|学会|联合会|中华全国|国务院国有资产|行业", words):
            return "below"
        if _LISTED.search(words):
            return "listed"
    return "unclear"
