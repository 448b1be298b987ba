"""Whose value a reply gives: 我爱人是党员 and 11010819… 这是我闺女的 are not the applicant's own.

Parents are not counted: sons and daughters fill the form for them, and what they call their own is left out. Nor is anybody, where the person fills it for them (替他填).
"""

from __future__ import annotations

import re

PERSONAL = frozenset({"name", "code", "day", "place", "skill_level", "id_number", "mobile", "occupation"})
"""parsers of what the form asks about the applicant"""
_KIN = r"(?:爱人|媳妇儿?|兄弟(?:姐妹|俩)?|姐妹|孙子|孙女|老婆|老公|丈夫|妻子|对象|闺女|女儿|儿子|孩子|老大|老二|弟弟|妹妹|哥哥|姐姐|弟|妹|哥|姐|同事|工友|邻居|朋友|班长|组长|领导|老伴儿?|师傅|徒弟|师弟|师哥|师兄|师妹|师姐)"
_THEIRS = re.compile(
    rf"(?:我|俺)?(?:爷爷|奶奶|姥姥|姥爷|祖上|老辈儿?|祖辈)(?:那辈|那代)?(?:是|都是|的)|(?:(?:我|俺|咱)们?家)?(?:就|只有|只)?(?:我|俺|咱)(?:们)?(?:家)?(?:的)?{_KIN}(?:他|她)?(?:的|是|叫|[0-9一二三四五六七八九])"
)
_ELDERS = r"(?:老?爸爸?|老?妈妈?|父亲|母亲|父母|爸妈|爹|娘)"
_OF_PARENTS = re.compile(rf"(?:我|俺|咱)?(?:们?家)?的?{_ELDERS}(?!.*(?:填|报|弄))")
_BUT_I = re.compile(rf"(?:但|可|不过|就|只有|而)*(?:(?:我|俺|咱|本人|自己)(?!们?家?的?{_ELDERS})|我?随|就?[写填])")
_OF_ANOTHER = re.compile(rf"(?:(?:我|俺|咱)们?家?的?)?{_KIN}")
_OWNER = re.compile(
    rf"(?:这|那)?个?(?:是)?(?:我|俺|咱)?(?:们)?(?:家)?{_KIN}(?:的|她的|他的)(?:号码?|手机|电话|身份证)?"
)
"""words that only say whose the value before them is"""
_IS_THEIRS = re.compile(rf".*[0-9a-zA-Z](?:这个)?是(?:我|俺|咱)(?:们)?(?:家)?{_KIN}的(?:号码?|手机|电话|身份证)?")
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
_TOLD_OF = re.compile(
    rf"[0-9xX]{{7,}}(?:这个|那个)?是(?:我|俺|咱)?(?:们)?(?:家)?{_KIN}(?:的)?(?:号码?|手机|电话|身份证)?"
)
_BEGINS_WITH_KIN = re.compile(
    rf"(?:(?:我|俺|咱)(?:们)?(?:家)?的?|家里?(?:的|有)?)?(?:[一二两三四五几0-9]个)?{_KIN}(?!费)"
)
_FATHER = r"(?:老?爸爸?|老?爹|父亲|爸)"
_MOTHER = r"(?:老?妈妈?|老?娘|母亲|妈)"
_PARENTS = re.compile(rf"(?:我|俺|咱)?(?:们)?(?:家)?(?:的)?(?:{_FATHER}|{_MOTHER}|父母|爸妈)")
_BOTH = re.compile(
    rf"{_FATHER}(?:那边|这边)?(?:是|的|，|,|\s)*(?P<his>[\u4e00-\u9fff]{{1,6}}?)[,，;；\s]*(?:我|俺)?{_MOTHER}(?:那边|这边)?(?:是|的|，|,|\s)*(?P<hers>[\u4e00-\u9fff]{{1,6}})|"
    rf"{_MOTHER}(?:那边|这边)?(?:是|的|，|,|\s)*(?P<hers2>[\u4e00-\u9fff]{{1,6}}?)[,，;；\s]*(?:我|俺)?{_FATHER}(?:那边|这边)?(?:是|的|，|,|\s)*(?P<his2>[\u4e00-\u9fff]{{1,6}})"
)
_AFTER_ONE = re.compile(rf"随(?:的|了|着)?(?:我|俺)?(?:(?P<father>{_FATHER}|父)|(?P<mother>{_MOTHER}|母))")
_OWN = re.compile(
    r"(?:就|只有|只|现在|那|可是?|但是?|反正|其实)*(?:(?:我|俺|咱|本人|自己|自个儿?)(?!们?家)|户口|身份证|证上|本上|填|写|随|按)"
)


def _own_beside_others(pieces: list[str]) -> str | None:
    """媳妇儿蒙古族，我汉族: what is said of oneself, where each is told of in a clause of its own; None otherwise.

    A clause that names nobody goes on about the one before. Parents count as others only where both are named: a form is
    filled for one person.
    """
    if any(_OWNER.fullmatch(piece) for piece in pieces):
        return None
    both = _BOTH.search("，".join(pieces)) is not None
    own: list[str] = []
    mine, others = True, False
    for piece in pieces:
        if _BEGINS_WITH_KIN.match(piece) or (both and _PARENTS.match(piece)) or _TOLD_OF.fullmatch(piece):
            mine, others = False, True
        elif _OWN.match(piece) or _MINE.search(piece):
            mine = True
        if mine:
            own.append(piece)
    return "，".join(own) if others and own else None


def _after_a_parent(text: str) -> str | None:
    """爸是汉族妈是满族，户口随的我妈: the value of the parent one takes after."""
    both, after = _BOTH.search(text), _AFTER_ONE.search(text)
    if not both or not after or after.start() < both.start():
        return None
    return both["his"] or both["his2"] if after["father"] else both["hers"] or both["hers2"]


_FOR_THEM = re.compile(r"(?:替|帮|给|代)(?:他|她|我?" + _KIN + r")(?:填|报|弄|写|问)|代填|代报")


def speaks_of_another(text: str) -> bool:
    """Whether a clause begins to tell of somebody else (我同事老冯1972年的)."""
    return not _FOR_THEM.search(text) and bool(_OF_ANOTHER.match(text))


def beside_parents(text: str) -> str | None:
    """我爸是党员，我群众 → 我群众: what is told of oneself beside what is told of one's parents; None without both.

    Only for what a list decides: a daughter who fills the form tells both names, and the parent's is meant.
    """
    pieces = [p for p in re.split(r"[,，。;；!！\s]+", text) if p]
    parents = {n for n, piece in enumerate(pieces) if _OF_PARENTS.match(piece)}
    mine = [n for n, piece in enumerate(pieces) if n not in parents and _BUT_I.match(piece)]
    if not parents or not mine or _FOR_THEM.search(text):
        return None
    return "，".join(piece for n, piece in enumerate(pieces) if n not in parents)


def own_words(text: str) -> str | None:
    """The reply without what it says of others, possibly empty; None where it speaks of nobody else."""
    if _FOR_THEM.search(text):
        return None
    taken = _after_a_parent(text)
    if taken is not None:
        return taken
    pieces = [p for p in re.split(r"[,，。;；!！\s]+", text) if p]
    beside = _own_beside_others(pieces)
    if beside is not None:
        return beside
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
    kept = [p for n, p in enumerate(pieces) if n not in theirs and not _THEIRS.match(p) and not _IS_THEIRS.fullmatch(p)]
    return "，".join(kept) if len(kept) < len(pieces) else None
