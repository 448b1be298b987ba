"""单位性质: the kind chosen from the printed list, written out or ticked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from templates.labels import plain
from templates.values import understood

_TICK = "[√☑✓✔■●☒]"
_GROUP = re.compile(r"([^、(]+)\(([^)]*)\)|([^、]+)")


def chosen_nature(lines: Sequence[str], printed: Sequence[str]) -> tuple[str | None, bool]:
    """国有企业（市属） and the like, and whether exactly one was chosen.

    The printed list untouched is no choice; in a ticked list the item with the tick before or after it counts.
    """
    text = "".join(lines)
    bare = plain(text)
    listed = plain("".join(printed))
    if not bare or bare == listed or re.sub("□", "", bare) == listed:
        return None, True
    if re.search(_TICK, bare) and re.sub(f"{_TICK}|□", "", bare) == listed:
        ticked = [kind for kind in _kinds(bare) if re.search(_TICK, kind)]
        names = [re.sub(f"{_TICK}|□", "", kind).replace("(", "（").replace(")", "）") for kind in ticked]
        return (names[0] if names else None), len(names) == 1
    value, _ = understood("tight", list(lines))
    return (str(value) if value else None), True


def _kinds(text: str) -> list[str]:
    """Every single kind of a list like 国有企业(中央、市属)、事业单位: 国有企业(中央), 国有企业(市属), 事业单位."""
    kinds: list[str] = []
    for match in _GROUP.finditer(text):
        head, inner, alone = match.groups()
        kinds += [f"{head}({item})" for item in inner.split("、")] if head else [alone]
    return kinds
