"""Numbers of certificates in running text: 证书编号：京科奖2019-2-005, 编号 20201108, ZL201910123456.7, J2103045."""

from __future__ import annotations

import re

from dialogs.parsing.outcome import Found

_LABEL = r"(?:获奖|奖励|荣誉)?证书(?:的)?(?:编)?号码?|编号|专利(?:证书)?号|证号|文号"
_BODY = r"[A-Za-z0-9\-—–_〔〕\[\]【】()（）./第字号京\u4e00-\u9fff]{2,40}?"
_END = r"(?=$|[\s,，;；。、|]|合作|排名|第[一二三四五六七八九十0-9]+完成)"
_SAID = re.compile(
    rf"(?:{_LABEL})\s*(?:就|上)?(?:[:：]|是|为|写的?是?)?\s*(?=[^\s,，;；。、]*[0-9])(?P<n>{_BODY}){_END}"
)
_PATENT = re.compile(r"(?P<n>ZL\s?[0-9]{4,}[0-9.X]*)")
_ALONE = re.compile(
    r"(?:^|(?<=[\s,，;；。、|]))(?P<n>(?:[\u4e00-\u9fff]{0,8}[京国字证奖第号技][\u4e00-\u9fff]{0,3})?[〔\[(（【]?[A-Za-z0-9]"
    r"[A-Za-z0-9〔〕\[\]【】()（）\-—–_/.]*(?:第?[0-9]+)?号?)(?=$|[\s,，;；。、|])"
)
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}(?:[-—./](?:[1-9]|0[1-9]|1[0-2])(?:[-—./](?:[1-9]|[012][0-9]|3[01]))?)?|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])"
    r"(?:[0-2][0-9]|3[01])?|(?:19|20)[0-9]{2}[-—–~/](?:19|20)[0-9]{2}|[0-9]{1,2}[-—/.][0-9]{1,2}(?:[-—/.](?:19|20)?[0-9]{2})?"
)


def find_certificate(text: str) -> Found | None:
    """The number behind its label, a patent's, or one that stands alone between two stops and is no date; the first of them."""
    for pattern in (_SAID, _PATENT, _ALONE):
        for hit in pattern.finditer(text):
            number = hit["n"]
            if pattern is _ALONE and not _bare(number):
                continue
            if number.endswith(("）", ")")) and not re.search(r"[（(]", number):
                number = number[:-1]
            return Found(
                hit.start(),
                hit.start("n") + len(number),
                number.strip(),
                text[hit.start() : hit.start("n") + len(number)],
            )
    return None


def _bare(word: str) -> bool:
    if re.match(r"[\u4e00-\u9fff]", word) and not re.search(r"号$|[〔\[【]|[0-9][-—–]", word):
        return False
    digits = sum(c.isdigit() for c in word)
    marked = re.search(r"[A-Za-z〔\[【号]|[-—–_/.].*[-—–_/.]", word) or re.match(r"[\u4e00-\u9fff]", word)
    return digits >= 4 and not _DATE.fullmatch(word) and bool(marked or digits >= 7)


def without_numbers(text: str) -> str:
    """The text, equally long, with the numbers of certificates blotted out: the years in them are none."""
    for pattern in (_SAID, _PATENT, _ALONE):
        text = pattern.sub(lambda m: m[0] if m.re is _ALONE and not _bare(m["n"]) else "×" * len(m[0]), text)
    return text


def take(text: str) -> tuple[str, str]:
    """The first number and the text with a stop in its place; an empty number where there is none."""
    found = find_certificate(text)
    return (found.value, f"{text[: found.start]}\t{text[found.end :]}") if found else ("", text)


def trimmed(cell: str) -> tuple[str, str]:
    """A cell that holds a number, and what was said behind it without a stop (JX2022-118 合作者张三)."""
    words = cell.split()
    last = next((i for i, w in enumerate(words) if re.search(r"[0-9]", w)), len(words) - 1)
    while last + 1 < len(words) and re.fullmatch(r"[A-Za-z0-9\-—第号字〔〕\[\]()（）./]+", words[last + 1]):
        last += 1
    return " ".join(words[: last + 1]), " ".join(words[last + 1 :])
