"""The understanding corpus: messages with what they mean, and how well the recognisers read them.

Notation of one command: `*skip` a control word, `#id` a choice, `path := value` an answer (`?` any value, a number of
rows for a table, `!` after `~>` a value that cannot stand), `path !` a miss, `path ~> value` a correction, `-> path`,
`del table n`, `restore table`, `add table`, `if fact=value`, `? words` a question holding these words, `cut path` words
taken out of a long text, `look path`, `make paper …` (all of them without a name), `later path` another field put off,
`piece` words that may belong into the long text or not, `unclear`.
`a|b` allows either; a trailing `?` on a control word allows its absence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from dialogs.catalogue import load_catalogue
from dialogs.commands import (
    Choose,
    Command,
    Control,
    Correct,
    Cut,
    Fill,
    Focus,
    GoTo,
    Known,
    Look,
    Make,
    Miss,
    Piece,
    PutOff,
    Question,
    RowAdd,
    RowDelete,
    RowRestore,
    Unclear,
    WhatIf,
)
from dialogs.form import FieldSpec, Form, Option
from dialogs.parsing import Parsed
from dialogs.understanding import understand
from dialogs.yamlfile import read_yaml

HERE = Path(__file__).parent
TODAY = date(2024, 3, 15)


def id_number(body: str = "11010119800512001") -> str:
    """A synthetic ID number with the right check character."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


@lru_cache(maxsize=1)
def form() -> Form:
    """The form of the edition in use."""
    found = load_catalogue().get("beijing-technician-allowance").form
    assert found is not None
    return found


BASICS: dict[str, Any] = {
    "name": "张建国",
    "sex": "男",
    "ethnicity": "汉族",
    "birth_date": "1980-05-12",
    "hukou": "北京市石景山区",
    "education": "大学专科和专科学校",
    "political_status": "中共党员",
    "unit": "首钢集团有限公司",
    "work_start": "1998-09",
    "unit_address": "北京市石景山区石景山路68号",
    "unit_contact": "刘洋",
    "unit_phone": "010-88290000",
    "unit_nature": "国有企业（市属）",
    "occupation": "轧钢工",
    "skill_level": "高级技师（一级）",
    "id_number": id_number(),
    "mobile": "13800138000",
}
HISTORY = [
    {"start": "1998-09", "end": "2003-06", "unit": "首钢一炼钢厂", "occupation": "轧钢工", "post": "操作工"},
    {"start": "2003-07", "end": "2008-05", "unit": "首钢总公司", "occupation": "轧钢工", "post": "组长"},
    {"start": "2008-06", "end": "2012-02", "unit": "首钢总公司", "occupation": "轧钢工", "post": "技术员"},
    {"start": "2012-03", "end": "2014-12", "unit": "首钢股份公司", "occupation": "轧钢工", "post": "班长"},
    {"start": "2015-01", "end": "至今", "unit": "首钢股份公司", "occupation": "轧钢工", "post": "作业长"},
]
AWARDS = [
    {"project": "轧机改造", "award": "北京市职工技术创新成果", "grade": "二等奖", "year": 2016},
    {"project": "节能控制", "award": "冶金行业技术成果", "grade": "一等奖", "year": 2019},
    {"project": "在线检测", "award": "北京市发明创新大赛", "grade": "三等奖", "year": 2021},
]
HONOURS = [
    {"title": "首都劳动奖章", "authority": "北京市总工会", "year": 2021},
    {"title": "全国技术能手", "authority": "人力资源社会保障部", "year": 2018},
]
ROWS = {
    "work_history": ("r1", "r2", "r3", "r4", "r5"),
    "awards": ("r10", "r11", "r12"),
    "honours": ("r20", "r21"),
}


def _known(given: str) -> Known:
    answers: dict[str, Any] = dict(BASICS) if given != "none" else {}
    rows: dict[str, tuple[str, ...]] = {}
    if given == "basics-nohukou":
        del answers["hukou"]
    if given == "basics-start":
        answers = {"birth_date": "1980-05-12"}
    if given in ("rows", "rows-open"):
        answers |= {"work_history": HISTORY, "awards": AWARDS, "honours": HONOURS}
        rows = dict(ROWS)
    if given == "rows-open":
        answers["work_history"] = [*HISTORY[:4], {"start": "2015-01", "end": "至今"}]
    return Known(form=form(), answers=answers, rows=rows, questions=QUESTIONS)


QUESTIONS = {
    "post_frontline": FieldSpec(
        key="post_frontline", label="一线岗位", ask="您现在还在生产、服务一线干活吗？", parser="yes_no"
    ),
    "past_allowance": FieldSpec(
        key="past_allowance", label="享受过的津贴", ask="您享受过哪些政府特殊津贴？", parser="list"
    ),
}


@dataclass(frozen=True)
class Case:
    """One message, where it was said, and what it means."""

    say: str
    wanted: tuple[str, ...]
    focus: Focus
    given: str
    file: str

    @property
    def id(self) -> str:
        return f"{self.focus.path}:{self.say[:24]!r}"

    def heard(self) -> list[Command]:
        return understand(self.say, focus=self.focus, known=_known(self.given), today=TODAY)


def cases(name: str = "corpus") -> list[Case]:
    """The cases of a corpus file."""
    return list(_read(HERE / f"{name}.yaml"))


