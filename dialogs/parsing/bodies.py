"""归口单位: which of the bodies of 通知·四 the form goes through.

Options: `codes` (the fixed bodies), `districts` (the names that stand before 人力资源和社会保障局), `bureau` (that name), `refuse`.
"""

from __future__ import annotations

import re

from dialogs.parsing.codes import aliases
from dialogs.parsing.outcome import Outcome, Parsed
from dialogs.parsing.reply import Reply, bare, shorten
from dialogs.parsing.units import is_employer

_BUREAU = re.compile(
    r"人力资源(?:和|与|及)?社会?保障?局|人力社保局?|人社局?|人保局|社保局"
    r"|人力局|劳动局|人事局|人劳局"
)
_OWN = re.compile(r"(?:集团|总公司|局|控股|公司|委员会|委|总社|中心)(?:[(（][^()（）]+[)）])?$")
_KINDS = {
    "district": r"人社|人力社保|人力资源|社保局|人保局|区里|区上|区局|街道",
    "group": r"集团|总公司|主管局|局里|系统内",
    "federation": r"工商联|工商业联合会",
    "private": r"私个协|个私协|个协|私协|个体.{0,4}协会",
    "zone": r"社会事业局|经开区|亦庄|开发区",
}
_BOTH = re.compile(
    r"都|两|俩|同时|各|分别|[还再也又][让叫给往在去]?.{0,6}?[报交递送]|[报交递送]一份.*[报交递送]一份|双保险|一块儿?[报交]|多报|保险"
)


_INTENDED = re.compile(
    r"(?:本来|原来|原先|以前|起先|起初|一开始|当初|上回|上次|上一?届|去年)[^,，。;；]*(?:想|打算|准备|说|报|走|找|归|填|是)[^,，。;；]*[,，。;；]"
)
"""本来想报丰台，厂子搬大兴了，报大兴区人社局: what was meant before"""


def parse_body(reply: Reply) -> Outcome:
    """The body's name. Codes: two_channels, which_district, not_a_channel, no_self, body_vague; warnings confirm_body, read_from_sentence."""
    text = bare(reply.text)
    settled = _INTENDED.sub("", text)
    text = settled if _channels(settled) or _BUREAU.search(settled) else text
    names = aliases(reply.spec)
    hits = {v for w, v in names.items() if len(w) > 2 and w in text.lower()}
    agreed = re.sub(r"(?:不是|不走|没走|不归)[^,，。;；]*", "", text)
    districts = [d for d in reply.option("districts", []) if re.sub("区$", "", d) in agreed]
    for word, code in reply.option("refuse", {}).items():
        if word in text and not hits:
            return reply.problem(code, said=shorten(text))
    if _BUREAU.search(text) and districts:
        hits |= {d + reply.option("bureau", "") for d in districts}
    if len(hits) > 1:
        if re.search(r"都|两个|同时|各报|分别|还报", text):
            return reply.problem("two_channels", ask=tuple(sorted(hits)), article="通知·七（二）")
        return reply.problem("ambiguous", ask=tuple(sorted(hits)), said=shorten(text))
    if len(_channels(text)) > 1 and _BOTH.search(text) and not re.search(r"不是|还是|要么|或者", text):
        both = sorted(hits | {d + reply.option("bureau", "") for d in districts})
        return reply.problem("two_channels", ask=tuple(both) if len(both) > 1 else (), article="通知·七（二）")
    if len(_channels(text)) > 1 and re.search(r"还是|要么|或者", text):
        return reply.problem("body_unknown", ask=_offered(reply), said=shorten(text))
    if hits:
        value = hits.pop()
        odd = (districts and not value.startswith(tuple(districts))) or (_BUREAU.search(text) and "社会事业局" in value)
        return Parsed(value, value, (reply.note("confirm_body", value=value),) if odd else ())
    if _BUREAU.search(text):
        if re.search(r"^(?:北京)?市|^市人|北京市人|人社部|国家", text):
            return reply.problem("not_a_channel", said=shorten(text))
        asks = tuple(d + reply.option("bureau", "") for d in reply.option("districts", []))
        return reply.problem("which_district", ask=asks)
    return _other(reply, text, districts, names)


def _channels(text: str) -> list[str]:
    """The kinds of channel a text speaks of, named in full or not (区里, 我们集团)."""
    return [kind for kind, said in _KINDS.items() if re.search(said, text)]


def _offered(reply: Reply) -> tuple[str, ...]:
    return tuple(c.text for c in getattr(reply.spec, "choices", ()))


def _other(reply: Reply, text: str, districts: list[str], names: dict[str, str]) -> Outcome:
    pieces = re.split(r"[,，。;；]", text)
    text = pieces[-1] if len(pieces) > 1 and is_employer(pieces[-1]) else text
    if text.lower() in names:
        return Parsed(names[text.lower()], names[text.lower()])
    core = re.sub(
        r"^(?:(?:我们|咱们|俺们)?(?:公司|单位|厂子?)(?=归|属于|是|走|报)|我们|我|走|报|归(?!口)|属于|归口单位|归口|就是|单位|推荐单位|是|由|通过|找|到|给|的|应该|[:：])+",
        "",
        text,
    )
    core = re.sub(r"(?:推荐|报的?|走|吧|的|报送|上报)+$", "", core)
    bare_district = [d for d in districts if core in (d, re.sub("区$", "", d), d + "区", "北京市" + d, "北京" + d)]
    if bare_district:
        value = bare_district[0] + reply.option("bureau", "")
        return Parsed(value, value, (reply.note("confirm_body", value=value),))
    if (
        re.fullmatch(
            r"(?:(?:就是|就)?(?:我们|咱们|俺们|本)(?:公司|单位|厂子?|厂里)|市属(?:企业)?(?:集团|局|公司)|企业集团|市里的?集团|集团|集团公司|总公司|上级|上级单位|局|公司|单位|我们集团|我们局|主管单位|主管局|上级公司|总部)",
            core,
        )
        or len(core) < 3
    ):
        return reply.problem("body_vague", said=shorten(text))
    if _OWN.search(core) and len(core) <= 40 and not re.search(r"什么|怎么|不知道|[?？]$|吗$", core):
        return Parsed(core, core, (reply.note("confirm_body", value=core),))
    return reply.problem("body_unknown", ask=_offered(reply), said=shorten(text))
