"""An outline for 主要事迹 (or 推荐意见), made only of what the person has told; nothing is invented."""

from __future__ import annotations

from dialogs.answers import row_values
from dialogs.display import row_line, shown
from dialogs.draft import Draft
from dialogs.effects import Phrase
from dialogs.facts import known_facts
from dialogs.place import Place
from dialogs.talk import verdicts


def show(draft: Draft, here: Place) -> None:
    """Headings with the person's own facts under them, and a question mark where only they can fill in."""
    parts: list[Phrase] = []
    scalar = [_value(draft, key) for key in ("name", "unit", "occupation", "skill_level")]
    if any(scalar):
        parts.append(Phrase("outline.who", {"line": "，".join(s for s in scalar if s)}))
    history = draft.form.tables.get("work_history")
    rows = draft.rows.get("work_history", ())
    if history is not None and rows:
        first = row_values(draft.session, history, rows[0])
        parts.append(Phrase("outline.history", {"line": row_line(history, first), "count": len(rows)}))
    for key in ("awards", "honours", "trainees"):
        table = draft.form.tables.get(key)
        ids = draft.rows.get(key, ())
        if table is not None and ids:
            told = [row_line(table, row_values(draft.session, table, r)) for r in ids]
            lines = [line for line in told if line]
            parts.append(Phrase(f"outline.{key}", {"lines": tuple(Phrase("outline.item", {"line": x}) for x in lines)}))
    parts += verdicts.claims(draft, known_facts(draft.session, draft.env.library))
    parts.append(Phrase("outline.numbers"))
    if len(parts) == 1:
        draft.say("outline.nothing_yet")
    draft.say("outline.intro", parts=tuple(parts))


def _value(draft: Draft, key: str) -> str:
    answer = draft.answers.get(key)
    return shown(draft.form.spec(key), answer.value) if answer is not None and answer.value else ""
