"""Papers asked for by the names they are announced with: 出预审报告, 材料清单和朝阳核对表各出一份, 出全部."""

from __future__ import annotations

import re

from dialogs.commands import Make
from dialogs.understanding.expressions import expression
from dialogs.understanding.words import words

LONGEST = 40
ALL = "all"
_AND = re.compile(r"[、,，]|以及|还有|和|跟|与|及")
_AROUND = re.compile(r"^(?:那张|那份|这张|这份|那个|我的|一下|[《〈「“])*|(?:那张|那份|这张|这份|那个|的|[》〉」”])*$")


def papers_in(text: str) -> Make | None:
    """The papers a clause (folded, squeezed) asks for; None where it is something else."""
    if len(text) > LONGEST:
        return None
    if (bare := words().paper_names.get(text)) is not None and len(text) >= 4:
        return _made((bare,))
    match = expression("paper.made").fullmatch(text) or expression("paper.made_last").fullmatch(text)
    if match is None:
        return None
    names = [_AROUND.sub("", part) for part in _AND.split(match["what"])]
    found = [words().paper_names.get(name, "") for name in names]
    return _made(tuple(found)) if found and all(found) else None


def _made(names: tuple[str, ...]) -> Make:
    return Make(() if ALL in names else tuple(dict.fromkeys(names)))
