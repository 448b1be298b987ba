"""Two dates said in one breath: 99年六七月份, 85年3月6日或7日, 95、96年3月. Nobody but the person knows which it is."""

from __future__ import annotations

import re

_ONES = "一二三四五六七八九"
_SAID = "〇零○" + _ONES
_FIGURE = r"(?:[0-9]{1,2}|[二廿]?十?[一二三四五六七八九十])"
_OR = r"\s*(?:、|/|[-~–—]|或者?是?|还是|要么是?|要不就?是?|也?可能是?)\s*"
# 六七月, 十六七号: neighbours of the row of numbers, never the end of a year (八六七月)
_NEIGHBOURS = re.compile(rf"(?<![{_SAID}十廿])(?P<head>(?:二?十|廿)?)(?P<a>[{_ONES}])(?P<b>[{_ONES}])(?=[月日号])")
_YEARS = re.compile(rf"(?<![{_SAID}十])(?P<head>[{_ONES}])(?P<a>[{_ONES}])(?P<b>[{_ONES}])(?=年)")
_SPELT = (
    re.compile(rf"(?<=年)\s*(?P<a>{_FIGURE})(?:月份?)?{_OR}(?P<b>{_FIGURE})(?=\s*月)"),
    re.compile(rf"(?<=月)\s*(?P<a>{_FIGURE})(?:[日号])?{_OR}(?P<b>{_FIGURE})(?=\s*[日号])"),
    re.compile(
        rf"(?<![0-9{_SAID}])(?P<a>(?:[0-9]{{4}}|[0-9]{{2}}|[{_SAID}]{{2,4}}))年?\s*(?:、|/|或者?是?|还是)\s*"
        rf"(?P<b>(?:[0-9]{{4}}|[0-9]{{2}}|[{_SAID}]{{2,4}}))(?=\s*年)"
    ),
)


def either(text: str) -> tuple[str, str] | None:
    """The text once with the first and once with the second of the two; None where only one is said."""
    for pattern in (_NEIGHBOURS, _YEARS):
        for hit in pattern.finditer(text):
            if _ONES.index(hit["b"]) == _ONES.index(hit["a"]) + 1:
                return _each(text, hit.span(), hit["head"] + hit["a"], hit["head"] + hit["b"])
    for pattern in _SPELT:
        said = pattern.search(text)
        if said is not None and said["a"] != said["b"]:
            return _each(text, said.span(), said["a"], said["b"])
    return None


def _each(text: str, span: tuple[int, int], first: str, second: str) -> tuple[str, str]:
    head, tail = text[: span[0]], text[span[1] :]
    return head + first + tail, head + second + tail