def _read(path: Path) -> Iterator[Case]:
    for group in read_yaml(path):
        focus = _focus(group)
        for say, *wanted in group["cases"]:
            fill = {"{ID}": id_number()}
            texts = [str(say), *map(str, wanted)]
            for mark, value in fill.items():
                texts = [t.replace(mark, value) for t in texts]
            yield Case(texts[0], tuple(texts[1:]), focus, group.get("given", "none"), path.name)


def _focus(group: Mapping[str, Any]) -> Focus:
    at = group["at"]
    offered = tuple(Option(id=i, text=t) for i, t in (str(o).split("=", 1) for o in group.get("offer", ())))
    spec = None
    if "." in at and at.partition(".")[0] in ("precheck", "chaoyang"):
        spec = QUESTIONS[at.partition(".")[2]]
    return Focus(
        path=at,
        spec=spec or _spec(at),
        offered=offered,
        essay=bool(group.get("essay")),
        table=group.get("table", ""),
        last=group.get("last", ""),
    )


def _spec(at: str) -> FieldSpec | None:
    try:
        found = form().spec(at)
    except KeyError:
        return None
    return found if isinstance(found, FieldSpec) else None


@dataclass
class Score:
    """Counts per kind of command: right, wrongly heard, missed."""

    right: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, wanted: tuple[str, ...], heard: list[Command]) -> bool:
        """Count one case; whether every command was right."""
        rest = list(heard)
        good = True
        for want in wanted:
            match = next((c for c in rest if fits(want, c)), None)
            if match is not None:
                rest.remove(match)
                self.right[kind(match)] += 1
            elif not want.endswith("??") and not (want.startswith("*") and want.endswith("?")):
                self.missed[_kind_wanted(want)] += 1
                good = False
        for command in rest:
            if any(w.startswith("*") and w.endswith("?") for w in wanted):
                continue
            self.extra[kind(command)] += 1
            good = False
        return good

    def table(self) -> list[tuple[str, float, float, int]]:
        """Per kind: precision, recall, number of cases."""
        found = []
        for name in sorted({*self.right, *self.extra, *self.missed}):
            right, extra, missed = self.right[name], self.extra[name], self.missed[name]
            precision = right / (right + extra) if right + extra else 1.0
            recall = right / (right + missed) if right + missed else 1.0
            found.append((name, precision, recall, right + missed))
        return found


_KINDS: dict[type, str] = {
    Control: "control", Choose: "choose", Fill: "fill", Miss: "miss", Correct: "correct", GoTo: "goto",
    RowDelete: "row", RowRestore: "row", RowAdd: "row", WhatIf: "whatif", Question: "question", Unclear: "unclear",
    Cut: "cut", Look: "look", Make: "make", Piece: "piece", PutOff: "later",
}  # fmt: skip


def kind(command: Command) -> str:
    """The kind of a command, as counted."""
    return _KINDS[type(command)]


def _kind_wanted(want: str) -> str:
    first = want.split("|")[0]
    signs = (("*", "control"), ("#", "choose"), ("-> ", "goto"), ("if ", "whatif"), ("? ", "question"))
    for sign, name in signs:
        if first.startswith(sign):
            return name
    if " := " in first:
        return "fill"
    if " ~> " in first:
        return "correct"
    if first.split()[0] in ("unclear", "piece", "cut", "look", "make", "later"):
        return first.split()[0]
    return "miss" if first.endswith(" !") else "row"


def fits(wanted: str, command: Command) -> bool:
    """Whether a command is what the notation says."""
    return any(_fits(w, command) for w in wanted.split("|"))


def _fits(want: str, command: Command) -> bool:
    match command:
        case Control(word):
            return want.rstrip("?") == f"*{word}"
        case Choose(id):
            return want == f"#{id}"
        case Fill(path, parsed, _):
            return _value(want, f"{path} := ", parsed)
        case Correct(path, parsed, _):
            return _value(want, f"{path} ~> ", parsed)
        case Miss(path, _, _):
            return want == f"{path} !"
        case GoTo(path):
            return want == f"-> {path}"
        case RowDelete(table, index):
            return want == f"del {table} {index}"
        case RowRestore(table):
            return want in (f"restore {table}", "restore")
        case RowAdd(table):
            return want == f"add {table}"
        case WhatIf(facts, _):
            return want in {f"if {k}={v}" for k, v in facts.items()}
        case Question(text):
            return want.startswith("? ") and _plain(want[2:]) in _plain(text)
        case Cut(path, pieces, _):
            return want == f"cut {path}" and bool(pieces)
        case Look(path):
            return want == f"look {path}"
        case Make(papers):
            return want == " ".join(["make", *papers])
        case Piece():
            return want == "piece"
        case PutOff(path):
            return want == f"later {path}"
        case Unclear():
            return want == "unclear"
    return False


def _value(want: str, head: str, parsed: object) -> bool:
    if not want.startswith(head):
        return False
    value = want[len(head) :]
    if not isinstance(parsed, Parsed):
        return value == "!"
    if isinstance(parsed.value, list) and parsed.value and isinstance(parsed.value[0], dict):
        return value == str(len(parsed.value))
    return value == "?" or value == str(parsed.value)


def _plain(text: str) -> str:
    return re.sub(r"[\s，。？?！!,.：:]", "", text)
