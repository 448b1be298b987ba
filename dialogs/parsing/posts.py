"""Who holds a post: 会计潘小云, 出纳 王芳, 工会主席马福来, 厂办秘书小赵 come to the name alone.

A post and what follows it run together; only a known surname tells where the name begins.
"""

from __future__ import annotations

import re

_POST = (
    r"(?:会计|出纳|老板娘?|主席|班组长|班长|组长|工长|段长|主任|总经理|经理|科长|部长|处长|股长|董事长|董秘|文员|内勤|秘书|助理|专员|专干|干事|干部|书记|支书"
    r"|厂长|队长|站长|所长|店长|院长|校长|园长|矿长|主管|总监|法人|负责人|核算员|统计员?|资料员|技术员|安全员|材料员|记工员|考勤员|管理员|组织员|文书|库管|保管员?"
    r"|前台|调度员?|管[\u4e00-\u9fff]{1,5}?的|财务|行政|综合|后勤|人事|人力资源|人力|人资|劳资员?|政工|党务|HR|hr|同事)(?:部门|[科部处室组办员]|那边|这边|那儿|那块)?(?:里|上)?的?"
)
_AROUND = r"(?:我们|我|咱们|咱|俺们|俺|他们|单位|公司|集团|厂里?|车间|队里?|店里?|项目上?|班组|这儿|那边|里|上|的|那个|那位|有个|新来|新换|就是|就|是|找|问|一个|只有|叫){0,6}"
_BEFORE = rf"{_AROUND}[\u4e00-\u9fff]{{0,6}}?"
_LINK = r"(?:是|叫|归|[,，:：\s])*"
_NAME = rf"(?!{_POST})(?P<name>[\u4e00-\u9fff]{{2,4}}?(?:·[\u4e00-\u9fff]{{1,8}})?)"
_DOES = r"(?:(?:在|来|一直)*(?:管着?|弄|负责|经办|接手?|兼|盯着?|办|顶|代管|填)(?:着|了|的|这|那|摊|事|块|个|活|工作|儿|它|上|材料|申报|盖章|人事|档案)*|同志|老师)"
_ENDS = rf"(?={_DOES}?(?:$|[,，。;；、(（\s]))"
_HOLDER = re.compile(rf"^{_BEFORE}{_POST}{_LINK}{_NAME}{_ENDS}")
_HELD = re.compile(
    rf"^{_NAME}(?:[,，\s]*(?:他|她)?(?:是|就是)|[,，\s]+)(?:我们|咱们|俺们|单位|公司|厂里?|店里?|的)*[\u4e00-\u9fff]{{0,4}}?{_POST}$"
)
_NOBODY = re.compile(
    rf"(?:{_AROUND}(?:技术|生产|质检|质量|项目|安全|工会|支部|党支部|办公室|副|总|大)*{_POST}+|(?:我们?|咱们?|俺们?|那)?(?:厂里?|单位|公司|车间|队里?|店里?|办公室))(?:自己|本人|一个人)?"
)
_DOING = re.compile(rf"(?<=[\u4e00-\u9fff]{{2}}){_DOES}$")


def holders(text: str) -> list[str]:
    """The stretches of `text` that may be the name of the one who holds the post it names; the reader of names decides."""
    return [hit["name"] for pattern in (_HOLDER, _HELD) if (hit := pattern.match(text.strip())) is not None]


def is_post(text: str) -> bool:
    """Whether words name a post or an office and nobody in it (会计, 我们老板, 厂里)."""
    return _NOBODY.fullmatch(text) is not None


def without_duty(text: str) -> str:
    """夏雨桐管这摊 → 夏雨桐."""
    return _DOING.sub("", text)
