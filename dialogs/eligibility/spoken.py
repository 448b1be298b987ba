"""A parsed reply to an eligibility question as facts: 「没有」 denies a claim, a list said in full is complete."""

from __future__ import annotations

import re
from typing import Any

from dialogs.eligibility.facts import BadFacts, allowed, canonical, tidy
from dialogs.eligibility.form_facts import placing
from dialogs.eligibility.model import Fact
from dialogs.eligibility.rules import Rules
from dialogs.parsing.places import read_place

_NONE_OF_IT = re.compile(
    r"^(我|这个|这方面|这些|从来|从|一直|都|也|真的?|确实|一次|一个|哪有那?好事|就是.{2,8})*\s*(也|都)?(没有?|无)(啥|什么|怎么)?"
    r"(享受|领|拿得?|得|评上?|比|参加|干|搞|编|弄|收|带|获|评)?(过|着)?(这个|津贴|特贴|特殊津贴|奖|荣誉|名次|比赛|竞赛|革新|标准|徒弟|绝活|绝招|成果|证)?(了|啊|呢|的)?$"
)
"""没领过津贴, 这方面没有, 没啥绝招: nothing of what was asked"""
_NOTHING = re.compile(
    r"^(都|从来|一直)?(没|没有|无|还没|还没有|没有过|没得过|没参加过|否|不是|不|none)(的|了|过|啊|呢|有)*[。.！!]?$"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2}|\d{2})\s*(?:年|-|—|至|到|和|跟|与|、|,|，|\s|$)")
_SPLIT = re.compile(r"[\n、；;，,。]|还有|以及")
_DENIES = re.compile(r"^(?:我|以前|之前|从来|从|一直|也|都|倒|还)*(?:没有?|未|不曾)(?=.{2})(?!.{0,4}公司)")
"""没有享受过国务院特贴: a thing of the list that there is not"""
_NO_PLACE = re.compile(r"大赛|竞赛|比赛|第[一二三四五六七八九十\d]+名|[一二三]等奖|证书?$|特贴|津贴")
"""a contest or a certificate may be named after a place; it is none"""
_DENIED = re.compile(r"不在|不是|没在|不归")
_SAID = re.compile(r"^(我是?|就是|就|只|但是?|不过|是|得过|拿过|评过|获得过?|享受过?|有过?|当过)+(?=.{3,})")
BEIJING = "北京市"
ROUND_A_PLACE = 6
"""characters after the name of a place that may still belong to it (a street, 那边)"""
_AROUND = re.compile(
    r"^(我|我们|单位|公司|学校|就|都|是|也|在|注册|登记|住|上班|工作|所在地|地址|地点|地|于|[:： ])+|(的|呢|吧|啊|呀|这边|那边|上班|注册|工作|上学|读书)+$"
)


def taken(rules: Rules, key: str, value: Any) -> dict[str, Any]:
    """The facts a reply to the question for `key` settles; `value` is what its parser returned.

    Option `instead` of a question: words that answer something else (我是学生), with the facts they say.
    Raises `BadFacts` when the reply cannot be read as that fact.
    """
    fact = rules.facts[key]
    if isinstance(value, str) and fact.question is not None:
        for pattern, facts in fact.question.options.get("instead", {}).items():
            if re.search(pattern, value):
                return dict(facts)
    read = _read(key, fact, value)
    if read is None and fact.type != "record":
        return {}
    return {key: read, **fact.also}


def _read(key: str, fact: Fact, value: Any) -> Any:
    text = tidy(value) if isinstance(value, str) else ""
    if fact.type == "flag" and text and fact.question and fact.question.options.get("story"):
        return not _nothing(text)
    if fact.type == "record" and (text == "none" or _nothing(text)):
        return None
    if fact.type in ("titles", "bodies", "records", "years", "dates") and text:
        return canonical(key, fact, _listed(fact, text))
    if fact.type == "place" and text:
        return canonical(key, fact, _place(key, fact, _AROUND.sub("", _AROUND.sub("", text)) or text))
    if fact.type == "month" and isinstance(value, str):
        return canonical(key, fact, value[:7])
    if fact.type == "number" and text.isdigit():
        return canonical(key, fact, int(text))
    return canonical(key, fact, value)


def _place(key: str, fact: Fact, text: str) -> str:
    """The place in a reply: one of the fact's own wherever it stands, else a place there is; raises `BadFacts`."""
    if _NO_PLACE.search(text):
        raise BadFacts(key, f"{key}：{allowed(fact)}")
    own = {word: fact.aliases.get(word, word) for word in (*fact.values, *fact.aliases)}
    own |= {word[:-1]: value for word, value in own.items() if word.endswith("区") and len(word) > 2}
    named = {value for word, value in own.items() if len(word) > 1 and word in text}
    if len(named) == 1 and not _DENIED.search(text):
        return named.pop()
    places, rest = read_place(text)
    fits = len(places) == 1 and len(rest) <= ROUND_A_PLACE
    if not fits or (places[0].province == BEIJING and not places[0].county and "北京" not in fact.values):
        raise BadFacts(key, f"{key}：{allowed(fact)}")
    return BEIJING[:-1] if places[0].province == BEIJING and "北京" in fact.values else places[0].name


def _nothing(text: str) -> bool:
    return bool(_NOTHING.match(text) or _NONE_OF_IT.match(text))


def _listed(fact: Fact, text: str) -> list[Any]:
    if _nothing(text):
        return []
    if fact.type == "years":
        return sorted({_full(y) for y in _YEAR.findall(text)})
    parts = [p.strip() for p in _SPLIT.split(text) if p.strip() and not _DENIES.match(p.strip())]
    if fact.type == "records":
        return _contests(parts)
    kind = fact.question.options.get("kind", "") if fact.question is not None else ""
    if parts and kind and not any(re.search(kind, part) for part in parts):
        raise BadFacts("", allowed(fact))
    return [_SAID.sub("", part) or part for part in parts]


def _full(year: str) -> int:
    number = int(year)
    return number if number > 99 else number + (2000 if number < 60 else 1900)


def _contests(parts: list[str]) -> list[dict[str, Any]]:
    """Contests out of phrases: a phrase with only a placing belongs to the contest before it."""
    found: list[dict[str, Any]] = []
    for part in parts:
        result = placing(part)
        name = re.sub(
            r"第[一二三四五六七八九十\d]{1,3}名|[金银铜]牌|[特一二三四]等奖|冠军|亚军|季军|优胜奖|优秀奖", "", part
        )
        name = re.sub(
            r"^(我|在|参加|参加过|得过|得了|拿过|获得|获|的)+|(上|里|中|得了|得过|拿了|拿过|获得|获|的|得)+$", "", name
        ).strip()
        if name:
            found.append({"name": name, **result})
        elif found and result:
            found[-1].update(result)
    return found


def readable(rules: Rules, key: str, value: Any) -> bool:
    """Whether a reply can be read as the fact."""
    try:
        taken(rules, key, value)
    except BadFacts:
        return False
    return True
