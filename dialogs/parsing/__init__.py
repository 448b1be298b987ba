"""Reading one reply to one question of the form.

    outcome = parse(spec, raw, context=answers, today=today)      # Parsed | Problem
    text    = display(spec, value)                                 # how a stored value reads; parse(display(v)) == v
    finds   = find("phones.mobile", text, today=today)             # typed values inside a longer message

* `spec` is a `FieldSpec` or a `TableSpec`; `spec.parser` names the parser (the table `PARSERS` below). A `TableSpec` gives a list of rows
  (dicts keyed by column); 「没有」 gives `[]`. One cell of a row is parsed with the column's own `FieldSpec`.
* `context` holds earlier answers by their keys (`id_number`, `birth_date`, `work_history`, `unit` …) and, for a cell, the row so far as
  `row` (dict) and the row before as `previous` (dict): 「同上」 takes the cell from there.
* `Parsed.warnings` are soft: the value stands. `Parsed.derived` are other answers that follow (an ID number's birth date and sex).
* `Problem.ask` are replies to offer as buttons: each, sent back as the reply, parses. `Problem.partial` is the row as far as understood.
* `find(kind, text)` returns `Found(start, end, value, text)` in reading order; `start`/`end` index `text` as given (pass it through
  `dialogs.text.clean` first). Kinds: `dates.day`, `dates.month`, `dates.year`, `dates.period` (value: `(start, end)`), `identity.number`,
  `phones.mobile`, `phones.office`, `places.place`, `names.name` (introduced by 我叫/姓名/姓…名), `levels.level`, `units.unit`, and for the
  code lists `codes.find(spec, text)`. Values are those the parser would store where that is certain; only well-formed ones are found.
* Nothing here raises on any text. 「没有/略/跳过/以后补」 for plain fields are handled before parsing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dialogs.form import FieldSpec, TableSpec
from dialogs.parsing.gist import picked, put_right, value_only
from dialogs.parsing.outcome import Found, Note, Outcome, Parsed, Problem
from dialogs.parsing.registry import LONG, LONGEST, PARSERS, finder, parser, shower, table_seer
from dialogs.parsing.reply import read_reply, shorten
from dialogs.parsing.whose import PERSONAL, beside_parents, own_words

__all__ = [
    "Found",
    "Note",
    "Outcome",
    "Parsed",
    "Problem",
    "display",
    "find",
    "is_written_table",
    "known",
    "masked",
    "parse",
]


def parse(spec: FieldSpec | TableSpec, raw: str, *, context: Mapping[str, Any] | None = None, today: date) -> Outcome:
    """What `raw` means as a reply to `spec`; raises `KeyError` only for a parser name that does not exist."""
    reply = read_reply(spec, raw, context or {}, today)
    read = parser(spec.parser)
    if spec.parser not in LONG and len(reply.text) <= LONGEST:
        reply = replace(reply, text=_said(reply.text), typed=_said(reply.typed))
    if not reply.text.strip():
        return reply.problem("empty")
    if len(reply.text) > LONGEST and spec.parser not in LONG:
        return reply.problem("long_reply", count=len(reply.text))
    if spec.parser in LISTED and (mine := beside_parents(reply.text)) is not None:
        reply = replace(reply, text=mine, typed=mine)
    if spec.parser in PERSONAL and not reply.option("titles") and (own := own_words(reply.text)) is not None:
        found = read(replace(reply, text=own, typed=own)) if own else None
        return (
            found
            if isinstance(found, Parsed) and all(note.code in AGREEING for note in found.warnings)
            else reply.problem("somebody_else", said=shorten(reply.text))
        )
    if isinstance(spec, FieldSpec) and (bare := _unlabelled(spec, reply.text)) != reply.text:
        reply = replace(reply, text=bare, typed=reply.typed[-len(bare) :])
    mended = _corrected(reply.text) if spec.parser not in LONG else ""
    if mended:
        found = read(replace(reply, text=mended, typed=_corrected(reply.typed) or mended))
        if isinstance(found, Parsed):
            return found
    return read(reply)


LISTED = frozenset({"code", "skill_level"})
"""parsers of closed lists about the applicant"""
AGREEING = frozenset({"differs_from_birth_date", "differs_from_sex", "took_last", "read_from_sentence"})
"""doubts about how a value goes with others or was put, not about whose it is"""


def _said(text: str) -> str:
    return put_right(picked(value_only(text)))


def _unlabelled(spec: FieldSpec, text: str) -> str:
    """The reply without the field's own name and a colon before it."""
    names = sorted({spec.label, spec.name}, key=len, reverse=True)
    head = next((n for n in names if text.startswith(n) and text[len(n) :].lstrip()[:1] in (":", "：")), "")
    return text[len(head) :].lstrip(" :：") or text if head else text


_MISTAKEN = re.compile(
    r".*(?:^|[,，。;；\s]|[\u4e00-\u9fff0-9])(?:不对|说错了|写错了|打错了|弄错了|搞错了|错了|哦不|啊不|噢不|不不+|(?<=[\s,，])不(?=[\s,，]))(?:[,，。;；!！\s]|不是.{1,20}[,，\s])*"
    r"(?:应该|应当|其实)?(?:是|叫|为)?\s*(?P<meant>\S.*)$",
    re.DOTALL,
)


def _corrected(text: str) -> str:
    """What somebody who corrects themself in the reply comes to (电工，不对，是焊工); empty where nobody does."""
    match = _MISTAKEN.fullmatch(text.strip())
    return match["meant"].strip() if match else ""


def is_written_table(spec: FieldSpec | TableSpec, raw: str) -> bool:
    """Whether `raw` is a table of this kind, pasted with its header or written cell by cell behind labels."""
    return table_seer(spec.parser)(read_reply(spec, raw, {}, date.min).text)


def known(name: str) -> bool:
    """Whether a parser of this name exists (for the edition's lint)."""
    return name in PARSERS


def display(spec: FieldSpec | TableSpec, value: Any) -> str:
    """How a stored value reads in a sentence and in the form's cell."""
    return shower(spec.parser)(spec, value)


def masked(spec: FieldSpec | TableSpec, value: Any) -> str:
    """As `display`, with the middle of a sensitive value hidden."""
    shown = display(spec, value)
    if not getattr(spec, "sensitive", False) or len(shown) < 5:
        return shown
    keep = 4 if len(shown) > 14 else 3
    return shown[:keep] + "*" * (len(shown) - keep - 4) + shown[-4:]


def find(kind: str, text: str, *, today: date) -> list[Found]:
    """Values of one kind inside a longer message; see the module's docstring. Raises `KeyError` for an unknown kind."""
    return finder(kind)(text, today)
