"""Whose value a reply gives: 我爱人是党员 and 11010819… 这是我闺女的 are not the applicant's own.

Parents are not counted: sons and daughters fill the form for them, and what they call their own is left out. Nor is anybody, where the person fills it for them (替他填).
"""

from __future__ import annotations

import re

PERSONAL = frozenset({"name", "code", "day", "place", "skill_level", "id_number", "mobile", "occupation"})
"""parsers of what the form asks about the applicant"""
_KIN = r"(?:爱人|媳妇|老婆|老公|丈夫|妻子|对象|闺女|女儿|儿子|孩子|老大|老二|弟弟|妹妹|哥哥|姐姐|弟|妹|哥|姐|同事|工友|邻居|朋友|班长|组长|领导|老伴儿?|师傅|徒弟|师弟|师哥|师兄|师妹|师姐)"
_THEIRS = re.compile(
    rf"(?:我|俺)?(?:爷爷|奶奶|姥姥|姥爷|祖上|老辈儿?|祖辈)(?:那辈|那代)?(?:是|都是|的)|(?:(?:我|俺|咱)们?家)?(?:就|只有|只)?(?:我|俺|咱)(?:们)?(?:家)?(?:的)?{_KIN}(?:他|她)?(?:的|是|叫|[0-9一二三四五六七八九])"
)
_OF_ANOTHER = re.compile(rf"(?:(?:我|俺|咱)们?家?的?)?{_KIN}")
_OWNER = re.compile(
    rf"(?:这|那)?个?(?:是)?(?:我|俺|咱)?(?:们)?(?:家)?{_KIN}(?:的|她的|他的)(?:号码?|手机|电话|身份证)?"
)
"""words that only say whose the value before them is"""
_THIS = re.compile(r"(?:这|就)(?:个|串)?(?:是)?")
_MINE = re.compile(r"(?:我|俺|本人)(?:自己|个人)?的|(?:我|俺)自己|^(?:我|俺)(?=[0-9])")
_PARENT = re.compile(
    r"(?:我|俺|咱)?(?:们)?(?:老?爸爸?|老?妈妈?|父亲|母亲|爹|娘|老爷子|老太太)(?:他|她|本人|自己)*(?:的|是|叫|[0-9])"
)
_WRITERS = re.compile(
    r".*是(?:我|俺)(?:自己|本人)?的(?:号码?|手机|身份证)?[0-9xX]*|(?:我|俺)(?:自己|本人)?的(?:号码?|手机|身份证)?[0-9xX]*"
)
"""of the daughter or son who fills the form for a parent"""
_THAT_WAS = re.compile(rf"(?:这|那|刚才|上面)(?:个|串|条|的)*(?:是)?(?:我|俺|咱)?(?:们)?(?:家)?{_KIN}的")
_FOR_THEM = re.compile(r"(?:替|帮|给|代)(?:他|她|我?" + _KIN + r")(?:填|报|弄|写|问)|代填|代报")


def speaks_of_another(text: str) -> bool:
    """Whether a clause begins to tell of somebody else (我同事老冯1972年的)."""
    return not _FOR_THEM.search(text) and bool(_OF_ANOTHER.match(text))


def own_words(text: str) -> str | None:
    """The reply without what it says of others, possibly empty; None where it speaks of nobody else."""
    if _FOR_THEM.search(text):
        return None
    pieces = [p for p in re.split(r"[,，。;；!！\s]+", text) if p]
    if any(_PARENT.match(piece) for piece in pieces):
        writers = {n for n, piece in enumerate(pieces) if _WRITERS.fullmatch(piece)}
        before = {n - 1 for n in writers if n and not re.search(r"[0-9]{4}", pieces[n])}
        kept = [piece for n, piece in enumerate(pieces) if n not in writers | before]
        return "，".join(kept) if writers and kept else None
    that = [n for n, piece in enumerate(pieces) if _THAT_WAS.match(piece)]
    if that:
        rest = pieces[that[-1] + 1 :]
        shown = that == [0] and _THIS.match(pieces[0]) and not any(_MINE.search(p) for p in rest)
        return "" if shown else "，".join(rest)
    owners = {n for n, piece in enumerate(pieces) if _OWNER.fullmatch(piece)}
    theirs = owners | {n - 1 if n else 1 for n in owners}
    kept = [p for n, p in enumerate(pieces) if n not in theirs and not _THEIRS.match(p)]
    return "，".join(kept) if len(kept) < len(pieces) else None
