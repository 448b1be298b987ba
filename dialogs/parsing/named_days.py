"""Days told by their name and years told by another era: 82年国庆节, 元旦那天, 民国六十八年三月五日."""

from __future__ import annotations

import re

from dialogs.parsing.numerals import number

# feasts of the solar calendar: everybody knows their day
_FEASTS = {
    "元旦": "1月1日", "三八": "3月8日", "妇女节": "3月8日", "植树节": "3月12日", "五一": "5月1日", "劳动节": "5月1日",
    "五四": "5月4日", "青年节": "5月4日", "六一": "6月1日", "儿童节": "6月1日", "七一": "7月1日", "建党节": "7月1日",
    "八一": "8月1日", "建军节": "8月1日", "教师节": "9月10日", "国庆": "10月1日", "十一": "10月1日",
    "平安夜": "12月24日", "圣诞": "12月25日",
}  # fmt: skip
_YEAR = r"(?P<year>(?:[0-9]{4}|[0-9]{2}|[〇零○一二三四五六七八九]{2,4}|今|去|前|大前)年)"
_FEAST = "|".join(sorted(_FEASTS, key=len, reverse=True))
_NAMED = re.compile(
    rf"{_YEAR}\s*的?(?P<feast>{_FEAST})(?:劳动节|国际劳动节|儿童节|建军节|建党节|妇女节|青年节|节)?+"
    r"(?!月|[0-9一二三四五六七八九十]|厂|路|街|[^,，。\s]{0,6}(?:学校|中学|小学|农场|奖|旗手)|(?:这天|那天)?(?:之|以|的|放假|假期|长假|小长假)?(?:前|后|期间|左右|过后|假))"
    r"(?:那天|这天|当天|当日|那日)?"
)
_AFTER = re.compile(
    rf"{_YEAR}\s*的?(?P<feast>{_FEAST})(?:劳动节|国际劳动节|儿童节|建军节|建党节|妇女节|青年节|节)?+(?:放假|假期|长假|小长假)?(?:之|以|过)?(?:后|前后|期间|左右)"
)
_ERA = re.compile(r"民国(?P<year>[0-9]{1,3}|[一二三四五六七八九十百]{1,4})年")
_REPUBLIC = 1911
_CAPITALS = re.compile(r"[壹贰叁肆伍陆柒捌玖拾零]{2,}|(?<=[年月])[壹贰叁肆伍陆柒捌玖拾](?=[月日号])")
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")


def plain_days(text: str) -> str:
    """The text with such days as 82年10月1日 and capital numerals as plain ones; 国庆节以后 and 八一厂 are no days."""
    text = _CAPITALS.sub(lambda hit: hit.group().translate(_PLAIN), text)
    text = _ERA.sub(lambda hit: f"{_REPUBLIC + (number(hit['year']) or 0)}年", text)
    return _NAMED.sub(lambda hit: hit["year"] + _FEASTS[hit["feast"]], text)


def after_a_day(text: str) -> str:
    """The day that 93年国庆节后 and 98年五一前后 speak of; empty where they speak of none."""
    near = _AFTER.search(text)
    return near["year"] + _FEASTS[near["feast"]] if near else ""
