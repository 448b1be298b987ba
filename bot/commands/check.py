"""`tetie check`: eligibility, routing and benefits for a file of facts."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from bot.console import emit, show, tell
from dialogs.catalogue import BadPolicy, Catalogue
from dialogs.eligibility import BadFacts, Check, Gathered, check, explain, gather, known_facts, load_rules
from dialogs.eligibility.editions import status_of
from dialogs.eligibility.words import PHRASES
from dialogs.text import simplified


def run(
    *, facts: Path, policy: str | None, edition: str | None, as_of: date, as_json: bool, catalogue: Catalogue
) -> int:
    """Check the facts in a JSON file (`-`: standard input) under one policy or all. 0 whatever the outcome, 1 when the
    file or the names cannot be used.
    """
    names = [policy] if policy else catalogue.policies
    try:
        raw = json.loads(sys.stdin.read() if str(facts) == "-" else facts.read_text(encoding="utf-8"))
        editions = [_edition(catalogue, name, edition) for name in names]
        every = [load_rules(catalogue.get(name)) for name in catalogue.policies]
        chosen = [load_rules(e) for e in editions if e is not None]
        gathered = gather(raw, known=known_facts([*chosen, *every]))
    except json.JSONDecodeError as error:
        tell(f"{facts}：不是能读的 JSON（第 {error.lineno} 行）：{error.msg}")
        return 1
    except (OSError, UnicodeDecodeError) as error:
        tell(f"{facts}：读不了：{getattr(error, 'strerror', None) or '不是 UTF-8 文本'}")
        return 1
    except (BadFacts, BadPolicy, LookupError) as error:
        tell(str(error.args[0]) if error.args else str(error))
        return 1
    if not chosen:
        tell(f"没有叫“{edition}”的版本；知道的：{_known(catalogue)}")
        return 1
    for rules in chosen:
        result = check(rules, gathered.facts, as_of=as_of, status=status_of(catalogue, rules.edition))
        if as_json:
            emit({**result.to_json(), "findings": _findings(gathered)})
        else:
            _print(result)
    if not as_json:
        for finding in _findings(gathered):
            show(finding["message"])
    return 0


def _edition(catalogue: Catalogue, policy: str, edition: str | None) -> Any:
    if policy not in catalogue.policies:
        raise LookupError(f"没有叫“{policy}”的政策；知道的：{_known(catalogue)}")
    if edition and (policy, edition) not in catalogue.editions:
        return None
    return catalogue.get(policy, edition or "")


def _known(catalogue: Catalogue) -> str:
    return "、".join(f"{p}（{e}）" for p, e in sorted(catalogue.editions))


def _findings(gathered: Gathered) -> list[dict[str, Any]]:
    return [
        {
            "fact": d.fact,
            "given": d.given,
            "form": d.form,
            "code": "facts_differ",
            "message": PHRASES["facts_differ"].format(fact=d.fact, form=d.form, given=d.given),
        }
        for d in gathered.differences
    ]


def _print(result: Check) -> None:
    """The check for a person: the same paragraphs the conversation shows, each with its article."""
    show(
        PHRASES["heading"].format(
            title=result.title,
            edition=result.edition,
            status=PHRASES[f"status_{result.status}"],
            day=result.as_of.isoformat(),
        )
    )
    show(PHRASES["verdict"].format(state=PHRASES[f"state_{result.verdict}"]))
    show(PHRASES["window"].format(window=PHRASES[f"window_{result.window}"]))
    for paragraph in explain(result):
        show(paragraph.text)
        if paragraph.quote:
            show(f"    {paragraph.article}：「{simplified(paragraph.quote)}」")
    for change in result.would_change:
        show(
            PHRASES["change"].format(
                label=result.labels[change.fact],
                to=change.shown,
                state=PHRASES[f"state_{change.verdict}"],
            )
        )
    show("")
